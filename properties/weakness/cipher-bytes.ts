/**
 * What a term is in bytes: each constructor carried out, each crafted value of the block cipher's
 * worked out from its arguments. A rule on terms and what carries it out agree when this takes the
 * one to the other.
 */
import { changedVector } from '../../attacks/rule/cbc-flip.ts';
import { frontOf } from '../../attacks/rule/ecb-splice.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { type AnyShape, byName } from '../../model/core/shape.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import { type Bytes, fromBytes, toBytes } from '../../src/bytes.ts';

/** Octets of a vector. */
const vectorBytes = 16;

/** The vector that makes a changed message of the same first block. */
function changed([vector, from, to]: readonly Uint8Array[]): Uint8Array | undefined {
  if (vector === undefined || from === undefined || to === undefined) return undefined;
  return vector.map((octet, at) => octet ^ (from[at] ?? 0) ^ (to[at] ?? 0)).slice(0, vectorBytes);
}

/** What crafting gives. */
function crafted(label: string, args: readonly Uint8Array[]): Uint8Array | undefined {
  if (label === changedVector) return changed(args);
  const octets = frontOf(label);
  const [front, back] = args;
  if (octets === undefined || front === undefined || back === undefined) return undefined;
  return Uint8Array.of(...front.slice(0, octets), ...back.slice(octets));
}

/**
 * Terms in bytes.
 *
 * @param store - where the terms are interned
 * @param algebra - the bytes
 * @throws Error for a term that has none: a variable, or crafted by another rule
 */
export function bytesOf(store: TermStore, algebra: Algebra<Bytes>): (t: Term) => Bytes {
  const record = (shape: AnyShape, values: readonly Bytes[]): Readonly<Record<string, Bytes>> =>
    byName<string, never, Bytes>(shape, values);
  const keyed = (t: Term, [first, second, third]: readonly Bytes[]): Bytes | undefined => {
    const kind = store.kind(t);
    if (first === undefined) return undefined;
    if (kind === 'derived') return algebra.derive(first, store.label(t));
    if (kind === 'digest') return algebra.hash(first);
    if (kind === 'public-key') return algebra.publicKey(first);
    if (second === undefined) return undefined;
    if (kind === 'exported') return algebra.exportFor(first, second);
    if (third === undefined) return undefined;
    if (kind === 'signature') return algebra.sign(first, third, second);
    return kind === 'box' ? algebra.seal(first, third, second) : undefined;
  };
  const made = (t: Term, args: readonly Bytes[]): Bytes | undefined => {
    const shape = store.shapeOf(t);
    if (shape !== undefined) return algebra.encode<string, never>(shape, record(shape, args));
    const kind = store.kind(t);
    if (kind === 'constant') return algebra.constant(store.label(t));
    if (kind === 'name') return algebra.name(store.sort(t), store.label(t));
    if (kind === 'crafted') {
      const octets = crafted(store.label(t), args.map(fromBytes));
      return octets && toBytes(octets);
    }
    return keyed(t, args);
  };
  const all = (t: Term): Bytes => {
    const bytes = made(t, store.args(t).map(all));
    if (bytes === undefined) throw new Error(`no bytes for ${store.kind(t)} ${store.label(t)}`);
    return bytes;
  };
  return all;
}
