import { expect, test } from 'vitest';
import { termStore } from '../../model/core/term.ts';
import type { Form } from './form.ts';
import { mindOf } from './mind.ts';

// Kills: what is made from one's own seeds taken for what another makes, and nothing remembered.
test('who draws from the same makes the same lists, and who draws from something else does not', () => {
  const store = termStore();
  const [one, other] = [store.name('seed', 'one'), store.name('seed', 'other')];
  const form: Form = {
    pattern: store.variable(1, 'nonce'),
    statements: [],
    indifferent: [],
    merely: undefined,
  };
  const { base, makeable } = mindOf(store);
  const known = base.initial([one, other]);
  const rest = { ownValues: {}, inert: [] };
  const made = (seeds: readonly (typeof one)[], ownSorts: readonly string[] = []) =>
    makeable({ ...rest, seeds, ownSorts: new Set(ownSorts) })(known, form);
  expect(made([one])).toEqual([store.derived(one, 'nonce')]);
  expect(made([one])).toBe(made([one]));
  expect(made([other])).toEqual([store.derived(other, 'nonce')]);
  expect(made([one], ['nonce'])).toEqual([]);
});
