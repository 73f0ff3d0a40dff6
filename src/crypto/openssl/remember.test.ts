import { expect, test } from 'vitest';
import { remember } from './remember.ts';

test('what is remembered is made once, and the least recently asked is forgotten', () => {
  const made: string[] = [];
  const ask = remember(2, (key) => {
    made.push(key);
    return key === 'none' ? undefined : key.toUpperCase();
  });
  expect([ask('a'), ask('none'), ask('a'), ask('none')]).toEqual(['A', undefined, 'A', undefined]);
  expect(made).toEqual(['a', 'none']);
  ask('a');
  ask('b'); // forgets none
  ask('a');
  expect(made).toEqual(['a', 'none', 'b']);
  ask('none'); // forgets b
  ask('a');
  ask('b');
  expect(made).toEqual(['a', 'none', 'b', 'none', 'b']);
});
