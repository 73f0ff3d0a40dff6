/**
 * Cryptanalysis of unauthenticated AES modes on bytes (A8, W13): what a change of a ciphertext does to
 * what it holds. No function here is given a key.
 */
import type { Suite } from '../../model/core/algebra.ts';
import type { Weaken, Weaknesses } from '../../model/core/weakness.ts';
import { type Bytes, fromBytes, toBytes } from '../bytes.ts';
import { BLOCK_BYTES, FIXED_IV } from '../crypto/box.ts';
import { askingAboutPadding } from './padding-oracle.ts';

/**
 * A box whose octets from `at` on are changed by the difference of two values: in CBC `at` counts
 * from the vector, in counter mode behind it. `undefined` where the change does not fit.
 */
function changed(box: Uint8Array, at: number, [from, to]: readonly [Uint8Array, Uint8Array]) {
  const flipped = Uint8Array.from(box);
  for (const [index, octet] of from.entries()) {
    const difference = octet ^ (to[index] ?? octet);
    const place = flipped[at + index];
    if (difference !== 0 && place === undefined) return undefined;
    if (place !== undefined) flipped[at + index] = place ^ difference;
  }
  return flipped;
}

/**
 * Flips what turns one value into another of the same length.
 *
 * @param behind - octets of the box in front of those that are changed
 * @param within - octets of the message within which differences may fall
 */
function flip(behind: number, within: number): Weaken<Bytes> {
  return (of, [place]) => {
    const [box, from, to] = of.map(fromBytes);
    const at = Number(place);
    if (box === undefined || from === undefined || to === undefined) return undefined;
    if (from.length !== to.length || !Number.isInteger(at)) return undefined;
    const isOutside = from.some((octet, index) => octet !== to[index] && at + index >= within);
    const made = isOutside ? undefined : changed(box, behind + at, [from, to]);
    return made && toBytes(made);
  };
}

/** The first blocks of one box and the last of another (ECB). */
const splice: Weaken<Bytes> = (of, [blocks]) => {
  const [front, back] = of.map(fromBytes);
  const cut = Number(blocks) * BLOCK_BYTES;
  if (front === undefined || back === undefined || !Number.isInteger(cut)) return undefined;
  if (front.length !== back.length || cut > front.length) return undefined;
  return toBytes(Uint8Array.of(...front.subarray(0, cut), ...back.subarray(cut)));
};

/**
 * The first blocks of a box under CBC, which hold the first blocks of its message: `{X, Y}` cut to
 * `{X}`. No attack of the model uses it: what is left has neither padding nor form
 * (`properties/weakness/cipher-truncation.property.ts`).
 *
 * @param box - vector, where one is in front, and ciphertext
 * @param octets - how many octets to keep, a multiple of 16
 */
export function truncated(box: Bytes, octets: number): Bytes {
  return toBytes(fromBytes(box).slice(0, octets));
}

/** What is weak about the block cipher of a suite, by rule. */
export function cipherWeaknesses({ cipher }: Suite): Weaknesses<Bytes> {
  switch (cipher) {
    case 'aes-128-cbc':
      return {
        'cbc-flip': flip(0, BLOCK_BYTES),
        'padding-oracle': askingAboutPadding(undefined),
      };
    case 'aes-128-ctr':
      return { 'ctr-flip': flip(BLOCK_BYTES, Infinity) };
    case 'aes-128-ecb':
      return { 'ecb-splice': splice };
    case 'aes-128-cbc-zero-iv':
      return { 'padding-oracle': askingAboutPadding(new Uint8Array(BLOCK_BYTES)) };
    case 'aes-128-cbc-fixed-iv':
      // Written into the program, hence known to whoever has read a package.
      return { 'padding-oracle': askingAboutPadding(FIXED_IV) };
    case 'aes-128-gcm':
    case 'aes-128-gcm-once':
      // A change of nonce, ciphertext or tag is refused, and there is no padding to ask about.
      return {};
  }
}
