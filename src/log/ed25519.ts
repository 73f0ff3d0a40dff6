/**
 * Ed25519 (RFC 8032 §5.1) on noble, with the choices that RFC 8032 leaves open spelt out.
 *
 * `zip215: false`: points must be encoded canonically and a public key of small order verifies
 * nothing, because under such a key one signature can fit several messages. Verifiers disagree
 * on those cases; here a signature is evidence, so the judge's verdicts are the strict ones.
 */
import { ed25519 } from '@noble/curves/ed25519.js';

/** Octets of a public key. */
const PUBLIC_KEY_BYTES = 32;

/** Octets of a signature. */
export const SIGNATURE_BYTES = 64;

/**
 * The public key, 32 octets, of a private key.
 *
 * @param seed - RFC 8032's private key, 32 octets
 * @throws Error when it has another length: a mistake of ours.
 */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/**
 * The signature, 64 octets, of `message`; the same every time.
 *
 * @param seed - RFC 8032's private key, 32 octets
 * @throws Error when it has another length: a mistake of ours.
 */
export function sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}

/** Whether the signature is the key's for the message; false for what is no key or signature. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const sized = publicKey.length === PUBLIC_KEY_BYTES && signature.length === SIGNATURE_BYTES;
  return sized && ed25519.verify(signature, message, publicKey, { zip215: false });
}

/** Whether these octets are a public key that can verify anything at all. */
export function isPublicKey(octets: Uint8Array): boolean {
  try {
    return !ed25519.Point.fromBytes(octets, false).isSmallOrder();
  } catch {
    return false;
  }
}
