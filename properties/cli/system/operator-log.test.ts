import { expect, test } from 'vitest';
import { bounded } from './operator-log.ts';

// Kills: no bound, a bound that never opens again, untold refusals not counted.
test('at most a hundred refusals a second are written down, the others are counted', () => {
  let nowMs = 0;
  const told: number[] = [];
  const admits = bounded(
    (untold) => told.push(untold),
    () => nowMs,
  );
  const admitted = (times: number): number =>
    Array.from({ length: times }, admits).filter(Boolean).length;
  expect([admitted(100), admitted(250)]).toEqual([100, 0]);
  expect(told).toEqual([]);
  nowMs = 1000;
  expect([admitted(1), told]).toEqual([1, [250]]);
  nowMs = 2000;
  expect([admitted(100), admitted(1), told]).toEqual([100, 0, [250]]);
});
