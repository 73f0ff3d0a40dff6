/** The algebra on bytes over any library's primitives: the codec and the suite applied to them. */
import type { Algebra, Suite } from '../model/core/algebra.ts';
import { byName, inOrder, type Fields, type Shape } from '../model/core/shape.ts';
import { type Bytes, fromBytes, textToBytes, toBytes } from './bytes.ts';
import { decodeFrame, encodeFrame } from './codec/codec.ts';
import { BLOCK_BYTES } from './crypto/box.ts';
import type { Primitives } from './crypto/primitives.ts';

/** The algebra that carries out `suite` with `primitives`. */
export function over(primitives: Primitives, suite: Suite): Algebra<Bytes> {
  return { ...data(), ...asymmetric(primitives), ...symmetric(primitives, suite) };
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

type Asymmetric = Pick<Algebra<Bytes>, 'publicKey' | 'sign' | 'verify' | 'hash' | 'equal'>;

function asymmetric(primitives: Primitives): Asymmetric {
  return {
    publicKey: (key) => toBytes(primitives.publicKey(fromBytes(key))),
    sign: (key, fresh, m) =>
      toBytes(primitives.sign(fromBytes(key), fromBytes(fresh), fromBytes(m))),
    verify: (key, m, signature) =>
      primitives.verify(fromBytes(key), fromBytes(m), fromBytes(signature)),
    hash: (m) => toBytes(primitives.hash(fromBytes(m))),
    equal: (a, b) => primitives.equal(fromBytes(a), fromBytes(b)),
  };
}

type Symmetric = Pick<Algebra<Bytes>, 'derive' | 'seal' | 'open'>;

function symmetric(primitives: Primitives, suite: Suite): Symmetric {
  const boxes = primitives.boxes(suite.cipher);
  const block = (octets: Uint8Array): Uint8Array => asBlock(primitives, octets);
  return {
    derive: (seed, label) => toBytes(primitives.derive(fromBytes(seed), label)),
    seal: (key, fresh, m) => {
      const keying = { key: block(fromBytes(key)), iv: block(fromBytes(fresh)) };
      return toBytes(boxes.encrypt(keying, fromBytes(m)));
    },
    open: (key, shape, box) => {
      const frame = boxes.decrypt(block(fromBytes(key)), fromBytes(box));
      return frame === undefined ? undefined : decoded(shape, frame);
    },
  };
}

/**
 * `octets` as a key or vector of AES-128: themselves when there are 16, as in every derived
 * value; otherwise 16 derived from them. Thus sealing is total and any value may be a key, as in
 * the symbolic algebra, when an attacker or a message supplies it.
 */
function asBlock(primitives: Primitives, octets: Uint8Array): Uint8Array {
  return octets.length === BLOCK_BYTES ? octets : primitives.derive(octets, 'aes-128 block');
}

function decoded<R extends string, O extends string>(
  shape: Shape<R, O>,
  frame: Uint8Array,
): Fields<R, O, Bytes> | undefined {
  const values = decodeFrame(shape, frame);
  return values === undefined ? undefined : byName(shape, values.map(toBytes));
}
