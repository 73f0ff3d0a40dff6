/**
 * Records that campaigns over mutants keep under `docs/`: read where the package is, known by their
 * format, and cited by their digest.
 *
 * Refuses a file of another format.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { root } from '../root.ts';

/** What every record says of itself. */
interface Format {
  readonly format: string;
  readonly version: number;
}

/** A kind of record. */
export interface KeptAs extends Format {
  /** Where it is, from the root of the project. */
  readonly path: string;
  /** What it is a record of. */
  readonly of: string;
}

function textOf({ path }: KeptAs): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** A record, by its format only. @throws Error where the file is of no such kind */
export function readKept(as: KeptAs): Format {
  const found = JSON.parse(textOf(as)) as Format;
  if (found.format === as.format && found.version === as.version) return found;
  throw new Error(`${as.path}: no record of ${as.of}, version ${as.version}`);
}

/** The first half of the SHA-256 digest of some text: by what a record goes wherever it is quoted. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The digest of a record. */
export function keptDigest(as: KeptAs): string {
  return digestOf(textOf(as));
}
