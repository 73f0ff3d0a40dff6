/** The algebra on bytes over any library's primitives: the codec and the suite applied to them. */
import { type Algebra, isAuthenticated, type Suite } from '../model/core/algebra.ts';
import { byName, inOrder, type Fields, type Shape } from '../model/core/shape.ts';
import { type Bytes, fromBytes, textToBytes, toBytes } from './bytes.ts';
import { decodeFrame, encodeFrame } from './codec/codec.ts';
import { CURVES, SIZES } from './crypto/curves.ts';
import type { Primitives } from './crypto/primitives.ts';
import { fromDer, isLow, toDer, twin } from './crypto/signatures.ts';
import { hybridOf } from './hybrid.ts';

/** The algebra that carries out `suite` with `primitives`. */
export function over(primitives: Primitives, suite: Suite): Algebra<Bytes> {
  return {
    ...data(suite),
    ...asymmetric(primitives, suite),
    ...symmetric(primitives, suite),
    ...encryption(primitives, suite),
  };
}

type Data = Pick<Algebra<Bytes>, 'constant' | 'name' | 'encode' | 'decode'>;

function data(suite: Suite): Data {
  return {
    constant: textToBytes,
    name: (_sort, text) => textToBytes(text),
    encode: (shape, fields) => {
      const values = inOrder<Bytes>(shape, fields);
      return toBytes(encodeFrame(shape, values.map(fromBytes), suite.encoding));
    },
    decode: (shape, m) => decoded(shape, fromBytes(m), suite),
  };
}

type Asymmetric = Pick<
  Algebra<Bytes>,
  'publicKey' | 'isPublicKey' | 'sign' | 'verify' | 'hash' | 'equal'
>;

function asymmetric(primitives: Primitives, suite: Suite): Asymmetric {
  const { curve = 'secp192r1', signatures = 'raw', lowS = false, nonce = 'hedged' } = suite;
  const { n } = CURVES[curve];
  const { scalarBytes } = SIZES[curve];
  const signRaw = nonce === 'direct' ? primitives.signWith : primitives.sign;
  /** A signature as it is written (A30b), with the s that it may have (A30c). */
  const written = (raw: Uint8Array): Uint8Array => {
    const one = lowS && !isLow(raw, n) ? twin(raw, n) : raw;
    return signatures === 'der' ? toDer(one) : one;
  };
  const read = (signature: Uint8Array): Uint8Array | undefined => {
    const raw = signatures === 'der' ? fromDer(signature, scalarBytes) : signature;
    // P-CRY-2
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
  const vectorOf = (fresh: Bytes): Uint8Array =>
    isAuthenticated(suite)
      ? primitives.derive(fromBytes(fresh), 'gcm nonce', boxes.ivBytes)
      : sized(fresh, boxes.ivBytes);
  const decrypted = (key: Bytes, box: Bytes): Uint8Array | undefined =>
    boxes.decrypt(sized(key, keyBytes), fromBytes(box));
  return {
    derive: (seed, label) => toBytes(primitives.derive(fromBytes(seed), label, keyBytes)),
    seal: (key, fresh, m) => {
      const keying = { key: sized(key, keyBytes), iv: vectorOf(fresh) };
      return toBytes(boxes.encrypt(keying, fromBytes(m)));
    },
    opens: (key, box) => decrypted(key, box) !== undefined,
    open: (key, shape, box) => {
      const frame = decrypted(key, box);
      return frame === undefined ? undefined : decoded(shape, frame, suite);
    },
  };
}

type Encryption = Pick<Algebra<Bytes>, 'encryptFor' | 'decryptWith' | 'exportFor' | 'exportWith'>;

function encryption(primitives: Primitives, suite: Suite): Encryption {
  const { encrypt, decrypt, exportFor, exportWith } = hybridOf(primitives, suite);
  return {
    encryptFor: (publicKey, fresh, m) =>
      toBytes(encrypt(fromBytes(publicKey), fromBytes(fresh), fromBytes(m))),
    exportFor: (publicKey, fresh) => toBytes(exportFor(fromBytes(publicKey), fromBytes(fresh))),
    exportWith: (privateKey, box) => {
      const exported = exportWith(fromBytes(privateKey), fromBytes(box));
      return exported && toBytes(exported);
    },
    decryptWith: (privateKey, shape, box) => {
      const frame = decrypt(fromBytes(privateKey), fromBytes(box));
      return frame === undefined ? undefined : decoded(shape, frame, suite);
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
  { encoding }: Suite,
): Fields<R, O, Bytes> | undefined {
  const values = decodeFrame(shape, frame, encoding);
  return values === undefined ? undefined : byName(shape, values.map(toBytes));
}
