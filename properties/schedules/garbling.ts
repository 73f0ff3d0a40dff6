/**
 * Octets changed on the way: bits flipped, messages cut and extended, fields swapped, what is written
 * in one form written in another. Never answers with the octets that it was given.
 */
import { type Bytes, textToBytes } from '../../src/bytes.ts';

/** How octets are changed. */
export const garblings = ['flip', 'cut', 'extend', 'swap', 'retag', 'repeat', 'zero'] as const;

/** A way of changing octets. */
export type Garbling = (typeof garblings)[number];

/** What to change, and where. */
export interface Change {
  readonly how: Garbling;
  /** Which octet, modulo how many there are. */
  readonly at: number;
  /** Which bit, or how many octets. */
  readonly amount: number;
}

/** Longest run of octets that is cut, repeated, swapped or blanked. */
const runMax = 24;

/** A message with its octets changed. */
export function garbled(message: Bytes, { how, at, amount }: Change): Bytes {
  const octets = Buffer.from(message, 'hex');
  const { length } = octets;
  if (length === 0) return textToBytes('x');
  const place = at % length;
  const changed = changedAt(octets, how, { place, run: 1 + (amount % runMax), amount });
  return changed.equals(octets) ? hex(flipped(octets, place, amount)) : hex(changed);
}

const hex = (octets: Buffer): Bytes => octets.toString('hex') as Bytes;

function flipped(octets: Buffer, place: number, amount: number): Buffer {
  const copy = Buffer.from(octets);
  copy[place] = (copy[place] ?? 0) ^ (1 << (amount % 8));
  return copy;
}

interface Spot {
  readonly place: number;
  readonly run: number;
  readonly amount: number;
}

function changedAt(octets: Buffer, how: Garbling, { place, run, amount }: Spot): Buffer {
  const [before, after] = [octets.subarray(0, place), octets.subarray(place)];
  const [piece, rest] = [after.subarray(0, run), after.subarray(run)];
  switch (how) {
    case 'flip':
      return flipped(octets, place, amount);
    case 'cut':
      return amount % 2 === 0 ? before : Buffer.concat([before, rest]);
    case 'extend':
      return Buffer.concat([octets, Buffer.alloc(run, amount % 256)]);
    case 'swap':
      return Buffer.concat([before, rest.subarray(0, run), piece, rest.subarray(run)]);
    case 'retag':
      // The tag of a message is its first octet or its fourth, by how it is written.
      return flipped(octets, (at3(place) ? 3 : 0) % octets.length, amount);
    case 'repeat':
      return Buffer.concat([before, piece, piece, rest]);
    case 'zero':
      return Buffer.concat([before, Buffer.alloc(piece.length), rest]);
  }
}

const at3 = (place: number): boolean => place % 2 === 1;
