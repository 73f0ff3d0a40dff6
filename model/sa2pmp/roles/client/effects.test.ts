import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { type Business, businesses } from '../../business.ts';
import { type Reading, readings } from '../../reading.ts';
import { type CheckId, setting } from '../../setting.ts';
import { claimsIn, opened, pay, play, type Play, sentBy, statements } from '../../testing/play.ts';
import { wishOf } from './effects.ts';

const offers = Object.keys(businesses) as readonly Business[];

describe('a wish', () => {
  /** What values make of an intent, by the published reading but for some changes. */
  const wished = (
    [type, named]: readonly [string, (string | undefined)?],
    more: Readonly<Record<string, Term>> = {},
    changes: Partial<Reading> = {},
  ) => {
    const { algebra } = play();
    const world = setting(algebra, { ...readings.published, ...changes }, { offers });
    const of = named === undefined ? {} : { type: algebra.constant(named) };
    const values = { payee: algebra.name('payee', 'shop'), amount: algebra.name('amount', '1') };
    const given = { ...values, ...of, ...more };
    const fresh = algebra.name('seed', 'step');
    const event = { type, values: given, at: 0, fresh } as Parameters<typeof wishOf<Term>>[1];
    const wish = wishOf(world, event);
    return { algebra, wish, values };
  };

  test('is a payment or a bill, the payment where nothing else is said', () => {
    for (const named of [undefined, 'pay', 'bill']) {
      const { algebra, wish, values } = wished(['pay', named]);
      expect(wish).toEqual({
        ...{ type: algebra.constant(named ?? 'pay'), ...values },
        ...{ password: undefined, memo: undefined },
      });
    }
    expect(wished(['pay', 'balance']).wish).toBeUndefined();
    expect(wished(['logOn', 'pay']).wish).toBeUndefined();
  });

  test('is an enquiry that pays nobody nothing', () => {
    for (const named of ['balance', 'statement']) {
      const { algebra, wish } = wished(['enquire', named]);
      expect([wish?.type, wish?.payee, wish?.amount]).toEqual([
        algebra.constant(named),
        algebra.constant('nobody'),
        algebra.constant('nothing'),
      ]);
    }
    expect(wished(['enquire', 'pay']).wish).toBeUndefined();
    expect(wished(['enquire']).wish).toBeUndefined();
  });

  test('keeps the password and the free text where orders carry them, and nowhere else', () => {
    const { algebra } = play();
    const more = {
      password: algebra.name('password', 'typed'),
      memo: algebra.name('memo', 'for the bread'),
    };
    const kept = (changes: Partial<Reading>) => {
      const { password, memo } = wished(['pay'], more, changes).wish ?? expect.fail('no wish');
      return [password !== undefined, memo !== undefined];
    };
    expect(kept({})).toEqual([false, false]);
    expect(kept({ A13b: 'password' })).toEqual([true, false]);
    expect(kept({ A6: 'payee-amount-memo' })).toEqual([false, true]);
  });

  test('that lacks something is none', () => {
    const { algebra } = play();
    const world = setting(algebra, readings.published, { offers });
    const event = (values: Readonly<Record<string, Term>>) => ({
      ...({ type: 'pay', values, at: 0, fresh: algebra.name('seed', 'step') } as const),
    });
    const [payee, amount] = [algebra.name('payee', 'shop'), algebra.name('amount', '1')];
    expect(wishOf(world, event({ payee }))).toBeUndefined();
    expect(wishOf(world, event({ amount }))).toBeUndefined();
    expect(wishOf(world, event({ payee, amount }))).toBeDefined();
  });
});

/** The order that alice has sent, opened. */
function sent(p: Play, frame: Term) {
  const { algebra, messages: m } = p;
  const { body } = algebra.decode(m.orderFrame, frame) ?? expect.fail('no frame');
  const whole = algebra.open(p.bank().packageKey, m.signedOrder, body) ?? expect.fail('sealed');
  const text = algebra.decode(m.signedText, whole.text) ?? expect.fail('no text');
  return algebra.decode(m.order, text.order) ?? expect.fail('no order');
}

