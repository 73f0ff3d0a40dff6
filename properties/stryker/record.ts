/**
 * The record of mutants of the code, `docs/code-mutants.json`: what Stryker came to in each area that was
 * run, and which areas were not.
 *
 * Refuses a file that `npm run stryker` did not write.
 */
import { type KeptAs, keptDigest, readKept } from '../mutants/kept.ts';
import { type AreaName, areaNames } from './areas.ts';

/** Where the record is, from the root of the project. */
export const codeRecordPath = 'docs/code-mutants.json';

/** What came of the mutants of one area. */
export interface AreaRecord {
  readonly area: AreaName;
  /** The digest of the code that was mutated (`codeOf`). */
  readonly code: string;
  /** Mutants that tests were run against; those that do not compile are none. */
  readonly mutants: number;
  readonly killed: number;
  /** How many of the killed the clock alone stopped; absent where none was. */
  readonly byClock?: number;
  /** Alive, with an argument that the change makes no difference (`equivalent.ts`). */
  readonly equivalent: number;
  /** Whether only some of its mutants were tried: the run was broken off. */
  readonly partly?: true;
  /** Alive without one, by name: the file, the line, the kind of change, and what stands there instead. */
  readonly alive: readonly string[];
}

/** The record. */
export interface CodeRecord {
  readonly format: 'sa2pmp-code-mutants';
  readonly version: 1;
  readonly areas: readonly AreaRecord[];
}

/** Nothing run yet. */
export const noCodeRecord: CodeRecord = { format: 'sa2pmp-code-mutants', version: 1, areas: [] };

const { format, version } = noCodeRecord;
const keptAs: KeptAs = { path: codeRecordPath, of: 'mutants of the code', format, version };

/** The record as it is kept. @throws Error where the file is of no such kind */
export function readCodeRecord(): CodeRecord {
  return readKept(keptAs) as CodeRecord;
}

/** By what the record goes wherever its score is quoted. */
export function codeRecordDigest(): string {
  return keptDigest(keptAs);
}

/** The killed among those that make a difference, from 0 to 1. */
export function codeScore({
  mutants,
  killed,
  equivalent,
}: Pick<AreaRecord, 'mutants' | 'killed' | 'equivalent'>): number {
  const killable = mutants - equivalent;
  return killable === 0 ? 1 : killed / killable;
}

/** At least this share of the mutants that make a difference is to be killed. */
const LEAST_SCORE = 0.9;

/**
 * Whether an area is as it should be: tried as a whole, with few enough alive, and none of them where no
 * test was run at all.
 */
export function isEnough(area: AreaRecord, untested: readonly string[]): boolean {
  return area.partly !== true && untested.length === 0 && codeScore(area) >= LEAST_SCORE;
}

/** The areas that were not run, or in part alone. */
export function notRun({ areas }: CodeRecord): readonly AreaName[] {
  const whole = areas.filter(({ partly }) => partly !== true);
  return areaNames.filter((name) => !whole.some(({ area }) => area === name));
}

/** The record with one area taken anew. */
export function withArea({ areas, ...rest }: CodeRecord, anew: AreaRecord): CodeRecord {
  const all = [...areas.filter(({ area }) => area !== anew.area), anew];
  return {
    ...rest,
    areas: areaNames.flatMap((name) => all.filter(({ area }) => area === name)),
  };
}
