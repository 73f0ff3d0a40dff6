/**
 * The frame format: the constants that writer and reader agree on.
 *
 * ```text
 * frame = magic (3)  tag (1)  field*
 * field = length (4, big-endian)  octets (length)
 * ```
 *
 * A field is the `string` of RFC 4251 §5. The number of fields is the shape's and is not
 * repeated: the frame must end where its last field ends. So the format is injective, and every
 * frame that reads at all is the only frame that says so (A3' read kindly). Where the reading has no
 * tags (A3b), what is sealed or signed is without the one octet.
 */

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

/**
 * The octets in front of the first field.
 *
 * @param tag - the shape's; none where it carries none (A3b)
 * @returns `undefined` for a tag that does not fit one octet
 */
export function headerOf(tag: number | undefined): readonly number[] | undefined {
  if (tag === undefined) return MAGIC;
  return Number.isInteger(tag) && tag >= 0 && tag <= 255 ? [...MAGIC, tag] : undefined;
}

/** Octets of a field's length. */
export const LENGTH_BYTES = 4;

/**
 * The longest frame that is read; longer ones are refused unread.
 *
 * The writer does not enforce it. A role may wrap what a peer sent, and a peer's long message
 * must not make it throw; the reader of the wrapping refuses instead.
 */
export const FRAME_BYTES_MAX = 16 * 1024;
