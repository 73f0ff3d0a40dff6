/**
 * The compact encoding of docs/protocol.md, "Encoding", written from that page alone: frames to
 * octets and back. Refuses, by an error that names the requirement, what the page has refused.
 */

/** The longest frame, in octets (P-ENC-1). */
const FRAME_BYTES_MAX = 16_384;

const VERSION = 0xff;

/** A refusal: the requirement by which something is refused. */
export const refused = (requirement) => Object.assign(new Error(requirement), { requirement });

/** Throws a refusal unless something holds. */
export function must(holds, requirement) {
  if (!holds) throw refused(requirement);
}

/** Octets of hexadecimal digits. */
export const octets = (hex) => Buffer.from(hex, 'hex');

/** Octets of a text in UTF-8. */
export const utf8 = (text) => Buffer.from(text, 'utf8');

function leb128(length) {
  const low = length % 128;
  const rest = (length - low) / 128;
  return rest === 0 ? [low] : [low + 128, ...leb128(rest)];
}

/** The frame with a tag and fields; `travels` puts the version in front. */
export function encode({ tag, travels = false }, ...fields) {
  const header = travels ? [VERSION, tag] : [tag];
  const parts = fields.flatMap((field) => [Buffer.from(leb128(field.length)), field]);
  return Buffer.concat([Buffer.from(header), ...parts]);
}

function lengthAt(frame, from) {
  let length = 0;
  for (let at = from; at < from + 3; at += 1) {
    const octet = frame[at];
    must(octet !== undefined, 'P-ENC-4');
    length += (octet % 128) * 128 ** (at - from);
    if (octet < 128) {
      must(octet !== 0 || at === from, 'P-ENC-3');
      return { length, start: at + 1 };
    }
  }
  throw refused('P-ENC-3');
}

/** The fields of a frame that must have a tag and so many fields. */
export function decode({ tag, count, travels = false }, frame) {
  must(frame.length <= FRAME_BYTES_MAX, 'P-ENC-1');
  const header = travels ? [VERSION, tag] : [tag];
  must(
    header.every((octet, at) => frame[at] === octet),
    'P-ENC-2',
  );
  const fields = [];
  let at = header.length;
  for (let index = 0; index < count; index += 1) {
    const { length, start } = lengthAt(frame, at);
    must(start + length <= frame.length, 'P-ENC-4');
    fields.push(frame.subarray(start, start + length));
    at = start + length;
  }
  must(at === frame.length, 'P-ENC-4');
  return fields;
}
