/** Canonical base64 (RFC 4648 §4): every octet string has one spelling, and no other is read. */

/** The base64 of `octets`, padded, in one line. */
export function toBase64(octets: Uint8Array): string {
  return btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(''));
}

/**
 * The octets that `text` spells.
 *
 * `undefined` unless `text` is what {@link toBase64} makes of them: white space, missing padding
 * and non-zero bits under the padding (RFC 4648 §3.5) would give one signature many spellings.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  const octets = decode(text);
  return octets !== undefined && toBase64(octets) === text ? octets : undefined;
}

function decode(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
