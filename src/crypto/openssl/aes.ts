/** AES (FIPS 197) in the modes of A8 and with the keys of A8b, on OpenSSL. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Cipher } from '../../../model/core/algebra.ts';
import { type Boxes, boxesOf, type KeyBits } from '../box.ts';

/** The boxes of `cipher` under keys of so many bits. */
export function aes(cipher: Cipher, keyBits: KeyBits): Boxes {
  const { mode, takesIv } = OPENSSL[cipher];
  const name = `aes-${keyBits}-${mode}`;
  return boxesOf(cipher, (key, iv) => {
    const given = takesIv ? iv : null;
    return {
      // PKCS#7 padding, on by default in OpenSSL and spelt out; CTR ignores it.
      encrypt: (message) => through(createCipheriv(name, key, given).setAutoPadding(true), message),
      decrypt: (ciphertext) =>
        through(createDecipheriv(name, key, given).setAutoPadding(true), ciphertext),
    };
  });
}

interface OpensslMode {
  readonly mode: 'ecb' | 'cbc' | 'ctr';
  readonly takesIv: boolean;
}

const OPENSSL: Readonly<Record<Cipher, OpensslMode>> = {
  'aes-128-ecb': { mode: 'ecb', takesIv: false },
  'aes-128-cbc': { mode: 'cbc', takesIv: true },
  'aes-128-cbc-zero-iv': { mode: 'cbc', takesIv: true },
  'aes-128-cbc-fixed-iv': { mode: 'cbc', takesIv: true },
  'aes-128-ctr': { mode: 'ctr', takesIv: true },
};

interface Stream {
  readonly update: (input: Uint8Array) => Buffer;
  readonly final: () => Buffer;
}

function through(stream: Stream, input: Uint8Array): Uint8Array {
  return Buffer.concat([stream.update(input), stream.final()]);
}
