import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64 } from './base64.ts';
import { LOG, signer } from './fixture.ts';
import { type LogKey, parseVerifierKey, verifierKey } from './key.ts';
import {
  type Note,
  NOTE_BYTES_MAX,
  NOTE_SIGNATURES_MAX,
  parseNote,
  signatureLine,
  signNote,
  verifyNote,
} from './note.ts';
import { GO_NOTE, QUASIMODO, SOFA } from './published.ts';

const KEY = verifierKey('log', LOG);
const TEXT = 'one\ntwo\n';
const NOTE = signNote(TEXT, LOG);
const [, , , LINE = ''] = NOTE.split('\n');

/** Texts of any characters that a note may hold. */
const text = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 5 })
  .map((lines) => `${lines.join('\n')}\n`)
  .filter((whole) => !/[^\P{Cc}\n]/u.test(whole));

describe('a signed note', () => {
  test('says what was signed, and verifies under the signer alone', () => {
    fc.assert(
      fc.property(text, (given) => {
        const note = open(signNote(given, LOG));
        expect(note.text).toBe(given);
        expect(verifyNote(note, KEY)).toBe('valid');
        expect(verifyNote(note, verifierKey('log', signer(LOG.name, 9)))).toBe('absent');
        expect(verifyNote(note, verifierKey('log', signer('other', 1)))).toBe('absent');
      }),
      { numRuns: 30 },
    );
  });

  test('with any one character changed, dropped or doubled does not verify', () => {
    for (let at = 0; at < NOTE.length; at += 1) {
      const [before, here, after] = [NOTE.slice(0, at), NOTE.charAt(at), NOTE.slice(at + 1)];
      const other = here === 'A' ? 'B' : 'A';
      for (const changed of [
        before + other + after,
        before + after,
        before + here + here + after,
      ]) {
        const note = parseNote(changed);
        const same = note !== undefined && verifyNote(note, KEY) === 'valid';
        expect([changed, same]).toEqual([changed, false]);
      }
    }
  });

  test('as published by Go is what the published key signs, and verifies', () => {
    const seed = fromBase64(GO_NOTE.secret)?.slice(1) ?? new Uint8Array();
    const note = `${GO_NOTE.text}\n${GO_NOTE.line}`;
    expect(signNote(GO_NOTE.text, { name: GO_NOTE.name, seed })).toBe(note);
    const key = parseVerifierKey('log', GO_NOTE.key) ?? KEY;
    expect(verifyNote(open(note), key)).toBe('valid');
    expect(verifyNote(open(note.replace('problem', 'Problem')), key)).toBe('invalid');
  });

  test('as in the examples of C2SP is read: its text may hold empty lines', () => {
    expect(open(QUASIMODO).text).toMatch(/^Ognuno[^]*sole:\n\ned è subito sera\.\n$/);
    expect(open(SOFA).signatures.map(({ name, signature }) => [name, signature.length])).toEqual([
      ['example.com/behind-the-sofa', 64],
      ['witness.example.com/w1', 72],
    ]);
  });

  test('with a signature that is not the key it names is invalid, with none is absent', () => {
    const forged = `${TEXT}\n${signatureLine(KEY, new Uint8Array(64))}`;
    expect(verifyNote(open(forged), KEY)).toBe('invalid');
    const short = `${TEXT}\n${signatureLine(KEY, new Uint8Array(1))}`;
    expect(verifyNote(open(short), KEY)).toBe('invalid');
    const stranger = verifierKey('log', signer('stranger', 5));
    expect(verifyNote(open(NOTE), stranger)).toBe('absent');
    expect(verifyNote(open(NOTE + signatureLine(stranger, new Uint8Array(64))), KEY)).toBe('valid');
  });
});

