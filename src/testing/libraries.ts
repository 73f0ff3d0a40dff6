/** Both libraries under one set of names, so that every law of `crypto/` is put to each. */
import type { Cipher } from '../../model/core/algebra.ts';
import { aes128 } from '../crypto/aes-128.ts';
import type { Boxes } from '../crypto/box.ts';
import { derive, hkdfSha256, type HkdfOptions } from '../crypto/derive.ts';
import * as noble from '../crypto/ecdsa-p192.ts';
import { aes128 as opensslAes128 } from '../crypto/openssl/aes-128.ts';
import * as opensslDerive from '../crypto/openssl/derive.ts';
import * as opensslEcdsa from '../crypto/openssl/ecdsa-p192.ts';
import { signingScalar } from '../crypto/openssl/keys.ts';
import { sha1 as opensslSha1 } from '../crypto/openssl/sha1.ts';
import { sha1 } from '../crypto/sha1.ts';

/** The wrappers of one library; each is documented where it is defined. */
export interface Library {
  readonly name: string;
  readonly signingScalar: (seed: Uint8Array) => Uint8Array;
  readonly publicKeyOf: (scalar: Uint8Array) => Uint8Array;
  readonly sign: (
    scalar: Uint8Array,
    message: Uint8Array,
    fresh: Uint8Array | undefined,
  ) => Uint8Array;
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  readonly sha1: (message: Uint8Array) => Uint8Array;
  readonly derive: (seed: Uint8Array, label: string) => Uint8Array;
  readonly hkdfSha256: (seed: Uint8Array, options: HkdfOptions) => Uint8Array;
  readonly aes128: (cipher: Cipher) => Boxes;
}

/** noble. */
export const NOBLE: Library = { name: 'noble', ...noble, sha1, derive, hkdfSha256, aes128 };

/** OpenSSL. */
export const OPENSSL: Library = {
  name: 'OpenSSL',
  ...opensslEcdsa,
  ...opensslDerive,
  signingScalar,
  sha1: opensslSha1,
  aes128: opensslAes128,
};

/** Both. */
export const LIBRARIES: readonly Library[] = [NOBLE, OPENSSL];

/** Every choice of A8. */
export const CIPHERS: readonly Cipher[] = [
  'aes-128-ecb',
  'aes-128-cbc',
  'aes-128-cbc-zero-iv',
  'aes-128-ctr',
];
