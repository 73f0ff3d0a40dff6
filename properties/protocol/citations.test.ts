import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inProject, textOf } from '../docs/pages.ts';

const idIn = /\bP-[A-Z]{3}-\d+\b/gu;

async function filesUnder(...trees: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    trees.map(async (tree) => {
      const entries = await readdir(inProject(tree), { recursive: true });
      return entries.map((entry) => `${tree}/${entry}`);
    }),
  );
  return found.flat().filter((path) => /\.m?ts$|\.mjs$/u.test(path));
}

async function citedIn(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(paths.map((path) => readFile(inProject(path), 'utf8')));
  return new Set(texts.flatMap((text) => text.match(idIn) ?? []));
}

/** Tests, and the table of what must be refused, which is one. */
const isTest = (path: string): boolean =>
  /\.(test|property)\.ts$/u.test(path) || path === 'properties/protocol/cases.ts';

const page = await textOf('docs/protocol.md');
const required = [...page.matchAll(/\b(P-[A-Z]{3}-\d+): /gu)].map(([, id]) => id ?? '');
const files = await filesUnder('model', 'src', 'attacks', 'properties');

// Kills: a requirement that nothing carries out, one that nothing tries, one renamed on the page alone.
test('each requirement of the page has one id, and says MUST', () => {
  expect(new Set(required).size).toBe(required.length);
  expect(required.length).toBeGreaterThan(50);
  const sentences = page
    .replaceAll(/\s+/gu, ' ')
    .split(/(?=\bP-[A-Z]{3}-\d+: )/u)
    .slice(1);
  expect(sentences.filter((sentence) => !sentence.includes('MUST'))).toEqual([]);
});

test('each is cited by the code that carries it out', async () => {
  const code = files.filter((path) => /^(model|src)\//u.test(path) && !isTest(path));
  const cited = await citedIn(code);
  expect(required.filter((id) => !cited.has(id))).toEqual([]);
});

test('each is cited by a test', async () => {
  const cited = await citedIn(files.filter(isTest));
  expect(required.filter((id) => !cited.has(id))).toEqual([]);
});

test('whatever is cited is on the page', async () => {
  const cited = [...(await citedIn(files)), ...(page.match(idIn) ?? [])];
  expect([...new Set(cited)].filter((id) => !required.includes(id))).toEqual([]);
});
