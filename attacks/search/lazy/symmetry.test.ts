import { describe, expect, test } from 'vitest';
import { renamingsOf } from './symmetry.ts';

/** Renamings as the places to which parties go, in the order of the parties. */
function placesOf(
  groups: readonly (readonly number[])[],
  signatures: readonly (string | undefined)[],
): readonly (readonly number[])[] {
  return renamingsOf(groups, (party) => signatures[party]).map((renaming) =>
    signatures.map((_, party) => renaming.get(party) ?? party),
  );
}

describe('renamings of parties alike', () => {
  test('put parties in the order of their signatures, within their group alone', () => {
    expect(
      placesOf(
        [
          [0, 1],
          [3, 4],
        ],
        ['b', 'a', 'z', 'd', 'c'],
      ),
    ).toEqual([[1, 0, 2, 4, 3]]);
  });

  // Kills: ties left in the order of names, which tells states apart that are the same.
  test('come in all orders where signatures do not tell parties apart', () => {
    expect(placesOf([[0, 1]], ['a', 'a'])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('leave what has done nothing at the end', () => {
    expect(placesOf([[0, 1, 2]], [undefined, 'b', 'a'])).toEqual([[2, 1, 0]]);
  });

  // Kills: two parties that become one.
  test('never make one party of two', () => {
    for (const signatures of [
      ['a', 'a', 'b', 'a', 'a'],
      ['c', undefined, 'c', 'a', undefined],
    ]) {
      for (const places of placesOf([[0, 1, 2, 3, 4]], signatures)) {
        expect([...places].sort()).toEqual([0, 1, 2, 3, 4]);
      }
    }
  });

  test('are one alone where there would be too many', () => {
    expect(placesOf([[0, 1, 2, 3, 4]], Array<string>(5).fill('a'))).toHaveLength(1);
  });
});
