/**
 * The digests on noble: SHA-1 (FIPS 180-4 §6.1), because the paper says so (§4.2, A30), and SHA-256
 * (§6.2), which repairs it (W22).
 *
 * Collisions of SHA-1 are practical (SHAttered 2017) and noble keeps it in `legacy`, outside its audit.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';
import type { Digest } from '../../model/core/algebra.ts';

/** noble's functions by their names here. */
export const HASHES: Readonly<Record<Digest, CHash>> = { 'sha-1': sha1, 'sha-256': sha256 };

/** The octets of a digest. */
export const DIGEST_BYTES: Readonly<Record<Digest, number>> = { 'sha-1': 20, 'sha-256': 32 };

/** The digest of `message`, 20 or 32 octets. */
export function digestOf(digest: Digest, message: Uint8Array): Uint8Array {
  return HASHES[digest](message);
}

/** HMAC with SHA-256 (RFC 2104), 32 octets. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(sha256, key, message);
}
