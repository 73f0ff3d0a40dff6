/**
 * A fault of one party's disk at its n-th durable operation, and the crash that follows.
 *
 * What a disk may do to a commit in flight: lose it, keep it without saying so, or keep a part of
 * what was written. `behind` is the control: a disk that acknowledges each commit before it is
 * carried out, so that a party on it sends before it stores.
 */

/** Who may be struck. */
export type PartyName = 'bank' | 'gateway' | 'alice' | 'bob';

/**
 * What happens to the commit. After `refused` (not carried out) and `unsure` (carried out) the
 * party is told of an error and lives on; after the others it crashes.
 */
export const faultKinds = [
  'lost',
  'kept',
  'torn-half',
  'torn-holes',
  'torn-short',
  'refused',
  'unsure',
] as const;

/** What happens to the commit; `behind` is the control's. */
export type FaultKind = (typeof faultKinds)[number] | 'behind';

/** One fault. */
export interface Fault {
  readonly party: PartyName;
  /** Which durable operation of the party's, from 1. */
  readonly at: number;
  readonly kind: FaultKind;
  /** Whether every later one fails likewise, until the disk is repaired. */
  readonly ever: boolean;
  /** Decides where a torn write is torn. */
  readonly seed: number;
}

const CRASH = 'Crash';

/** The end of a process, where a fault had it crash. */
export function crash(party: PartyName): Error {
  const error = new Error(`${party} crashed`);
  error.name = CRASH;
  return error;
}

const DISK_ERROR = 'DiskError';

/** A commit that failed, as the party is told. */
export function diskError(party: PartyName): Error {
  const error = new Error(`${party}'s disk failed`);
  error.name = DISK_ERROR;
  return error;
}

/** Whether what was thrown is an error of ours that the party outlives. */
export function isDiskError(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === DISK_ERROR;
}

/** Whether what was thrown is a crash of ours and no mistake. */
export function isCrash(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === CRASH;
}

/** A fault in words. */
export function showFault({ party, at, kind, ever }: Fault): string {
  return `${party}, durable operation ${at}, ${kind}, ${ever ? 'for ever after' : 'once'}`;
}

/** Numbers in [0, 1) from a seed (mulberry32): the same seed, the same numbers. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
