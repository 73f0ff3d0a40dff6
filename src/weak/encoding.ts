/**
 * What plain concatenation lets an attacker read otherwise, on bytes (A3', W16): texts with one
 * character moved from the end of one to the beginning of the next. The signature needs no change.
 */
import type { Weaken, Weaknesses } from '../../model/core/weakness.ts';
import { type Bytes, fromBytes, textToBytes } from '../bytes.ts';

/** The characters of a text; `undefined` for octets that are none. */
function lettersOf(value: Bytes): readonly string[] | undefined {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return Array.from(decoder.decode(fromBytes(value)));
  } catch {
    return undefined;
  }
}

/** Reads a signature anew, or takes one of the two texts that go with the reading. */
const reread: Weaken<Bytes> = ([first, second], [what]) => {
  if (first === undefined || what === 'signature') return first;
  const letters = lettersOf(first);
  const last = letters?.at(-1);
  if (letters === undefined || last === undefined) return undefined;
  if (what === 'head') return textToBytes(letters.slice(0, -1).join(''));
  const next = what === 'tail' && second !== undefined ? lettersOf(second) : undefined;
  return next && textToBytes(last + next.join(''));
};

/** What is weak about encodings, by rule. */
export const encodingWeaknesses: Weaknesses<Bytes> = { 'plain-concatenation': reread };
