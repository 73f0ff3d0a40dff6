import { describe, expect, test } from 'vitest';
import { brokenLinks, documentation, missingFiles } from './links.ts';

const all = await documentation();

// Kills: a file moved or a heading renamed, and the page that points there forgotten.
describe.each(all)('%s', (page) => {
  test('links to what is there', async () => {
    expect(await brokenLinks(page)).toEqual([]);
  });

  test('names files that are there', async () => {
    expect(await missingFiles(page)).toEqual([]);
  });
});
