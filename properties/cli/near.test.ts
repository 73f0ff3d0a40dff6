import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { near, unknownName } from './near.ts';

const names = ['network', 'insider', 'package-extraction', 'secrecy-order', 'secrecy-password'];

describe('near names', () => {
  // Kills: no bound on the distance, the farthest first, case that matters.
  test.each([
    ['netwrok', ['network']],
    ['NETWORK', ['network']],
    ['network', ['network']],
    ['secrecy', ['secrecy-order', 'secrecy-password']],
    ['secrecy-ordre', ['secrecy-order']],
    ['package', ['package-extraction']],
    ['xyzzy', []],
    ['insjder', ['insider']],
  ])('of %s are %o', (text, expected) => {
    expect(near(text, names)).toEqual(expected);
  });

  test('of a short word differ from it in half of it at most', () => {
    expect(near('pya', ['pay', 'bill'])).toEqual([]);
    expect(near('pal', ['pay', 'bill'])).toEqual(['pay']);
    expect(near('frob', ['bill', 'from'])).toEqual(['from']);
  });

  test('are the nearest first, however they are listed', () => {
    expect(near('orders', ['border', 'folders', 'orders-x'])).toEqual([
      'orders-x',
      'border',
      'folders',
    ]);
  });

  test('are known names, three at most, and with the name itself if that is known', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 8 }), word, (known, text) => {
        const offered = near(text, known);
        expect(offered.length).toBeLessThanOrEqual(3);
        expect(known).toEqual(expect.arrayContaining([...offered]));
        expect(new Set(offered).size).toBe(offered.length);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(near(name, names)).toContain(name);
      }),
    );
  });
});

describe('what is said of an unknown name', () => {
  test('is what was meant perhaps', () => {
    expect(unknownName('attacker', 'netwrok', names)).toBe(
      'unknown attacker "netwrok"; did you mean network?',
    );
  });

  test('is all that there is where nothing is near', () => {
    expect(unknownName('attacker', 'xyzzy', ['network', 'insider'])).toBe(
      'unknown attacker "xyzzy"; known: network, insider',
    );
  });
});
