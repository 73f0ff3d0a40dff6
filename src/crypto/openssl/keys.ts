/** Keys of a curve in the forms that OpenSSL takes, remembered because parsing costs as verifying. */
import { createECDH, createPublicKey, ECDH, type KeyObject } from 'node:crypto';
import type { Curve } from '../../../model/core/algebra.ts';
import { CURVES, SIZES } from '../curves.ts';
import { SCALAR_SALTS } from '../domains.ts';
import { hkdfSha256 } from './derive.ts';
import { remember } from './remember.ts';

/** How many public keys, and how many private scalars, are remembered. */
const KEYS_MAX = 1024;

/** Keys of one curve. */
export interface Keys {
  /** The private scalar of a signing key; FIPS 186-5 §A.2.1, as in `../ecdsa.ts`. */
  readonly signingScalar: (seed: Uint8Array) => Uint8Array;
  /** scalar * G, compressed. @throws Error unless `scalar` is in [1, n-1]. */
  readonly multiplyBase: (scalar: Uint8Array) => Uint8Array;
  /** The secret that a scalar shares with a compressed point; as `../ecdsa.ts`. */
  readonly agree: (scalar: Uint8Array, publicKey: Uint8Array) => Uint8Array | undefined;
  /** A compressed point as 04, x, y; as `../ecdsa.ts`. */
  readonly uncompressed: (publicKey: Uint8Array) => Uint8Array | undefined;
  /** The key object of a compressed point; `undefined` unless it is one of the curve. */
  readonly publicKeyObject: (publicKey: Uint8Array) => KeyObject | undefined;
}

/** A number as so many octets, big-endian. */
export function toScalar(value: bigint, scalarBytes: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * scalarBytes, '0'), 'hex');
}

/** Octets, big-endian, as a number. */
export function toNumber(octets: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(octets).toString('hex')}`);
}

/** Wide octets reduced to [1, n-1] (FIPS 186-5 §A.2.1). */
export function reduced(wide: Uint8Array, n: bigint): bigint {
  return (toNumber(wide) % (n - 1n)) + 1n;
}

/** Whether octets are a scalar of a curve already: as many as one has, in [1, n-1]. */
function isScalar(octets: Uint8Array, curve: Curve): boolean {
  const value = toNumber(octets);
  return octets.length === SIZES[curve].scalarBytes && value > 0n && value < CURVES[curve].n;
}

interface OpensslCurve {
  readonly name: string;
  /**
   * SubjectPublicKeyInfo (RFC 5480 §2) up to the point: the algorithm id-ecPublicKey on the curve,
   * and a bit string of a compressed point. JWK knows neither curve of 192 bits, nor compression.
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
  secp256r1: {
    name: 'prime256v1',
    spkiPrefix: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  },
};

/** The keys of `curve`; one memory for all digests. */
export function keysOn(curve: Curve): Keys {
  return KEYS[curve];
}

function keysMade(curve: Curve): Keys {
  const { name, spkiPrefix } = OPENSSL[curve];
  const { n } = CURVES[curve];
  const { scalarBytes, publicKeyBytes, scalarSeedBytes } = SIZES[curve];
  const prefix = Buffer.from(spkiPrefix, 'hex');
  const holding = (scalar: Uint8Array) => {
    const ecdh = createECDH(name);
    ecdh.setPrivateKey(scalar);
    return ecdh;
  };
  const scalarOf = remember(KEYS_MAX, (seedHex) => {
    const seed = Buffer.from(seedHex, 'hex');
    if (isScalar(seed, curve)) return seed;
    const wide = hkdfSha256(seed, {
      salt: SCALAR_SALTS[curve],
      info: new Uint8Array(0),
      lengthBytes: scalarSeedBytes,
    });
    return toScalar(reduced(wide, n), scalarBytes);
  });
  const parsed = remember(KEYS_MAX, (pointHex): KeyObject | undefined => {
    const key = Buffer.concat([prefix, Buffer.from(pointHex, 'hex')]);
    try {
      return createPublicKey({ key, format: 'der', type: 'spki' });
    } catch {
      return undefined;
    }
  });
  const publicKeyObject: Keys['publicKeyObject'] = (publicKey) =>
    publicKey.length === publicKeyBytes
      ? parsed(Buffer.from(publicKey).toString('hex'))
      : undefined;
  return {
    signingScalar: (seed) => scalarOf(Buffer.from(seed).toString('hex')),
    multiplyBase: (scalar) => holding(scalar).getPublicKey(null, 'compressed'),
    agree: (scalar, publicKey) => {
      if (publicKey.length !== publicKeyBytes) return undefined;
      const ecdh = holding(scalar);
      try {
        return ecdh.computeSecret(publicKey);
      } catch {
        return undefined;
      }
    },
    uncompressed: (publicKey) => {
      if (publicKeyObject(publicKey) === undefined) return undefined;
      const hex = ECDH.convertKey(publicKey, name, undefined, 'hex', 'uncompressed');
      return Buffer.from(hex.toString(), 'hex');
    },
    publicKeyObject,
  };
}

const KEYS: Readonly<Record<Curve, Keys>> = {
  secp192r1: keysMade('secp192r1'),
  secp192k1: keysMade('secp192k1'),
  secp256r1: keysMade('secp256r1'),
};
