import { describe, expect, test } from 'vitest';
import { sameSignature } from './concatenation.ts';
import { plain, shape } from './shape.ts';
import { symbolic } from './symbolic.ts';
import { type Term, termStore } from './term.ts';

const store = termStore();
const algebra = symbolic(store, { cipher: 'aes-128-cbc' });
const text = (octets: string): Term => store.name('text', octets);
const [key, other, fresh, again] = ['k', 'l', 'r', 's'].map((seed) => text(seed)) as [
  Term,
  Term,
  Term,
  Term,
];

/** A plain message of so many fields. */
const run = (...fields: readonly Term[]): Term => {
  const sorts = Object.fromEntries(fields.map((_, at) => [String(at), 'any']));
  return store.tuple(plain(shape([`of ${fields.length}`, fields.length], sorts)), fields);
};
const tagged = (...fields: readonly Term[]): Term => {
  const sorts = Object.fromEntries(fields.map((_, at) => [String(at), 'any']));
  return store.tuple(shape([`tagged ${fields.length}`, fields.length], sorts), fields);
};
const isSame = (a: Term, b: Term): boolean => {
  const [one, two] = [a, b].map((m) => store.signature(key, m, fresh)) as [Term, Term];
  expect(algebra.equal(one, two)).toBe(sameSignature(store, one, two));
  expect(sameSignature(store, two, one)).toBe(sameSignature(store, one, two));
  return sameSignature(store, one, two);
};

// W16: `1` and `23` are `12` and `3`.
describe('signatures on plain messages', () => {
  test('are the same exactly where the texts run together are', () => {
    expect(isSame(run(text('1'), text('23')), run(text('12'), text('3')))).toBe(true);
    expect(isSame(run(text('1'), store.constant('23')), run(text('123')))).toBe(true);
    expect(isSame(run(text('1'), text('2'), text('3')), run(text('123')))).toBe(true);
    expect(isSame(run(text('1'), text('23')), run(text('1'), text('32')))).toBe(false);
    expect(isSame(run(text('1')), run(text('12')))).toBe(false);
    expect(isSame(run(), run(text('1')))).toBe(false);
  });

  // An empty text is no octets at all.
  test('are the same with an empty text or without, wherever it stands', () => {
    const box = store.box(key, text('m'), fresh);
    expect(isSame(run(text(''), box), run(box))).toBe(true);
    expect(isSame(run(box, text('')), run(box))).toBe(true);
    expect(isSame(run(box, text(''), box), run(box, box))).toBe(true);
    expect(isSame(run(box, text('1'), box), run(box, box))).toBe(false);
  });

  test('are told apart by what is no text, where it stands, and what it is', () => {
    const [box, digest] = [store.box(key, text('m'), fresh), store.digest(text('m'))];
    expect(isSame(run(text('1'), text('2'), box), run(text('12'), box))).toBe(true);
    expect(isSame(run(box, text('1'), text('2')), run(box, text('12')))).toBe(true);
    expect(isSame(run(text('1'), box, text('2')), run(text('12'), box))).toBe(false);
    expect(isSame(run(text('1'), box, text('2')), run(text('1'), box, text('2'), box))).toBe(false);
    expect(isSame(run(text('1'), box), run(text('1'), digest))).toBe(false);
    expect(isSame(run(text('1'), text('2'), box), run(text('1'), text('2'), digest))).toBe(false);
  });

  test('are no others where one message is not plain: the same on the same message alone', () => {
    expect(isSame(tagged(text('1'), text('23')), run(text('12'), text('3')))).toBe(false);
    expect(isSame(tagged(text('1'), text('23')), tagged(text('12'), text('3')))).toBe(false);
    expect(isSame(text('1'), text('2'))).toBe(false);
    expect(isSame(tagged(text('1'), text('2')), tagged(text('1'), text('2')))).toBe(true);
    expect(isSame(text('1'), text('1'))).toBe(true);
  });

  test('are of one key with the same randomness, and signatures both', () => {
    const [m, n] = [run(text('1'), text('23')), run(text('12'), text('3'))];
    const one = store.signature(key, m, fresh);
    expect(sameSignature(store, one, store.signature(key, n, fresh))).toBe(true);
    expect(sameSignature(store, one, store.signature(other, n, fresh))).toBe(false);
    expect(sameSignature(store, one, store.signature(key, n, again))).toBe(false);
    for (const box of [store.box(key, n, fresh), store.encryption(key, n, fresh)]) {
      expect(sameSignature(store, one, box)).toBe(false);
      expect(sameSignature(store, box, one)).toBe(false);
      expect(sameSignature(store, store.box(key, m, fresh), box)).toBe(false);
    }
  });
});
