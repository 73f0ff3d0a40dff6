import { describe, expect, test } from 'vitest';
import type { Term } from '../core/term.ts';
import { type Business, businesses, enquiries, movesMoney, payments } from './business.ts';
import type { Reading } from './reading.ts';
import {
  bankName,
  claimsIn,
  opened,
  type Play,
  type Scene,
  type Staging,
  statements,
} from './testing/play.ts';

const offers = Object.keys(businesses) as readonly Business[];

/** Alice asks for a business function. */
function request(p: Play, business: Business): Scene {
  const { algebra } = p;
  const type = algebra.constant(business);
  const payee = algebra.name('payee', 'shop-0815');
  const amount = algebra.name('amount', '10 CAD');
  return movesMoney(business)
    ? p.want('alice', 'pay', { values: { type, payee, amount } })
    : p.want('alice', 'enquire', { values: { type } });
}

/** What alice believes and was told: the order and the result, taken apart. */
function outcome(p: Play, scene: Scene) {
  const [said] = claimsIn(scene.events).filter(
    ({ claim, about }) => claim === 'commit' && about === 'result',
  );
  const [order, result] = said?.values ?? [];
  return {
    order: order === undefined ? undefined : p.algebra.decode(p.messages.order, order),
    result: result === undefined ? undefined : p.algebra.decode(p.messages.result, result),
  };
}

describe('a business function (§5.1 BLM, §5.2 BLS)', () => {
  test('moves money or enquires', () => {
    expect(payments).toEqual(['pay', 'bill']);
    expect(enquiries).toEqual(['balance', 'statement']);
    for (const { name, says } of Object.values(businesses)) {
      expect(name).toMatch(/^[a-z]+( [a-z]+)*$/);
      expect(says).toMatch(/^(?:moves|tells) /);
    }
  });

  // Kills: posted whatever was asked for, the type of the wish lost on its way or while it waits.
  test.each(
    offers.flatMap((business) => (['none', 'challenge'] as const).map((A7) => [business, A7])),
  )('%s, A7 %s: is agreed on, answered, and posted if it moves money', (business, A7) => {
    const p = opened({ A7: A7 as Reading['A7'] }, { offers });
    const scene = request(p, business as Business);
    const said = statements(scene);
    expect(said).toEqual(
      expect.arrayContaining(['running order', 'commit order', 'running result', 'commit result']),
    );
    expect(said.includes('did posted')).toBe(business === 'pay' || business === 'bill');
    expect(outcome(p, scene).order?.type).toBe(p.algebra.constant(business));
  });

  // Kills: a payee taken from the user.
  test.each(enquiries)('%s is about nothing to nobody', (business) => {
    const p = opened({}, { offers });
    const type = p.algebra.constant(business);
    const values = { type, payee: p.algebra.name('payee', 'shop-0815') };
    const { order } = outcome(p, p.want('alice', 'enquire', { values }));
    expect(order?.payee).toBe(p.algebra.constant('nobody'));
    expect(order?.amount).toBe(p.algebra.constant('nothing'));
  });

  // The bound of every search. Kills: the offers not looked at.
  test('is refused where the bank does not offer it, and payments alone are offered', () => {
    const takes = (staging: Staging): readonly Business[] =>
      offers.filter((business) =>
        statements(request(opened({}, staging), business)).includes('commit order'),
      );
    expect(takes({})).toEqual(['pay']);
    expect(takes({ offers })).toEqual(offers);
    expect(takes({ offers: ['bill', 'statement'] })).toEqual(['bill', 'statement']);
  });
});

describe('a wish', () => {
  // Kills: any one test in wishFor.
  test('that is incomplete, or of a business of another kind, comes to nothing', () => {
    for (const A7 of ['none', 'challenge'] as const) {
      const p = opened({ A7 }, { offers });
      const { constant, name } = p.algebra;
      const payee = name('payee', 'shop-0815');
      const amount = name('amount', '10 CAD');
      const wishes: readonly (readonly [string, Readonly<Record<string, Term>>])[] = [
        ['pay', { payee }],
        ['pay', { amount }],
        ['pay', { payee, amount, type: constant('balance') }],
        ['pay', { payee, amount, type: constant('gift') }],
        ['enquire', {}],
        ['enquire', { type: constant('pay'), payee, amount }],
      ];
      for (const [type, values] of wishes) {
        expect(p.want('alice', type, { values }).idle).toBe(true);
      }
      expect(p.want('alice', 'pay', { values: { payee, amount } }).idle).toBe(false);
    }
  });

  // Kills: the sending of the order leaving the wish behind.
  test('is forgotten once the order is sent', () => {
    const p = opened({ A7: 'challenge' }, { unanswered: true });
    request(p, 'pay');
    expect(p.client().pending).toBeDefined();
    expect(p.client().wish).toBeUndefined();
  });
});

describe('what the regular bank tells', () => {
  const asked = (reading: Partial<Reading>): Play => {
    const p = opened(reading, { offers, unanswered: true });
    request(p, 'balance');
    return p;
  };
  const told = (p: Play, intent: 'executed' | 'declined'): Scene => {
    const information = p.algebra.name('reference', '1234.56 CAD');
    return p.want(bankName, intent, { values: { information } });
  };

  // §5.2 "result information". Kills: information left out, or taken from a decline.
  test('is the reference of the result, where it executes', () => {
    const references = (['executed', 'declined'] as const).map((intent) => {
      const p = asked({ A17: 'signed' });
      const job = p.bank().job ?? expect.fail('no job');
      const { result } = outcome(p, told(p, intent));
      expect(result?.status).toBe(p.algebra.constant(intent));
      return [result?.reference, p.algebra.name('reference', '1234.56 CAD'), job.reference];
    });
    const [executed = [], declined = []] = references;
    expect(executed[0]).toBe(executed[1]);
    expect(declined[0]).toBe(declined[2]);
  });

  // A23: nothing has been told when the record is made.
  test('is in the record that is made after it, and not in one made before', () => {
    const holds = (A23: Reading['A23']): boolean => {
      const p = asked({ A22: 'signed-result', A23 });
      told(p, 'executed');
      const [{ entry } = expect.fail()] = p.log();
      const { record } = p.algebra.decode(p.messages.entry, entry) ?? expect.fail();
      const { result = expect.fail() } =
        p.algebra.decode(p.messages.record, record) ?? expect.fail();
      const { reference } = p.algebra.decode(p.messages.result, result) ?? expect.fail();
      return reference === p.algebra.name('reference', '1234.56 CAD');
    };
    expect([holds('after'), holds('before')]).toEqual([true, false]);
  });
});
