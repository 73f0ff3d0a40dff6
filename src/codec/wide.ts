/**
 * The wide format: every frame begins with the same three octets, every length takes four.
 *
 * ```text
 * header = magic (3)  tag (1)
 * length = 4 octets, big-endian
 * ```
 *
 * A field is the `string` of RFC 4251 §5. Where the reading has no tags (A3b), what is sealed or
 * signed is without the one octet.
 */
import type { Format } from './format.ts';

/**
 * `S2` and the version of the format.
 *
 * With the tag these are four octets that nobody chooses: what AES yields under a wrong key
 * passes for a given shape with probability 2^-32 at most, and that is all the integrity there
 * is (A8, W13).
 */
export const MAGIC: readonly number[] = [0x53, 0x32, 0x01];

/** Octets before the first field: magic and tag. */
export const HEADER_BYTES = MAGIC.length + 1;

/** Octets of a field's length. */
const LENGTH_BYTES = 4;

/** The wide format. */
export const wide: Format = {
  headerOf: ({ tag }) => {
    if (tag === undefined) return MAGIC;
    return Number.isInteger(tag) && tag >= 0 && tag <= 255 ? [...MAGIC, tag] : undefined;
  },
  lengthOf: (length) => [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff),
  readLength: (frame, at) => {
    const start = at + LENGTH_BYTES;
    if (start > frame.length) return undefined;
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    return { length: view.getUint32(at, false), start };
  },
};
