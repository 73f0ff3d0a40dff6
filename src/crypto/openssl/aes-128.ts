/** AES-128 (FIPS 197) in the modes of A8, on OpenSSL. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Cipher } from '../../../model/core/algebra.ts';
import { type Boxes, boxesOf } from '../box.ts';

/** The boxes of `cipher`. */
export function aes128(cipher: Cipher): Boxes {
  const { name, takesIv } = OPENSSL[cipher];
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
  readonly name: string;
  readonly takesIv: boolean;
}

const OPENSSL: Readonly<Record<Cipher, OpensslMode>> = {
  'aes-128-ecb': { name: 'aes-128-ecb', takesIv: false },
  'aes-128-cbc': { name: 'aes-128-cbc', takesIv: true },
  'aes-128-cbc-zero-iv': { name: 'aes-128-cbc', takesIv: true },
  'aes-128-ctr': { name: 'aes-128-ctr', takesIv: true },
};

interface Stream {
  readonly update: (input: Uint8Array) => Buffer;
  readonly final: () => Buffer;
}

function through(stream: Stream, input: Uint8Array): Uint8Array {
  return Buffer.concat([stream.update(input), stream.final()]);
}
