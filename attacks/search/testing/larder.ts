/**
 * Random knowledge and random forms over a few accounts, amounts and keys, for tests of what an attacker
 * can make.
 */
import fc from 'fast-check';
import { shape } from '../../../model/core/shape.ts';
import { type Term, termStore } from '../../../model/core/term.ts';
import { type Knowledge, knowledgeBase } from '../../knowledge.ts';
import type { Larder } from '../instances.ts';

/** A larder with all that is known. */
export type Stocked = Larder & { readonly knowledge: Knowledge };

/** Somebody's order. */
export const ORDER = shape(['order', 1], { payee: 'account', amount: 'amount' });
const SIGNED = shape(['signed', 2], { text: 'order', signature: 'signature' });

/** Where all terms here are interned. */
export const store = termStore();
/** Accounts that there are. */
export const accounts: readonly Term[] = ['1', '2'].map((text) => store.name('account', text));
/** Amounts that there are. */
export const amounts: readonly Term[] = ['1', '2'].map((text) => store.name('amount', text));
const keys = ['1', '2'].map((text) => store.derived(store.name('seed', text), 'key'));
/** The randomness of honest parties, which nobody knows. */
export const fresh = store.name('seed', 'fresh');
/** The attacker's own seeds. */
export const seeds: readonly Term[] = ['1', '2'].map((text) => store.name('seed', `own ${text}`));

/** Variables: an account, an amount, randomness of signatures and of boxes. */
export const [x, y, v, w] = [
  store.variable(1, 'account'),
  store.variable(2, 'amount'),
  store.variable(3, 'signature-randomness'),
  store.variable(4, 'box-randomness'),
];

const order = fc
  .tuple(fc.constantFrom(...accounts), fc.constantFrom(...amounts))
  .map(([payee, amount]) => store.tuple(ORDER, [payee, amount]));
/** Messages that may be known. */
export const message = fc.oneof(
  fc.constantFrom(...accounts, ...amounts, ...keys),
  order,
  fc
    .tuple(fc.constantFrom(...keys), order)
    .map(([key, m]) => store.tuple(SIGNED, [m, store.signature(key, m, fresh)])),
  fc.tuple(fc.constantFrom(...keys), order).map(([key, m]) => store.box(key, m, fresh)),
);

const openOrder = fc
  .tuple(fc.constantFrom(x, ...accounts), fc.constantFrom(y, ...amounts))
  .map(([payee, amount]) => store.tuple(ORDER, [payee, amount]));
/** Forms of message. */
export const pattern = fc.oneof(
  openOrder,
  fc
    .tuple(fc.constantFrom(...keys), openOrder)
    .map(([key, m]) => store.tuple(SIGNED, [m, store.signature(key, m, v)])),
  fc.tuple(fc.constantFrom(...keys), openOrder).map(([key, m]) => store.box(key, m, w)),
  openOrder.map((m) => store.digest(m)),
);

/** A larder of an attacker that knows this, and without more said draws on nothing else. */
export function larderOf(knowledge: Knowledge, more: Partial<Larder> = {}): Stocked {
  const none = { seeds: [], ownValues: {}, inert: [], ownSorts: new Set<string>() };
  return { store, ...none, ...more, knowledge };
}

/** Attackers. */
export const larders = fc
  .record({
    known: fc.array(message, { maxLength: 6 }),
    usable: fc.nat(2),
    given: fc.subarray(['account', 'amount']),
    two: fc.boolean(),
  })
  .map(({ known, usable, given, two }): Stocked => {
    const knowledge = knowledgeBase(store, true).initial([...known, ...seeds]);
    const ownValues: Larder['ownValues'] = two ? { account: 2 } : {};
    const ownSorts = new Set<string>(given);
    return larderOf(knowledge, { seeds: seeds.slice(0, usable), ownValues, ownSorts });
  });
