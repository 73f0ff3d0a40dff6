import { describe, expect, test } from 'vitest';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Effect } from '../../model/core/effect.ts';
import { narrow } from '../../model/core/narrowing.ts';
import { shape } from '../../model/core/shape.ts';
import type { Local, LocalStep } from '../../model/core/system.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { knowledgeBase } from '../knowledge.ts';
import { indifferent, type Taker } from './indifferent.ts';
import { instances } from './instances.ts';

const ORDER = shape(['order', 1], { payee: 'account', amount: 'amount' });

const local = (context: object): Local =>
  ({ steps: 0, snapshot: { value: 'idle', context } }) as unknown as Local;

/** What a role does with an order. */
type Role = (
  algebra: Algebra<Term>,
  order: Readonly<Record<'payee' | 'amount', Term>>,
) => { readonly keeps?: object; readonly effects?: readonly Effect<Term>[] };

/** Which of the ways, who takes it, and what sort the order's first field has. */
interface Asked {
  readonly which?: number;
  readonly taker?: Taker;
  readonly field?: string;
}

/** The fields that make no difference to a role, on one of the ways in which it takes an order. */
function idleFields(
  role: Role,
  { which = 0, taker, field = 'account' }: Asked = {},
): readonly string[] {
  const store = termStore();
  const before = local({});
  const paths = narrow(
    { store, suite: { cipher: 'aes-128-cbc' } },
    store.variable(0, 'frame'),
    (algebra): LocalStep<Local, Term> => {
      const form = shape(['order', 1], { payee: field, amount: 'amount' });
      const order = algebra.decode(form, store.variable(0, 'frame'));
      const { keeps, effects = [] } = order === undefined ? {} : role(algebra, order);
      return { local: keeps === undefined ? before : local(keeps), idle: false, effects };
    },
  );
  const path = paths[which];
  return path === undefined
    ? []
    : indifferent(store, { before, path, ...(taker && { taker }) }).map((variable) =>
        store.sort(variable),
      );
}

const sent = (message: Term): Effect<Term> => ({
  effect: 'send',
  channel: 'wireless',
  hop: 'network',
  from: 'a',
  to: 'b',
  message,
  note: '',
});

/** Who gets what is sent there, other than the attacker: nobody. */
const alone: Taker = { isThere: () => false };

const stated = (values: readonly Term[], account: Term): Effect<Term> => ({
  effect: 'claim',
  claim: 'did',
  about: 'it',
  account,
  values,
});

// Kills: a value that is told, kept or tested taken for one that does not matter.
describe('a field makes no difference', () => {
  test('where nothing is done with it', () => {
    expect(idleFields(() => ({}))).toEqual(['account', 'amount']);
  });

  test('and does where it is told, or kept', () => {
    expect(idleFields((_, { payee }) => ({ effects: [stated([], payee)] }))).toEqual(['amount']);
    expect(idleFields((_, { payee, amount }) => ({ effects: [stated([amount], payee)] }))).toEqual(
      [],
    );
    expect(idleFields((_, { amount }) => ({ keeps: { last: [amount] } }))).toEqual(['account']);
  });

  test('where it goes out as it came, in the clear, to nobody but the attacker', () => {
    const passing: Role = (algebra, order) => ({ effects: [sent(algebra.encode(ORDER, order))] });
    const hashing: Role = (algebra, order) => ({
      effects: [sent(algebra.hash(algebra.encode(ORDER, order)))],
    });
    expect(idleFields(passing, { taker: alone })).toEqual(['account', 'amount']);
    expect(idleFields(passing, { taker: { isThere: (hop) => hop === 'network' } })).toEqual([]);
    expect(idleFields(hashing, { taker: alone })).toEqual([]);
  });

  test('and does where it came in a box and goes out in the clear', () => {
    const opening: Role = (algebra, { payee }) => {
      const key = algebra.name('key', 'k');
      const inside = algebra.open(key, ORDER, payee);
      return inside === undefined ? {} : { effects: [sent(inside.amount)] };
    };
    const [asBox] = [{ taker: alone, field: 'any' }];
    expect(idleFields(opening, asBox)).toContain('account');
    expect(idleFields(opening, asBox).filter((sort) => sort === 'amount')).toEqual(['amount']);
  });

  test('where it is kept and no longer used', () => {
    const keeps: Role = (_, { amount }) => ({ keeps: { last: [amount] } });
    const taker = { isThere: () => true, remaining: () => [] };
    expect(idleFields(keeps, { taker })).toEqual(['account', 'amount']);
    expect(idleFields(keeps)).toEqual(['account']);
  });

  test('and does where a test on it decides', () => {
    const role = (algebra: Algebra<Term>, { amount }: Readonly<Record<'amount', Term>>) => {
      algebra.equal(amount, algebra.name('amount', 'all'));
      return {};
    };
    // Passed, it leaves nothing open of the amount; refused, it leaves all amounts but one.
    expect([idleFields(role), idleFields(role, { which: 1 })]).toEqual([['account'], ['account']]);
  });
});

// Kills: a choice that matters lost with one that does not.
test('of messages that differ in such a field alone one is made, and none is lost that differs elsewhere', () => {
  const store = termStore();
  const known = ['1', '2', '3'].flatMap((text) => [
    store.name('account', text),
    store.name('amount', text),
  ]);
  const knowledge = knowledgeBase(store, true).initial(known);
  const none = { seeds: [], ownValues: {}, inert: [], ownSorts: new Set(['account', 'amount']) };
  const [payee, amount] = [store.variable(1, 'account'), store.variable(2, 'amount')];
  const pattern = store.tuple(ORDER, [payee, amount]);
  const payees = (made: readonly Term[]): ReadonlySet<Term | undefined> =>
    new Set(made.map((m) => store.args(m)[0]));
  const all = instances({ store, knowledge, ...none }, pattern);
  const some = instances({ store, knowledge, ...none }, pattern, new Set([amount]));
  expect([all.length, some.length]).toEqual([9, 3]);
  expect(payees(some)).toEqual(payees(all));
});
