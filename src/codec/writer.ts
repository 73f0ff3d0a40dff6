/** The writer: a tag and octet strings to the frame that says exactly these. */
import { headerOf, LENGTH_BYTES } from './format.ts';

/**
 * The frame with this tag, or with none where it is undefined, and these fields, in order.
 *
 * @throws Error when the tag does not fit one octet: a mistake of ours, not of a peer.
 */
export function writeFrame(tag: number | undefined, fields: readonly Uint8Array[]): Uint8Array {
  const header = headerOf(tag);
  if (header === undefined) throw new Error(`no such tag: ${String(tag)}`);
  const frame = new Uint8Array(frameBytes(header, fields));
  frame.set(header);
  const lengths = new DataView(frame.buffer);
  let at = header.length;
  for (const field of fields) {
    lengths.setUint32(at, field.length, false);
    frame.set(field, at + LENGTH_BYTES);
    at += LENGTH_BYTES + field.length;
  }
  return frame;
}

function frameBytes(header: readonly number[], fields: readonly Uint8Array[]): number {
  return fields.reduce((sum, field) => sum + LENGTH_BYTES + field.length, header.length);
}
