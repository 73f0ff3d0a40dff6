import { describe, expect, test } from 'vitest';
import type { Term } from '../core/term.ts';
import { openAtBank, sealForBank } from './confidential.ts';
import { exportsReplyKey, type Reading, readings, sparesNonces } from './reading.ts';
import { repairs } from './repair.ts';
import { bankKeys } from './roles/bank/context.ts';
import { suiteOf } from './suite.ts';
import {
  accepts,
  bankName,
  opened,
  orderFrom,
  pay,
  type Play,
  sentBy,
  statements,
} from './testing/play.ts';

const setBy = (...ids: readonly string[]): Partial<Reading> =>
  Object.assign(
    {},
    ...repairs.filter(({ id }) => ids.includes(id)).map(({ sets }) => sets),
  ) as Partial<Reading>;
const signedResult = { ...setBy('signed-result'), R1c: 'unsent' } as const;
const exported = { ...setBy('encapsulation'), R3: 'to-bank-exported' } as const;
const chained = { A7: 'token-chain', A13b: 'token' } as const;

/** Alice is logged on, and nothing that the bank sends arrives by itself. */
function held(changes: Partial<Reading>): Play {
  const holds: { wireless?: 'full' } = {};
  const p = opened(changes, { holds });
  holds.wireless = 'full';
  return p;
}

/** The answer to an order of alice's, as the bank sends it. */
function answered(p: Play, amount = '10 CAD'): Term {
  return sentBy(p.put('wired', bankName, sentBy(pay(p, amount), 'alice')), 'log');
}

describe("the bank's name, signed and not sent (A5, R1c)", () => {
  const named = { A5: 'signed', R1c: 'unsent' } as const;
  const fieldsOf = ({ messages }: Play): readonly string[] =>
    [...messages.signedText.fields, ...messages.orderFrame.fields].map(({ name }) => name);

  // W12. Kills: a name that is neither sent nor signed, one that the bank takes from the order.
  test.each([{}, { "A3'": 'injective' }, { A3: 'identifier-looked-up' }] as const)(
    'does not travel, and an order for another bank does not verify: %o',
    (more) => {
      const p = opened({ ...named, ...more });
      expect(fieldsOf(p)).not.toContain('recipient');
      const elsewhere = { text: { recipient: p.algebra.name('bank', 'Second Bank') } };
      expect(accepts(p.put('wired', bankName, orderFrom(p, elsewhere)))).toBe(false);
      expect(accepts(p.put('wired', bankName, orderFrom(p)))).toBe(true);
    },
  );

  // A ciphertext that is signed has to hold it.
  test('travels where the ciphertext is what is signed (A31)', () => {
    expect(fieldsOf(opened({ ...named, A31: 'encrypt-then-sign' }))).toContain('recipient');
  });
});

describe('the digest of the order, signed and not sent (A17, R1c)', () => {
  // W2, W24. Kills: a result taken for another order, a phone that reads a digest out of the answer.
  test('does not travel, and the answer to another order is refused', () => {
    const p = held(signedResult);
    expect(p.messages.toldResult.fields.map(({ name }) => name)).not.toContain('request');
    const first = answered(p);
    p.want('alice', 'timeout');
    const second = answered(p, '20 CAD');
    expect(statements(p.put('wireless', 'alice', first))).not.toContain('commit result');
    expect(statements(p.put('wireless', 'alice', second))).toContain('commit result');
  });

  test('is told apart by the signature alone: without that check any answer is believed', () => {
    const holds: { wireless?: 'full' } = {};
    const p = opened(signedResult, { holds, omitted: ['result-signature'] });
    holds.wireless = 'full';
    const first = answered(p);
    p.want('alice', 'timeout');
    answered(p, '20 CAD');
    expect(statements(p.put('wireless', 'alice', first))).toContain('commit result');
  });
});

