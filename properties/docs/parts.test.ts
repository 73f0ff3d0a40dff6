import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { pagesWithParts, textOf } from './pages.ts';
import { filled, partNames } from './parts.ts';
import { parts, themes } from './tables.ts';

// Kills: a claim whose theme no table shows, an attacker left out, a part that no page shows.
describe('the tables of the documentation', () => {
  test('have every claim once', async () => {
    expect(Object.values(themes).flat()).toEqual(claims);
    const page = await textOf('docs/claims.md');
    for (const { id } of claims) expect(page.split(`\n| \`${id}\` `), id).toHaveLength(2);
  });

  test('have every attacker once', async () => {
    const page = await textOf('docs/search.md');
    for (const { id } of capabilities) expect(page.split(`\n| \`${id}\` `), id).toHaveLength(2);
  });

  test('leave the front page a screen', async () => {
    const page = await textOf('README.md');
    expect(page.split('\n').length).toBeLessThanOrEqual(60);
    expect(page).toContain('<!-- part verdict table -->');
  });

  test('stand on a page each', async () => {
    const shown = await Promise.all(
      pagesWithParts.map(async (path) => partNames(await textOf(path))),
    );
    expect(shown.flat().sort()).toEqual(Object.keys(parts).sort());
  });
});

describe('a part of a page', () => {
  const text = ['before', '<!-- part a -->', 'old', '<!-- end of part -->', 'after'].join('\n');

  test('is what is written now, and nothing else of the page changes', () => {
    const page = filled(text, { a: () => 'new' });
    const lines = page.split('\n').filter((line) => line !== '');
    expect(lines).toEqual(['before', '<!-- part a -->', 'new', '<!-- end of part -->', 'after']);
    expect(filled(page, { a: () => 'new' })).toBe(page);
  });

  test('that is not known, or not ended, is refused', () => {
    expect(() => filled(text, {})).toThrow('there is no part a');
    const open = text.replace('<!-- end of part -->', '');
    expect(() => filled(open, { a: () => '' })).toThrow('not ended');
    expect(() => filled(`${open}\n${text}`, { a: () => '' })).toThrow('not ended');
  });
});
