import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HAVE_VECTORS, hex, readJson } from '../testing/vectors.ts';
import { entries, treeOf } from './fixture.ts';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts';
import { memoryNodes, type NodeStore } from './nodes.ts';
import { verifyConsistency, verifyInclusion } from './proof.ts';
import { append, consistencyProof, inclusionProof, rootOf } from './tree.ts';

const LEAVES = entries(40);
const TREE = treeOf(LEAVES);
const SIZES = [...Array(LEAVES.length + 1).keys()];

describe('the tree', () => {
  test('its root, at every size it ever had, is the hash of that many entries', () => {
    for (const size of SIZES) {
      expect(rootOf(TREE, size)).toEqual(mth(LEAVES.slice(0, size)));
      expect(rootOf(TREE, size)).toEqual(rootOf(treeOf(LEAVES.slice(0, size)), size));
    }
  });

  test('its inclusion proofs are those of RFC 9162, for every entry of every size', () => {
    for (const size of SIZES) {
      for (let index = 0; index < size; index += 1) {
        expect(inclusionProof(TREE, index, size)).toEqual(path(index, LEAVES.slice(0, size)));
      }
    }
  });

  test('its consistency proofs are those of RFC 9162, between every two sizes', () => {
    for (const size2 of SIZES) {
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        const proof = consistencyProof(TREE, size1, size2);
        expect(proof).toEqual(subproof(size1, LEAVES.slice(0, size2), true));
      }
    }
  });

  test('the proof that it extends the empty log is empty', () => {
    for (const size of SIZES) expect(consistencyProof(TREE, 0, size)).toEqual([]);
  });

  test('an entry is written once: appending at another size than the log has is our mistake', () => {
    const nodes = treeOf(LEAVES.slice(0, 5));
    const leaf = Uint8Array.of(1);
    for (const size of [0, 3, 4]) expect(() => append(nodes, size, leaf)).toThrow('more than');
    for (const size of [6, 7, -1, 4.5, NaN, 2 ** 53]) {
      expect(() => append(nodes, size, leaf)).toThrow('has not');
    }
    expect(rootOf(nodes, 5)).toEqual(rootOf(TREE, 5));
    expect(append(nodes, 5, leaf)).toBe(6);
  });

  test('what the log has not, it has no root and no proof of', () => {
    for (const size of [41, -1, 0.5, NaN, 2 ** 53]) {
      expect(() => rootOf(TREE, size)).toThrow('has not');
      expect(() => inclusionProof(TREE, 0, size)).toThrow('has not');
      expect(() => consistencyProof(TREE, 1, size)).toThrow('has not');
    }
    // The siblings of entry 40 are all there; the entry is not.
    expect(() => inclusionProof(TREE, 40, 41)).toThrow('has not');
    for (const at of [5, 6, -1, 0.5, NaN]) {
      expect(() => inclusionProof(TREE, at, 5)).toThrow('no entry');
    }
    for (const at of [6, -1, 0.5, NaN]) {
      expect(() => consistencyProof(TREE, at, 5)).toThrow('no tree');
    }
  });

  test('a hash that got lost is noticed', () => {
    const holed: NodeStore = {
      ...TREE,
      get: (level, at) => (level === 2 ? undefined : TREE.get(level, at)),
    };
    expect(() => rootOf(holed, 5)).toThrow('lacks the hash 0 of level 2');
  });

  test('changing what the store gave out changes nothing in it', () => {
    const nodes = treeOf(LEAVES.slice(0, 2));
    const root = rootOf(treeOf(LEAVES.slice(0, 2)), 2);
    nodes.get(1, 0)?.fill(0);
    for (const hash of inclusionProof(nodes, 0, 2)) hash.fill(0);
    rootOf(nodes, 2).fill(0);
    rootOf(nodes, 0).fill(0);
    expect(rootOf(nodes, 2)).toEqual(root);
    expect(rootOf(nodes, 0)).toEqual(EMPTY_ROOT);
    const hash = new Uint8Array(32);
    nodes.put(5, 0, hash);
    hash.fill(1);
    expect(nodes.get(5, 0)).toEqual(new Uint8Array(32));
  });
});

