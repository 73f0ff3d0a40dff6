import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { type Reading, readings } from '../../../model/sa2pmp/reading.ts';
import type { EvidenceFile } from '../../../src/host/evidence.ts';
import { evidenceOf } from '../../../src/host/evidence-made.ts';
import { formatVerifierKey, verifierKey } from '../../../src/log/key.ts';
import { openLog } from '../../../src/system/log.ts';
import { house } from '../../../src/system/testing/house.ts';
import { call } from './testing/door.ts';
import { folder, sa2pmp } from './testing/process.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

function written(name: string, value: unknown): string {
  const file = at.path(name);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

interface Case {
  readonly evidence: EvidenceFile;
  /** The file that says whom to trust. */
  readonly trust: Readonly<Record<string, unknown>>;
}

/** A payment of 12.50, and its record as evidence. */
async function paid(changes: Partial<Reading>, isTestified = false): Promise<Case> {
  const reading = { ...readings.published, ...changes };
  const home = house(reading);
  const { phone, wants } = home.phone('a');
  phone.install(home.enrolled('a'));
  await wants('start');
  await wants('logOn', { userid: 'a', password: 'pw of a' });
  await wants('pay', { type: 'bill', payee: 'hydro', amount: '1250 CAD' });
  const { store, publicKey: logPublicKey, signer, world } = home.log;
  const { entry, signature } = store.entry(0) ?? expect.fail('no record');
  const testimony = isTestified ? home.bank.testimony('a') : undefined;
  const shown = { entry, signature, logPublicKey, testimony, tree: undefined };
  const evidence = evidenceOf(world.algebra, reading, shown) ?? expect.fail('no evidence');
  home.close();
  const log = formatVerifierKey(verifierKey('log', signer));
  return { evidence, trust: { format: 'sa2pmp-trust', version: 1, reading, logPublicKey, log } };
}

describe('the judge', () => {
  test('blames whom the evidence blames, says for what and why: exit code 0', async () => {
    const { evidence } = await paid({});
    const { code, out } = await call('judge', written('honest.json', evidence));
    expect(code).toBe(0);
    expect(out).toContain('The judge blames the owner of account a for this order:');
    expect(out).toContain('bill 12.50 CAD to hydro');
    expect(out).toContain('because the log says so');
    expect(out).toContain('The record does not say whether the bank carried it out.');
  });

  test('blames nobody where it does not convince: exit code 1', async () => {
    const { evidence, trust } = await paid({ A20: 'signed' });
    const file = written('signed.json', evidence);
    const known = written('trust.json', trust);
    expect((await call('judge', file, '--trust', known)).code).toBe(0);
    const { logPublicKey: _, ...nobody } = trust;
    const { code, out } = await call('judge', file, '--trust', written('none.json', nobody));
    expect([code, out]).toEqual([1, 'The judge blames nobody: the evidence does not convince.\n']);
    const ended = await sa2pmp(['judge', file, '--trust', at.path('none.json')]);
    expect(ended).toEqual({ code: 1, out, err: '' });
  });

  // P-EVI-11. Kills: a judge who takes the bank's name from the evidence, or any where he knows none.
  test('has to know the name of the bank where orders name whom they are for', async () => {
    const { evidence, trust } = await paid({ A5: 'signed', A22: 'signed' }, true);
    const file = written('named.json', evidence);
    const nameless = await sa2pmp(['judge', file, '--trust', written('nameless.json', trust)]);
    expect(nameless.code).toBe(2);
    expect(nameless.err).toContain('nameless.json: "bank" is missing, the bank\'s name');
    for (const [bank, code] of [
      ['First Bank', 0],
      ['Second Bank', 1],
    ] as const) {
      const known = written(`${code}.json`, { ...trust, bank });
      expect((await sa2pmp(['judge', file, '--trust', known])).code).toBe(code);
    }
  });

  test('is told the name of the bank with the keys: First Bank unless said', async () => {
    const path = at.path('named.db');
    const log = { refused: () => undefined, fault: () => undefined, info: () => undefined };
    const made = openLog({ path, reading: { ...readings.published, A5: 'signed' }, log });
    if (!('refusal' in made)) made.close();
    for (const [words, bank] of [
      [[], 'First Bank'],
      [['--bank-name', 'Second Bank'], 'Second Bank'],
    ] as const) {
      const out = at.path(`trust-of-${bank}.json`);
      expect((await call('log', 'trust', '--data', path, '--out', out, ...words)).code).toBe(0);
      expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ bank });
    }
  });

  // Evidence chooses neither the rules nor whom to trust. Kills: the reading taken from the evidence.
  test('looks at no evidence by other rules than his own: exit code 1', async () => {
    const { evidence } = await paid({});
    const { trust } = await paid({ A20: 'merkle' });
    const file = written('invented.json', evidence);
    for (const rules of [
      ['--trust', written('strict.json', trust)],
      ['--reading', 'A22=signed'],
    ]) {
      const { code, out } = await call('judge', file, ...rules);
      expect([code, out]).toEqual([1, expect.stringContaining("by other rules than the court's")]);
    }
  });

  test('wants a place in the tree where the log is one: exit code 1', async () => {
    const { evidence, trust } = await paid({ A20: 'merkle' });
    const words = [written('m.json', evidence), '--trust', written('mt.json', trust)];
    expect((await call('judge', ...words)).out).toContain(
      'nobody: the log: the record does not stand in the tree of a head that is shown',
    );
  });

  test('cannot sit without files that are files of his: exit code 2', async () => {
    const { evidence, trust } = await paid({ A20: 'signed' });
    const file = written('e.json', evidence);
    const bad = { ...trust, log: 'x+00000000+AA==' };
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[file, '--reading', 'A20=signed'], /--trust <file> is needed/u],
      [[file, '--trust', written('t.json', trust), '--reading', 'A20=signed'], /already/u],
      [[at.path('nothing.json')], /nothing\.json cannot be read/u],
      [[written('text.json', 'hello')], /text\.json is not JSON/u],
      [[written('v.json', { ...evidence, version: 2 })], /v\.json: version/u],
      [[written('x.json', { ...evidence, extra: 1 })], /x\.json: extra/u],
      [[file, '--trust', written('b.json', bad)], /is no verifier key of a log/u],
      [[file, '--trust', written('q.json', { ...trust, quorum: -1 })], /q\.json: quorum/u],
      [[file, '--trust', file], /e\.json: /u],
    ];
    for (const [words, why] of cases) {
      const { code, refusal, out } = await call('judge', ...words);
      expect([code, out, refusal.includes('\n')]).toEqual([2, '', false]);
      expect(refusal).toMatch(why);
    }
  });
});
