/**
 * The codec: messages of a declared shape to frames and back.
 *
 * Injective in both directions: two messages never share a frame (also not across shapes, whose
 * tags differ), and no two frames decode to the same message.
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
  const { name, tag, fields } = shape;
  if (values.length !== fields.length) {
    throw new Error(`shape ${name}: ${values.length} values for ${fields.length} fields`);
  }
  return writeFrame(tag, values);
}

/** The inverse of {@link encodeFrame}; `undefined` for every frame that it cannot have made. */
export function decodeFrame(shape: AnyShape, frame: Uint8Array): readonly Uint8Array[] | undefined {
  return readFrame(frame, { tag: shape.tag, count: shape.fields.length });
}
