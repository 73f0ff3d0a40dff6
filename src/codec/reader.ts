/**
 * The reader: a frame back to its octet strings, or `undefined`; it never throws.
 *
 * Total on purpose: frames come from peers and from decryption under wrong keys.
 */
import { FRAME_BYTES_MAX, headerOf, LENGTH_BYTES } from './format.ts';

/** What a frame must be to be read. */
export interface Expected {
  /** The tag of the shape, 0 to 255; `undefined` where it carries none. */
  readonly tag: number | undefined;
  /** How many fields the shape has. */
  readonly count: number;
}

/**
 * The fields of `frame`, copied out, in order.
 *
 * `undefined` on a frame over {@link FRAME_BYTES_MAX}, a wrong magic, version or tag, a field
 * cut short, and octets after the last field.
 */
export function readFrame(
  frame: Uint8Array,
  expected: Expected,
): readonly Uint8Array[] | undefined {
  const header = headerOf(expected.tag);
  if (header === undefined || frame.length > FRAME_BYTES_MAX) return undefined;
  if (header.some((octet, index) => frame[index] !== octet)) return undefined;
  const fields: Uint8Array[] = [];
  let at = header.length;
  for (let index = 0; index < expected.count; index += 1) {
    const field = readField(frame, at);
    if (field === undefined) return undefined;
    fields.push(field);
    at += LENGTH_BYTES + field.length;
  }
  return at === frame.length ? fields : undefined;
}

function readField(frame: Uint8Array, at: number): Uint8Array | undefined {
  const start = at + LENGTH_BYTES;
  if (start > frame.length) return undefined;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const end = start + view.getUint32(at, false);
  // Not slice(): on a Buffer, which OpenSSL returns, that is no copy.
  return end > frame.length ? undefined : new Uint8Array(frame.subarray(start, end));
}
