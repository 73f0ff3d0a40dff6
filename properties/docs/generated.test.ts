import { expect, test } from 'vitest';
import { pages, textOf, written } from './pages.ts';

// Kills: an axis, choice, claim, attacker or verdict changed and the page forgotten.
test.each(pages)('$path is what npm run docs:generate writes now', async (page) => {
  expect(await textOf(page.path), 'stale: npm run docs:generate').toBe(await written(page));
});
