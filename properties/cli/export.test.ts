/** `sa2pmp export`: what it refuses, and where it writes. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportCommand } from './export.ts';

/** The command with these words; its exit code. */
async function exported(...words: readonly string[]): Promise<number | undefined> {
  let code: number | undefined;
  const command = exportCommand((ended) => {
    code = ended;
  });
  await command.exitOverride().parseAsync(words, { from: 'user' });
  return code;
}

describe('export', () => {
  test.each([
    ['--to provrif', 'unknown prover "provrif"; did you mean proverif?'],
    ['--to proverif --classic nspkk', 'unknown classic "nspkk"'],
    ['--to proverif --protocol publishd', 'unknown protocol "publishd"'],
    ['--to proverif --classic nspk --protocol minimal', '--classic takes neither --protocol nor'],
    ['--to proverif --reading A7=never', 'unknown choice for axis A7'],
    ['--to scyther', 'no form for scyther: a public key that comes over the open network'],
    ['--to tamarin --classic nspk --out /no/such/folder/x', 'there is no folder'],
  ])('refuses %s', async (words, says) => {
    await expect(exported(...words.split(' '))).rejects.toThrow(says);
  });

  test('writes a file where it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const out = join(folder, 'nspk.spthy');
    expect(await exported('--to', 'tamarin', '--classic', 'nspk', '--out', out)).toBe(0);
    expect(await readFile(out, 'utf8')).toContain('theory nspk');
    await rm(folder, { recursive: true });
  });
});
