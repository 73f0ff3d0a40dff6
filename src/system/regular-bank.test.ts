import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, textToBytes } from '../bytes.ts';
import { AMOUNT_MINOR_MAX, STATEMENT_LINES_MAX } from '../host/limits.ts';
import { textOf } from '../host/names.ts';
import { AT, encoded, ledger, type Ledger, type Words } from './testing/ledger.ts';

const order: Words = { payer: 'alice', type: 'pay', payee: 'bob', amount: '100 CAD' };

function open(): Ledger {
  const at = ledger({ alice: 1_000, bob: 0, rich: 2 * AMOUNT_MINOR_MAX });
  at.store.addAccount({ id: 'euro', kind: 'customer', currency: 'EUR' });
  return at;
}

const counted = ({ db }: Ledger) =>
  ['account', 'entry', 'posting'].map(
    (table) => db.get(`SELECT count(*) AS n FROM ${table}`)?.['n'],
  );

describe('a transfer', () => {
  test('moves the amount once, under one entry', () => {
    const at = open();
    const { event, done } = at.execute(order);
    expect(event).toEqual({ type: 'executed', values: {} });
    expect(done).toEqual({ account: 'alice', status: 'executed', entry: expect.any(Number) });
    expect([at.balance('alice'), at.balance('bob')]).toEqual([900, 100]);
    expect(at.store.statement('bob', 9)).toEqual([
      { number: 1, at: AT, amountMinor: 100, other: 'alice', what: 'transfer' },
    ]);
  });

  test('may take all there is, and the largest amount', () => {
    const at = open();
    expect(at.execute({ ...order, amount: '1000 CAD' }).done.status).toBe('executed');
    const most = { ...order, payer: 'rich', amount: `${AMOUNT_MINOR_MAX} CAD` };
    expect(at.execute(most).done.status).toBe('executed');
  });
});

const causes: readonly (readonly [string, Partial<Words>])[] = [
  ['more than there is', { amount: '1001 CAD' }],
  ['nothing', { amount: '0 CAD' }],
  ['a negative amount', { amount: '-1 CAD' }],
  ['more than may be', { payer: 'rich', amount: `${AMOUNT_MINOR_MAX + 1} CAD` }],
  ['another currency', { amount: '1 EUR' }],
  ['an amount in words', { amount: 'all of it' }],
  ['a payee who is not there', { payee: 'carol' }],
  ['no payee', { payee: '' }],
  ['oneself', { payee: 'alice' }],
  ['an account in another currency', { payee: 'euro' }],
  ['the account of opening balances', { payee: 'opening:CAD' }],
  ['a payer who is not there', { payer: 'carol' }],
  ['the account of opening balances as payer', { payer: 'opening:CAD', payee: 'alice' }],
  ['a business that is none', { type: 'gift' }],
  ['a business that every object has', { type: 'toString' }],
  ['no business', { type: '' }],
  ['a bill of more than there is', { type: 'bill', amount: '1001 CAD', payee: 'hydro' }],
  ['a bill of nothing', { type: 'bill', amount: '0 CAD', payee: 'hydro' }],
  ['a bill of nobody', { type: 'bill', payee: '' }],
  ['a biller whose name is none', { type: 'bill', payee: 'hydro:CAD' }],
  ['a bill in another currency', { type: 'bill', payee: 'hydro', amount: '1 EUR' }],
];

// §5.2 BLS. Kills: each condition of `pay`, `transferTo`, `billTo` left out.
describe('an order is declined and nothing at all is posted or opened for', () => {
  test.for(causes)('%s', ([, change]) => {
    const at = open();
    const words = { ...order, ...change };
    const before = [...counted(at), at.balance('alice')];
    const { event, done } = at.execute(words);
    expect(event).toEqual({ type: 'declined', values: {} });
    expect(done).toEqual({ account: words.payer, status: 'declined', entry: undefined });
    expect([...counted(at), at.balance('alice')]).toEqual(before);
  });

  test.for(['', 'ff', textToBytes('an order')])('octets that are none: %o', (octets) => {
    const at = open();
    const { done } = at.executeOctets(textToBytes('alice'), octets as Bytes);
    expect([done.status, ...counted(at)]).toEqual(['declined', ...counted(open())]);
  });

  // What is no text is no name: nothing is put in its place. Kills: octets read as some text.
  test('payer, payee or amount in octets that are no text', () => {
    const at = open();
    const { store } = at;
    const fields = (change: Readonly<Record<string, Bytes>>) => ({
      ...{ type: textToBytes('pay'), payee: textToBytes('bob'), amount: textToBytes('1 CAD') },
      ...change,
    });
    const octets = 'ff' as Bytes;
    for (const change of [{ payee: octets }, { amount: octets }]) {
      for (const type of ['pay', 'bill']) {
        const order = encoded(fields({ type: textToBytes(type), ...change }));
        expect(at.executeOctets(textToBytes('alice'), order).done.status).toBe('declined');
      }
    }
    const { event, done } = at.executeOctets(octets, encoded(fields({})));
    expect([event, done]).toEqual([
      { type: 'declined', values: {} },
      { account: '', status: 'declined', entry: undefined },
    ]);
    expect([counted(at), store.statement('bob', 9)]).toEqual([counted(open()), []]);
  });

  test('a customer whose account is a payee outside', () => {
    const at = open();
    at.execute({ ...order, type: 'bill', payee: 'hydro' });
    const back = { ...order, payer: 'biller:hydro:CAD', payee: 'alice', amount: '1 CAD' };
    expect(at.execute(back).done.status).toBe('declined');
    expect(at.execute({ ...order, payee: 'biller:hydro:CAD' }).done.status).toBe('declined');
  });
});

