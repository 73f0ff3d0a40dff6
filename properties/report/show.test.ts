import { describe, expect, test } from 'vitest';
import type { Recipe } from '../../attacks/recipe.ts';
import { shape } from '../../model/core/shape.ts';
import { termStore } from '../../model/core/term.ts';
import { showRecipe, showTerm } from './show.ts';

const PAIR = shape(['pair', 1], { left: 'any', right: 'any' });

describe('a term', () => {
  const store = termStore();
  const seed = store.name('seed', 'root');
  const [key, m] = [store.derived(seed, 'key'), store.name('amount', '5 CAD')];
  const shown = [
    [store.constant('pay'), 'pay'],
    [m, '5 CAD'],
    [key, 'key of root'],
    [store.derived(key, 'iv'), 'iv of key'],
    [store.derived(store.digest(m), 'iv'), 'iv of ?'],
    [store.tuple(PAIR, [m, key]), 'pair(5 CAD, key of root)'],
    [store.digest(m), 'h(5 CAD)'],
    [store.publicKey(key), 'pk[key of root]'],
    [store.signature(key, m, seed), 'sig[key of root](5 CAD)'],
    [store.box(key, m, seed), '{5 CAD}[key of root]'],
    [store.variable(3, 'frame'), '3'],
  ] as const;

  // Kills: key and content swapped, randomness shown.
  test('is shown in the notation of protocol papers', () => {
    expect(shown.map(([t]) => showTerm(store, t))).toEqual(shown.map(([, text]) => text));
  });
});

describe('a recipe', () => {
  const given: Recipe = { make: 'given', name: 'K' };
  const seen: Recipe = { make: 'observed', index: 0 };
  const shown: readonly (readonly [Recipe, string])[] = [
    [given, 'K'],
    [seen, '#1'],
    [{ make: 'constant', text: 'pay' }, "'pay'"],
    [{ make: 'derived', seed: given, label: 'token' }, 'own token'],
    [{ make: 'tuple', shape: PAIR, fields: [given, seen] }, 'pair(K, #1)'],
    [{ make: 'field', of: seen, shape: PAIR, field: 'left' }, 'left in #1'],
    [{ make: 'content', of: seen, key: given, shape: PAIR }, 'open(#1 with K)'],
    [{ make: 'digest', of: seen }, 'h(#1)'],
    [{ make: 'public-key', of: given }, 'pk[K]'],
    [{ make: 'signature', key: given, of: seen, fresh: given }, 'sig[K](#1)'],
    [{ make: 'box', key: given, of: seen, fresh: given }, '{#1}[K]'],
  ];

  test('says what the attacker does, messages counted from 1', () => {
    expect(shown.map(([recipe]) => showRecipe(recipe))).toEqual(shown.map(([, text]) => text));
  });
});
