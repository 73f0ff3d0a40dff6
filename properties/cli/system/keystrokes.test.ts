import { expect, test } from 'vitest';
import { type Key, nothingTyped, typing } from './keystrokes.ts';

const keys: Readonly<Record<string, Key>> = {
  '⏎': { name: 'return' },
  '⌫': { name: 'backspace' },
  '^C': { name: 'c', ctrl: true },
  '^D': { name: 'd', ctrl: true },
  '^T': { name: 't', ctrl: true },
  '^U': { name: 'u', ctrl: true },
  '^Z': { name: 'z', ctrl: true },
  '←': { name: 'left' },
};

/** What comes of these keys, the special ones by their signs. */
function typed(words: string) {
  return words.split(' ').reduce((state, word) => {
    const key = keys[word];
    const text = word === '←' ? '\u001b[D' : word;
    return typing(state, key === undefined || word === '←' ? text : '\u0003', key ?? {});
  }, nothingTyped);
}

// Kills: control keys written down, an end that does not end, a half of a character taken back.
test.for([
  ['p w ⏎', 'pw', 'given'],
  ['p w', 'pw', 'open'],
  ['p x ⌫ w ⏎', 'pw', 'given'],
  ['⌫ ⌫ p ⏎', 'p', 'given'],
  ['p 🐟 ⌫ ⏎', 'p', 'given'],
  ['p w ⏎ x', 'pw', 'given'],
  ['⏎', '', 'given'],
  ['^D', '', 'none'],
  ['p ^D w ⏎', 'pw', 'given'],
  ['p ^C', '', 'interrupted'],
  ['p ^T ^Z ← w ⏎', 'pw', 'given'],
  ['p x ^U w ⏎', 'w', 'given'],
  ['pasted é ⏎', 'pastedé', 'given'],
] as const)('%s', ([words, text, end]) => {
  expect(typed(words)).toEqual({ typed: text, end });
});
