/** SHA-1 (FIPS 180-4 §6.1) on OpenSSL. */
import { hash } from 'node:crypto';

/** The 20-octet digest of `message`. */
export function sha1(message: Uint8Array): Uint8Array {
  return hash('sha1', message, 'buffer');
}
