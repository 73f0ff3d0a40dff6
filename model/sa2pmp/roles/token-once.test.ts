import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import { type Reading, readings } from '../reading.ts';
import {
  accepts,
  bankName,
  claimsIn,
  opened,
  orderFrom,
  pay,
  type Play,
  sentBy,
  type Staging,
  statements,
} from '../testing/play.ts';

const once: Partial<Reading> = { A7: 'token-once', A13b: 'token' };
const resolving: Partial<Reading> = {
  ...once,
  R7: 'abort-resolve',
  A19: 'bank-pushes',
  A20: 'signed',
  A22: 'commitment',
  A23: 'before',
};

/** Alice is logged on, and from now on nothing that she sends arrives by itself. */
function held(changes: Partial<Reading> = once, staging: Staging = {}): Play {
  const holds: { wireless?: 'full' } = {};
  const p = opened(changes, { ...staging, holds });
  holds.wireless = 'full';
  return p;
}

const arrives = (p: Play, frame: Term): boolean => accepts(p.put('wired', bankName, frame));
const stateOf = (p: Play): unknown => {
  const index = p.system.parties.findIndex(({ name }) => name === 'alice');
  return (p.locals()[index]?.snapshot as { readonly value?: unknown } | undefined)?.value;
};
const isLoggedOff = (p: Play): boolean =>
  JSON.stringify(stateOf(p)).includes('"business":"loggedOff"');

describe('a token (A7 token-once)', () => {
  // W4, W5. Kills: a token that is not spent, one that is spent on another's order.
  test('is good for one order, whatever the order is', () => {
    const p = held();
    const [first, second] = ['f', 'g'].map((fresh) => orderFrom(p, { fresh }));
    expect(arrives(p, first ?? expect.fail('no order'))).toBe(true);
    expect(arrives(p, first ?? expect.fail('no order'))).toBe(false);
    expect(arrives(p, second ?? expect.fail('no order'))).toBe(false);
    const without = held({ A13b: 'token' });
    const frames = ['f', 'g'].map((fresh) => orderFrom(without, { fresh }));
    expect(frames.map((frame) => arrives(without, frame))).toEqual([true, true]);
  });

  // Kills: a token spent on an order that the bank refuses, so that anybody could spend it.
  test('is not spent at the bank by an order that it refuses', () => {
    const p = held();
    const thief = p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');
    expect(arrives(p, orderFrom(p, { signingKey: thief }))).toBe(false);
    expect(arrives(p, orderFrom(p))).toBe(true);
  });

  // R7. Kills: a token that is spent only when the answer brings the next.
  test('is spent by an order that the bank takes, even if it comes to nothing', () => {
    const holds: { wired?: 'full'; wireless?: 'full' } = {};
    const p = opened(resolving, { holds });
    holds.wired = 'full';
    holds.wireless = 'full';
    const frame = sentBy(pay(p), 'alice');
    const takes = () => statements(p.put('wired', bankName, frame)).includes('running record');
    expect(takes()).toBe(true);
    const abort = sentBy(p.want('alice', 'timeout'), 'alice');
    const aborted = sentBy(p.put('wireless', 'log', abort), 'log');
    p.put('wired', bankName, aborted);
    expect(p.bank().job).toBeUndefined();
    expect(takes()).toBe(false);
    expect(p.bank().token).toBeUndefined();
  });

  test('is one of no session once another has been given out', () => {
    const p = held();
    const frame = sentBy(pay(p), 'alice');
    p.want('alice', 'timeout');
    const logOn = sentBy(p.want('alice', 'logOn'), 'alice');
    p.put('wired', bankName, logOn);
    expect(arrives(p, frame)).toBe(false);
  });
});

describe('the next token (A7 token-once)', () => {
  // Kills: an answer without one, one that the phone or the bank does not keep.
  test.each([
    ['executed', false],
    ['declined', true],
  ])('comes with the answer that an order is %s', (_, declines) => {
    const p = opened(once, { declines });
    const tokens = [p.client().token];
    for (const amount of ['10 CAD', '20 CAD', '30 CAD']) {
      const stated = statements(pay(p, amount));
      expect(stated).toContain('commit order');
      expect(stated).toContain('commit result');
      tokens.push(p.client().token);
      expect(p.client().token).toBe(p.bank().token);
    }
    expect(new Set(tokens).size).toBe(4);
    expect(tokens).not.toContain(undefined);
  });

  test('is secret, and where the run of the next order begins', () => {
    const p = opened(once);
    const { events } = pay(p);
    const about = claimsIn(events)
      .filter(({ party }) => party === bankName)
      .map((event) => `${event.claim} ${event.about}`);
    expect(about).toContain('secret token');
    expect(about).toContain('did began');
    expect(claimsIn(events).find(({ about: of }) => of === 'token')?.values).toEqual([
      p.bank().token,
    ]);
  });

  // Kills: a phone that goes on with a token that went with an order.
  test.each([
    ['once', once],
    ['repaired', { ...readings.repaired, R7: 'none' }],
  ] as const)('is had by logging on again where an order has no answer: %s', (_name, changes) => {
    const p = held(changes);
    pay(p);
    p.want('alice', 'timeout');
    expect(isLoggedOff(p)).toBe(true);
    expect(statements(pay(p, '20 CAD'))).toEqual([]);
  });

  test('is had by logging on again where an order was given up, which costs its token', () => {
    const p = opened(resolving, { unanswered: true });
    const before = p.client().token;
    pay(p);
    // R7: the order is recorded, and the regular bank says nothing.
    const stated = statements(p.want('alice', 'timeout'));
    expect(stated).toContain('did resolved');
    expect(isLoggedOff(p)).toBe(true);
    p.want('alice', 'logOn');
    expect(p.client().token).not.toBe(before);
    expect(p.client().token).toBe(p.bank().token);
  });

  test('is had by logging on again where the log has aborted the order', () => {
    const holds: { wired?: 'full' } = {};
    const p = opened(resolving, { holds });
    holds.wired = 'full';
    pay(p);
    expect(statements(p.want('alice', 'timeout'))).toContain('did gave-up');
    expect(isLoggedOff(p)).toBe(true);
    delete holds.wired;
    p.want('alice', 'logOn');
    expect(statements(pay(p, '20 CAD'))).toContain('commit result');
  });
});
