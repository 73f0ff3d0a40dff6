/** AES (FIPS 197) in the modes of A8 and with the keys of A8b, on OpenSSL. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Cipher } from '../../../model/core/algebra.ts';
import {
  type Boxes,
  boxesOf,
  GCM_NONCE_BYTES,
  GCM_TAG_BYTES,
  type KeyBits,
  type Mode,
} from '../box.ts';

/** The boxes of `cipher` under keys of so many bits. */
export function aes(cipher: Cipher, keyBits: KeyBits): Boxes {
  const mode = MODES[cipher];
  return boxesOf(cipher, (key, iv) => {
    if (8 * key.length !== keyBits) throw new Error(`the key must have ${keyBits} bits`);
    return mode(key, iv);
  });
}

/** GCM (SP 800-38D), the tag of 16 octets behind the ciphertext. */
export const gcm: Mode = (key, iv, associated = new Uint8Array(0)) => {
  const name = `aes-${sizeOf(key)}-gcm` as const;
  if (iv.length !== GCM_NONCE_BYTES) throw new Error('the nonce must have 12 octets');
  // The length of the tag spelt out: without it OpenSSL would verify a shorter one.
  const options = { authTagLength: GCM_TAG_BYTES } as const;
  return {
    encrypt: (message) => {
      const stream = createCipheriv(name, key, iv, options).setAAD(associated);
      return Buffer.concat([stream.update(message), stream.final(), stream.getAuthTag()]);
    },
    decrypt: (ciphertext) => {
      if (ciphertext.length < GCM_TAG_BYTES) throw new Error('there is no tag');
      const end = ciphertext.length - GCM_TAG_BYTES;
      const stream = createDecipheriv(name, key, iv, options).setAAD(associated);
      stream.setAuthTag(ciphertext.subarray(end));
      // Nothing is given out unless the last step has found the tag right: it throws otherwise.
      return through(stream, ciphertext.subarray(0, end));
    },
  };
};

/** The size of a key, which OpenSSL wants in the name of the cipher. */
function sizeOf(key: Uint8Array): KeyBits {
  const bits = 8 * key.length;
  if (bits !== 128 && bits !== 192 && bits !== 256) throw new Error('no key of AES');
  return bits;
}

/** A mode without authentication; `takesIv` unless it is ECB. */
const unauthenticated =
  (mode: 'ecb' | 'cbc' | 'ctr', takesIv = true): Mode =>
  (key, iv) => {
    const name = `aes-${sizeOf(key)}-${mode}`;
    const given = takesIv ? iv : null;
    return {
      // PKCS#7 padding, on by default in OpenSSL and spelt out; CTR ignores it.
      encrypt: (message) => through(createCipheriv(name, key, given).setAutoPadding(true), message),
      decrypt: (ciphertext) =>
        through(createDecipheriv(name, key, given).setAutoPadding(true), ciphertext),
    };
  };

const inCbc = unauthenticated('cbc');

const MODES: Readonly<Record<Cipher, Mode>> = {
  'aes-128-ecb': unauthenticated('ecb', false),
  'aes-128-cbc': inCbc,
  'aes-128-cbc-zero-iv': inCbc,
  'aes-128-cbc-fixed-iv': inCbc,
  'aes-128-ctr': unauthenticated('ctr'),
  'aes-128-gcm': gcm,
  'aes-128-gcm-once': gcm,
};

interface Stream {
  readonly update: (input: Uint8Array) => Buffer;
  readonly final: () => Buffer;
}

function through(stream: Stream, input: Uint8Array): Uint8Array {
  return Buffer.concat([stream.update(input), stream.final()]);
}
