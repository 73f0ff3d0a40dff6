/** Both libraries under one set of names, so that every law of `crypto/` is put to each. */
import type { Cipher, Curve } from '../../model/core/algebra.ts';
import { aes } from '../crypto/aes.ts';
import type { Boxes, KeyBits } from '../crypto/box.ts';
import { derive, hkdfSha256, type HkdfOptions } from '../crypto/derive.ts';
import { type Ecdsa, ecdsaOn } from '../crypto/ecdsa.ts';
import { aes as opensslAes } from '../crypto/openssl/aes.ts';
import * as opensslDerive from '../crypto/openssl/derive.ts';
import { ecdsaOn as opensslEcdsaOn } from '../crypto/openssl/ecdsa.ts';
import { sha1 as opensslSha1 } from '../crypto/openssl/sha1.ts';
import { sha1 } from '../crypto/sha1.ts';

/** The wrappers of one library; each is documented where it is defined. */
export interface Library extends Omit<Ecdsa, 'importPublicKey'> {
  readonly name: string;
  readonly ecdsaOn: (curve: Curve) => Omit<Ecdsa, 'importPublicKey'>;
  readonly sha1: (message: Uint8Array) => Uint8Array;
  readonly derive: (seed: Uint8Array, label: string) => Uint8Array;
  readonly hkdfSha256: (seed: Uint8Array, options: HkdfOptions) => Uint8Array;
  readonly aes: (cipher: Cipher, keyBits: KeyBits) => Boxes;
  readonly aes128: (cipher: Cipher) => Boxes;
}

/** noble, on P-192 unless another curve is asked for. */
export const NOBLE: Library = {
  name: 'noble',
  ...ecdsaOn('secp192r1'),
  ecdsaOn,
  sha1,
  derive,
  hkdfSha256,
  aes,
  aes128: (cipher) => aes(cipher, 128),
};

/** OpenSSL, likewise. */
export const OPENSSL: Library = {
  name: 'OpenSSL',
  ...opensslEcdsaOn('secp192r1'),
  ...opensslDerive,
  ecdsaOn: opensslEcdsaOn,
  sha1: opensslSha1,
  aes: opensslAes,
  aes128: (cipher) => opensslAes(cipher, 128),
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
];