// Beyond 2^32, where JavaScript's bit operations are wrong, and up to the largest safe size.
describe('a log of up to 2^53 - 1 entries', () => {
  const size = fc
    .oneof(
      fc.maxSafeNat(),
      fc
        .integer({ min: 1, max: 52 })
        .chain((e) => fc.integer({ min: -2, max: 2 }).map((d) => 2 ** e + d)),
      fc.constant(Number.MAX_SAFE_INTEGER),
    )
    .filter((n) => n > 0);

  test('proves and verifies every entry', () => {
    fc.assert(
      fc.property(size, fc.maxSafeNat(), (n, pick) => {
        const nodes = uniform(n);
        const index = pick % n;
        const proof = inclusionProof(nodes, index, n);
        const root = rootOf(nodes, n);
        expect(
          verifyInclusion({ leafHash: LEVELS[0] ?? EMPTY_ROOT, index, size: n, proof, root }),
        ).toBe(true);
      }),
    );
  });

  test('proves and verifies that it extends each past size', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [size1, size2] = [Math.min(a, b), Math.max(a, b)];
        const nodes = uniform(size2);
        const claim = { size1, root1: rootOf(nodes, size1), size2, root2: rootOf(nodes, size2) };
        const proof = consistencyProof(nodes, size1, size2);
        expect(verifyConsistency({ ...claim, proof })).toBe(true);
      }),
    );
  });

  test('reads and writes few hashes: never more than some three per level', () => {
    fc.assert(
      fc.property(size, fc.maxSafeNat(), (n, pick) => {
        let calls = 0;
        const nodes = uniform(n, () => (calls += 1));
        const most = (run: () => unknown): number => {
          calls = 0;
          run();
          return calls;
        };
        const bound = 3 * Math.ceil(Math.log2(n)) + 4;
        expect(most(() => rootOf(nodes, n))).toBeLessThanOrEqual(bound);
        expect(most(() => inclusionProof(nodes, pick % n, n))).toBeLessThanOrEqual(bound);
        expect(most(() => consistencyProof(nodes, pick % n, n))).toBeLessThanOrEqual(bound);
        expect(most(() => append(nodes, n, Uint8Array.of(0)))).toBeLessThanOrEqual(bound);
      }),
    );
  });
});

interface EightLeaves {
  readonly leaves: readonly string[];
  readonly leafHashes: readonly string[];
  readonly roots: readonly { readonly size: number; readonly root: string }[];
  readonly inclusion: readonly { index: number; size: number; proof: readonly string[] }[];
  readonly consistency: readonly { from: number; to: number; proof: readonly string[] }[];
}

describe.skipIf(!HAVE_VECTORS)('the published tree of 8 leaves', () => {
  const read = (): EightLeaves =>
    readJson('merkle/rfc6962_tree_8_leaves.json', (json) => json as EightLeaves);

  test('has the published hashes, roots and proofs', () => {
    const { leaves, leafHashes, roots, inclusion, consistency } = read();
    const tree = treeOf(leaves.map(octetsOf));
    expect(leaves.map((leaf) => leafHash(octetsOf(leaf)))).toEqual(leafHashes.map(octetsOf));
    expect([roots.length, inclusion.length, consistency.length]).toEqual(COUNTS);
    for (const { size, root } of roots) expect(rootOf(tree, size)).toEqual(octetsOf(root));
    for (const { index, size, proof } of inclusion) {
      expect(inclusionProof(tree, index, size)).toEqual(proof.map(octetsOf));
    }
    for (const { from, to, proof } of consistency) {
      expect(consistencyProof(tree, from, to)).toEqual(proof.map(octetsOf));
    }
  });
});

const COUNTS = [9, 36, 36];

/** Not a Buffer, which does not compare equal to the plain array that it also is. */
function octetsOf(digits: string): Uint8Array {
  return Uint8Array.from(hex(digits));
}

/** The hash over 2^level entries that are all empty. */
const LEVELS = Array.from({ length: 54 }).reduce<readonly Uint8Array[]>((row) => {
  const last = row.at(-1);
  return [...row, last === undefined ? leafHash(new Uint8Array()) : nodeHash(last, last)];
}, []);

/** A log of `size` empty entries; it forgets what is put. */
function uniform(size: number, touched: () => void = () => undefined): NodeStore {
  return {
    get: (level, index) => {
      touched();
      return (index + 1) * 2 ** level <= size ? LEVELS[level] : undefined;
    },
    put: touched,
  };
}

/** MTH of RFC 9162 §2.1.1, to the letter. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return leafHash(only);
  const k = splitOf(leaves.length);
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}

/** PATH of RFC 9162 §2.1.3.1, to the letter. */
function path(m: number, leaves: readonly Uint8Array[]): readonly Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...path(m, left), mth(right)] : [...path(m - k, right), mth(left)];
}

/** SUBPROOF of RFC 9162 §2.1.4.1, to the letter. */
function subproof(m: number, leaves: readonly Uint8Array[], b: boolean): readonly Uint8Array[] {
  if (m === leaves.length) return b ? [] : [mth(leaves)];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k
    ? [...subproof(m, left, b), mth(right)]
    : [...subproof(m - k, right, false), mth(left)];
}

function splitOf(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}

describe('the store in memory', () => {
  test('has nothing at first', () => {
    expect(memoryNodes().get(0, 0)).toBeUndefined();
    expect(rootOf(memoryNodes(), 0)).toEqual(octetsOf(EMPTY));
  });
});

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
