/** What is kept of the grammar of Scyther's language. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recipe } from './syntax.ts';

describe('the recipe of the grammar', () => {
  test('is what npm run docs:generate writes now', () => {
    const kept = readFileSync(new URL('golden/grammar.json', import.meta.url), 'utf8');
    expect(kept).toBe(recipe());
  });
});
