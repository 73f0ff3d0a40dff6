import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCheckpoint, signCheckpoint, type TreeHead } from './checkpoint.ts';
import { verifyCosignature } from './cosignature.ts';
import { entries, flipped, LOG, signer, treeOf } from './fixture.ts';
import { EMPTY_ROOT } from './hash.ts';
import { verifierKey } from './key.ts';
import { signatureLine, signNote } from './note.ts';
import { consistencyProof, rootOf } from './tree.ts';
import {
  considerCheckpoint,
  type CosignRequest,
  type WitnessAnswer,
  type WitnessedLog,
} from './witness.ts';

const SIGNER = signer('witness.example/w1', 2);
const KEYS = [verifierKey('log', LOG)];
const TIME = 1679315147;
const MOST = 12;
const PART = 5;

/** Two histories of one log that part after five entries. */
const SHARED = entries(PART);
const HISTORIES = [0, 1].map((label) => treeOf([...SHARED, ...entries(MOST - PART, label)]));

/** A request as an attacker who owns the log can make it: any history, any sizes, any proof. */
const attempt = fc.record({
  history: fc.nat(1),
  size: fc.nat(MOST),
  old: fc.option(fc.nat(MOST), { freq: 2 }),
  proofOf: fc.nat(1),
  proofFrom: fc.option(fc.nat(MOST), { freq: 3 }),
});

