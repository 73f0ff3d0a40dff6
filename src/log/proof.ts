/**
 * The verifiers of both kinds of proof (RFC 9162 §2.1.3.2 and §2.1.4.2).
 *
 * Total: what a peer shows is true or false, and nothing throws. Refuses, beyond the letter of
 * the RFC, hashes to be hashed that are not 32 octets, sizes and indices that are no safe
 * integers, a first size of zero, and a proof between equal trees that is not empty.
 */
import { equalBytes } from '@noble/curves/utils.js';
import { HASH_BYTES, nodeHash } from './hash.ts';

/** The claim that a leaf is in a tree. */
export interface Inclusion {
  /** The leaf's hash, `leafHash` of its octets. */
  readonly leafHash: Uint8Array;
  /** Where it stands, from 0. */
  readonly index: number;
  /** How many leaves the tree has. */
  readonly size: number;
  /** The sibling hashes from the leaf up. */
  readonly proof: readonly Uint8Array[];
  /** The root hash of the tree. */
  readonly root: Uint8Array;
}

/** The claim that the second tree begins with the first. */
export interface Consistency {
  /** Leaves of the first tree, at least 1. */
  readonly size1: number;
  /** Root hash of the first tree. */
  readonly root1: Uint8Array;
  /** Leaves of the second tree, at least `size1`. */
  readonly size2: number;
  /** Root hash of the second tree. */
  readonly root2: Uint8Array;
  /** The hashes, in the order of RFC 9162 §2.1.4.1. */
  readonly proof: readonly Uint8Array[];
}

/** Whether the proof shows that the leaf is in the tree (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ leafHash, index, size, proof, root }: Inclusion): boolean {
  if (!isNatural(index) || !isNatural(size) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let place: Place = { first: index, last: size - 1 };
  let hash = leafHash;
  for (const sibling of proof) {
    if (place.last === 0) return false;
    const right = isRight(place);
    hash = right ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    place = parent(right ? ascend(place) : place);
  }
  return place.last === 0 && equalBytes(hash, root);
}

/** Whether the proof shows that the second tree extends the first (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: Consistency): boolean {
  const { size1, root1, size2, root2, proof } = claim;
  if (!isNatural(size1) || !isNatural(size2) || size1 === 0 || size1 > size2) return false;
  // Nothing is hashed here; the published vectors accept equal roots of any length.
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (![root1, root2, ...proof].every(isHash)) return false;
  return leadsToBoth(claim);
}

/** Steps 1 to 7, for a first tree that is smaller than the second. */
function leadsToBoth({ size1, root1, size2, root2, proof }: Consistency): boolean {
  const [seed, ...path] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  if (seed === undefined) return false;
  let place = descendRight({ first: size1 - 1, last: size2 - 1 });
  let [old, grown] = [seed, seed];
  for (const sibling of path) {
    if (place.last === 0) return false;
    const right = isRight(place);
    old = right ? nodeHash(sibling, old) : old;
    grown = right ? nodeHash(sibling, grown) : nodeHash(grown, sibling);
    place = parent(right ? ascend(place) : place);
  }
  return place.last === 0 && equalBytes(old, root1) && equalBytes(grown, root2);
}

/** The RFC's fn and sn: which node of a level we stand at, and which one is the level's last. */
interface Place {
  readonly first: number;
  readonly last: number;
}

/** Whether the sibling stands to the left: we are a right child, or the last and without one. */
function isRight({ first, last }: Place): boolean {
  return first % 2 === 1 || first === last;
}

/** Up to where we are a right child: a last node without a sibling is its own parent. */
function ascend(place: Place): Place {
  let at = place;
  while (at.first % 2 === 0 && at.first !== 0) at = parent(at);
  return at;
}

/** Step 4 of §2.1.4.2: up to the largest subtree that ends where the first tree ends. */
function descendRight(place: Place): Place {
  let at = place;
  while (at.first % 2 === 1) at = parent(at);
  return at;
}

function parent({ first, last }: Place): Place {
  return { first: Math.floor(first / 2), last: Math.floor(last / 2) };
}

function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}

function isHash(octets: Uint8Array): boolean {
  return octets.length === HASH_BYTES;
}

function isNatural(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
