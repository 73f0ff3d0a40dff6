import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { entries, flipped, LOG, signer, treeOf, WITNESSES } from './fixture.ts';
import { verifierKey, type WitnessKey } from './key.ts';
import { signatureLine } from './note.ts';
import { inclusionProof, rootOf } from './tree.ts';
import { type EntryEvidence, type EntryVerdict, judgeEntry, type LogPolicy } from './trust.ts';

const SIZE = 7;
const INDEX = 4;
const LEAVES = entries(SIZE);
const TREE = treeOf(LEAVES);
const HEAD = { size: SIZE, root: rootOf(TREE, SIZE) };
const NOTE = signCheckpoint(HEAD, LOG);
const LINES = WITNESSES.map((witness, at) => cosign(open(NOTE), witness, 100 + at));
const POLICY: LogPolicy = {
  log: verifierKey('log', LOG),
  witnesses: WITNESSES.map((witness) => verifierKey('witness', witness)),
  quorum: 2,
};
const EVIDENCE: EntryEvidence = {
  leaf: leafAt(INDEX),
  index: INDEX,
  proof: inclusionProof(TREE, INDEX, SIZE),
  checkpoint: NOTE + LINES.slice(0, 2).join(''),
};

describe('an entry counts', () => {
  test('when the log signed a tree that contains it and a quorum cosigned', () => {
    expect(judgeEntry(EVIDENCE, POLICY)).toEqual({
      kind: 'accepted',
      head: HEAD,
      cosigners: [
        { name: 'witness.example/2', timeSeconds: 100 },
        { name: 'witness.example/3', timeSeconds: 101 },
      ],
    });
  });

  test('wherever it stands in the tree', () => {
    for (let index = 0; index < SIZE; index += 1) {
      const proof = inclusionProof(TREE, index, SIZE);
      const evidence = { ...EVIDENCE, leaf: leafAt(index), index, proof };
      expect(judgeEntry(evidence, POLICY).kind).toBe('accepted');
    }
  });

  test('when exactly as many witnesses cosigned as the policy asks, or more', () => {
    for (let quorum = 0; quorum <= LINES.length; quorum += 1) {
      for (let count = 0; count <= LINES.length; count += 1) {
        const checkpoint = NOTE + LINES.slice(0, count).join('');
        const verdict = judgeEntry({ ...EVIDENCE, checkpoint }, { ...POLICY, quorum });
        expect(why(verdict)).toBe(count >= quorum ? 'accepted' : 'too-few-witnesses');
      }
    }
  });

  test('whatever strangers signed besides', () => {
    const key = verifierKey('witness', signer('stranger.example', 9));
    const checkpoint = EVIDENCE.checkpoint + signatureLine(key, new Uint8Array(72));
    expect(judgeEntry({ ...EVIDENCE, checkpoint }, POLICY).kind).toBe('accepted');
  });
});

