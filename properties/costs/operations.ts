/**
 * Who carries out how many operations: the account of the instrumented algebra, charged to the party
 * whose step it is.
 *
 * The public half of a key is computed once and kept, as hosts may: roles ask for it anew in each
 * step, in statements that claims are judged on as well.
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { PartyKind } from '../../model/core/system.ts';
import { type Timed, timed } from '../../src/instrumented.ts';
import type { Around } from './session.ts';

/** The operations that are counted, those under a public key first. */
export const operations = [
  'sign',
  'verify',
  'encryptFor',
  'decryptWith',
  'publicKey',
  'seal',
  'open',
  'hash',
  'derive',
] as const satisfies readonly Timed[];

/** An operation. */
export type Operation = (typeof operations)[number];

/** The operations that take a multiplication on the curve or more. */
export const publicKeyOperations: readonly Operation[] = operations.slice(0, 5);

/** Who carries them out. */
export const accountants = ['phone', 'bank', 'log'] as const;

/** Who carries an operation out. */
export type Accountant = (typeof accountants)[number];

/** How often each operation is carried out. */
export type Counts = Readonly<Record<Operation, number>>;

/** How often, by party. */
export type Operations = Readonly<Record<Accountant, Counts>>;

/** The party that a kind of party is here; the judge and witnesses are not asked in a payment. */
export function accountantOf(kind: PartyKind): Accountant | undefined {
  if (kind === 'client') return 'phone';
  return kind === 'bank' || kind === 'log' ? kind : undefined;
}

/** An algebra that computes the public half of each key once. */
export function keepingPublicKeys<M>(algebra: Algebra<M>): Algebra<M> {
  const known = new Map<M, M>();
  return {
    ...algebra,
    publicKey: (key) => {
      const found = known.get(key) ?? algebra.publicKey(key);
      known.set(key, found);
      return found;
    },
  };
}

/** Counts of every operation, made by one rule. */
export function countsOf(count: (operation: Operation) => number): Counts {
  return Object.fromEntries(operations.map((one) => [one, count(one)])) as Record<
    Operation,
    number
  >;
}

/** Counts of every party, made by one rule. */
export function byAccountant(counts: (who: Accountant) => Counts): Operations {
  return { phone: counts('phone'), bank: counts('bank'), log: counts('log') };
}

/** A counted algebra. */
export interface Counter<M> {
  /** Behaves as the one that it wraps. */
  readonly algebra: Algebra<M>;
  /** Charges what happens inside to who makes the step. */
  readonly around: Around;
  /** The account at this moment. */
  readonly so: () => Operations;
}

/** Counts who does what with an algebra. */
export function counting<M>(bare: Algebra<M>): Counter<M> {
  const { algebra, spent } = timed(bare, () => 0n);
  const charged = new Map<Accountant, Counts>();
  const none = countsOf(() => 0);
  return {
    algebra: keepingPublicKeys(algebra),
    around: (kind, step) => {
      const before = spent();
      const result = step();
      const after = spent();
      const who = accountantOf(kind);
      if (who === undefined) return result;
      const had = charged.get(who) ?? none;
      charged.set(
        who,
        countsOf((one) => had[one] + after[one].calls - before[one].calls),
      );
      return result;
    },
    so: () => byAccountant((who) => charged.get(who) ?? none),
  };
}
