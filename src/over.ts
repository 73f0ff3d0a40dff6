/** The algebra on bytes over any library's primitives: the codec and the suite applied to them. */
import type { Algebra, Suite } from '../model/core/algebra.ts';
import { byName, inOrder, type Fields, type Shape } from '../model/core/shape.ts';
import { type Bytes, fromBytes, textToBytes, toBytes } from './bytes.ts';
import { decodeFrame, encodeFrame } from './codec/codec.ts';
import { BLOCK_BYTES } from './crypto/box.ts';
import { CURVES, PUBLIC_KEY_BYTES } from './crypto/p192.ts';
import type { Primitives } from './crypto/primitives.ts';
import { fromDer, isLow, toDer, twin } from './crypto/signatures.ts';

/** The algebra that carries out `suite` with `primitives`. */
export function over(primitives: Primitives, suite: Suite): Algebra<Bytes> {
  return {
    ...data(),
    ...asymmetric(primitives, suite),
    ...symmetric(primitives, suite),
    ...hybrid(primitives, suite),
  };
}

type Data = Pick<Algebra<Bytes>, 'constant' | 'name' | 'encode' | 'decode'>;

function data(): Data {
  return {
    constant: textToBytes,
    name: (_sort, text) => textToBytes(text),
    encode: (shape, fields) => {
      const values = inOrder<Bytes>(shape, fields);
      return toBytes(encodeFrame(shape, values.map(fromBytes)));
    },
    decode: (shape, m) => decoded(shape, fromBytes(m)),
  };
}

type Asymmetric = Pick<
  Algebra<Bytes>,
  'publicKey' | 'isPublicKey' | 'sign' | 'verify' | 'hash' | 'equal'
>;

function asymmetric(primitives: Primitives, suite: Suite): Asymmetric {
  const { curve = 'secp192r1', signatures = 'raw', lowS = false, nonce = 'hedged' } = suite;
  const { n } = CURVES[curve];
  const signRaw = nonce === 'direct' ? primitives.signWith : primitives.sign;
  /** A signature as it is written (A30b), with the s that it may have (A30c). */
  const written = (raw: Uint8Array): Uint8Array => {
    const one = lowS && !isLow(raw, n) ? twin(raw, n) : raw;
    return signatures === 'der' ? toDer(one) : one;
  };
  const read = (signature: Uint8Array): Uint8Array | undefined => {
    const raw = signatures === 'der' ? fromDer(signature) : signature;
    return raw !== undefined && lowS && !isLow(raw, n) ? undefined : raw;
  };
  return {
    publicKey: (key) => toBytes(primitives.publicKey(fromBytes(key))),
    isPublicKey: (m) => primitives.isPublicKey(fromBytes(m)),
    sign: (key, fresh, m) =>
      toBytes(written(signRaw(fromBytes(key), fromBytes(fresh), fromBytes(m)))),
    verify: (key, m, signature) => {
      const raw = read(fromBytes(signature));
      return raw !== undefined && primitives.verify(fromBytes(key), fromBytes(m), raw);
    },
    hash: (m) => toBytes(primitives.hash(fromBytes(m))),
    equal: (a, b) => primitives.equal(fromBytes(a), fromBytes(b)),
  };
}

type Symmetric = Pick<Algebra<Bytes>, 'derive' | 'seal' | 'open' | 'opens'>;

function symmetric(primitives: Primitives, suite: Suite): Symmetric {
  const { cipher, keyBits = 128 } = suite;
  const boxes = primitives.boxes(cipher, keyBits);
  const keyBytes = keyBits / 8;
  const sized = (m: Bytes, lengthBytes: number): Uint8Array =>
    asSized(primitives, fromBytes(m), lengthBytes);
  const decrypted = (key: Bytes, box: Bytes): Uint8Array | undefined =>
    boxes.decrypt(sized(key, keyBytes), fromBytes(box));
  return {
    derive: (seed, label) => toBytes(primitives.derive(fromBytes(seed), label, keyBytes)),
    seal: (key, fresh, m) => {
      const keying = { key: sized(key, keyBytes), iv: sized(fresh, BLOCK_BYTES) };
      return toBytes(boxes.encrypt(keying, fromBytes(m)));
    },
    opens: (key, box) => decrypted(key, box) !== undefined,
    open: (key, shape, box) => {
      const frame = decrypted(key, box);
      return frame === undefined ? undefined : decoded(shape, frame);
    },
  };
}

type Hybrid = Pick<Algebra<Bytes>, 'encryptFor' | 'decryptWith'>;

/**
 * Encryption for the owner of a public key: a key pair made of the randomness, its public half in
 * front, and a box under what it shares with the owner (ECIES, SEC 1 §5.1, without its MAC: like
 * boxes, it is read by padding and form alone).
 */
function hybrid(primitives: Primitives, suite: Suite): Hybrid {
  const { cipher, keyBits = 128 } = suite;
  const boxes = primitives.boxes(cipher, keyBits);
  const keying = (secret: Uint8Array): { readonly key: Uint8Array; readonly iv: Uint8Array } => ({
    key: primitives.derive(secret, 'encryption key', keyBits / 8),
    iv: primitives.derive(secret, 'encryption vector'),
  });
  return {
    encryptFor: (publicKey, fresh, m) => {
      const ephemeral = fromBytes(fresh);
      // Under what is no key, as under one whose private half nobody has: opened by none.
      const secret =
        primitives.agree(ephemeral, fromBytes(publicKey)) ??
        primitives.derive(ephemeral, 'shared with nobody');
      const box = boxes.encrypt(keying(secret), fromBytes(m));
      return toBytes(Uint8Array.from([...primitives.publicKey(ephemeral), ...box]));
    },
    decryptWith: (privateKey, shape, box) => {
      const octets = fromBytes(box);
      const ephemeral = octets.subarray(0, PUBLIC_KEY_BYTES);
      const secret = primitives.agree(fromBytes(privateKey), ephemeral);
      if (secret === undefined) return undefined;
      const frame = boxes.decrypt(keying(secret).key, octets.subarray(PUBLIC_KEY_BYTES));
      return frame === undefined ? undefined : decoded(shape, frame);
    },
  };
}

/**
 * `octets` as a key or vector of AES: themselves when they are as many as are wanted, as in every
 * derived value of a suite; otherwise so many derived from them. Thus sealing is total and any
 * value may be a key, as in the symbolic algebra, when an attacker or a message supplies it.
 */
function asSized(primitives: Primitives, octets: Uint8Array, lengthBytes: number): Uint8Array {
  if (octets.length === lengthBytes) return octets;
  return primitives.derive(octets, 'aes-128 block', lengthBytes);
}

function decoded<R extends string, O extends string>(
  shape: Shape<R, O>,
  frame: Uint8Array,
): Fields<R, O, Bytes> | undefined {
  const values = decodeFrame(shape, frame);
  return values === undefined ? undefined : byName(shape, values.map(toBytes));
}
