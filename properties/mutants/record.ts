/**
 * The golden record of mutants, `docs/mutants.json`: what killed each, and which live on; and the scores.
 *
 * Refuses a file that the campaign did not write.
 */
import { type KeptAs, keptDigest, readKept } from './kept.ts';
import { kinds, type Mutant, type Operator, operators, ownerOf } from './operators/mutant.ts';
import type { LawKill } from './laws/trial.ts';
import type { ClaimKill } from './operators/search.ts';
import { argumentFor } from './survivors.ts';

/** Where the record is, from the root of the project. */
export const recordPath = 'docs/mutants.json';

/** What killed a mutant. */
export type Kill = ClaimKill | LawKill;

/** What came of a mutant. */
export interface Outcome {
  readonly kill: Kill | undefined;
  /** Searches made and scenes played without a kill. */
  readonly searches: number;
  readonly scenes: number;
}

/** What became of one mutant. */
export interface Entry {
  readonly id: string;
  readonly role: ReturnType<typeof ownerOf>;
  readonly operator: Operator;
  /** What killed it; absent where nothing did. */
  readonly kill?: Kill;
  /** Where nothing did: in how many searches and scenes it was tried. */
  readonly tried?: Pick<Outcome, 'searches' | 'scenes'>;
}

/** The record. */
export interface MutantRecord {
  readonly format: 'sa2pmp-mutants';
  readonly version: 1;
  /** What runs were seen to make use of, which mutants are generated from. */
  readonly seen: readonly string[];
  readonly mutants: readonly Entry[];
}

const keptAs: KeptAs = { path: recordPath, of: 'mutants', format: 'sa2pmp-mutants', version: 1 };

/** The record as it is kept. @throws Error where the file is of no such kind */
export function readRecord(): MutantRecord {
  return readKept(keptAs) as MutantRecord;
}

/** By what the record goes wherever its score is quoted. */
export function recordDigest(): string {
  return keptDigest(keptAs);
}

/** An entry of the record. */
export function entryOf(id: string, mutant: Mutant, { kill, ...tried }: Outcome): Entry {
  const named = { id, role: ownerOf(mutant), operator: mutant.operator };
  return kill === undefined ? { ...named, tried } : { ...named, kill };
}

/** How many mutants of some sort there are, and what became of them. */
export interface Score {
  readonly mutants: number;
  readonly killedByClaim: number;
  readonly killedByLaw: number;
  /** Alive, with an argument that the change makes no difference (`survivors.ts`). */
  readonly equivalent: number;
  /** Alive, and known to be a hole in the claims and laws. */
  readonly open: number;
}

/** The score of some entries. */
function scoreOf(entries: readonly Entry[]): Score {
  const alive = entries.filter(({ kill }) => kill === undefined);
  const equivalent = alive.filter(({ id }) => argumentFor(id)?.kind === 'equivalent').length;
  return {
    mutants: entries.length,
    killedByClaim: entries.filter(({ kill }) => kill?.by === 'claim').length,
    killedByLaw: entries.filter(({ kill }) => kill?.by === 'law').length,
    equivalent,
    open: alive.length - equivalent,
  };
}

/** The share of those killed among those that make a difference, from 0 to 1. */
export function shareKilled({ mutants, killedByClaim, killedByLaw, equivalent }: Score): number {
  const killable = mutants - equivalent;
  return killable === 0 ? 1 : (killedByClaim + killedByLaw) / killable;
}

/** Scores by operator and by role, those that there are. */
export function scores({ mutants }: Pick<MutantRecord, 'mutants'>): {
  readonly all: Score;
  readonly byOperator: readonly (readonly [Operator, Score])[];
  readonly byRole: readonly (readonly [Entry['role'], Score])[];
} {
  const scored = <K>(keys: readonly K[], keyOf: (entry: Entry) => K) =>
    keys
      .map((key) => [key, scoreOf(mutants.filter((entry) => keyOf(entry) === key))] as const)
      .filter(([, { mutants: many }]) => many > 0);
  return {
    all: scoreOf(mutants),
    byOperator: scored(operators, ({ operator }) => operator),
    byRole: scored<Entry['role']>([...kinds, 'messages'], ({ role }) => role),
  };
}
