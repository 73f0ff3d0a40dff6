import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Checkpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { LOG, signer } from './fixture.ts';
import { parseVerifierKey, verifierKey } from './key.ts';
import { signNote, verifyNote } from './note.ts';
import { ARCHE, SOFA } from './published.ts';

const KEY = verifierKey('log', LOG);
const ROOT = new Uint8Array(32).fill(0xfb);
const ENCODED = Buffer.from(ROOT).toString('base64');
const CHECKPOINT = signCheckpoint({ size: 12, root: ROOT }, LOG);

const head = fc.record({
  size: fc.oneof(fc.maxSafeNat(), fc.nat(20)),
  root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

describe('a checkpoint', () => {
  test('says which head of which log was signed', () => {
    fc.assert(
      fc.property(head, (given) => {
        const read = open(signCheckpoint(given, LOG));
        expect(read.head).toEqual(given);
        expect(read.origin).toBe(LOG.name);
        expect(read.extensions).toEqual([]);
        expect(verifyNote(read.note, KEY)).toBe('valid');
      }),
      { numRuns: 50 },
    );
  });

  test('is the text of C2SP tlog-checkpoint', () => {
    expect(CHECKPOINT).toMatch(/^log\.example\/records\n12\n[+/A-Za-z0-9]{43}=\n\n— log\.ex/);
  });

  test('with any one character changed does not verify', () => {
    for (let at = 0; at < CHECKPOINT.length; at += 1) {
      const other = CHECKPOINT.charAt(at) === '1' ? '2' : '1';
      const read = parseCheckpoint(CHECKPOINT.slice(0, at) + other + CHECKPOINT.slice(at + 1));
      expect(read !== undefined && verifyNote(read.note, KEY) === 'valid').toBe(false);
    }
  });

  test('as published by C2SP and by a public log is read, and verifies', () => {
    expect(open(SOFA).origin).toBe('example.com/behind-the-sofa');
    expect(open(SOFA).head.size).toBe(20852163);
    const { note, head: published } = open(ARCHE.note);
    expect(published.size).toBe(1432088532);
    const key = parseVerifierKey('log', ARCHE.log) ?? KEY;
    expect(verifyNote(note, key)).toBe('valid');
    expect(verifyNote(open(ARCHE.note.replace('1432', '1433')).note, key)).toBe('invalid');
  });

  test('may carry extension lines of others', () => {
    const text = `any origin+at all\n0\n${ENCODED}\nfirst\nsecond\n`;
    const read = open(signNote(text, LOG));
    expect(read.extensions).toEqual(['first', 'second']);
    expect(read.origin).toBe('any origin+at all');
  });
});

describe('what is no checkpoint is refused', () => {
  test.each([
    ['two lines', `log\n1\n`],
    ['no origin', `\n1\n${ENCODED}\n`],
    ['no size', `log\n\n${ENCODED}\n`],
    ['an empty extension line', `log\n1\n${ENCODED}\n\n`],
    ['an empty line among extensions', `log\n1\n${ENCODED}\n\nmore\n`],
    ['a leading zero', `log\n01\n${ENCODED}\n`],
    ['two zeros', `log\n00\n${ENCODED}\n`],
    ['a sign', `log\n+1\n${ENCODED}\n`],
    ['minus zero', `log\n-0\n${ENCODED}\n`],
    ['a space', `log\n1 \n${ENCODED}\n`],
    ['an exponent', `log\n1e3\n${ENCODED}\n`],
    ['a fraction', `log\n1.0\n${ENCODED}\n`],
    ['hexadecimal', `log\n0x1\n${ENCODED}\n`],
    ['other digits', `log\n١\n${ENCODED}\n`],
    ['a size beyond 2^53 - 1', `log\n9007199254740992\n${ENCODED}\n`],
    ['a root of 31 octets', `log\n1\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root of 33 octets', `log\n1\n${Buffer.alloc(33).toString('base64')}\n`],
    ['no padding', `log\n1\n${ENCODED.replace('=', '')}\n`],
    ['bits under the padding', `log\n1\n${ENCODED.replace('s=', 't=')}\n`],
    ['a space after the root', `log\n1\n${ENCODED} \n`],
  ])('%s', (_why, text) => {
    expect(parseCheckpoint(signNote(`log\n1\n${ENCODED}\n`, LOG))).toBeDefined();
    expect(parseCheckpoint(signNote(text, LOG))).toBeUndefined();
  });

  test('a text without signature', () => {
    expect(parseCheckpoint(`log\n1\n${ENCODED}\n`)).toBeUndefined();
    expect(parseCheckpoint('')).toBeUndefined();
  });

  test('and never signed', () => {
    for (const size of [-1, 0.5, NaN, 2 ** 53]) {
      expect(() => signCheckpoint({ size, root: ROOT }, LOG)).toThrow('no checkpoint');
    }
    for (const length of [0, 31, 33]) {
      const root = new Uint8Array(length);
      expect(() => signCheckpoint({ size: 1, root }, LOG)).toThrow('no checkpoint');
    }
    expect(() => signCheckpoint({ size: 1, root: ROOT }, signer('a\n7', 1))).toThrow('no note');
  });
});

function open(text: string): Checkpoint {
  const parsed = parseCheckpoint(text);
  if (parsed === undefined) throw new Error(`no checkpoint: ${text}`);
  return parsed;
}
