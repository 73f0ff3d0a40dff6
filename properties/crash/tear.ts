/**
 * A torn write: the octets of a write-ahead log between its state before a commit and after it.
 *
 * A disk writes sectors of 512 octets, each whole or not at all, in any order; and a file that
 * was to grow may have kept its length, or have grown with nothing in it.
 */
import type { FaultKind } from './fault.ts';

/** Octets of a disk's sector. */
export const SECTOR_BYTES = 512;

/** What a commit did to the file. */
export interface Written {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * The file as a crash leaves it.
 *
 * @param kind - `torn-half`: the first part of the changed sectors; `torn-holes`: any of them, the
 * file at its full length; `torn-short`: all of them, the end cut off inside a sector
 * @param chance - where
 */
export function torn(
  kind: FaultKind,
  { before, after }: Written,
  chance: () => number,
): Uint8Array {
  const changed = changedSectors({ before, after });
  if (changed.length === 0) return after;
  if (kind === 'torn-short') {
    const least = Math.min(after.length, Math.max(before.length, (changed[0] ?? 0) * SECTOR_BYTES));
    return after.slice(0, least + cut(after.length - least, chance));
  }
  if (kind === 'torn-holes') {
    const whole = changed.filter(() => chance() < 0.5);
    // At least one is missing: with all of them there, nothing is torn.
    const kept = whole.length === changed.length ? whole.slice(1) : whole;
    return patched({ before, after }, kept, after.length);
  }
  const kept = changed.slice(0, cut(changed.length, chance));
  const end = ((kept.at(-1) ?? 0) + 1) * SECTOR_BYTES;
  const length = Math.min(after.length, Math.max(before.length, kept.length === 0 ? 0 : end));
  return patched({ before, after }, kept, length);
}

/** A whole number from 0 to below a length. */
function cut(length: number, chance: () => number): number {
  return Math.floor(chance() * length);
}

function changedSectors({ before, after }: Written): readonly number[] {
  const sectors = Math.ceil(after.length / SECTOR_BYTES);
  return Array.from({ length: sectors }, (_, index) => index).filter((index) => {
    const from = index * SECTOR_BYTES;
    const now = after.subarray(from, from + SECTOR_BYTES);
    return Buffer.compare(now, before.subarray(from, from + SECTOR_BYTES)) !== 0;
  });
}

function patched(
  { before, after }: Written,
  sectors: readonly number[],
  length: number,
): Uint8Array {
  const file = new Uint8Array(length);
  file.set(before.subarray(0, length));
  for (const sector of sectors) {
    const from = sector * SECTOR_BYTES;
    file.set(after.subarray(from, Math.min(from + SECTOR_BYTES, length)), from);
  }
  return file;
}
