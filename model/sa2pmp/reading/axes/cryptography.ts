/** Axes about the primitives: AES, ECDSA, SHA-1 (§4.2, Table 1). */
import { axis } from '../axis.ts';

/** A8: how AES is used. */
export const A8 = axis({
  name: 'cipher',
  paper: '§4.2 "AES is employed for encryption and decryption"',
  choices: {
    'aes-128-ecb':
      'ECB: what a bare engine call gives; 128 in a name stands for the size that A8b gives',
    'aes-128-cbc': 'CBC, random initialisation vector',
    'aes-128-cbc-zero-iv': 'CBC, initialisation vector of zeros',
    'aes-128-cbc-fixed-iv': 'CBC, one initialisation vector for all, written into the program',
    'aes-128-ctr': 'counter mode, random initial counter',
    'aes-128-gcm':
      'repair: authenticated encryption (SP 800-38D); a box that was changed opens for nobody',
  },
  published: 'aes-128-cbc',
  charitable: 'aes-128-cbc',
});

/** A8b: the size of the AES key. */
export const A8b = axis({
  name: 'cipher-key-bits',
  paper: '§4.2 "AES is employed for encryption and decryption"; no sentence on its key size',
  choices: {
    '128': 'AES-128',
    '192': 'AES-192; terms know no sizes, the bytes change',
    '256': 'AES-256; terms know no sizes, the bytes change',
  },
  published: '128',
  charitable: '128',
});

/** A12: how many key pairs. */
export const A12 = axis({
  name: 'key-pairs',
  paper:
    '§4.3 "the two key pairs required are used both for the digital signature and in encryption" against §4.3 "share the same secret key"',
  choices: {
    'one-pair': 'one ECDSA pair and one AES key',
    'two-pairs': "a second pair, the bank's",
  },
  published: 'one-pair',
  charitable: 'one-pair',
  idle: "the encryption is AES, so that a second pair has nothing to encrypt; the bank's own pair, and what it signs, is A17 and A18",
});

/** A30: the curve. */
export const A30 = axis({
  name: 'curve',
  paper: '§4.2 "The key size is 192 bits which is chosen based on [10] and [15]"',
  choices: {
    secp192r1: 'P-192, the curve of NIST; terms know no curves, the bytes change',
    secp192k1: 'the Koblitz curve of SEC 2 of that size',
    secp256r1: 'repair: P-256, of 128 bits of strength; terms know no curves, the bytes change',
  },
  published: 'secp192r1',
  charitable: 'secp192r1',
});

/** A30b: the form of a signature. */
export const A30b = axis({
  name: 'signature-encoding',
  paper:
    '§4.2 "Elliptic Curve Digital Signature Algorithm"; no sentence on how r and s are written',
  choices: {
    raw: 'r then s, 48 octets; terms know no encodings, the bytes change',
    der: 'the DER form of ASN.1, read strictly',
  },
  published: 'raw',
  charitable: 'raw',
});

/** A30c: which s. */
export const A30c = axis({
  name: 'signature-s',
  paper: '§4.2 "ECDSA"; no sentence on the two values of s that verify',
  choices: {
    any: 'any s is accepted, so that a signature has a twin (W8)',
    low: 'the lower of the two only',
  },
  published: 'any',
  charitable: 'any',
});

/** A30d: the nonce of a signature. */
export const A30d = axis({
  name: 'signature-nonce',
  paper: '§4.2 "ECDSA"; no sentence on its nonce',
  choices: {
    random: 'a random nonce for every signature',
    rfc6979: 'a nonce that key and message determine: signing again gives the same signature',
  },
  published: 'random',
  charitable: 'random',
});

/** A30e: public keys from outside. */
export const A30e = axis({
  name: 'key-validation',
  paper: '§5.2 "Key Management Server deals with receipt and storage of the public key"',
  choices: {
    none: 'the bank stores what is registered; under what is no point of the curve nothing verifies',
    validated: 'the bank registers only what is a point of the curve',
  },
  published: 'none',
  charitable: 'none',
});

/** A36: what a refused request is told. */
export const A36 = axis({
  name: 'errors',
  paper: 'no sentence on what a refused request is answered (§5.2)',
  choices: {
    distinct:
      'the answer to a refused request names the cause: decryption, form, signature or funds; what an attacker makes of that is asked with padding-oracle (W13)',
    uniform: 'every refusal looks the same: silence',
  },
  published: 'distinct',
  charitable: 'uniform',
});
