import { expect, test } from 'vitest';
import { understood } from './asked.ts';

// Issue 6 "the same on one or many workers"; house rule on bad input. Kills: a word passed over.
test.each([
  [['--workers', '0'], '--workers takes a whole number from 1 to 256, not 0'],
  [['--workers', 'two'], '--workers takes a whole number from 1 to 256, not two'],
  [['--schedules', '0.5'], '--schedules takes a whole number from 1 to 1000000, not 0.5'],
  [['--fast'], "Unknown option '--fast'"],
])('%o is refused, with what is wrong', (words, problem) => {
  expect(understood(words, 2)).toMatchObject({ kind: 'problem' });
  expect(JSON.stringify(understood(words, 2))).toContain(problem);
});

test('as many threads work as there are cores, unless said', () => {
  expect(understood([], 3)).toMatchObject({ asked: { workers: 3, dry: false } });
  expect(understood(['--workers', '1', '--dry', '--living'], 3)).toMatchObject({
    asked: { workers: 1, dry: true, living: true, new: false },
  });
  expect(understood(['--new'], 3)).toMatchObject({ asked: { living: false, new: true } });
});
