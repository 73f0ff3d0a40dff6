/** Both libraries under one set of names, so that every law of `crypto/` is put to each. */
import type { Algebra, Cipher, Curve, Digest, Suite } from '../../model/core/algebra.ts';
import type { Bytes } from '../bytes.ts';
import { concrete, noble } from '../concrete.ts';
import { aes, gcm } from '../crypto/aes.ts';
import type { Boxes, KeyBits, Mode } from '../crypto/box.ts';
import { derive, hkdfSha256, type HkdfOptions } from '../crypto/derive.ts';
import { digestOf } from '../crypto/digest.ts';
import { type Ecdsa, ecdsaOn } from '../crypto/ecdsa.ts';
import { aes as opensslAes, gcm as opensslGcm } from '../crypto/openssl/aes.ts';
import * as opensslDerive from '../crypto/openssl/derive.ts';
import { digestOf as opensslDigestOf } from '../crypto/openssl/digest.ts';
import { ecdsaOn as opensslEcdsaOn } from '../crypto/openssl/ecdsa.ts';
import type { Primitives } from '../crypto/primitives.ts';
import { native, openssl } from '../native.ts';

/** The wrappers of one library; each is documented where it is defined. */
export interface Library extends Omit<Ecdsa, 'importPublicKey'> {
  readonly name: string;
  readonly algebra: (suite: Suite) => Algebra<Bytes>;
  readonly primitives: (suite: Omit<Suite, 'cipher'>) => Primitives;
  readonly ecdsaOn: (curve: Curve, digest?: Digest) => Omit<Ecdsa, 'importPublicKey'>;
  readonly digestOf: (digest: Digest, message: Uint8Array) => Uint8Array;
  readonly derive: (seed: Uint8Array, label: string) => Uint8Array;
  readonly hkdfSha256: (seed: Uint8Array, options: HkdfOptions) => Uint8Array;
  readonly aes: (cipher: Cipher, keyBits: KeyBits) => Boxes;
  readonly aes128: (cipher: Cipher) => Boxes;
  readonly gcm: Mode;
}

/** noble, on P-192 with SHA-1 unless another curve is asked for. */
export const NOBLE: Library = {
  name: 'noble',
  algebra: concrete,
  primitives: noble,
  ...ecdsaOn('secp192r1', 'sha-1'),
  ecdsaOn: (curve, digest = 'sha-1') => ecdsaOn(curve, digest),
  digestOf,
  derive,
  hkdfSha256,
  aes,
  aes128: (cipher) => aes(cipher, 128),
  gcm,
};

/** OpenSSL, likewise. */
export const OPENSSL: Library = {
  name: 'OpenSSL',
  algebra: native,
  primitives: openssl,
  ...opensslEcdsaOn('secp192r1', 'sha-1'),
  ...opensslDerive,
  ecdsaOn: (curve, digest = 'sha-1') => opensslEcdsaOn(curve, digest),
  digestOf: opensslDigestOf,
  aes: opensslAes,
  aes128: (cipher) => opensslAes(cipher, 128),
  gcm: opensslGcm,
};

/** Both. */
export const LIBRARIES: readonly Library[] = [NOBLE, OPENSSL];

/** Every choice of A8. */
export const CIPHERS: readonly Cipher[] = [
  'aes-128-ecb',
  'aes-128-cbc',
  'aes-128-cbc-zero-iv',
  'aes-128-cbc-fixed-iv',
  'aes-128-ctr',
  'aes-128-gcm',
  'aes-128-gcm-once',
];
