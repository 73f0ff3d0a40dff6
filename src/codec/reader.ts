/**
 * The reader: a frame back to its octet strings, or `undefined`; it never throws.
 *
 * Total on purpose: frames come from peers and from decryption under wrong keys.
 */
import { type Format, FRAME_BYTES_MAX, type Heading } from './format.ts';

/** What a frame must be to be read. */
export interface Expected extends Heading {
  /** How many fields the shape has. */
  readonly count: number;
}

/** A field, and where it ends. */
interface Field {
  readonly octets: Uint8Array;
  readonly end: number;
}

/**
 * The fields of `frame`, copied out, in order.
 *
 * `undefined` on a frame over {@link FRAME_BYTES_MAX}, another header, a field cut short, and octets
 * after the last field.
 */
export function readFrame(
  format: Format,
  frame: Uint8Array,
  expected: Expected,
): readonly Uint8Array[] | undefined {
  const header = format.headerOf(expected);
  // P-ENC-1
  if (header === undefined || frame.length > FRAME_BYTES_MAX) return undefined;
  // P-ENC-2
  if (header.some((octet, index) => frame[index] !== octet)) return undefined;
  const fields: Uint8Array[] = [];
  let at = header.length;
  for (let index = 0; index < expected.count; index += 1) {
    const field = readField(format, frame, at);
    if (field === undefined) return undefined;
    fields.push(field.octets);
    at = field.end;
  }
  // P-ENC-4
  return at === frame.length ? fields : undefined;
}

function readField(format: Format, frame: Uint8Array, at: number): Field | undefined {
  const read = format.readLength(frame, at);
  if (read === undefined) return undefined;
  const end = read.start + read.length;
  if (end > frame.length) return undefined;
  // Not slice(): on a Buffer, which OpenSSL returns, that is no copy.
  return { octets: new Uint8Array(frame.subarray(read.start, end)), end };
}
