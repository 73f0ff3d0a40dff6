/** Key derivation: HKDF with SHA-256 (RFC 5869) on noble. The paper names no derivation. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { VALUE_BYTES, VALUE_SALT } from './domains.ts';

/** What HKDF needs beside the secret, all of it public. */
export interface HkdfOptions {
  /** Keeps purposes apart, see `domains.ts`. */
  readonly salt: Uint8Array;
  /** Keeps values of one purpose apart: the label. */
  readonly info: Uint8Array;
  /** Octets wanted; at most 255 * 32. */
  readonly lengthBytes: number;
}

/** HKDF-SHA-256, extract then expand (RFC 5869 §2). `seed` may have any length. */
export function hkdfSha256(seed: Uint8Array, options: HkdfOptions): Uint8Array {
  return hkdf(sha256, seed, options.salt, options.info, options.lengthBytes);
}

/** The octets, 16 unless said, that `label` names under `seed`; the label, in UTF-8, is HKDF's info. */
export function derive(
  seed: Uint8Array,
  label: string,
  lengthBytes: number = VALUE_BYTES,
): Uint8Array {
  const info = utf8ToBytes(label);
  return hkdfSha256(seed, { salt: VALUE_SALT, info, lengthBytes });
}
