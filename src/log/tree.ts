/**
 * The append-only tree: growth, the root of every size it ever had, and both kinds of proof.
 *
 * Carries out RFC 9162 §2.1 over a {@link NodeStore}; each function reads or writes O(log n)
 * hashes. An index or size that the log does not have is a mistake of ours, not of a peer: it is
 * thrown, and who serves requests checks them against the log's size first.
 */
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts';
import type { NodeStore } from './nodes.ts';

/**
 * Appends an entry to the log of `size` entries in `nodes`; returns the new size.
 *
 * @throws Error when the log has not exactly `size` entries: a log never writes over an entry
 * and leaves no gap.
 */
export function append(nodes: NodeStore, size: number, leaf: Uint8Array): number {
  requireSize(nodes, size);
  if (nodes.get(0, size) !== undefined) throw new Error(`the log has more than ${size} entries`);
  let hash = leafHash(leaf);
  nodes.put(0, size, hash);
  // Each right child completes its parent (RFC 9162 §2.1.1).
  for (let level = 0, index = size; index % 2 === 1; level += 1, index = (index - 1) / 2) {
    hash = nodeHash(stored(nodes, level, index - 1), hash);
    nodes.put(level + 1, (index - 1) / 2, hash);
  }
  return size + 1;
}

/**
 * The root hash of the log's first `size` entries, 32 octets (MTH of RFC 9162 §2.1.1).
 *
 * @throws Error when the log has fewer.
 */
export function rootOf(nodes: NodeStore, size: number): Uint8Array {
  requireSize(nodes, size);
  return size === 0 ? EMPTY_ROOT.slice() : rangeHash(nodes, 0, size);
}

/**
 * The proof that entry `index` is in the tree of `size` entries (PATH of RFC 9162 §2.1.3.1):
 * the sibling hashes from the leaf up.
 *
 * @throws Error unless 0 <= index < size and the log has `size` entries.
 */
export function inclusionProof(
  nodes: NodeStore,
  index: number,
  size: number,
): readonly Uint8Array[] {
  requireSize(nodes, size);
  if (!isNatural(index) || index >= size) throw new Error(`no entry ${index} among ${size}`);
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const split = start + splitOf(end - start);
    const left = index < split;
    proof.push(left ? rangeHash(nodes, split, end) : rangeHash(nodes, start, split));
    [start, end] = left ? [start, split] : [split, end];
  }
  return proof.reverse();
}

/**
 * The proof that the tree of `size2` entries extends that of `size1` (PROOF of RFC 9162
 * §2.1.4.1). Empty when the sizes are equal, and when `size1` is 0, as tlog-witness requires.
 *
 * @throws Error unless 0 <= size1 <= size2 and the log has `size2` entries.
 */
export function consistencyProof(
  nodes: NodeStore,
  size1: number,
  size2: number,
): readonly Uint8Array[] {
  requireSize(nodes, size2);
  if (!isNatural(size1) || size1 > size2) throw new Error(`no tree of ${size1} within ${size2}`);
  if (size1 === 0) return [];
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size2];
  while (end !== size1) {
    const split = start + splitOf(end - start);
    const left = size1 <= split;
    proof.push(left ? rangeHash(nodes, split, end) : rangeHash(nodes, start, split));
    [start, end] = left ? [start, split] : [split, end];
  }
  // The verifier has the first root: what stands at the left edge is that, and is not repeated.
  if (start > 0) proof.push(rangeHash(nodes, start, end));
  return proof.reverse();
}

/** The hash over the leaves from `start` to `end`, where `start` is a multiple of the split. */
function rangeHash(nodes: NodeStore, start: number, end: number): Uint8Array {
  const length = end - start;
  const split = splitOf(length);
  if (length === 1) return stored(nodes, 0, start);
  if (split * 2 === length) return stored(nodes, Math.log2(length), start / length);
  return nodeHash(rangeHash(nodes, start, start + split), rangeHash(nodes, start + split, end));
}

/** The largest power of two below `length`: how many leaves stand left (RFC 9162 §2.1.1). */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}

function stored(nodes: NodeStore, level: number, index: number): Uint8Array {
  const hash = nodes.get(level, index);
  if (hash === undefined) throw new Error(`the log lacks the hash ${index} of level ${level}`);
  return hash;
}

function requireSize(nodes: NodeStore, size: number): void {
  const exists = isNatural(size) && (size === 0 || nodes.get(0, size - 1) !== undefined);
  if (!exists) throw new Error(`the log has not ${size} entries`);
}

function isNatural(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
