import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, agreement, atMostOnce, secrecy } from './claim.ts';
import type { Claim as Statement } from './effect.ts';
import type { TraceEvent } from './trace.ts';

type Event = TraceEvent<string>;
const same = (a: string, b: string): boolean => a === b;

const principals = [
  { party: 'alice', account: 'a', honest: true },
  { party: 'bob', account: 'b', honest: true },
  { party: 'mallory', account: 'm', honest: false },
];

function claimed(
  party: string,
  [claim, about]: readonly [Statement<string>['claim'], string],
  [account, ...values]: readonly [string, ...string[]],
): Event {
  return { kind: 'claimed', party, claim, about, account, values };
}

const means = (party: string, order: string): Event =>
  claimed(party, ['running', 'order'], [party.slice(0, 1), order]);
const accepts = (account: string, order: string): Event =>
  claimed('bank', ['commit', 'order'], [account, order]);
const posts = (account: string, order: string): Event =>
  claimed('bank', ['did', 'posted'], [account, order]);
const learns = (value: string): Event => ({ kind: 'learned', value });
const noise: readonly Event[] = [
  { kind: 'sent', party: 'alice', channel: 'wireless', to: 'bank', message: 'x', note: '' },
  { kind: 'refused', party: 'bank', why: 'x' },
  { kind: 'stored', party: 'log', what: 'log', values: ['x'] },
];

const form = (injective: boolean, by: Agreement['by']): Agreement => ({
  commit: { claim: 'commit', about: 'order' },
  running: { claim: 'running', about: 'order' },
  injective,
  by,
});
const breaks = (
  violation: ReturnType<typeof secrecy>,
  ...events: readonly Event[]
): string | undefined => violation({ principals, events }, same);

describe('secrecy', () => {
  const violation = secrecy('password');
  const secret = claimed('alice', ['secret', 'password'], ['a', 'pw', 'pin']);

  // Dolev & Yao 1983. Kills: learned ignored, all values compared but the first.
  test('is broken by learning any value claimed secret, whichever comes first', () => {
    expect(breaks(violation, secret, learns('pw'))).toBe('the attacker has the password');
    expect(breaks(violation, secret, learns('pin'))).toBeDefined();
    expect(breaks(violation, learns('pw'), secret)).toBeDefined();
  });

  test('is not broken by another value, another kind of secret, or mere traffic', () => {
    expect(breaks(violation, secret, learns('other'))).toBeUndefined();
    expect(breaks(secrecy('order'), secret, learns('pw'))).toBeUndefined();
    expect(breaks(violation, learns('pw'))).toBeUndefined();
    expect(breaks(violation, secret, ...noise)).toBeUndefined();
  });
});

describe('agreement', () => {
  const violation = agreement(form(false, 'owner'));

  // Lowe 1997. Kills: running anywhere in the trace accepted, values not compared.
  test('holds when the owner was running with the same values before', () => {
    expect(breaks(violation, means('alice', 'o'), ...noise, accepts('a', 'o'))).toBeUndefined();
    expect(breaks(violation, means('alice', 'o'))).toBeUndefined();
  });

  test('is broken by a belief that comes before what bears it out', () => {
    expect(breaks(violation, accepts('a', 'o'), means('alice', 'o'))).toBeDefined();
  });

  test('is broken when other values were meant, or fewer, or more', () => {
    expect(breaks(violation, means('alice', 'p'), accepts('a', 'o'))).toBeDefined();
    const two = claimed('alice', ['running', 'order'], ['a', 'o', 'p']);
    expect(breaks(violation, two, accepts('a', 'o'))).toBeDefined();
    const none = claimed('alice', ['running', 'order'], ['a']);
    expect(breaks(violation, none, accepts('a', 'o'))).toBeDefined();
  });

  test('is broken when another than the owner meant it, unless anyone will do', () => {
    const events = [means('bob', 'o'), accepts('a', 'o')];
    expect(breaks(violation, ...events)).toContain('alice never meant');
    expect(breaks(agreement(form(false, 'anyone')), ...events)).toBeUndefined();
  });

  test('is broken when the owner was running with something else in view', () => {
    const other = claimed('alice', ['running', 'result'], ['a', 'o']);
    const secret = claimed('alice', ['secret', 'order'], ['a', 'o']);
    expect(breaks(violation, other, secret, accepts('a', 'o'))).toBeDefined();
  });

  test('says nothing about the account of an attacker, or of nobody', () => {
    for (const injective of [true, false]) {
      const about = agreement(form(injective, 'owner'));
      expect(breaks(about, accepts('m', 'o'), accepts('m', 'o'))).toBeUndefined();
      expect(breaks(about, accepts('nobody', 'o'))).toBeUndefined();
    }
  });

  // Lowe 1997, injective. Kills: counts over the whole trace, counts over all values together.
  test('injective is broken exactly when some belief has no running of its own so far', () => {
    const injective = agreement(form(true, 'owner'));
    const event = fc.record({ order: fc.constantFrom('o', 'p'), commit: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (happened) => {
        const balance = { o: 0, p: 0 } as Record<string, number>;
        const broken = happened.some(({ order, commit }) => {
          const after = (balance[order] ?? 0) + (commit ? -1 : 1);
          balance[order] = after;
          return after < 0;
        });
        const events = happened.map(({ order, commit }) =>
          commit ? accepts('a', order) : means('alice', order),
        );
        expect(breaks(injective, ...events) !== undefined).toBe(broken);
      }),
    );
  });

  test('not injective lets one running bear out any number of beliefs', () => {
    const events = [means('alice', 'o'), accepts('a', 'o'), accepts('a', 'o')];
    expect(breaks(violation, ...events)).toBeUndefined();
    expect(breaks(agreement(form(true, 'owner')), ...events)).toContain('2 times');
  });
});

describe('at most once', () => {
  const violation = atMostOnce('posted', 'order');

  // W4. Kills: count of the running left out, `Math.max` left out.
  test('lets an order be posted as often as it was meant, and once if never', () => {
    expect(breaks(violation, posts('a', 'o'))).toBeUndefined();
    expect(breaks(violation, means('alice', 'o'), posts('a', 'o'))).toBeUndefined();
    const twice = [means('alice', 'o'), means('alice', 'o'), posts('a', 'o'), posts('a', 'o')];
    expect(breaks(violation, ...twice)).toBeUndefined();
  });

  test('is broken by posting it more often, counted at the time', () => {
    expect(breaks(violation, posts('a', 'o'), posts('a', 'o'))).toBeDefined();
    const late = [means('alice', 'o'), posts('a', 'o'), posts('a', 'o'), means('alice', 'o')];
    expect(breaks(violation, ...late)).toContain('2 times and meant 1 times');
  });

  test('counts each order for itself and no account of the attacker', () => {
    expect(breaks(violation, posts('a', 'o'), posts('a', 'p'))).toBeUndefined();
    expect(breaks(violation, posts('m', 'o'), posts('m', 'o'))).toBeUndefined();
    expect(breaks(violation, accepts('a', 'o'), accepts('a', 'o'))).toBeUndefined();
  });
});
