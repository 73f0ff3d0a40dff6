/** The writer: a tag and octet strings to the frame that says exactly these. */
import { HEADER_BYTES, LENGTH_BYTES, MAGIC } from './format.ts';

/**
 * The frame with this tag and these fields, in order.
 *
 * @throws Error when the tag does not fit one octet: a mistake of ours, not of a peer.
 */
export function writeFrame(tag: number, fields: readonly Uint8Array[]): Uint8Array {
  if (!Number.isInteger(tag) || tag < 0 || tag > 255) throw new Error(`no such tag: ${tag}`);
  const frame = new Uint8Array(frameBytes(fields));
  frame.set([...MAGIC, tag]);
  const lengths = new DataView(frame.buffer);
  let at = HEADER_BYTES;
  for (const field of fields) {
    lengths.setUint32(at, field.length, false);
    frame.set(field, at + LENGTH_BYTES);
    at += LENGTH_BYTES + field.length;
  }
  return frame;
}

function frameBytes(fields: readonly Uint8Array[]): number {
  return fields.reduce((sum, field) => sum + LENGTH_BYTES + field.length, HEADER_BYTES);
}
