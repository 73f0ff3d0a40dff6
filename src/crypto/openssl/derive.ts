/** Key derivation: HKDF with SHA-256 (RFC 5869) on OpenSSL; octet for octet `../derive.ts`. */
import { hkdfSync } from 'node:crypto';
import type { HkdfOptions } from '../derive.ts';
import { VALUE_BYTES, VALUE_SALT } from '../domains.ts';

/** HKDF-SHA-256, extract then expand (RFC 5869 §2). `seed` may have any length. */
export function hkdfSha256(seed: Uint8Array, options: HkdfOptions): Uint8Array {
  const { salt, info, lengthBytes } = options;
  return new Uint8Array(hkdfSync('sha256', seed, salt, info, lengthBytes));
}

/** The octets, 16 unless said, that `label` names under `seed`. */
export function derive(
  seed: Uint8Array,
  label: string,
  lengthBytes: number = VALUE_BYTES,
): Uint8Array {
  const info = Buffer.from(label, 'utf8');
  return hkdfSha256(seed, { salt: VALUE_SALT, info, lengthBytes });
}