describe('a witness', () => {
  // Definition: two heads are consistent when the smaller is a past of the larger (RFC 9162
  // §2.1.4). Kills: any proof accepted, equal sizes not compared, old size not compared.
  test('never cosigns two heads that are inconsistent with each other', () => {
    let parted = 0;
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40, size: 'max' }), (attempts) => {
        let latest: TreeHead | undefined;
        const cosigned: { readonly history: number; readonly size: number }[] = [];
        for (const { history, size, old, proofOf, proofFrom } of attempts) {
          const oldSize = old ?? latest?.size ?? 0;
          const from = Math.min(proofFrom ?? oldSize, size);
          const proof = consistencyProof(treeAt(proofOf), from, size);
          const request = { oldSize, proof, checkpoint: checkpointOf(history, size) };
          const answer = consider(request, latest);
          if (answer.kind === 'refused') continue;
          latest = answer.head;
          cosigned.push({ history, size });
        }
        parted += cosigned.some(({ size }) => size > PART) ? 1 : 0;
        for (const [at, later] of cosigned.entries()) {
          for (const earlier of cosigned.slice(0, at)) {
            expect(earlier.size).toBeLessThanOrEqual(later.size);
            expect(earlier.history === later.history || earlier.size <= PART).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(parted).toBeGreaterThan(20);
  });

  test('cosigns what extends its last head, at its own time, and remembers the new one', () => {
    for (let old = 0; old <= MOST; old += 1) {
      for (let size = old; size <= MOST; size += 1) {
        const request = honest(old, size);
        const answer = consider(request, old === 0 ? undefined : headOf(0, old));
        const line = answer.kind === 'cosigned' ? answer.line : answer.why;
        const head = headOf(0, size);
        expect(answer).toEqual({ kind: 'cosigned', line, origin: LOG.name, head });
        const both = parseCheckpoint(request.checkpoint + line);
        expect(both && verifyCosignature(both, verifierKey('witness', SIGNER))).toEqual({
          kind: 'valid',
          timeSeconds: TIME,
        });
      }
    }
  });

  test('that cosigned the empty log goes on from there as from nothing', () => {
    const empty = { size: 0, root: EMPTY_ROOT };
    expect(consider(honest(0, 3), empty).kind).toBe('cosigned');
    expect(consider(honest(0, 0), empty).kind).toBe('cosigned');
  });

  test('knows each key of a log and needs the signature of one', () => {
    const other = signer(LOG.name, 7);
    const keys = [verifierKey('log', other), ...KEYS];
    expect(consider(honest(0, 3), undefined, keys).kind).toBe('cosigned');
    const newer = { ...honest(0, 3), checkpoint: signCheckpoint(headOf(0, 3), other) };
    expect(consider(newer, undefined, keys).kind).toBe('cosigned');
    expect(consider(newer, undefined)).toEqual(refused('bad-signature'));
  });
});

describe('a witness refuses', () => {
  test('what is no checkpoint', () => {
    for (const checkpoint of ['', 'log\n', signNote('log\n', LOG)]) {
      expect(consider({ ...honest(0, 3), checkpoint }, undefined)).toEqual(
        refused('malformed-checkpoint'),
      );
    }
  });

  test('a log that it does not watch', () => {
    const checkpoint = signCheckpoint(headOf(0, 3), signer('other.example', 1));
    expect(consider({ ...honest(0, 3), checkpoint }, undefined)).toEqual(refused('unknown-log'));
  });

  test('a checkpoint that no trusted key of the log signed', () => {
    const { checkpoint } = honest(0, 3);
    const [text = ''] = checkpoint.split('\n\n');
    const [key] = KEYS;
    const forged = key === undefined ? '' : `${text}\n\n${signatureLine(key, new Uint8Array(64))}`;
    const others = [forged, signNote(`${text}\n`, signer('other.example', 1))];
    for (const bad of others) {
      expect(consider({ ...honest(0, 3), checkpoint: bad }, undefined)).toEqual(
        refused('bad-signature'),
      );
    }
    expect(consider(honest(0, 3), undefined, [])).toEqual(refused('bad-signature'));
  });

  test('an old size that is not its own, and says which is', () => {
    for (const oldSize of [0, 3, 5, -1, 0.5, NaN]) {
      const stale = { kind: 'refused', why: 'stale', knownSize: 4 };
      expect(consider({ ...honest(4, 8), oldSize }, headOf(0, 4))).toEqual(stale);
    }
    const first = { kind: 'refused', why: 'stale', knownSize: 0 };
    expect(consider(honest(2, 8), undefined)).toEqual(first);
  });

  test('a tree smaller than the old size', () => {
    const request = { ...honest(3, 3), oldSize: 4 };
    expect(consider(request, headOf(0, 4))).toEqual(refused('smaller-tree'));
    expect(consider({ ...request, oldSize: Infinity }, headOf(0, 4))).toEqual(
      refused('smaller-tree'),
    );
  });

  test('another root at the size it knows', () => {
    const other = { ...honest(8, 8), checkpoint: checkpointOf(1, 8) };
    expect(consider(other, headOf(0, 8))).toEqual(refused('split-view'));
    const filled = signCheckpoint({ size: 0, root: headOf(0, 1).root }, LOG);
    expect(consider({ ...honest(0, 0), checkpoint: filled }, undefined)).toEqual(
      refused('split-view'),
    );
  });

  test('a proof that does not show the growth, also one that is not needed', () => {
    const right = honest(5, 8);
    const spoilt = [
      [],
      right.proof.slice(1),
      right.proof.toReversed(),
      right.proof.map((hash) => flipped(hash, 3)),
      [...right.proof, EMPTY_ROOT],
    ];
    for (const proof of spoilt) {
      expect(consider({ ...right, proof }, headOf(0, 5))).toEqual(refused('inconsistent'));
    }
    const split = { ...honest(6, 8), checkpoint: checkpointOf(1, 8) };
    expect(consider(split, headOf(0, 6))).toEqual(refused('inconsistent'));
    for (const size of [0, 3]) {
      const needless = { ...honest(0, size), proof: [EMPTY_ROOT] };
      expect(consider(needless, undefined)).toEqual(refused('inconsistent'));
    }
    const same = { ...honest(5, 5), proof: [EMPTY_ROOT] };
    expect(consider(same, headOf(0, 5))).toEqual(refused('inconsistent'));
  });

  test('in the order of the specification: whose it is comes before what it says', () => {
    const request = { oldSize: 9, proof: [EMPTY_ROOT], checkpoint: checkpointOf(0, 3) };
    expect(consider(request, headOf(0, 4), [])).toEqual(refused('bad-signature'));
    expect(consider(request, headOf(0, 4))).toEqual(refused('smaller-tree'));
    const stale = { kind: 'refused', why: 'stale', knownSize: 4 };
    expect(consider({ ...request, oldSize: 3 }, headOf(0, 4))).toEqual(stale);
  });
});

function consider(
  request: CosignRequest,
  latest: TreeHead | undefined,
  keys: WitnessedLog['keys'] = KEYS,
): WitnessAnswer {
  const logOf = (origin: string): WitnessedLog | undefined =>
    origin === LOG.name ? { keys, latest } : undefined;
  return considerCheckpoint(request, { signer: SIGNER, timeSeconds: TIME, logOf });
}

function honest(oldSize: number, size: number): CosignRequest {
  const proof = consistencyProof(treeAt(0), oldSize, size);
  return { oldSize, proof, checkpoint: checkpointOf(0, size) };
}

function treeAt(history: number): ReturnType<typeof treeOf> {
  const tree = HISTORIES[history];
  if (tree === undefined) throw new Error(`no history ${history}`);
  return tree;
}

function headOf(history: number, size: number): TreeHead {
  return { size, root: rootOf(treeAt(history), size) };
}

const signed = new Map<string, string>();

/** Signed once: signing is slow. */
function checkpointOf(history: number, size: number): string {
  const name = `${history}/${size}`;
  const made = signed.get(name) ?? signCheckpoint(headOf(history, size), LOG);
  signed.set(name, made);
  return made;
}

function refused(why: string): unknown {
  return { kind: 'refused', why };
}
