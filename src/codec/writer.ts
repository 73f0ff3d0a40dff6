/** The writer: a heading and octet strings to the frame that says exactly these. */
import type { Format, Heading } from './format.ts';

/**
 * The frame with this heading and these fields, in order.
 *
 * @throws Error when no frame can carry the tag: a mistake of ours, not of a peer.
 */
export function writeFrame(
  format: Format,
  heading: Heading,
  fields: readonly Uint8Array[],
): Uint8Array {
  const header = format.headerOf(heading);
  if (header === undefined) throw new Error(`no such tag: ${String(heading.tag)}`);
  const parts = [header, ...fields.flatMap((field) => [format.lengthOf(field.length), field])];
  const frame = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}
