/**
 * The compact format: one octet for what message it is, one or two for a length.
 *
 * ```text
 * header = [version (1)]  tag (1)
 * length = LEB128, as short as can be (DWARF 5 §7.6)
 * ```
 *
 * The version stands in front of what is sent as it is (`Shape.outermost`), and not of what is
 * inside that. A message without a tag (A3b) has an octet in its place that is nobody's tag. There is
 * no magic: with it goes what integrity the wide format gives to ciphers that have none of their
 * own (A8, W13), so that this one is for GCM.
 */
import type { Format, Length } from './format.ts';

/** The version of the format; no tag. */
export const VERSION = 0xff;

/** In the place of a tag where there is none; no tag. */
export const NO_TAG = 0xfe;

/** The bits of a length in one octet; the highest bit says that another octet follows. */
const MORE = 0x80;

/** Octets of the longest length that is read: 2^21, above every frame. */
const LENGTH_BYTES_MAX = 3;

function lengthOf(length: number): readonly number[] {
  if (length < MORE) return [length];
  return [(length % MORE) + MORE, ...lengthOf(Math.floor(length / MORE))];
}

/** The length at a place, unless it is longer than it needs to be: ends in an octet of nothing. */
function readLength(frame: Uint8Array, at: number): Length | undefined {
  let length = 0;
  for (let index = 0; index < LENGTH_BYTES_MAX; index += 1) {
    const octet = frame[at + index];
    if (octet === undefined) return undefined;
    length += (octet % MORE) * MORE ** index;
    // P-ENC-3
    if (octet < MORE) {
      return octet === 0 && index > 0 ? undefined : { length, start: at + index + 1 };
    }
  }
  return undefined;
}

/** The compact format. */
export const compact: Format = {
  headerOf: ({ tag, outermost }) => {
    const isTag = tag === undefined || (Number.isInteger(tag) && tag >= 0 && tag < NO_TAG);
    if (!isTag) return undefined;
    return [...(outermost ? [VERSION] : []), tag ?? NO_TAG];
  },
  lengthOf,
  readLength,
};
