import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { sql } from './damage.ts';
import { fsck, isSound } from './fsck.ts';
import { type LiveFiles, passwordOf, runSystem } from './live.ts';

const root = mkdtempSync(join(tmpdir(), 'fsck-'));
const launcher = fileURLToPath(new URL('../cli/sa2pmp.mjs', import.meta.url));

function sa2pmp(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function directory(): string {
  return mkdtempSync(join(root, 'run-'));
}

/** Every file beside a database, and what is in it. */
function stateOf({ bank }: LiveFiles): Readonly<Record<string, string>> {
  const folder = join(bank, '..');
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'));
  return Object.fromEntries(names.map((name) => [name, digest(name)]));
}

function pathsOf(files: LiveFiles): readonly string[] {
  return [files.bank, files.log, files.alice, files.bob, files.witness];
}

let files: LiveFiles;
let whileRunning: { readonly status: number | null; readonly out: string; readonly same: boolean };

beforeAll(async () => {
  files = await runSystem({
    directory: directory(),
    reading: { ...readings.charitable, A20: 'merkle' },
    whileRunning: (live) => {
      const before = stateOf(live);
      const { status, stdout } = sa2pmp('fsck', ...pathsOf(live));
      const same = JSON.stringify(before) === JSON.stringify(stateOf(live));
      whileRunning = { status, out: stdout, same };
    },
  });
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('fsck of a system that ran', () => {
  test.each([
    ['published', readings.published],
    ['charitable', readings.charitable],
    ['charitable, A19 gateway', { ...readings.charitable, A19: 'gateway' }],
    ['published, A19 both and A23 before', { ...readings.published, A19: 'both', A23: 'before' }],
    ['charitable, A31 encrypt-then-sign', { ...readings.charitable, A31: 'encrypt-then-sign' }],
    // Entries that are signed and name none before them: the chart has no head to remember.
    ['published, A20 signed', { ...readings.published, A20: 'signed' }],
    ['published, A20 hash-chain', { ...readings.published, A20: 'hash-chain' }],
    ['published, A1 first-use', { ...readings.published, A1: 'first-use' }],
    // Records that only the bank's own key opens (R3).
    ['minimal, A22 ciphertext-result', { ...readings.minimal, A22: 'ciphertext-result' }],
  ] as const)('%s: everything is ok', async (_, reading) => {
    const live = await runSystem({ directory: directory(), reading });
    const before = stateOf(live);
    const secrets = [passwordOf('alice'), passwordOf('bob')];
    const report = fsck({ paths: pathsOf(live), secrets });
    expect(report).toMatchObject({ results: expect.any(Array) });
    const results = 'results' in report ? report.results : [];
    expect(results.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(stateOf(live)).toEqual(before);
  });

  test('while it runs, all is ok too and nothing is changed', () => {
    expect(whileRunning.out).toMatch(/^sound: 5 files/mu);
    expect(whileRunning).toMatchObject({ status: 0, same: true });
  });

  test('a record that waits for the log is a note, and no record lost', () => {
    const copy = directory();
    const bank = join(copy, 'bank.db');
    const log = join(copy, 'log.db');
    writeFileSync(bank, readFileSync(files.bank));
    writeFileSync(log, readFileSync(files.log));
    const seq = "SELECT max(seq) FROM outbox WHERE receiver = 'log'";
    sql(bank, `UPDATE outbox SET state = 'pending' WHERE seq = (${seq})`);
    const taken = fsck({ paths: [bank, log] });
    expect('results' in taken && isSound(taken)).toBe(true);
  });

  test('what needs a file that is not given is listed as not checked', () => {
    const report = fsck({ paths: [files.log] });
    const results = 'results' in report ? report.results : [];
    const missing = results.filter(({ verdict }) => verdict === 'not checked');
    expect(missing.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['logged', 'known', 'told', 'keys', 'witnessed']),
    );
    expect(missing.every(({ figures }) => figures.startsWith('needs the file of a'))).toBe(true);
  });
});

describe('sa2pmp fsck', () => {
  test('tells every check in a line and exits 0', () => {
    const { status, stdout } = sa2pmp('fsck', ...pathsOf(files));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok {9} {2}bank\.db ledger: .*22 postings in CAD/mu);
    expect(stdout).not.toContain('BROKEN');
    expect(stdout).toBe(stripVTControlCharacters(stdout));
  });

  test('exits 1 when something is broken, and says it in JSON', () => {
    const copy = directory();
    const bank = join(copy, 'bank.db');
    writeFileSync(bank, readFileSync(files.bank));
    sql(bank, "UPDATE account SET balance_minor = 7 WHERE id = 'bob-01'");
    const { status, stdout } = sa2pmp('fsck', '--json', bank);
    expect(status).toBe(1);
    const said = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    expect(said).toMatchObject({ format: 'sa2pmp-fsck', version: 1, sound: false });
    expect(said['results']).toContainEqual(
      expect.objectContaining({
        id: 'balances',
        file: bank,
        verdict: 'BROKEN',
        broken: [expect.stringMatching(/^bob-01 says 7, its postings /u)],
      }),
    );
  });

  test('exits 2 on what it cannot check', () => {
    const copy = directory();
    const at = (name: string): string => join(copy, name);
    writeFileSync(at('text.db'), 'no database at all, and long enough to be looked at '.repeat(40));
    new DatabaseSync(at('other.db')).exec('CREATE TABLE t (x)');
    writeFileSync(at('newer.db'), readFileSync(files.bank));
    sql(at('newer.db'), 'PRAGMA user_version = 99');
    const cases = [
      [[at('none.db')], /there is no such file/u],
      [[at('text.db')], /cannot be opened as a database/u],
      [[at('other.db')], /a database, but not of sa2pmp/u],
      [[at('newer.db')], /made by a newer sa2pmp \(schema 99/u],
      [[files.bank, files.bank], /named twice/u],
      [['--secret', 'abc', files.bank], /4 octets or more/u],
    ] as const;
    for (const [args, why] of cases) {
      const { status, stderr } = sa2pmp('fsck', ...args);
      expect(stderr).toMatch(why);
      expect(status).toBe(2);
    }
  });
});
