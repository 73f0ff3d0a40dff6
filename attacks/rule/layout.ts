/**
 * Where the parts of a message stand in its bytes, worked out on its term.
 *
 * Terms have no bytes, but all values of a sort are of one length and the format of frames is
 * public (`src/codec/`, with which a law test compares this). Rules about block ciphers and
 * about concatenation need no more. What has no fixed length (a DER signature) has no place, nor has
 * anything after it.
 */
import { type Cipher, isAuthenticated, type Suite } from '../../model/core/algebra.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import type { Kind, Term, TermStore } from '../../model/core/term.ts';

/** Octets of a block of AES, and of the vectors and derived values that fill one. */
export const blockBytes = 16;

/** Octets of magic and tag in front of a message's first field; without the tag, one less. */
const headerBytes = 4;

/** Octets of the length in front of a field, unless the encoding is compact. */
const lengthBytes = 4;

/** Lengths up to this take one octet in the compact encoding, up to its square two. */
const compactBase = 128;

/** Octets of derived values, of digests, of compressed public keys and of signatures as r and s. */
function fixedBytes(suite: Suite): Readonly<Partial<Record<Kind, number>>> {
  const { keyBits = 128, digest = 'sha-1', curve = 'secp192r1' } = suite;
  const scalar = curve === 'secp256r1' ? 32 : 24;
  return {
    derived: keyBits / 8,
    digest: digest === 'sha-1' ? 20 : 32,
    'public-key': 1 + scalar,
    signature: 2 * scalar,
  };
}

/** Octets of vector in front of a ciphertext. */
const vectorBytes: Readonly<Record<Cipher, number>> = {
  'aes-128-ecb': 0,
  'aes-128-cbc': blockBytes,
  'aes-128-cbc-zero-iv': 0,
  'aes-128-cbc-fixed-iv': 0,
  'aes-128-ctr': blockBytes,
  'aes-128-gcm': 12,
  'aes-128-gcm-once': 0,
};

/** Octets of the tag behind a ciphertext of GCM. */
const tagBytes = 16;

/** Where terms are interned, and the primitives in force. */
export interface Ground {
  readonly store: TermStore;
  readonly suite: Suite;
}

/** A part of a message that is no message itself. */
export interface Leaf {
  readonly term: Term;
  /** Places in the fields of the messages that it is nested in, outermost first. */
  readonly path: readonly number[];
  /** Octets before it. */
  readonly at: number;
  /** Octets of it. */
  readonly bytes: number;
}

const utf8 = new TextEncoder();

/** The text that a term's bytes are; `undefined` where they are no text. */
export function textOf(store: TermStore, t: Term): string | undefined {
  const kind = store.kind(t);
  return kind === 'constant' || kind === 'name' ? store.label(t) : undefined;
}

/** The octets of a text. */
export function octetsOf(text: string): Uint8Array {
  return utf8.encode(text);
}

/** Octets of a box around a message. */
function boxBytes({ cipher }: Suite, message: number): number {
  if (isAuthenticated({ cipher })) return vectorBytes[cipher] + message + tagBytes;
  const padded = cipher === 'aes-128-ctr' ? message : message + blockBytes - (message % blockBytes);
  return vectorBytes[cipher] + padded;
}

/** Octets in front of a message's first field. */
function frontBytes({ encoding }: Suite, { plain, untagged, outermost }: AnyShape): number {
  if (plain === true) return 0;
  if (encoding === 'compact') return outermost === true ? 2 : 1;
  return untagged === true ? headerBytes - 1 : headerBytes;
}

/** Octets of the length in front of a field of so many, in a message of a shape. */
function lengthIn({ encoding }: Suite, { plain }: AnyShape, field: number): number {
  if (plain === true) return 0;
  if (encoding !== 'compact') return lengthBytes;
  if (field < compactBase) return 1;
  return field < compactBase ** 2 ? 2 : 3;
}

/** Octets of a message of fields; `undefined` where one has no fixed length. */
function messageBytes(
  suite: Suite,
  shape: AnyShape,
  fields: readonly (number | undefined)[],
): number | undefined {
  return fields.reduce<number | undefined>(
    (sum, field) =>
      sum === undefined || field === undefined
        ? undefined
        : sum + lengthIn(suite, shape, field) + field,
    frontBytes(suite, shape),
  );
}

/** Octets of a term; `undefined` where it has no fixed length or none that is known. */
export function bytesIn(ground: Ground, t: Term): number | undefined {
  const { store, suite } = ground;
  const text = textOf(store, t);
  if (text !== undefined) return octetsOf(text).length;
  const shape = store.shapeOf(t);
  if (shape !== undefined) {
    const fields = store.args(t).map((field) => bytesIn(ground, field));
    return messageBytes(suite, shape, fields);
  }
  const kind = store.kind(t);
  if (kind === 'box') {
    const [, content] = store.args(t);
    const message = content === undefined ? undefined : bytesIn(ground, content);
    return message === undefined ? undefined : boxBytes(suite, message);
  }
  return kind === 'signature' && suite.signatures === 'der' ? undefined : fixedBytes(suite)[kind];
}

/** Octets of the length in front of a field; `undefined` where it hangs on a length not known. */
function lengthBefore(ground: Ground, shape: AnyShape, field: Term): number | undefined {
  const { suite } = ground;
  if (shape.plain === true || suite.encoding !== 'compact') return lengthIn(suite, shape, 0);
  const bytes = bytesIn(ground, field);
  return bytes === undefined ? undefined : lengthIn(suite, shape, bytes);
}

/**
 * The parts of a message that are no messages themselves, in order, as far as their places are
 * known.
 *
 * @returns the parts; `whole` says whether they are all
 */
export function leavesOf(
  ground: Ground,
  m: Term,
): { readonly leaves: readonly Leaf[]; readonly whole: boolean } {
  const { store, suite } = ground;
  const leaves: Leaf[] = [];
  const walk = (t: Term, path: readonly number[], at: number): number | undefined => {
    const shape = store.shapeOf(t);
    if (shape === undefined) {
      const bytes = bytesIn(ground, t);
      if (bytes !== undefined) leaves.push({ term: t, path, at, bytes });
      return bytes === undefined ? undefined : at + bytes;
    }
    let end: number | undefined = at + frontBytes(suite, shape);
    for (const [index, field] of store.args(t).entries()) {
      const before = lengthBefore(ground, shape, field);
      if (end === undefined || before === undefined) return undefined;
      end = walk(field, [...path, index], end + before);
    }
    return end;
  };
  return { whole: walk(m, [], 0) !== undefined, leaves };
}

/** A message with another part in the place of a leaf. */
export function withLeaf(
  store: TermStore,
  m: Term,
  { path, part }: { readonly path: readonly number[]; readonly part: Term },
): Term {
  const [place, ...rest] = path;
  if (place === undefined) return part;
  const args = store
    .args(m)
    .map((arg, index) => (index === place ? withLeaf(store, arg, { path: rest, part }) : arg));
  return store.rebuild(m, args);
}
