/**
 * The codec: messages of a declared shape to frames and back, in a format.
 *
 * Injective in both directions: two messages never share a frame (also not across shapes, whose
 * tags differ), and no two frames decode to the same message. Plain shapes are the exception that
 * A3' asks for: they are signed and never read. Untagged shapes are the one that A3b asks for: a
 * frame of one is a frame of every other with as many fields.
 */
import type { Encoding } from '../../model/core/algebra.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { compact } from './compact.ts';
import type { Format, Heading } from './format.ts';
import { readFrame } from './reader.ts';
import { wide } from './wide.ts';
import { writeFrame } from './writer.ts';

const FORMATS: Readonly<Record<Encoding, Format>> = { wide, compact };

/**
 * The frame of a message.
 *
 * @param shape - its form
 * @param values - one octet string per field of the shape, in the shape's order
 * @param encoding - the format; wide unless said
 * @throws Error when the number of values is not the shape's, and when the format has no room for the
 * shape's tag: mistakes of ours, not of a peer.
 */
export function encodeFrame(
  shape: AnyShape,
  values: readonly Uint8Array[],
  encoding: Encoding = 'wide',
): Uint8Array {
  const { name, fields } = shape;
  if (values.length !== fields.length) {
    throw new Error(`shape ${name}: ${values.length} values for ${fields.length} fields`);
  }
  return shape.plain === true
    ? concatenated(values)
    : writeFrame(FORMATS[encoding], headingOf(shape), values);
}

/** What the header of a shape's frames says. */
function headingOf({ tag, untagged, outermost }: AnyShape): Heading {
  return { tag: untagged === true ? undefined : tag, outermost: outermost === true };
}

/** The values one after the other (A3'): nothing says where one ends, nor that it is of a shape. */
function concatenated(values: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [...value]));
}

/**
 * The inverse of {@link encodeFrame}; `undefined` for every frame that it cannot have made, and for
 * every plain shape, which has no inverse.
 */
export function decodeFrame(
  shape: AnyShape,
  frame: Uint8Array,
  encoding: Encoding = 'wide',
): readonly Uint8Array[] | undefined {
  if (shape.plain === true) return undefined;
  const expected = { ...headingOf(shape), count: shape.fields.length };
  return readFrame(FORMATS[encoding], frame, expected);
}
