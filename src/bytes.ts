/**
 * The value `M` of the byte algebras: a string of bytes, held as lower-case hex.
 *
 * Hex rather than `Uint8Array` because a chart's context must survive JSON, and because such
 * values compare with `===`, serve as keys of a map and print as they are. Only this file and
 * the algebras built on it convert; `crypto/` and `codec/` see `Uint8Array` alone.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

declare const brand: unique symbol;

/** The mark of a string that is bytes in hex. */
export interface Octets {
  readonly [brand]: 'Bytes';
}

/** Bytes in lower-case hex, two digits each; the empty string is no bytes at all. */
export type Bytes = string & Octets;

/** The opaque value that holds these octets. */
export function toBytes(octets: Uint8Array): Bytes {
  return bytesToHex(octets) as Bytes;
}

/**
 * The octets of a value; a new array each time, the caller's to change.
 *
 * @throws Error when `value` is no hex: something went round {@link toBytes} and
 * {@link parseBytes}, a mistake of ours, not of a peer.
 */
export function fromBytes(value: Bytes): Uint8Array {
  return hexToBytes(value);
}

/**
 * The value of a text: its UTF-8 octets (RFC 3629), so that different texts differ in bytes.
 *
 * @throws Error on an unpaired surrogate, which UTF-8 cannot say and an encoder would silently
 * replace, making two texts one.
 */
export function textToBytes(text: string): Bytes {
  if (!text.isWellFormed()) throw new Error('text has an unpaired surrogate');
  return toBytes(utf8ToBytes(text));
}

/** Hex from outside (a file, a URL) as a value; `undefined` unless lower-case and even. */
export function parseBytes(hex: string): Bytes | undefined {
  return /^(?:[0-9a-f]{2})*$/.test(hex) ? (hex as Bytes) : undefined;
}
