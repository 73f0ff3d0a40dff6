import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HAVE_VECTORS, readJson } from '../testing/vectors.ts';
import { entries, flipped, treeOf } from './fixture.ts';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts';
import { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from './proof.ts';
import { consistencyProof, inclusionProof, rootOf } from './tree.ts';

const MOST = 70;
const LEAVES = entries(MOST);
const TREE = treeOf(LEAVES);
const LEAF_HASHES = LEAVES.map(leafHash);

/** A true claim: any entry of any size. */
const inclusion = fc
  .integer({ min: 1, max: MOST })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)))
  .map(([size, index]) => included(index, size));

/** A true claim: any size and a larger one. */
const consistency = fc
  .integer({ min: 2, max: MOST })
  .chain((size2) => fc.tuple(fc.constant(size2), fc.integer({ min: 1, max: size2 - 1 })))
  .map(([size2, size1]) => extended(size1, size2));

const size = fc.integer({ min: 0, max: MOST + 4 });
const bit = fc.nat();

describe('an inclusion proof', () => {
  test('verifies for every entry of every size', () => {
    for (let n = 1; n <= MOST; n += 1) {
      for (let at = 0; at < n; at += 1) expect(verifyInclusion(included(at, n))).toBe(true);
    }
  });

  test('with one bit turned, cut, grown or in another order shows nothing', () => {
    fc.assert(
      fc.property(inclusion, bit, fc.nat(), (claim, turned, at) => {
        for (const proof of spoilt(claim.proof, turned, at)) {
          expect(verifyInclusion({ ...claim, proof })).toBe(false);
        }
      }),
    );
  });

  test('shows nothing of another entry or of another root', () => {
    fc.assert(
      fc.property(inclusion, bit, fc.nat(MOST), (claim, turned, other) => {
        expect(verifyInclusion({ ...claim, root: flipped(claim.root, turned) })).toBe(false);
        const leaf = flipped(claim.leafHash, turned);
        expect(verifyInclusion({ ...claim, leafHash: leaf })).toBe(false);
        expect(verifyInclusion({ ...claim, index: other })).toBe(other === claim.index);
      }),
    );
  });

  // A proof says left or right at each step and no more: that is all it can bind of the size.
  test('verifies at exactly the places that have the same way up to the root', () => {
    fc.assert(
      fc.property(inclusion, size, size, (claim, index, other) => {
        const same = index < other && way(index, other) === way(claim.index, claim.size);
        expect(verifyInclusion({ ...claim, index, size: other })).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  test('at no place of a tree is refused', () => {
    const [only = EMPTY_ROOT] = LEAF_HASHES;
    const claim = { leafHash: only, proof: [], root: only };
    expect(verifyInclusion({ ...claim, index: 0, size: 1 })).toBe(true);
    for (const index of [-1, 1, 0.5, NaN, -Infinity]) {
      expect(verifyInclusion({ ...claim, index, size: 1 })).toBe(false);
    }
    for (const n of [0, -1, NaN, 1.5, Infinity]) {
      expect(verifyInclusion({ ...claim, index: 0, size: n })).toBe(false);
      expect(verifyInclusion({ ...claim, index: n - 1, size: n })).toBe(false);
    }
  });

  test('in a tree beyond 2^53 - 1 entries is refused', () => {
    const levels = [EMPTY_ROOT];
    for (let level = 0; level < 53; level += 1) levels.push(twice(levels.at(-1)));
    const at = (height: number): Inclusion => ({
      leafHash: EMPTY_ROOT,
      index: 0,
      size: 2 ** height,
      proof: levels.slice(0, height),
      root: levels[height] ?? EMPTY_ROOT,
    });
    expect(verifyInclusion(at(52))).toBe(true);
    expect(verifyInclusion(at(53))).toBe(false);
  });

  test('with a hash of another length than 32 octets is refused, though it lead to the root', () => {
    const [leaf = EMPTY_ROOT] = LEAF_HASHES;
    const place = { index: 0, size: 2 };
    for (const length of [0, 31, 33, 64]) {
      const odd = new Uint8Array(length);
      const root = nodeHash(leaf, odd);
      expect(verifyInclusion({ ...place, leafHash: leaf, proof: [odd], root })).toBe(false);
      const short = { index: 0, size: 1, proof: [], leafHash: odd, root: odd };
      expect(verifyInclusion(short)).toBe(false);
    }
  });
});

describe('a consistency proof', () => {
  test('verifies between every two sizes', () => {
    for (let size2 = 1; size2 <= MOST; size2 += 1) {
      for (let size1 = 1; size1 <= size2; size1 += 1) {
        expect(verifyConsistency(extended(size1, size2))).toBe(true);
      }
    }
  });

  test('with one bit turned, cut, grown or in another order shows nothing', () => {
    fc.assert(
      fc.property(consistency, bit, fc.nat(), (claim, turned, at) => {
        for (const proof of spoilt(claim.proof, turned, at)) {
          expect(verifyConsistency({ ...claim, proof })).toBe(false);
        }
      }),
    );
  });

  test('shows nothing of another root, and nothing the other way round', () => {
    fc.assert(
      fc.property(consistency, bit, (claim, turned) => {
        const { size1, root1, size2, root2, proof } = claim;
        expect(verifyConsistency({ ...claim, root1: flipped(root1, turned) })).toBe(false);
        expect(verifyConsistency({ ...claim, root2: flipped(root2, turned) })).toBe(false);
        expect(verifyConsistency({ ...claim, root1: root2, root2: root1 })).toBe(false);
        const back = { size1: size2, root1: root2, size2: size1, root2: root1, proof };
        expect(verifyConsistency(back)).toBe(false);
      }),
    );
  });

  test('verifies at exactly the sizes that divide the tree in the same way', () => {
    fc.assert(
      fc.property(consistency, size, size, (claim, size1, size2) => {
        const possible = size1 > 0 && size1 < size2;
        const same = possible && cut(size1, size2) === cut(claim.size1, claim.size2);
        expect(verifyConsistency({ ...claim, size1, size2 })).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  // Definition: RFC 9162 §2.1.4. Kills: one root not compared.
  test('never joins two logs that part', () => {
    fc.assert(
      fc.property(consistency, fc.nat(MOST), (claim, at) => {
        const parted = at % claim.size1;
        const other = treeOf([...LEAVES.slice(0, parted), ...entries(MOST - parted, 1)]);
        const { size1, size2 } = claim;
        const proof = consistencyProof(other, size1, size2);
        const root1 = rootOf(other, size1);
        const root2 = rootOf(other, size2);
        expect(verifyConsistency({ size1, root1, size2, root2, proof })).toBe(true);
        expect(verifyConsistency({ ...claim, root2 })).toBe(false);
        expect(verifyConsistency({ ...claim, root2, proof })).toBe(false);
        expect(verifyConsistency({ ...claim, root1 })).toBe(false);
        expect(verifyConsistency({ ...claim, root1, proof })).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('from a first size of zero is refused', () => {
    for (const size2 of [0, 1, 8]) {
      const claim = extended(0, size2);
      expect(verifyConsistency(claim)).toBe(false);
      const root2 = claim.root1;
      expect(verifyConsistency({ ...claim, root2, proof: [claim.root1] })).toBe(false);
    }
  });

  test('between equal trees is empty', () => {
    for (const n of [1, 2, 7]) {
      const claim = extended(n, n);
      expect(verifyConsistency(claim)).toBe(true);
      expect(verifyConsistency({ ...claim, proof: [claim.root1] })).toBe(false);
      expect(verifyConsistency({ ...claim, root1: EMPTY_ROOT })).toBe(false);
    }
  });

  test('with a size that is no safe integer is refused', () => {
    const claim = extended(1, 1);
    for (const odd of [NaN, -1, 0.5, Infinity, 2 ** 53]) {
      expect(verifyConsistency({ ...claim, size1: odd, size2: odd })).toBe(false);
      expect(verifyConsistency({ ...claim, size1: odd })).toBe(false);
      expect(verifyConsistency({ ...claim, size2: odd })).toBe(false);
    }
    const { root1, root2, proof } = extended(1, 2);
    expect(verifyConsistency({ size1: 1, root1, size2: 2, root2, proof })).toBe(true);
    // What leads to both roots as halves and quarters, and is no size.
    const halved = { size1: 0.5, root1, size2: 2, root2, proof: [root1, ...proof] };
    expect(verifyConsistency(halved)).toBe(false);
    expect(verifyConsistency({ size1: 1, root1, size2: 2.5, root2, proof })).toBe(false);
  });

  test('with a hash of another length than 32 octets is refused, though it lead to the roots', () => {
    for (const length of [0, 31, 33]) {
      const odd = new Uint8Array(length);
      const root1 = EMPTY_ROOT;
      const grown = { size1: 1, root1, size2: 2, root2: nodeHash(root1, odd), proof: [odd] };
      expect(verifyConsistency(grown)).toBe(false);
    }
  });
});

interface Vector {
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface InclusionVector extends Vector {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}

interface ConsistencyVector extends Vector {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

describe.skipIf(!HAVE_VECTORS)('the proofs of transparency-dev/merkle', () => {
  test('inclusion: 98 published verdicts', () => {
    const cases = readJson('merkle/rfc6962_inclusion.json', (json) => json as InclusionVector[]);
    const verdicts = cases.map((one) =>
      verifyInclusion({
        leafHash: octetsOf(one.leafHash),
        index: one.leafIdx,
        size: one.treeSize,
        proof: (one.proof ?? []).map(octetsOf),
        root: octetsOf(one.root),
      }),
    );
    expect(verdicts).toHaveLength(98);
    expect(verdicts).toEqual(cases.map(({ wantErr }) => !wantErr));
  });

  test('consistency: 98 published verdicts', () => {
    const read = (json: unknown): ConsistencyVector[] => json as ConsistencyVector[];
    const cases = readJson('merkle/rfc6962_consistency.json', read);
    const verdicts = cases.map((one) =>
      verifyConsistency({
        size1: one.size1,
        root1: octetsOf(one.root1),
        size2: one.size2,
        root2: octetsOf(one.root2),
        proof: (one.proof ?? []).map(octetsOf),
      }),
    );
    expect(verdicts).toHaveLength(98);
    expect(verdicts).toEqual(cases.map(({ wantErr }) => !wantErr));
  });
});

function octetsOf(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

function twice(hash = EMPTY_ROOT): Uint8Array {
  return nodeHash(hash, hash);
}

function included(index: number, n: number): Inclusion {
  const proof = inclusionProof(TREE, index, n);
  const leaf = LEAF_HASHES[index] ?? EMPTY_ROOT;
  return { leafHash: leaf, index, size: n, proof, root: rootOf(TREE, n) };
}

function extended(size1: number, size2: number): Consistency {
  const proof = consistencyProof(TREE, size1, size2);
  return { size1, root1: rootOf(TREE, size1), size2, root2: rootOf(TREE, size2), proof };
}

/** What one mishap makes of a proof. */
function spoilt(
  proof: readonly Uint8Array[],
  turned: number,
  pick: number,
): readonly (readonly Uint8Array[])[] {
  const more = [new Uint8Array(32), EMPTY_ROOT, ...proof.slice(0, 1), ...proof.slice(-1)];
  const grown = more.flatMap((hash) => [
    [...proof, hash],
    [hash, ...proof],
  ]);
  if (proof.length === 0) return grown;
  const at = pick % proof.length;
  const change = (to: (hash: Uint8Array) => Uint8Array[]): Uint8Array[] =>
    proof.flatMap((hash, index) => (index === at ? to(hash) : [hash]));
  const swapped = [...proof.slice(0, at), ...proof.slice(at).reverse()];
  return [
    ...grown,
    change((hash) => [flipped(hash, turned)]),
    change((hash) => [hash.slice(1)]),
    change((hash) => [Uint8Array.of(...hash, 0)]),
    change(() => []),
    change((hash) => [hash, hash]),
    ...(at < proof.length - 1 ? [swapped] : []),
  ];
}

/** Left and right on the way from a leaf to the root, by RFC 9162 §2.1.3.1. */
function way(index: number, n: number): string {
  if (n === 1) return '';
  const k = splitOf(n);
  return index < k ? `${way(index, k)}L` : `${way(index - k, n - k)}R`;
}

/** The shape of a consistency proof by RFC 9162 §2.1.4.1: `=` where the first root is used. */
function cut(size1: number, size2: number, whole = true): string {
  if (size1 === size2) return whole ? '=' : '-';
  const k = splitOf(size2);
  return size1 <= k ? `${cut(size1, k, whole)}L` : `${cut(size1 - k, size2 - k, false)}R`;
}

function splitOf(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}
