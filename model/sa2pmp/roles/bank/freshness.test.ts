import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { counterLookahead, slotMs, slotsBackMax } from '../../limits.ts';
import { axes, type Reading } from '../../reading.ts';
import {
  accepts,
  bankName,
  opened,
  orderFrom,
  pay,
  type Play,
  play,
  sentBy,
} from '../../testing/play.ts';

type Freshness = Reading['A7'];
const choices = Object.keys(axes.A7.choices) as readonly Freshness[];

const arrives = (p: Play, frame: Term, at = 0): boolean =>
  accepts(p.put('wired', bankName, frame, at));

/** The reading, with the token in orders that a token for one order needs. */
const of = (A7: Freshness): Partial<Reading> =>
  A7.startsWith('token-') ? { A7, A13b: 'token' } : { A7 };

/** After an order, the same text comes again, as `again` makes it. */
function takesAgain(A7: Freshness, again: (p: Play) => Term): boolean {
  const p = opened(of(A7));
  if (A7 === 'challenge') askChallenge(p);
  const first = orderFrom(p);
  const challenge = p.bank().challenge;
  expect(arrives(p, first)).toBe(true);
  const order: Readonly<Record<string, Term>> = challenge === undefined ? {} : { challenge };
  return arrives(p, again({ ...p, bank: () => ({ ...p.bank(), ...order }) }));
}

function askChallenge(p: Play): void {
  const { accid } = p.client().customer;
  p.put('wired', bankName, p.algebra.encode(p.messages.challengeRequest, { accid }));
}

/** The same order signed and sealed once more; the transaction id stays. */
const signedAgain = (p: Play): Term => {
  const transaction = p.algebra.derive(p.algebra.name('seed', 'f'), 'transaction');
  return orderFrom(p, { fresh: 'g', order: { transaction } });
};

/** The very signed order under another initialisation vector. */
const sealedAgain = (p: Play): Term => {
  const { algebra, messages } = p;
  const { packageKey } = p.bank();
  const { body } = algebra.decode(messages.orderFrame, orderFrom(p)) ?? expect.fail('no frame');
  const signed = algebra.open(packageKey, messages.signedOrder, body) ?? expect.fail('no order');
  const whole = algebra.encode(messages.signedOrder, signed);
  const resealed = algebra.seal(packageKey, algebra.name('seed', 'g'), whole);
  return algebra.encode(messages.orderFrame, { body: resealed });
};

describe('an order that comes again (A7)', () => {
  // W4. Kills: any one branch of isFresh answering true, the trace not remembered.
  const cases: readonly (readonly [Freshness, boolean, boolean, boolean])[] = [
    ['none', true, true, true],
    ['ciphertexts', false, true, true],
    ['signatures', false, false, true],
    ['transactions', false, false, false],
    ['clock-window', true, true, true],
    ['counter', false, false, false],
    ['challenge', false, false, false],
    ['token-once', false, false, false],
    ['token-chain', false, false, false],
  ];

  test('is tried under every reading', () => {
    expect(cases.map(([choice]) => choice)).toEqual(choices);
  });

  test.each(cases)('%s: as it was, taken: %s; resealed: %s; signed again: %s', (A7, ...taken) => {
    const again = [orderFrom, sealedAgain, signedAgain].map((how) => takesAgain(A7, how));
    expect(again).toEqual(taken);
  });

  test.each(choices)('%s: nothing keeps two orders of the user apart', (A7) => {
    const p = opened(of(A7));
    expect([accepts(pay(p)), accepts(pay(p)), accepts(pay(p, '10 CAD', 1))]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('is taken under every reading by a bank that does not check', () => {
    for (const A7 of choices) {
      // A token that is spent is one of no session.
      const omitted = [A7.startsWith('token-') ? 'session' : 'freshness'] as const;
      const p = opened(of(A7), { omitted });
      const frame = sentBy(pay(p), 'alice');
      expect(arrives(p, frame, 1e9)).toBe(true);
    }
  });
});

describe('a counter', () => {
  const counted = (p: Play, counter: number): boolean =>
    arrives(
      p,
      orderFrom(p, {
        fresh: `f${counter}`,
        order: { counter: p.algebra.constant(`number ${counter}`) },
      }),
    );
  const window = (last: number): readonly number[] =>
    Array.from({ length: counterLookahead }, (_, ahead) => last + 1 + ahead);

  // Kills: lookahead off by one, `last` not moved on, counting every order alike.
  test('is taken when it is the next or a little ahead of the last one taken, and no other', () => {
    const candidates = Array.from({ length: 14 }, (_, index) => index - 1);
    for (const skip of window(0)) {
      const reached = (): Play => {
        const p = opened({ A7: 'counter' });
        expect(counted(p, skip)).toBe(true);
        return p;
      };
      expect(candidates.filter((counter) => counted(reached(), counter))).toEqual(window(skip));
    }
    const fresh = candidates.filter((counter) => counted(opened({ A7: 'counter' }), counter));
    expect(fresh).toEqual(window(0));
  });
});

describe('a time', () => {
  // Kills: window off by one, future slots taken, milliseconds taken for slots.
  test('is taken within its slot and the ones just after, by the clock of the bank', () => {
    const slots = [3, 4, 5, 6, 7, 8];
    for (const at of [5 * slotMs, 6 * slotMs - 1, 6 * slotMs]) {
      const taken = slots.filter((slot) => {
        const p = opened({ A7: 'clock-window' });
        const time = p.algebra.constant(`slot ${slot}`);
        return arrives(p, orderFrom(p, { order: { time } }), at);
      });
      const now = Math.floor(at / slotMs);
      expect(taken).toEqual(slots.filter((slot) => slot <= now && slot >= now - slotsBackMax));
    }
  });

  test("of the user's phone makes an order that waits too long worthless", () => {
    const p = opened({ A7: 'clock-window' });
    const frame = sentBy(pay(p, '10 CAD', slotMs), 'alice');
    expect(arrives(p, frame, 2 * slotMs)).toBe(true);
    expect(arrives(p, frame, 3 * slotMs)).toBe(false);
  });
});

describe('a challenge', () => {
  const withChallenge = (p: Play, challenge: Term | undefined): Term =>
    orderFrom(p, challenge === undefined ? {} : { order: { challenge } });

  test('is needed: without one given out, no order is taken', () => {
    const p = opened({ A7: 'challenge' });
    expect(p.bank().challenge).toBeUndefined();
    expect(arrives(p, orderFrom(p))).toBe(false);
  });

  // Kills: challenges not dropped after use, all challenges of the past remembered.
  test('serves one order, and none once another is given out', () => {
    const p = opened({ A7: 'challenge' });
    askChallenge(p);
    const first = p.bank().challenge;
    askChallenge(p);
    const second = p.bank().challenge;
    expect(second).not.toBe(first);
    expect(arrives(p, withChallenge(p, first))).toBe(false);
    expect(arrives(p, withChallenge(p, second))).toBe(true);
    expect(arrives(p, withChallenge(p, second))).toBe(false);
  });

  test('is given out for the account asked about alone, and under this reading alone', () => {
    const p = opened({ A7: 'challenge' });
    const accid = p.algebra.name('account', 'another');
    const request = p.algebra.encode(p.messages.challengeRequest, { accid });
    expect(p.put('wired', bankName, request).idle).toBe(true);
    const without = play();
    const own = without.algebra.encode(
      without.messages.challengeRequest,
      without.client().customer,
    );
    expect(without.put('wired', bankName, own).idle).toBe(true);
  });
});
