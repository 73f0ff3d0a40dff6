/** `sa2pmp export`: what it refuses, and where it writes. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
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
    ['--to proverif --classic nspk --protocol minimal', '--classic goes with no --protocol'],
    ['--to proverif --peer 3k', 'unknown peer "3k"'],
    ['--to proverif --peer jasa --cast networ', 'unknown cast "networ"; did you mean network?'],
    [
      '--to proverif --peer lmpp --cast customer',
      'lmpp has no cast customer; it has network, between',
    ],
    ['--to proverif --peer jasa --classic nspk', '--peer goes with no --classic'],
    ['--to proverif --cast network', 'what is no peer goes with no --cast'],
    ['--to scyther --peer jasa --cast authority', 'no form for scyther: cast authority: '],
    ['--to proverif --use docs/examples/none.ts', 'docs/examples/none.ts cannot be loaded'],
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

  // Kills: a cast or a file of one's own that is named and not used.
  test.each([
    ['--to proverif --peer lsm --cast between', 'cast between: the attacker may have agents'],
    ['--to scyther --peer passkey', 'protocol passkey(C,S) {'],
    [
      '--to tamarin --use docs/examples/my-protocol.ts --protocol one-message',
      'theory one_message',
    ],
    ['--to proverif --use docs/examples/my-protocol.ts', 'SA2pMP, no-freshness, for ProVerif'],
  ])('writes %s', async (words, says) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await exported(...words.split(' '))).toBe(0);
    expect(String(write.mock.calls[0]?.[0])).toContain(says);
    write.mockRestore();
  });

  test('refuses a protocol of one’s own of which a check is left out', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'export-'));
    const file = join(folder, 'mine.mjs');
    await writeFile(
      file,
      "export const mine = { name: 'mine', base: 'charitable', changes: {}, omitted: ['signature'] };",
    );
    await expect(exported('--to', 'proverif', '--use', file)).rejects.toThrow(
      'no form for proverif: a protocol without the check signature',
    );
    await rm(folder, { recursive: true });
  });
});
