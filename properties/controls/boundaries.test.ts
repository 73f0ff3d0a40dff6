import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inProject } from '../docs/pages.ts';
import { crossings, type Crossing, plantedTree } from './planted-imports.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-boundaries-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const config = inProject('.dependency-cruiser.cjs');

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** The rules broken in a tree, with the files that break them, as `npm run boundaries` finds them. */
async function broken(planted: readonly Crossing[]): Promise<readonly string[]> {
  const root = await plantedTree(folder, planted);
  const cruiser = inProject('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const words = [
    '--config',
    config,
    '--output-type',
    'json',
    'model',
    'src',
    'attacks',
    'properties',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
  return summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
}

// Design section 4. Kills: a pattern that matches no file, a rule that lost its teeth, a rule added
// without a crossing here.
describe('the import boundaries', () => {
  const found = broken(crossings);

  test('have a crossing each', async () => {
    const { forbidden } = ((await import(config)) as { default: { forbidden: { name: string }[] } })
      .default;
    expect(crossings.map(({ rule }) => rule).toSorted()).toEqual(
      forbidden.map(({ name }) => name).toSorted(),
    );
  });

  test.each(crossings)('stop $file, which breaks $rule', async ({ rule, file }) => {
    expect(await found).toContain(`${rule}: ${file}`);
  });

  test('stop nothing that crosses none', async () => {
    const planted = crossings.flatMap(({ file, together = [] }) => [file, ...together]);
    const others = (await found).filter((one) => !planted.some((file) => one.endsWith(file)));
    expect(others).toEqual([]);
  });
});