test('a biller has one account for each currency, opened by the first bill', () => {
  const at = open();
  const bill = { ...order, type: 'bill', payee: 'hydro', amount: '10 CAD' };
  const before = counted(at)[0];
  at.execute(bill);
  at.execute({ ...bill, payer: 'rich' });
  expect(counted(at)[0]).toBe(Number(before) + 1);
  expect(at.store.account('biller:hydro:CAD')).toMatchObject({ kind: 'biller', balanceMinor: 20 });
  expect(at.store.statement('alice', 1)).toMatchObject([{ what: 'bill payment' }]);
});

describe('an enquiry', () => {
  const ask = (at: Ledger, type: string): string => {
    const before = counted(at);
    const { event, done } = at.execute({ ...order, type, payee: '', amount: '' });
    expect(counted(at)).toEqual(before);
    expect(done).toEqual({ account: 'alice', status: 'executed', entry: undefined });
    const { information } = event.values;
    return information === undefined ? expect.fail('no answer') : (textOf(information) ?? '');
  };

  test('for the balance tells it and moves nothing', () => {
    expect(ask(open(), 'balance')).toBe('1000 CAD');
  });

  test('for a statement tells the balance and the last movements, newest first', () => {
    const at = open();
    at.execute(order);
    const [balance, ...lines] = ask(at, 'statement').split('\n');
    expect(balance).toBe('900 CAD');
    expect(lines.map((line) => line.split('\t'))).toEqual([
      [new Date(AT).toISOString(), '-100 CAD', 'bob', 'transfer'],
      [new Date(0).toISOString(), '1000 CAD', 'opening:CAD', 'opening'],
    ]);
    for (let n = 0; n < STATEMENT_LINES_MAX; n += 1) at.execute({ ...order, amount: '1 CAD' });
    expect(ask(at, 'statement').split('\n')).toHaveLength(1 + STATEMENT_LINES_MAX);
  });

  // P-CMP-1. Kills: numbers of the ledger's entries, or of the lines shown, for those of the account.
  test('for a statement tells the number of each posting of the account, where complaints name it', () => {
    const at = ledger({ rich: 1_000, alice: 1_000, bob: 0 }, { R5b: 'names-posting' });
    const numbers = () =>
      ask(at, 'statement')
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t').slice(3));
    expect(numbers()).toEqual([['opening', '1']]);
    for (let n = 0; n < STATEMENT_LINES_MAX; n += 1) {
      at.execute({ ...order, payer: 'rich', amount: '1 CAD' });
      at.execute({ ...order, amount: '1 CAD' });
    }
    const last = Array.from({ length: STATEMENT_LINES_MAX }, (_, place) => [
      'transfer',
      String(STATEMENT_LINES_MAX + 1 - place),
    ]);
    expect(numbers()).toEqual(last);
  });
});

// The sum of all accounts is what double entry keeps. Kills: a posting of one side, a wrong sign.
test('whatever is ordered, all accounts together hold nothing and no customer less', () => {
  const who = fc.constantFrom('alice', 'bob', 'rich', 'euro', 'carol', 'hydro', 'opening:CAD');
  const words: fc.Arbitrary<Words> = fc.record({
    payer: fc.oneof(fc.constantFrom('alice', 'rich', 'bob'), who),
    payee: who,
    type: fc.constantFrom('pay', 'pay', 'bill', 'bill', 'balance', 'statement', 'gift'),
    amount: fc.oneof(
      fc.integer({ min: -5, max: 700 }).map((minor) => `${minor} CAD`),
      fc.constantFrom('1 EUR', 'x', `${AMOUNT_MINOR_MAX} CAD`),
    ),
  });
  let executed = 0;
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12, size: 'max' }), (some) => {
      const at = open();
      for (const one of some) {
        const before = at.balance(one.payer) ?? 0;
        const { done } = at.execute(one);
        const moved = done.entry !== undefined;
        executed += moved ? 1 : 0;
        expect(at.total()).toBe(0);
        expect((at.balance(one.payer) ?? 0) < before).toBe(moved);
        for (const id of ['alice', 'bob', 'rich']) {
          expect(at.balance(id)).toBeGreaterThanOrEqual(0);
        }
      }
      at.db.close();
    }),
    { numRuns: 60 },
  );
  expect(executed).toBeGreaterThan(20);
});
