import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { problems, type Schema } from '../docs/schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'repairs-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const main = new URL('sa2pmp.mjs', import.meta.url).pathname;
const schemaFile = new URL('../../docs/schema/repairs.schema.json', import.meta.url);

/** Runs `sa2pmp repairs`. */
function runs(...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'repairs', ...words], (error, out, err) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, out, err });
    });
  });
}

const small = ['--sessions', '1', '--attacker', 'network', '--claim', 'injective-agreement-order'];
const few = ['--repair', 'freshness,encoding', '--cache', join(folder, 'cache')];

describe('sa2pmp repairs', () => {
  // Kills: a field that the schema does not know, a diagram that is not written.
  test('says what restores a claim, in JSON as its schema has it, and draws it', async () => {
    const svg = join(folder, 'diagram.svg');
    const { code, out, err } = await runs(...small, ...few, '--json', '--svg', svg);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report: unknown = JSON.parse(out);
    expect(problems(JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema, report)).toEqual([]);
    expect(report).toMatchObject({
      points: 4,
      lattices: [{ bare: 'attack', minimal: [['freshness']], needs: [['freshness']] }],
    });
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*✓ freshness[\s\S]*<\/svg>\n$/u);
  });

  test('prints no line longer than 80 columns, and searches nothing a second time', async () => {
    const { out } = await runs(...small, ...few);
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(out).toContain('0 searches of 0 states');
  });

  test.each([
    [['--repair', 'freshnes'], /unknown repair "freshnes"; did you mean freshness\?/u],
    [['--base', 'publish'], /unknown protocol "publish"; did you mean published\?/u],
    [['--size', '2'], /--size goes with --break/u],
    [['--break', '--size', '9'], /--size takes a whole number from 1 to 3; got "9"/u],
    [['--break', '--attacker', 'network'], /goes without --attacker/u],
    [['--claim', 'nonsense'], /unknown claim "nonsense"/u],
  ])('%j is refused with exit code 2 and no stack trace', async (words, says) => {
    const { code, out, err } = await runs(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toContain('    at ');
  });
});
