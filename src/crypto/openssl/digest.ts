/** The digests on OpenSSL; octet for octet `../digest.ts`. */
import { createHmac, hash } from 'node:crypto';
import type { Digest } from '../../../model/core/algebra.ts';

/** OpenSSL's names of the digests. */
export const HASH_NAMES: Readonly<Record<Digest, string>> = {
  'sha-1': 'sha1',
  'sha-256': 'sha256',
};

/** The digest of `message`, 20 or 32 octets. */
export function digestOf(digest: Digest, message: Uint8Array): Uint8Array {
  return hash(HASH_NAMES[digest], message, 'buffer');
}

/** HMAC with SHA-256 (RFC 2104), 32 octets. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(message).digest();
}
