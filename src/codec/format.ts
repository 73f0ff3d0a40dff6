/**
 * What a format of frames consists of, wide or compact, and the limit of both.
 *
 * ```text
 * frame = header  field*
 * field = length  octets (length)
 * ```
 *
 * The number of fields is the shape's and is not repeated: the frame must end where its last field
 * ends, and a length is written in one way only. So a format is injective, and every frame that
 * reads at all is the only frame that says so (A3' read kindly).
 */

/** What a header says. */
export interface Heading {
  /** The tag of the shape; `undefined` where it carries none (A3b). */
  readonly tag: number | undefined;
  /** Whether it is of what is sent as it is (`Shape.outermost`). */
  readonly outermost: boolean;
}

/** A length as read, and where what it is the length of begins. */
export interface Length {
  readonly length: number;
  readonly start: number;
}

/** A format of frames. */
export interface Format {
  /** The octets in front of the first field; `undefined` for a tag that no frame can carry. */
  readonly headerOf: (heading: Heading) => readonly number[] | undefined;
  /** A length in octets. */
  readonly lengthOf: (length: number) => readonly number[];
  /** The length that stands at a place of a frame; `undefined` where none does. */
  readonly readLength: (frame: Uint8Array, at: number) => Length | undefined;
}

/**
 * The longest frame that is read; longer ones are refused unread.
 *
 * The writer does not enforce it. A role may wrap what a peer sent, and a peer's long message
 * must not make it throw; the reader of the wrapping refuses instead.
 */
export const FRAME_BYTES_MAX = 16 * 1024;