describe('an order', () => {
  // A6, A7. Kills: a counter that stands still, a time that is not the phone's, a free text left out.
  test('has what its user typed, and the count and the time of the phone', () => {
    const p = opened({ A7: 'counter' });
    const counters = [0, 1].map(() => sent(p, sentBy(pay(p), 'alice')).counter);
    expect(counters).toEqual([p.algebra.constant('number 1'), p.algebra.constant('number 2')]);
    const timed = opened({ A7: 'clock-window' });
    const { time } = sent(timed, sentBy(pay(timed, '10 CAD', 125_000), 'alice'));
    expect(timed.store.label(time ?? expect.fail('no time'))).toMatch(/^slot [1-9]\d*$/u);
    const written = opened({ A6: 'payee-amount-memo' });
    const { algebra } = written;
    const values = { payee: algebra.name('payee', 'shop'), amount: algebra.name('amount', '1') };
    const memo = algebra.name('memo', 'for the bread');
    const memos = [{ ...values, memo }, values].map(
      (of) => sent(written, sentBy(written.want('alice', 'pay', { values: of }), 'alice')).memo,
    );
    expect(memos).toEqual([memo, algebra.constant('no memo')]);
    const told = opened({ A13b: 'password' });
    const password = told.algebra.name('password', 'typed');
    const wish = { payee: told.algebra.name('payee', 'shop'), password };
    const typed = { ...wish, amount: told.algebra.name('amount', '1') };
    const frame = sentBy(told.want('alice', 'pay', { values: typed }), 'alice');
    expect(sent(told, frame).password).toBe(password);
    told.want('alice', 'timeout');
    expect(sent(told, sentBy(pay(told), 'alice')).password).toBe(told.client().customer.password);
  });

  // Equation (1), §4.2. Kills: a phone that says nothing where it has no discretion, or always.
  test.each<[CheckId, (p: Play) => readonly (Term | undefined)[]]>([
    ['order-kept', (p) => [p.client().pending?.order]],
    ['password-kept', (p) => [p.client().customer.password]],
    ['package-key-kept', (p) => [p.bank().packageKey]],
    ['signing-key-kept', (p) => [p.client().signingKey]],
    ['key-store-kept', (p) => [p.bank().packageKey, p.client().signingKey]],
  ])('is sent alone, and without %s beside a secret in clear', (duty, secrets) => {
    const clear = (omitted: readonly CheckId[]) => {
      const p = opened({}, { omitted, unanswered: true });
      const said = pay(p).events.flatMap((event) =>
        event.kind === 'sent' && event.note === 'a secret, in clear' ? [event.message] : [],
      );
      return [said, secrets(p)];
    };
    const [said, expected] = clear([duty]);
    expect(said).toEqual(expected);
    expect(clear([])[0]).toEqual([]);
  });

  test('leaves the phone with the order that waits, and with no wish', () => {
    const p = opened({ A7: 'challenge' }, { unanswered: true });
    const { events } = pay(p);
    const [order] = claimsIn(events).filter(({ about }) => about === 'order');
    expect(p.client().pending?.order).toBe(order?.values[0]);
    expect([p.client().wish, p.client().counter]).toEqual([undefined, 1]);
    expect(p.client()).toMatchObject({ submitted: undefined, receipt: undefined });
    p.want('alice', 'timeout');
    expect(p.client().pending).toBeUndefined();
  });
});

describe('a phone that waits for a challenge (A7)', () => {
  test('keeps the wish until it comes, and forgets it when none does', () => {
    const holds: { wireless?: 'full' } = {};
    const p = opened({ A7: 'challenge' }, { holds });
    holds.wireless = 'full';
    expect(statements(pay(p))).toEqual([]);
    expect(p.client().wish).toBeDefined();
    p.want('alice', 'timeout');
    expect(p.client().wish).toBeUndefined();
  });
});
