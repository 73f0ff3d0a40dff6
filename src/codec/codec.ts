/**
 * The codec: messages of a declared shape to frames and back.
 *
 * Injective in both directions: two messages never share a frame (also not across shapes, whose
 * tags differ), and no two frames decode to the same message. Plain shapes are the exception that
 * A3' asks for: they are signed and never read. Untagged shapes are the one that A3b asks for: a
 * frame of one is a frame of every other with as many fields.
 */
import type { AnyShape } from '../../model/core/shape.ts';
import { readFrame } from './reader.ts';
import { writeFrame } from './writer.ts';

/**
 * The frame of a message.
 *
 * @param shape - its form
 * @param values - one octet string per field of the shape, in the shape's order
 * @throws Error when the number of values is not the shape's: a mistake of ours, not of a peer.
 */
export function encodeFrame(shape: AnyShape, values: readonly Uint8Array[]): Uint8Array {
  const { name, fields } = shape;
  if (values.length !== fields.length) {
    throw new Error(`shape ${name}: ${values.length} values for ${fields.length} fields`);
  }
  return shape.plain === true ? concatenated(values) : writeFrame(tagOf(shape), values);
}

/** The tag that frames of a shape carry; `undefined` where they carry none (A3b). */
function tagOf({ tag, untagged }: AnyShape): number | undefined {
  return untagged === true ? undefined : tag;
}

/** The values one after the other (A3'): nothing says where one ends, nor that it is of a shape. */
function concatenated(values: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [...value]));
}

/**
 * The inverse of {@link encodeFrame}; `undefined` for every frame that it cannot have made, and for
 * every plain shape, which has no inverse.
 */
export function decodeFrame(shape: AnyShape, frame: Uint8Array): readonly Uint8Array[] | undefined {
  if (shape.plain === true) return undefined;
  return readFrame(frame, { tag: tagOf(shape), count: shape.fields.length });
}
