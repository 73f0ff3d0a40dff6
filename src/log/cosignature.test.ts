import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { cosign, verifyCosignature } from './cosignature.ts';
import { sign } from './ed25519.ts';
import { flipped, LOG, signer } from './fixture.ts';
import { keyId, parseVerifierKey, verifierKey } from './key.ts';
import { signatureLine, signatureOf, verifyNote } from './note.ts';
import { ARCHE } from './published.ts';

const WITNESS = signer('witness.example/w1', 2);
const KEY = verifierKey('witness', WITNESS);
const NOTE = signCheckpoint({ size: 3, root: new Uint8Array(32) }, LOG);
const CHECKPOINT = open(NOTE);
const COSIGNED = NOTE + cosign(CHECKPOINT, WITNESS, 1679315147);

describe('a cosignature', () => {
  test('says who saw the checkpoint and when, beside the signature of the log', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (timeSeconds) => {
        const both = open(NOTE + cosign(CHECKPOINT, WITNESS, timeSeconds));
        expect(verifyCosignature(both, KEY)).toEqual({ kind: 'valid', timeSeconds });
        expect(verifyNote(both.note, verifierKey('log', LOG))).toBe('valid');
      }),
      { numRuns: 30 },
    );
  });

  test('is 8 octets of time and 64 of signature', () => {
    const stamped = signatureOf(open(COSIGNED).note, KEY) ?? new Uint8Array();
    expect(stamped).toHaveLength(72);
    expect(Buffer.from(stamped.slice(0, 8)).toString('hex')).toBe('00000000641850cb');
  });

  test('of a public witness on a public log verifies with its time', () => {
    const key = parseVerifierKey('witness', ARCHE.witness) ?? KEY;
    const time = { kind: 'valid', timeSeconds: 0x6a122120 };
    expect(verifyCosignature(open(ARCHE.note), key)).toEqual(time);
    const other = open(ARCHE.note.replace('1432088532', '1432088533'));
    expect(verifyCosignature(other, key)).toEqual({ kind: 'invalid' });
  });

  test('with one bit turned, of the time or of the signature, is invalid', () => {
    const stamped = signatureOf(open(COSIGNED).note, KEY) ?? new Uint8Array();
    for (let bit = 0; bit < stamped.length * 8; bit += 1) {
      const line = signatureLine(KEY, flipped(stamped, bit));
      expect(verifyCosignature(open(NOTE + line), KEY)).toEqual({ kind: 'invalid' });
    }
  });

  test('of another length is invalid', () => {
    const stamped = signatureOf(open(COSIGNED).note, KEY) ?? new Uint8Array();
    const cut = [1, 7, 8, 64, 71].map((length) => stamped.slice(0, length));
    for (const odd of [...cut, stamped.slice(1), stamped.slice(8)]) {
      expect(verifyCosignature(open(NOTE + signatureLine(KEY, odd)), KEY).kind).toBe('invalid');
    }
    const longer = signatureLine(KEY, Uint8Array.of(...stamped, 0));
    expect(verifyCosignature(open(NOTE + longer), KEY).kind).toBe('invalid');
  });

  test('of a time beyond 2^53 - 1 is invalid, though its key signed it', () => {
    const at = (time: bigint): string => {
      const text = `cosignature/v1\ntime ${time}\n${CHECKPOINT.note.text}`;
      const octets = Buffer.alloc(8);
      octets.writeBigUInt64BE(time);
      const signature = sign(WITNESS.seed, Buffer.from(text));
      return signatureLine(KEY, Uint8Array.of(...octets, ...signature));
    };
    expect(verifyCosignature(open(NOTE + at(2n ** 53n - 1n)), KEY).kind).toBe('valid');
    expect(verifyCosignature(open(NOTE + at(2n ** 53n)), KEY).kind).toBe('invalid');
  });

  test('does not carry over to another checkpoint', () => {
    const line = cosign(CHECKPOINT, WITNESS, 5);
    const other = signCheckpoint({ size: 4, root: new Uint8Array(32) }, LOG);
    expect(verifyCosignature(open(other + line), KEY).kind).toBe('invalid');
  });

  test('covers extension lines', () => {
    const line = cosign(CHECKPOINT, WITNESS, 5);
    const more = NOTE.replace('=\n\n', '=\nextension\n\n');
    expect(open(more).extensions).toEqual(['extension']);
    expect(verifyCosignature(open(more + line), KEY).kind).toBe('invalid');
    const cosigned = open(more + cosign(open(more), WITNESS, 5));
    expect(verifyCosignature(cosigned, KEY).kind).toBe('valid');
  });

  test('of another witness, and of nobody, is absent', () => {
    const other = verifierKey('witness', signer(WITNESS.name, 3));
    const named = verifierKey('witness', signer('witness.example/w2', 2));
    for (const key of [other, named]) {
      expect(verifyCosignature(open(COSIGNED), key)).toEqual({ kind: 'absent' });
    }
    expect(verifyCosignature(CHECKPOINT, KEY)).toEqual({ kind: 'absent' });
  });

  // The type octet is in the key ID, and the header in the message: two walls.
  test("is never a log's signature, and a log's signature is none", () => {
    const log = verifierKey('log', WITNESS);
    expect(keyId(log)).not.toEqual(keyId(KEY));
    expect(verifyNote(open(COSIGNED).note, log)).toBe('absent');
    const own = open(signCheckpoint(CHECKPOINT.head, WITNESS));
    expect(verifyCosignature(own, KEY)).toEqual({ kind: 'absent' });
    const stamped = signatureOf(open(COSIGNED).note, KEY) ?? new Uint8Array();
    const disguised = open(NOTE + signatureLine(log, stamped.slice(8)));
    expect(verifyNote(disguised.note, log)).toBe('invalid');
    const plain = signatureOf(own.note, log) ?? new Uint8Array();
    const stampedPlain = open(
      NOTE + signatureLine(KEY, Uint8Array.of(...new Uint8Array(8), ...plain)),
    );
    expect(verifyCosignature(stampedPlain, KEY)).toEqual({ kind: 'invalid' });
  });

  test('at no time is not made', () => {
    for (const time of [-1, 0.5, NaN, 2 ** 53]) {
      expect(() => cosign(CHECKPOINT, WITNESS, time)).toThrow('no such time');
    }
  });
});

function open(text: string): Checkpoint {
  const parsed = parseCheckpoint(text);
  if (parsed === undefined) throw new Error(`no checkpoint: ${text}`);
  return parsed;
}
