/**
 * A stopwatch around an algebra: how long a run spends inside its cryptographic primitives.
 *
 * For the benchmark that compares this with the wall time of the whole run. Encoding and
 * comparing are not primitives and are not timed; `open` and `decryptWith` include the parsing they end with.
 */
import type { Algebra } from '../model/core/algebra.ts';

/** The operations that are timed. */
export type Timed =
  | 'derive'
  | 'hash'
  | 'publicKey'
  | 'sign'
  | 'verify'
  | 'seal'
  | 'open'
  | 'encryptFor'
  | 'decryptWith'
  | 'exportFor'
  | 'exportWith';

/** What one operation has cost so far. */
export interface Spent {
  /** How often it was called. */
  readonly calls: number;
  /** Nanoseconds, all calls together. */
  readonly totalNs: bigint;
}

/** An algebra that behaves as the one it wraps, and its account. */
export interface Stopwatch<M> {
  /** The wrapped algebra. */
  readonly algebra: Algebra<M>;
  /** The account at this moment, one entry per operation. */
  spent: () => Readonly<Record<Timed, Spent>>;
}

/**
 * Wraps `algebra`.
 *
 * @param nowNs - a monotonic clock in nanoseconds, such as `process.hrtime.bigint`
 */
export function timed<M>(algebra: Algebra<M>, nowNs: () => bigint): Stopwatch<M> {
  const account: Record<Timed, Spent> = { ...UNSPENT };
  const measure = <T>(operation: Timed, run: () => T): T => {
    const startNs = nowNs();
    const result = run();
    const { calls, totalNs } = account[operation];
    account[operation] = { calls: calls + 1, totalNs: totalNs + nowNs() - startNs };
    return result;
  };
  return { algebra: watched(algebra, measure), spent: () => ({ ...account }) };
}

const NONE: Spent = { calls: 0, totalNs: 0n };

const UNSPENT: Readonly<Record<Timed, Spent>> = {
  derive: NONE,
  hash: NONE,
  publicKey: NONE,
  sign: NONE,
  verify: NONE,
  seal: NONE,
  open: NONE,
  encryptFor: NONE,
  decryptWith: NONE,
  exportFor: NONE,
  exportWith: NONE,
};

type Measure = <T>(operation: Timed, run: () => T) => T;

function watched<M>(algebra: Algebra<M>, measure: Measure): Algebra<M> {
  return {
    ...algebra,
    derive: (seed, label) => measure('derive', () => algebra.derive(seed, label)),
    hash: (m) => measure('hash', () => algebra.hash(m)),
    publicKey: (key) => measure('publicKey', () => algebra.publicKey(key)),
    sign: (key, fresh, m) => measure('sign', () => algebra.sign(key, fresh, m)),
    verify: (key, m, sig) => measure('verify', () => algebra.verify(key, m, sig)),
    seal: (key, fresh, m) => measure('seal', () => algebra.seal(key, fresh, m)),
    open: (key, shape, box) => measure('open', () => algebra.open(key, shape, box)),
    encryptFor: (key, fresh, m) => measure('encryptFor', () => algebra.encryptFor(key, fresh, m)),
    decryptWith: (key, shape, box) =>
      measure('decryptWith', () => algebra.decryptWith(key, shape, box)),
    exportFor: (key, fresh) => measure('exportFor', () => algebra.exportFor(key, fresh)),
    exportWith: (key, box) => measure('exportWith', () => algebra.exportWith(key, box)),
  };
}
