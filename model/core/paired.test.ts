import { describe, expect, test } from 'vitest';
import type { Algebra } from './algebra.ts';
import { type Disagreement, paired } from './paired.ts';
import { shape } from './shape.ts';
import { symbolic } from './symbolic.ts';
import { type Term, termStore } from './term.ts';

const NOTE = shape(['note', 1], { from: 'name', text: 'text' });
const OTHER = shape(['other', 2], { from: 'name', text: 'text' });

const suite = { cipher: 'aes-128-cbc' } as const;

/** A pair of worlds, the right one altered, with what they disagree on. */
function worlds(alter: (sound: Algebra<Term>) => Partial<Algebra<Term>> = () => ({})) {
  const notes: Disagreement<Term, Term>[] = [];
  const right = symbolic(termStore(), suite);
  const altered = { ...right, ...alter(right) };
  const both = paired(symbolic(termStore(), suite), altered, (note) => notes.push(note));
  const [k, fresh, from, text] = [
    both.name('key', 'k'),
    both.name('seed', 'fresh'),
    both.name('name', 'alice'),
    both.name('text', 'hello'),
  ];
  return { both, notes, k, fresh, from, text, m: both.encode(NOTE, { from, text }) };
}

describe('two worlds in lockstep', () => {
  test('answer what one world answers, fields paired by name', () => {
    const { both, notes, k, fresh, from, text, m } = worlds();
    expect(both.decode(NOTE, m)).toEqual({ from, text });
    expect(both.decode(OTHER, m)).toBeUndefined();
    expect(both.open(k, NOTE, both.seal(k, fresh, m))).toEqual({ from, text });
    expect(both.open(fresh, NOTE, both.seal(k, fresh, m))).toBeUndefined();
    const signature = both.sign(k, fresh, m);
    expect(both.verify(both.publicKey(k), m, signature)).toBe(true);
    expect(both.verify(both.publicKey(k), text, signature)).toBe(false);
    expect(both.equal(both.hash(m), both.hash(m))).toBe(true);
    expect(both.equal(both.derive(fresh, 'a'), both.derive(fresh, 'b'))).toBe(false);
    expect(both.equal(both.constant('a'), both.constant('a'))).toBe(true);
    expect(notes).toEqual([]);
  });

  test('answer of what is for an owner, of keys that open and of public keys what one world answers', () => {
    const { both, notes, k, fresh, from, text, m } = worlds();
    const owner = both.publicKey(k);
    const box = both.encryptFor(owner, fresh, m);
    expect(both.decryptWith(k, NOTE, box)).toEqual({ from, text });
    expect(both.decryptWith(fresh, NOTE, box)).toBeUndefined();
    expect(both.exportWith(k, box)).toEqual(both.exportFor(owner, fresh));
    expect(both.exportWith(fresh, box)).toBeUndefined();
    const sealed = both.seal(k, fresh, m);
    expect([both.opens(k, sealed), both.opens(fresh, sealed)]).toEqual([true, false]);
    expect([both.isPublicKey(owner), both.isPublicKey(k)]).toEqual([true, false]);
    expect(notes).toEqual([]);
  });

  test('values are plain data that survive JSON', () => {
    const { m } = worlds();
    expect(JSON.parse(JSON.stringify(m))).toEqual(m);
  });

  test('encoding reads only the fields that the shape lists', () => {
    const { both, from, text } = worlds();
    const offered = {
      from,
      text,
      get unlisted(): never {
        throw new Error('read');
      },
    };
    expect(both.decode(NOTE, both.encode(NOTE, offered))).toEqual({ from, text });
  });

  test('a verification that only one accepts is noted and refused', () => {
    const { both, notes, k, fresh, m, text } = worlds(() => ({ verify: () => true }));
    const key = both.publicKey(k);
    const signature = both.sign(k, fresh, m);
    expect(both.verify(key, text, signature)).toBe(false);
    const operands = [key, text, signature];
    expect(notes).toEqual([{ operation: 'verify', left: false, right: true, operands }]);
  });

  test('an opening that only one accepts is noted and refused', () => {
    const { both, notes, k, fresh, m } = worlds(() => ({ open: () => undefined }));
    const box = both.seal(k, fresh, m);
    expect(both.open(k, NOTE, box)).toBeUndefined();
    expect(notes).toEqual([
      { operation: 'open', left: true, right: false, operands: [k, box], shape: 'note' },
    ]);
  });

  test('a decoding that only one accepts is noted and refused', () => {
    const { both, notes, m } = worlds(() => ({ decode: () => undefined }));
    expect(both.decode(NOTE, m)).toBeUndefined();
    expect(notes).toEqual([
      { operation: 'decode', left: true, right: false, operands: [m], shape: 'note' },
    ]);
  });

  test('a comparison that only one confirms is noted and refused', () => {
    const { both, notes, from, text } = worlds(() => ({ equal: () => true }));
    expect(both.equal(from, text)).toBe(false);
    expect(notes).toEqual([
      { operation: 'equal', left: false, right: true, operands: [from, text] },
    ]);
  });

  test('what only one decrypts, exports, opens or takes for a key is noted and refused', () => {
    const { both, notes, k, fresh, m } = worlds((sound) => ({
      decryptWith: () => undefined,
      exportWith: (_, box) => (sound.opens(sound.name('key', 'k'), box) ? box : undefined),
      opens: () => true,
      isPublicKey: () => false,
    }));
    const owner = both.publicKey(k);
    const box = both.encryptFor(owner, fresh, m);
    const sealed = both.seal(k, fresh, m);
    expect(both.decryptWith(k, NOTE, box)).toBeUndefined();
    expect(both.exportWith(k, box)).toBeUndefined();
    expect(both.exportWith(k, sealed)).toBeUndefined();
    expect(both.opens(fresh, sealed)).toBe(false);
    expect(both.isPublicKey(owner)).toBe(false);
    const [yes, no] = [
      { left: true, right: false },
      { left: false, right: true },
    ];
    expect(notes).toEqual([
      { operation: 'decryptWith', ...yes, operands: [k, box], shape: 'note' },
      { operation: 'exportWith', ...yes, operands: [k, box] },
      { operation: 'exportWith', ...no, operands: [k, sealed] },
      { operation: 'opens', ...no, operands: [fresh, sealed] },
      { operation: 'isPublicKey', ...yes, operands: [owner] },
    ]);
  });

  test('making values asks nothing of anyone, so nothing is noted', () => {
    const { both, notes, k, m } = worlds(({ constant }) => ({ hash: () => constant('digest') }));
    const [a, b] = [both.hash(m), both.hash(k)];
    expect(notes).toEqual([]);
    expect(both.equal(a, b)).toBe(false);
    expect(notes).toHaveLength(1);
  });
});
