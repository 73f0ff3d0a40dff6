/** P-192 keys in the forms that OpenSSL takes, remembered because parsing costs as verifying. */
import { createECDH, createPublicKey, type KeyObject } from 'node:crypto';
import { SCALAR_SALT } from '../domains.ts';
import { P192, PUBLIC_KEY_BYTES, SCALAR_BYTES, SCALAR_SEED_BYTES } from '../p192.ts';
import { hkdfSha256 } from './derive.ts';
import { remember } from './remember.ts';

/** How many public keys, and how many private scalars, are remembered. */
const KEYS_MAX = 1024;

/** The private scalar of a signing key, 24 octets; FIPS 186-5 §A.2.1, as in `../ecdsa-p192.ts`. */
export function signingScalar(seed: Uint8Array): Uint8Array {
  return scalarOf(Buffer.from(seed).toString('hex'));
}

/** scalar * G, compressed, 25 octets. @throws Error unless `scalar` is in [1, n-1]. */
export function multiplyBase(scalar: Uint8Array): Uint8Array {
  const ecdh = createECDH('prime192v1');
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey(null, 'compressed');
}

/** The key object of a compressed point; `undefined` unless it is 25 octets and on the curve. */
export function publicKeyObject(publicKey: Uint8Array): KeyObject | undefined {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
  return parsed(Buffer.from(publicKey).toString('hex'));
}

/** A number as 24 octets, big-endian. */
export function toScalar(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * SCALAR_BYTES, '0'), 'hex');
}

/** Octets, big-endian, as a number. */
export function toNumber(octets: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(octets).toString('hex')}`);
}

const scalarOf = remember(KEYS_MAX, (seedHex) => {
  const wide = hkdfSha256(Buffer.from(seedHex, 'hex'), {
    salt: SCALAR_SALT,
    info: new Uint8Array(0),
    lengthBytes: SCALAR_SEED_BYTES,
  });
  return toScalar((toNumber(wide) % (P192.n - 1n)) + 1n);
});

/**
 * SubjectPublicKeyInfo (RFC 5480 §2) up to the point: sequence of 49, the algorithm
 * id-ecPublicKey on secp192r1, and a bit string of 25 octets. JWK knows no P-192.
 */
const SPKI_PREFIX = Buffer.from('3031301306072a8648ce3d020106082a8648ce3d030101031a00', 'hex');

const parsed = remember(KEYS_MAX, (pointHex): KeyObject | undefined => {
  const key = Buffer.concat([SPKI_PREFIX, Buffer.from(pointHex, 'hex')]);
  try {
    return createPublicKey({ key, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
});
