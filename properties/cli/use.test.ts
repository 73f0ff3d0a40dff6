/**
 * Files of a researcher's own at the commands that take them besides `verify`, `attack`, `report`, `check`
 * and `gate`.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inProject } from '../docs/pages.ts';
import { trials, trying } from '../verdict/mutants.ts';
import { costs } from './costs.ts';
import { list } from './list.ts';
import { mutants } from './mutants.ts';
import { ownIn } from './options.ts';
import { repairs } from './repairs.ts';
import { heard } from './testing/said.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-use-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const [attacker, claim, protocol] = ['attacker', 'claim', 'protocol'].map((what) =>
  inProject(`docs/examples/my-${what}.ts`),
) as [string, string, string];

/** A changed reading in a file. */
function reading(name: string, omitted: readonly string[]): string {
  const file = join(folder, `${name}.ts`);
  const made = { name, base: 'published', changes: { A7: 'signatures' }, omitted };
  writeFileSync(file, `export const mine = ${JSON.stringify(made)};\n`);
  return file;
}

const said = heard();

describe('list --use', () => {
  test('says what is in the files, within 80 columns, beside all that is built in', async () => {
    expect(await list({ use: [attacker, claim, protocol] })).toBe(0);
    const [own = '', rest = ''] = said().split('Protocols (--protocol)');
    for (const name of ['attacker backup-tape', 'claim origin-of-key', 'protocol one-message']) {
      expect(own).toContain(name);
    }
    expect(rest).not.toContain('backup-tape');
    const lines = own.split('\n').filter((line) => !line.includes('/'));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});

describe('repairs --use', () => {
  const scope = { sessions: '1', repair: ['freshness,attestation'], json: true, workers: '2' };

  // Kills: a thread that does not know the file, an answer that is kept though the file may change.
  test('asks about a claim and an attacker of a file, on threads, and keeps nothing', async () => {
    const cache = join(folder, 'cache');
    const asked = { ...scope, cache, use: [attacker, claim], attacker: ['backup-tape,network'] };
    expect(await repairs({ ...asked, repair: ['freshness'] })).toBe(0);
    const report = JSON.parse(said()) as { lattices: { claim: string; attacker: string }[] };
    expect(report.lattices.map((one) => [one.claim, one.attacker]).sort()).toEqual([
      ['origin-of-key', 'backup-tape'],
      ['origin-of-key', 'network'],
    ]);
    expect(existsSync(cache)).toBe(false);
  });

  test('refuses a file with neither', async () => {
    await expect(repairs({ use: [protocol] })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^repairs takes attackers and claims of your own; /u,
      ) as string,
    });
  });
});

describe('mutants --use', () => {
  const trialOf = (check: string) => trials.filter((trial) => trial.check === check);

  // Kills: a claim of one's own that is not asked about, or asked about beside the trial's own.
  test('asks the claims of a file whether they notice that a check is gone', async () => {
    const own = await ownIn({ use: [claim] });
    const kills = (check: string) =>
      trialOf(check).flatMap((trial) => {
        const run = trying(trial, own);
        for (let step = run.next(true); ; step = run.next(true)) {
          if (step.done === true) return step.value.kills;
        }
      });
    expect(new Set(kills('registration-session').map((kill) => kill.claim))).toEqual(
      new Set(['origin-of-key']),
    );
    expect(kills('signing-key-kept')).toEqual([]);
  });

  test('refuses a file with neither attackers nor claims', async () => {
    await expect(mutants({ use: [protocol] })).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('costs --use', () => {
  test('compares a changed reading of a file with published', async () => {
    const words = { use: [reading('mine', [])], protocol: ['mine'], rounds: '0', json: true };
    expect(await costs(words)).toBe(0);
    const report = JSON.parse(said()) as { compared: { name: string }[] };
    expect(report.compared.map(({ name }) => name)).toContain('mine');
  });

  test.each([
    [() => reading('mutant', ['freshness']), /^mutant leaves out checks \(freshness\)/u],
    [() => claim, /^costs takes changed readings of your own; /u],
  ])('refuses what has no costs: %#', async (file, why) => {
    await expect(costs({ use: [file()], rounds: '0' })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(why) as string,
    });
  });
});
