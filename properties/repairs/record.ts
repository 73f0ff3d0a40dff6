/**
 * What is remembered of one answer, and for which readings it is the answer.
 */
import type { Move } from '../../attacks/run.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { canonical } from '../verdict/canonical-value.ts';
import type { Confirmation } from '../verdict/verdict.ts';
import type { Answer } from './dualise.ts';
import { agrees, type Reads } from './traced.ts';

/** An answer, and what it was found by looking at. */
export interface Remembered {
  readonly answer: Answer;
  /** By a search of all that the attacker can do, or by carrying a known attack out. */
  readonly by: 'search' | 'replay';
  /** Distinct states seen; none for a replay. */
  readonly states: number;
  /** The choices that were read. */
  readonly reading: Readonly<Reads>;
  /** The parts of the suite that were read. */
  readonly suite: Readonly<Reads>;
  /** What else a search goes by: values of the attacker's own, idle sorts. */
  readonly scope?: string;
  /** The attack's place among those known. */
  readonly plan?: number;
}

/** All that is known of one question: for the cache. */
export interface Ledger {
  readonly records: Remembered[];
  /** The attacks known, in the order in which they were found. */
  readonly plans: (readonly Move[])[];
  /** Attacks carried out on octets, by reading. */
  readonly onBytes: Record<string, Confirmation>;
}

/** A ledger with nothing in it. */
export function emptyLedger(): Ledger {
  return { records: [], plans: [], onBytes: {} };
}

/** What besides the reading a search goes by. */
export function scopeOf({ ownValues, inert }: Problem): string {
  return canonical({ ownValues, inert });
}

/** Whether a record is the answer for a reading. */
export function answers(
  { reading: read, suite, scope }: Remembered,
  reading: Reading,
  problem: Problem,
): boolean {
  const isSame = agrees(reading, read) && agrees(problem.suite, suite);
  return isSame && (scope === undefined || scope === scopeOf(problem));
}