describe('the key for the answer, exported and not sent (R3)', () => {
  test('is the same on both sides, and stands in no message', () => {
    const p = opened(exported);
    const { appPackage = expect.fail('no package') } = p.client();
    const fresh = p.algebra.name('seed', 'request');
    const text = p.algebra.encode(p.messages.signedOrder, { text: fresh, signature: fresh });
    const { body, replyKey } = sealForBank(p.setting, { appPackage, fresh, kind: 'order' }, text);
    const found = openAtBank(p.setting, bankKeys(p.bank()), 'order')(p.messages.signedOrder, body);
    expect(found?.replyKey).toBe(replyKey);
    const inside = (t: Term): readonly Term[] => [t, ...p.store.args(t).flatMap(inside)];
    expect(inside(body)).not.toContain(replyKey);
  });

  test('is another for each order and each log-on', () => {
    const p = opened(exported, { holds: { wireless: 'full' } });
    const keys = [p.client().logOnKey];
    p.want('alice', 'timeout');
    p.want('alice', 'logOn');
    keys.push(p.client().logOnKey);
    const other = held(exported);
    for (const amount of ['10 CAD', '20 CAD']) {
      pay(other, amount);
      keys.push(other.client().pending?.replyKey);
      other.want('alice', 'timeout');
    }
    const known = keys.map((key, place) => `${place < 2 ? 'log-on' : 'order'} ${key}`);
    expect(keys).not.toContain(undefined);
    expect(new Set(known).size).toBe(4);
  });

  // Kills: a log-on that is read as an order, since both are for the bank without an enclosure.
  test('does without an enclosure: what was sealed as a log-on is no order', () => {
    const p = opened(exported);
    const { appPackage = expect.fail('no package') } = p.client();
    const fresh = p.algebra.name('seed', 'request');
    const text = p.algebra.encode(p.messages.logOn, { userid: fresh, password: fresh });
    const { body } = sealForBank(p.setting, { appPackage, fresh, kind: 'log-on' }, text);
    const open = openAtBank(p.setting, bankKeys(p.bank()), 'order');
    expect(open(p.messages.signedOrder, body)).toBeUndefined();
  });
});

describe('the nonce of an answer, spared (R3b)', () => {
  const all = {
    ...readings.published,
    ...exported,
    ...chained,
    A13: 'verifier',
    R3b: 'spared',
  } as const;

  // GCM with one nonce twice under one key gives both away. Kills: one of the conditions forgotten.
  test.each([
    ['the key is sent', { R3: 'to-bank' }],
    ['an order may be answered twice', { A7: 'none' }],
    ['a log-on may be answered twice', { A13: 'signed' }],
    ['it is said to be carried', { R3b: 'carried' }],
    ['nobody notices a change', { A8: 'aes-128-ctr' }],
  ] as const)('is carried where %s', (_why, changes) => {
    expect(sparesNonces(all)).toBe(true);
    expect(suiteOf(all).cipher).toBe('aes-128-gcm-once');
    expect(sparesNonces({ ...all, ...changes })).toBe(false);
  });

  // What the rest stands on. Kills: an order or a log-on that is answered a second time.
  test('is spared where each key makes one box: no request is answered twice', () => {
    const p = held(all);
    const boxes = (): readonly Term[] => p.store.all().filter((t) => p.store.kind(t) === 'box');
    const order = sentBy(pay(p), 'alice');
    p.put('wired', bankName, order);
    const before = boxes().length;
    p.put('wired', bankName, order);
    expect(boxes()).toHaveLength(before);
    p.want('alice', 'timeout');
    const again = sentBy(p.want('alice', 'logOn'), 'alice');
    p.put('wired', bankName, again);
    const then = boxes().length;
    p.put('wired', bankName, again);
    expect(boxes()).toHaveLength(then);
    const keys = boxes().map((box) => p.store.args(box)[0]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(exportsReplyKey(all)).toBe(true);
  });
});

describe('the next token, made and not sent (A7 token-chain)', () => {
  test.each([
    ['executed', false],
    ['declined', true],
  ])('is the same on both sides when an order is %s, another each time', (_, declines) => {
    const p = opened({ ...chained, ...exported }, { declines });
    const tokens = [p.client().token];
    for (const amount of ['10 CAD', '20 CAD', '30 CAD']) {
      expect(statements(pay(p, amount))).toContain('commit result');
      tokens.push(p.client().token);
      expect(p.client().token).toBe(p.bank().token);
    }
    expect(tokens).not.toContain(undefined);
    expect(new Set(tokens).size).toBe(4);
  });

  // A phone that uses one key for two answers plays its own order again. Kills: a token of the key alone.
  test('is another even where a phone uses one key twice, so that nothing can be played again', () => {
    const p = held({ ...chained, ...exported });
    const first = orderFrom(p, { fresh: 'same' });
    p.put('wired', bankName, first);
    const second = p.bank().token ?? expect.fail('no token');
    const again = orderFrom(p, { fresh: 'same', order: { token: second } });
    expect(accepts(p.put('wired', bankName, again))).toBe(true);
    expect(p.bank().token).not.toBe(second);
    expect(accepts(p.put('wired', bankName, again))).toBe(false);
    expect(accepts(p.put('wired', bankName, first))).toBe(false);
  });

  test('is in no answer', () => {
    const p = held({ ...chained, ...exported });
    const answer = answered(p);
    const inside = (t: Term): readonly Term[] => [t, ...p.store.args(t).flatMap(inside)];
    expect(inside(answer)).not.toContain(p.bank().token);
  });
});