describe('what is no signed note is refused', () => {
  test.each([
    ['nothing', ''],
    ['text alone', TEXT],
    ['no signature', `${TEXT}\n`],
    ['no blank line', `${TEXT}${LINE}\n`],
    ['no text', `\n${LINE}\n`],
    ['no final newline', `${TEXT}\n${LINE}`],
    ['something after the signatures', `${NOTE}more`],
    ['a line among the signatures', `${NOTE}more\n`],
    ['a blank line at the end', `${NOTE}\n`],
    ['a hyphen for the dash', NOTE.replace('— ', '- ')],
    ['two spaces', NOTE.replace('— ', '—  ')],
    ['a space in the name', NOTE.replace('log.example', 'log example')],
    ['another space in the name', NOTE.replace('log.example', 'log\u00a0example')],
    ['a plus in the name', NOTE.replace('log.example', 'log+example')],
    ['a space at the end', NOTE.replace(/\n$/, ' \n')],
    ['base64 without padding', NOTE.replace(/=+\n$/, '\n')],
    ['a carriage return', NOTE.replace('one', 'one\r')],
    ['a tab', NOTE.replace('one', 'o\tne')],
    ['a zero', NOTE.replace('one', 'o\u0000ne')],
    ['the last control character', NOTE.replace('one', 'o\u001fne')],
    ['a lone surrogate', NOTE.replace('one', 'o\ud800ne')],
    ['a key ID and no signature', `${TEXT}\n${signatureLine(KEY, new Uint8Array(0))}`],
    ['two signatures of one key', NOTE + signatureLine(KEY, new Uint8Array(64))],
  ])('%s', (_why, note) => {
    expect(parseNote(NOTE)).toBeDefined();
    expect(parseNote(note)).toBeUndefined();
  });

  test('more signatures than the limit, or more octets', () => {
    const signed = (count: number): string =>
      `${TEXT}\n${Array.from({ length: count }, (_, at) => line(`w${at}`)).join('')}`;
    expect(open(signed(NOTE_SIGNATURES_MAX)).signatures).toHaveLength(NOTE_SIGNATURES_MAX);
    expect(parseNote(signed(NOTE_SIGNATURES_MAX + 1))).toBeUndefined();
    const padded = (room: number, letter: string): string =>
      `${letter.repeat(room)}\n\n${line('w')}`;
    const room = NOTE_BYTES_MAX - Buffer.byteLength(padded(0, ''));
    expect(parseNote(padded(room, 'a'))).toBeDefined();
    expect(parseNote(padded(room + 1, 'a'))).toBeUndefined();
    // Octets count, not characters.
    expect(parseNote(padded(Math.floor(room / 2), 'é'))).toBeDefined();
    expect(parseNote(padded(Math.floor(room / 2) + 1, 'é'))).toBeUndefined();
  });

  test('by no input at all with an exception', () => {
    const part = fc.constantFrom('\n', '\n\n', '— ', 'a', ' ', 'AAAAAAA=', 'w', '=', '\ud800');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const note = parseNote(parts.join(''));
        if (note !== undefined) expect(verifyNote(note, KEY)).toBe('absent');
      }),
      { numRuns: 3_000 },
    );
  });

  test('and never signed', () => {
    for (const odd of [
      '',
      'one',
      'o\u0000ne\n',
      'o\ud800ne\n',
      `${'a'.repeat(NOTE_BYTES_MAX)}\n`,
    ]) {
      expect(() => signNote(odd, LOG)).toThrow();
    }
    for (const name of ['', 'a b', 'a+b', 'a\n']) {
      expect(() => signNote(TEXT, signer(name, 1))).toThrow('no note');
    }
    expect(() => signNote(TEXT, { ...LOG, seed: new Uint8Array(31) })).toThrow();
  });
});

function open(note: string): Note {
  const parsed = parseNote(note);
  if (parsed === undefined) throw new Error(`no note: ${note}`);
  return parsed;
}

function line(name: string): string {
  const key: LogKey = { ...KEY, name };
  return signatureLine(key, new Uint8Array(64));
}
