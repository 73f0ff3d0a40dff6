/** Keys of a curve in the forms that OpenSSL takes, remembered because parsing costs as verifying. */
import { createECDH, createPublicKey, type KeyObject } from 'node:crypto';
import type { Curve } from '../../../model/core/algebra.ts';
import { SCALAR_SALTS } from '../domains.ts';
import { CURVES, PUBLIC_KEY_BYTES, SCALAR_BYTES, SCALAR_SEED_BYTES } from '../p192.ts';
import { hkdfSha256 } from './derive.ts';
import { remember } from './remember.ts';

/** How many public keys, and how many private scalars, are remembered. */
const KEYS_MAX = 1024;

/** Keys of one curve. */
export interface Keys {
  /** The private scalar of a signing key, 24 octets; FIPS 186-5 §A.2.1, as in `../ecdsa.ts`. */
  readonly signingScalar: (seed: Uint8Array) => Uint8Array;
  /** scalar * G, compressed, 25 octets. @throws Error unless `scalar` is in [1, n-1]. */
  readonly multiplyBase: (scalar: Uint8Array) => Uint8Array;
  /** The secret that a scalar shares with a compressed point, 24 octets; as `../ecdsa.ts`. */
  readonly agree: (scalar: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined;
  /** The key object of a compressed point; `undefined` unless it is 25 octets and on the curve. */
  readonly publicKeyObject: (publicKey: Uint8Array) => KeyObject | undefined;
}

/** A number as 24 octets, big-endian. */
export function toScalar(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * SCALAR_BYTES, '0'), 'hex');
}

/** Octets, big-endian, as a number. */
export function toNumber(octets: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(octets).toString('hex')}`);
}

/** Wide octets reduced to [1, n-1] (FIPS 186-5 §A.2.1). */
export function reduced(wide: Uint8Array, n: bigint): bigint {
  return (toNumber(wide) % (n - 1n)) + 1n;
}

/** Whether octets are a scalar already: as many as one has, in [1, n-1]. */
function isScalar(octets: Uint8Array, n: bigint): boolean {
  const value = toNumber(octets);
  return octets.length === SCALAR_BYTES && value > 0n && value < n;
}

interface OpensslCurve {
  readonly name: string;
  /**
   * SubjectPublicKeyInfo (RFC 5480 §2) up to the point: the algorithm id-ecPublicKey on the curve,
   * and a bit string of 25 octets. JWK knows neither curve.
   */
  readonly spkiPrefix: string;
}

const OPENSSL: Readonly<Record<Curve, OpensslCurve>> = {
  secp192r1: {
    name: 'prime192v1',
    spkiPrefix: '3031301306072a8648ce3d020106082a8648ce3d030101031a00',
  },
  secp192k1: {
    name: 'secp192k1',
    spkiPrefix: '302e301006072a8648ce3d020106052b8104001f031a00',
  },
};

/** The keys of `curve`. */
export function keysOn(curve: Curve): Keys {
  const { name, spkiPrefix } = OPENSSL[curve];
  const prefix = Buffer.from(spkiPrefix, 'hex');
  const holding = (scalar: Uint8Array) => {
    const ecdh = createECDH(name);
    ecdh.setPrivateKey(scalar);
    return ecdh;
  };
  const scalarOf = remember(KEYS_MAX, (seedHex) => {
    const seed = Buffer.from(seedHex, 'hex');
    if (isScalar(seed, CURVES[curve].n)) return seed;
    const wide = hkdfSha256(seed, {
      salt: SCALAR_SALTS[curve],
      info: new Uint8Array(0),
      lengthBytes: SCALAR_SEED_BYTES,
    });
    return toScalar(reduced(wide, CURVES[curve].n));
  });
  const parsed = remember(KEYS_MAX, (pointHex): KeyObject | undefined => {
    const key = Buffer.concat([prefix, Buffer.from(pointHex, 'hex')]);
    try {
      return createPublicKey({ key, format: 'der', type: 'spki' });
    } catch {
      return undefined;
    }
  });
  return {
    signingScalar: (seed) => scalarOf(Buffer.from(seed).toString('hex')),
    multiplyBase: (scalar) => holding(scalar).getPublicKey(null, 'compressed'),
    agree: (scalar, publicKey) => {
      if (publicKey.length !== PUBLIC_KEY_BYTES) return undefined;
      const ecdh = holding(scalar);
      try {
        return ecdh.computeSecret(publicKey);
      } catch {
        return undefined;
      }
    },
    publicKeyObject: (publicKey) =>
      publicKey.length === PUBLIC_KEY_BYTES
        ? parsed(Buffer.from(publicKey).toString('hex'))
        : undefined,
  };
}
