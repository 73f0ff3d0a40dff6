import { expect, test } from 'vitest';
import { pages, textOf, written } from './pages.ts';

// Kills: an axis, choice, claim, attacker or verdict changed and the page forgotten.
test.each(pages)('$path is what npm run docs:generate writes now', async (page) => {
  const there = await textOf(page.path);
  const { path, again } = page;
  const now = await written(again === undefined ? page : { path, write: () => again(there) });
  expect(there, 'stale: npm run docs:generate').toBe(now);
});
