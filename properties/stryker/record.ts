/**
 * The record of mutants of the code, `docs/code-mutants.json`: what Stryker came to in each area that was
 * run, and which areas were not.
 *
 * Refuses a file that `npm run stryker` did not write.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AreaName, areaNames } from './areas.ts';

/** Where the record is, from the root of the project. */
export const codeRecordPath = 'docs/code-mutants.json';

/** What came of the mutants of one area. */
export interface AreaRecord {
  readonly area: AreaName;
  /** The digest of the code that was mutated. */
  readonly code: string;
  /** Mutants that tests were run against; those that do not compile are none. */
  readonly mutants: number;
  readonly killed: number;
  /** Alive, with an argument that the change makes no difference (`equivalent.ts`). */
  readonly equivalent: number;
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

const file = fileURLToPath(new URL(`../../${codeRecordPath}`, import.meta.url));

/** The record as it is kept. @throws Error where the file is of no such kind */
export function readCodeRecord(text: string = readFileSync(file, 'utf8')): CodeRecord {
  const found = JSON.parse(text) as CodeRecord;
  const said: { readonly format?: string; readonly version?: number } = found;
  if (said.format === noCodeRecord.format && said.version === noCodeRecord.version) return found;
  throw new Error(`${codeRecordPath}: no record of mutants of the code, version 1`);
}

/** By what the record goes wherever its score is quoted: the first half of its SHA-256 digest. */
export function codeRecordDigest(text: string = readFileSync(file, 'utf8')): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
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

/** The areas that were not run. */
export function notRun({ areas }: CodeRecord): readonly AreaName[] {
  return areaNames.filter((name) => !areas.some(({ area }) => area === name));
}

/** The record with one area taken anew. */
export function withArea({ areas, ...rest }: CodeRecord, anew: AreaRecord): CodeRecord {
  const all = [...areas.filter(({ area }) => area !== anew.area), anew];
  return {
    ...rest,
    areas: areaNames.flatMap((name) => all.filter(({ area }) => area === name)),
  };
}
