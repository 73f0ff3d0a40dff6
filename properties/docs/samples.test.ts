import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { inProject, textOf } from './pages.ts';
import { samplesIn, writeSamples } from './samples.ts';

const pagesWithSamples = ['docs/extend.md'];

const found = await Promise.all(
  pagesWithSamples.map(async (page) => samplesIn(page, await textOf(page))),
);
const samples = found.flat();
const folder = await writeSamples(samples);

afterAll(() => rm(folder, { recursive: true, force: true }));

test('the documentation has samples, each a file of its own', () => {
  expect(samples.length).toBeGreaterThan(4);
  expect(new Set(samples.map(({ path }) => path)).size).toBe(samples.length);
});

// Kills: a name or a type changed in the code and not in the samples.
test('every sample compiles', () => {
  const compiler = inProject('node_modules/typescript-native/bin/tsc');
  const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', folder], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

// A sample says what it shows with node:assert.
test.each(samples)('$path of $page runs', async ({ path }) => {
  await expect(import(pathToFileURL(join(folder, path)).href)).resolves.toBeDefined();
});
