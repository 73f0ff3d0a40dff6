/**
 * Certificates at the front door: written, checked, refused.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inProject } from '../docs/pages.ts';
import { check } from './check.ts';
import { verify } from './verify.ts';

const launcher = inProject('properties/cli/sa2pmp.mjs');
const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-certificate-'));
const file = join(folder, 'certificate.json');
const asks =
  '--protocol published --attacker network --sessions 1 --claim secrecy-key,at-most-once';

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command to its end. */
function sa2pmp(words: string): { readonly code: number | null; readonly said: string } {
  const args = [launcher, ...words.split(' ')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

describe('verify --out and check', () => {
  test('go together: what one writes the other accepts, and asked again it is the same', () => {
    const written = sa2pmp(`verify ${asks} --out ${file}`);
    expect(written).toMatchObject({ code: 0 });
    expect(written.said).toContain(`Certificate: ${file}`);
    const { code, said } = sa2pmp(`check ${file} --runs 3 --again`);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said.replaceAll(/\s+/gu, ' ')).toMatch(
      /^accepted: .* 2 verdicts; 1 attack carried out .*\(seed 1\), .* octet for octet/u,
    );
  });

  test('a changed certificate is rejected, with the place, as text and as JSON', () => {
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, readFileSync(file, 'utf8').replace('"statesMax": 1', '"statesMax": 2'));
    const { code, said } = sa2pmp(`check ${changed} --runs 0 --json`);
    expect(code).toBe(1);
    const report = JSON.parse(said) as { accepted: boolean; problems: { at: string }[] };
    expect([report.accepted, report.problems.map(({ at }) => at)]).toEqual([false, ['/digest']]);
  });

  // Kills: a file opened before there is anything to write into it.
  test('an interrupted run leaves the certificate that was there, and no other file', async () => {
    const before = readFileSync(file, 'utf8');
    const long = '--protocol published --attacker network --customers 2 --renewals 2';
    const child = spawn(process.execPath, [launcher, 'verify', ...long.split(' '), '--out', file]);
    child.stdout.once('data', () => child.kill('SIGINT'));
    const [code] = (await once(child, 'close')) as readonly number[];
    expect(code).toBe(130);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test.each([
    [join(folder, 'none', 'c.json'), 'there is no folder'],
    [folder, 'that is a folder'],
  ])('verify --out %s is wrong usage', async (out, why) => {
    await expect(verify({ out, claim: ['at-most-once'] })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(why) as string,
    });
  });

  test('verify --out with --timeout is wrong usage: the certificate would depend on the machine', async () => {
    await expect(verify({ out: file, timeout: '5' })).rejects.toMatchObject({ exitCode: 2 });
  });

  test.each([
    [join(folder, 'none.json'), 'cannot be read'],
    [inProject('package.json'), 'is no certificate'],
    [inProject('README.md'), 'no JSON at line 1, column 1'],
  ])('check %s is wrong usage', async (path, why) => {
    await expect(check(path, {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(why) as string,
    });
  });
});