describe('an entry does not count', () => {
  test('when anything of the evidence differs by one bit or character', () => {
    const turned = fc.nat();
    fc.assert(
      fc.property(fc.constantFrom('leaf', 'proof', 'checkpoint'), turned, (part, bit) => {
        expect(judgeEntry(spoilt(part, bit), POLICY).kind).toBe('refused');
      }),
      { numRuns: 200 },
    );
    for (let index = -1; index <= SIZE; index += 1) {
      const verdict = judgeEntry({ ...EVIDENCE, index }, POLICY);
      expect(why(verdict)).toBe(index === INDEX ? 'accepted' : 'not-included');
    }
  });

  test('in what is no checkpoint', () => {
    for (const checkpoint of ['', 'x', EVIDENCE.checkpoint.slice(0, -1)]) {
      expect(why(judgeEntry({ ...EVIDENCE, checkpoint }, POLICY))).toBe('malformed-checkpoint');
    }
  });

  test("under another log's name, though the same key signed", () => {
    const other = signCheckpoint(HEAD, { ...LOG, name: 'other.example' });
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint: other }, POLICY))).toBe('another-log');
  });

  test('when the log did not sign, whoever else did', () => {
    const text = NOTE.slice(0, NOTE.indexOf('\n\n') + 2);
    const unsigned = text + LINES.join('');
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint: unsigned }, POLICY))).toBe('unsigned');
    const stranger = signCheckpoint(HEAD, signer(LOG.name, 9)) + LINES.join('');
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint: stranger }, POLICY))).toBe('unsigned');
    const forged = text + signatureLine(POLICY.log, new Uint8Array(64)) + LINES.join('');
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint: forged }, POLICY))).toBe('bad-signature');
  });

  test("when a trusted witness's cosignature is forged, though the others suffice", () => {
    const [, , third] = POLICY.witnesses;
    const line = third === undefined ? '' : signatureLine(third, new Uint8Array(72));
    const checkpoint = EVIDENCE.checkpoint + line;
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint }, POLICY))).toBe('bad-cosignature');
  });

  test('by cosignatures of an older checkpoint', () => {
    const older = signCheckpoint({ size: 5, root: rootOf(TREE, 5) }, LOG);
    const moved = NOTE + WITNESSES.map((witness) => cosign(open(older), witness, 1)).join('');
    expect(why(judgeEntry({ ...EVIDENCE, checkpoint: moved }, POLICY))).toBe('bad-cosignature');
  });

  test('in a tree of another log that all signed, too', () => {
    const other = signCheckpoint({ size: SIZE, root: rootOf(treeOf(entries(SIZE, 1)), SIZE) }, LOG);
    const lines = WITNESSES.map((witness) => cosign(open(other), witness, 1)).join('');
    const evidence = { ...EVIDENCE, checkpoint: other + lines };
    expect(why(judgeEntry(evidence, POLICY))).toBe('not-included');
  });
});

describe('a policy is unusable', () => {
  test('when its quorum is no number from none to all of its witnesses', () => {
    for (const quorum of [-1, 4, 0.5, NaN, Infinity]) {
      expect(why(judgeEntry(EVIDENCE, { ...POLICY, quorum }))).toBe('unusable-policy');
    }
  });

  // C2SP tlog-cosignature: the signed message does not name the witness.
  test('when one signer would count twice, by name or by key, or the log as its own witness', () => {
    const [first, ...rest] = POLICY.witnesses;
    if (first === undefined) throw new Error('no witness');
    const doubles: readonly WitnessKey[] = [
      first,
      { ...first, name: 'alias.example' },
      { ...first, publicKey: verifierKey('witness', signer('x', 8)).publicKey },
      { ...first, name: 'self.example', publicKey: POLICY.log.publicKey },
      verifierKey('witness', signer(LOG.name, 8)),
    ];
    for (const double of doubles) {
      const witnesses = [first, ...rest, double];
      expect(why(judgeEntry(EVIDENCE, { ...POLICY, witnesses }))).toBe('unusable-policy');
    }
  });
});

function why(verdict: EntryVerdict): string {
  return verdict.kind === 'accepted' ? 'accepted' : verdict.why;
}

function spoilt(part: string, at: number): EntryEvidence {
  if (part === 'leaf') return { ...EVIDENCE, leaf: flipped(EVIDENCE.leaf, at) };
  if (part === 'proof') {
    const which = at % EVIDENCE.proof.length;
    const proof = EVIDENCE.proof.map((hash, n) => (n === which ? flipped(hash, at >> 2) : hash));
    return { ...EVIDENCE, proof };
  }
  const { checkpoint } = EVIDENCE;
  const place = at % checkpoint.length;
  const other = checkpoint.charAt(place) === 'A' ? 'B' : 'A';
  return {
    ...EVIDENCE,
    checkpoint: checkpoint.slice(0, place) + other + checkpoint.slice(place + 1),
  };
}

function leafAt(index: number): Uint8Array {
  return LEAVES[index] ?? new Uint8Array();
}

function open(text: string): Checkpoint {
  const parsed = parseCheckpoint(text);
  if (parsed === undefined) throw new Error(`no checkpoint: ${text}`);
  return parsed;
}
