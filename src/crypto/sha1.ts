/**
 * SHA-1 (FIPS 180-4 §6.1) on noble, because the paper says so (§4.2, A30).
 *
 * Collisions are practical (SHAttered 2017) and noble keeps it in `legacy`, outside its audit.
 */
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';

/** The 20-octet digest of `message`. */
export function sha1(message: Uint8Array): Uint8Array {
  return nobleSha1(message);
}
