/**
 * The hashes of the Merkle tree (RFC 9162 §2.1.1, as in RFC 6962 §2.1) with SHA-256.
 *
 * Leaves and nodes begin with different octets, so that no node passes for a leaf: without that
 * a log could show the concatenation of two hashes as an entry.
 */
import { sha256 } from '@noble/hashes/sha2.js';

/** Octets of every hash in the tree (FIPS 180-4, SHA-256). */
export const HASH_BYTES = 32;

/** The root of the empty tree: the hash of nothing. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** The hash of one entry, of any length: SHA-256(0x00 || leaf). */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF).update(leaf).digest();
}

/** The hash over two subtrees, 32 octets each: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE).update(left).update(right).digest();
}

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);
