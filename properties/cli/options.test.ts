import { describe, expect, test } from 'vitest';
import { defaultStatesMax, questionsIn, wholeMatrixStatesMax, type Words } from './options.ts';

describe('how many states a search may see', () => {
  const bounds = (words: Words): readonly number[] => [
    ...new Set(questionsIn(words).map(({ statesMax }) => statesMax)),
  ];

  // Kills: a matrix that does not end by itself.
  test('is less where everything is asked about', () => {
    expect(bounds({ all: true })).toEqual([wholeMatrixStatesMax]);
    expect(wholeMatrixStatesMax).toBeLessThan(defaultStatesMax);
  });

  test('is as said, whatever is asked about', () => {
    expect(bounds({ all: true, maxStates: '77' })).toEqual([77]);
    expect(bounds({ maxStates: '77' })).toEqual([77]);
  });

  test('is the usual where attackers or claims are named, or the usual ones asked about', () => {
    for (const words of [
      {},
      { all: true, attacker: ['network'] },
      { all: true, claim: ['log-order'] },
    ])
      expect(bounds(words)).toEqual([defaultStatesMax]);
  });
});
