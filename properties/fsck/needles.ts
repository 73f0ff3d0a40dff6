/**
 * Needles: octets that must stand nowhere, in every spelling that our files and formats use, and
 * one pass over a haystack for any number of them.
 *
 * A spelling is the octets themselves, hex, and base64 wherever in a longer base64 text they stand.
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** Octets to be sought. */
export interface Needle {
  /** What they are, for people; never the octets. */
  readonly what: string;
  readonly octets: Uint8Array;
}

/** The fewest octets that are sought: fewer would find themselves anywhere. */
export const NEEDLE_BYTES_MIN = 4;

/** Looks for every needle at once; what is found is named. */
export interface Seeker {
  readonly seek: (haystack: Uint8Array) => ReadonlySet<string>;
  /** The longest spelling, in octets. */
  readonly longest: number;
}

/** Octets by which a spelling is first noticed. */
const PREFIX_BYTES = 3;

/** A seeker of needles in all their spellings. */
export function seeker(needles: readonly Needle[]): Seeker {
  const byPrefix = new Map<number, Needle[]>();
  const known = new Uint8Array(1 << (8 * PREFIX_BYTES));
  let longest = 0;
  for (const { what, octets } of needles) {
    for (const spelling of spellings(octets)) {
      const prefix = (at(spelling, 0) << 16) | (at(spelling, 1) << 8) | at(spelling, 2);
      known[prefix] = 1;
      byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { what, octets: spelling }]);
      longest = Math.max(longest, spelling.length);
    }
  }
  const seek = (haystack: Uint8Array): ReadonlySet<string> => {
    const found = new Set<string>();
    let window = (at(haystack, 0) << 8) | at(haystack, 1);
    for (let index = 2; index < haystack.length; index += 1) {
      window = ((window << 8) | at(haystack, index)) & 0xffffff;
      if (known[window] !== 1) continue;
      for (const { what, octets } of byPrefix.get(window) ?? []) {
        if (stands(octets, haystack, index - 2)) found.add(what);
      }
    }
    return found;
  };
  return { seek, longest };
}

/** How much of a file is read at once. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Seeks in a file's octets, piece by piece. */
export function seekInFile({ seek, longest }: Seeker, path: string): ReadonlySet<string> {
  const found = new Set<string>();
  const chunk = new Uint8Array(CHUNK_BYTES + longest);
  const file = openSync(path, 'r');
  try {
    let kept = 0;
    for (let place = 0; ;) {
      const read = readSync(file, chunk, kept, CHUNK_BYTES, place);
      if (read === 0) return found;
      place += read;
      const filled = kept + read;
      for (const what of seek(chunk.subarray(0, filled))) found.add(what);
      // What straddles two pieces is found with the second.
      kept = Math.min(longest, filled);
      chunk.copyWithin(0, filled - kept, filled);
    }
  } finally {
    closeSync(file);
  }
}

function at(octets: Uint8Array, index: number): number {
  return octets[index] ?? 0;
}

function stands(needle: Uint8Array, haystack: Uint8Array, from: number): boolean {
  if (from + needle.length > haystack.length) return false;
  return needle.every((octet, index) => haystack[from + index] === octet);
}

function spellings(octets: Uint8Array): readonly Uint8Array[] {
  const hex = Buffer.from(octets).toString('hex');
  const base64 = [0, 1, 2].flatMap((before) => inBase64(octets, before));
  const texts = new Set([hex, hex.toUpperCase(), ...base64]);
  return [octets, ...[...texts].map((text) => Buffer.from(text, 'latin1'))];
}

/** The characters that octets alone decide when so many octets, modulo 3, stand before them. */
function inBase64(octets: Uint8Array, before: number): readonly string[] {
  const shifted = Buffer.concat([new Uint8Array(before), octets]);
  const first = Math.ceil((8 * before) / 6);
  const end = Math.floor((8 * shifted.length) / 6);
  return [shifted.toString('base64'), shifted.toString('base64url')].map((text) =>
    text.slice(first, end),
  );
}
