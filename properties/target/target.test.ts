import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { listen } from '../../src/adapters/http/server.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { gate } from '../cli/gate.ts';
import { inProject } from '../docs/pages.ts';
import { junitXml } from '../gate/junit.ts';
import { markdown } from '../gate/markdown.ts';
import { sarif } from '../gate/sarif.ts';
import { type SarifLog, sarifProblems } from '../gate/testing/sarif-schema.ts';
import { contractAt, isContractBroken } from './contract.ts';
import { type FlawName, flaws } from './flaws.ts';
import { judged, type Judged, type Manner } from './judged.ts';
import { handedOn, own, type OwnOptions } from './own.ts';
import { outcomeOf, targetLines, targetTold } from './told.ts';

const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What is found of our own system. */
async function found(options: OwnOptions, manner: Partial<Manner> = {}): Promise<Judged> {
  const served = await own(options);
  const contract = contractAt(served.places);
  closing.push(contract.close, served.close);
  return judged(contract, { runs: 0, seed: 1, length: 8, ...manner });
}

/** The trials that did not end as expected. */
function otherwise({ trials }: Judged): readonly string[] {
  return trials.filter(({ outcome }) => outcome !== 'as expected').map(({ id }) => id);
}

describe('our own system as a target', () => {
  test.each([
    ['repaired', 36],
    ['published', 20],
  ] as const)('%s: laws, attacks and schedules end as the model says', async (protocol, most) => {
    const all = await found({ protocol }, { runs: 2 });
    expect(all.trials.filter(({ outcome }) => outcome !== 'as expected')).toEqual([]);
    expect(all.trials).toHaveLength(most);
    expect(outcomeOf(all)).toBe('as expected');
  });
});

/** The trials that find each flaw; what is not here is kept in spite of it. */
const finds: Readonly<Record<FlawName, readonly string[]>> = {
  twice: ['pays', 'line-lost', 'schedules'],
  signature: ['signature'],
  password: ['password'],
  causes: ['uniform-refusals'],
  durability: ['durability'],
  word: ['line-forged-word'],
  hasty: ['line-at-most-once', 'line-no-word', 'line-forged-word'],
  drops: ['log-once'],
  alters: ['log-records', 'log-judge', 'line-records'],
  forks: ['log-append-only'],
  tree: ['log-included', 'log-judge'],
  forgets: ['log-aborted'],
};

describe('a flawed copy', () => {
  test.each(Object.entries(finds))('%s is found, by %j', async (name, laws) => {
    const flaw = flaws[name as FlawName];
    const only = (id: string): boolean => [...laws, 'funds'].includes(id);
    const all = await found({ protocol: 'repaired', flaw }, { only, runs: 1, length: 3 });
    expect(otherwise(all)).toEqual(laws);
    expect(outcomeOf(all)).toBe('differs');
  });

  test('has its schedules shrunk, and seed and path have the failing one again', async () => {
    const only = (id: string): boolean => id === 'schedules';
    const options = { protocol: 'repaired', flaw: flaws.twice } as const;
    const short = { only, runs: 1, length: 3 };
    const why = async (path?: string): Promise<string> => {
      const all = await found(options, { ...short, path });
      return all.trials[0]?.why ?? '';
    };
    const first = await why();
    const [, path] = /--path ([\d:]+)/u.exec(first) ?? [];
    expect(first).toMatch(/after: \w+ \d+ \(/u);
    expect(path).toBeDefined();
    const steps = (text: string): string | undefined => /after: ([^(]*)/u.exec(text)?.[1];
    expect(steps(await why(path))).toBe(steps(first));
  });
});

describe('a target whose parties have no address of their own', () => {
  // Kills: laws passed over in silence.
  test('is tried without what needs one, and each law that is left out is named by its option', async () => {
    const served = await own({ protocol: 'repaired' });
    const contract = contractAt({ setup: served.places.setup });
    closing.push(contract.close, served.close);
    const only = (id: string): boolean => ['funds', 'log-once', 'line-no-word'].includes(id);
    const all = await judged(contract, { runs: 0, seed: 1, length: 1, only });
    expect(all.trials.map(({ id, outcome }) => [id, outcome])).toEqual([['funds', 'as expected']]);
    const left = all.untried.map(({ option, laws }) => [option, laws.length]);
    expect(left).toEqual([
      ['--target-log', 7],
      ['--target-bank', 4],
    ]);
    const text = targetLines((_, ...words) => words.join(''), all).join('\n');
    expect(text.replaceAll(/\s+/gu, ' ')).toMatch(
      /without --target-log: log-records, .*--target-bank: line-/u,
    );
  });

  // Kills: the log's word believed where a party does not answer.
  test('a log that shows no heads leaves what needs them not judged, by the post that is missing', async () => {
    const served = await own({ protocol: 'repaired' });
    const { setup, log } = served.places;
    const deaf = await listen({
      ...{ host: '127.0.0.1', port: 0, limits: defaultHttpLimits },
      refused: { status: 404, body: {} },
      routes: handedOn(['/frames', '/notices', '/records'], () => log).routes,
    });
    const contract = contractAt({ setup, log: deaf.url });
    closing.push(contract.close, () => deaf.close(0), served.close);
    const only = (id: string): boolean => ['log-records', 'log-included'].includes(id);
    const all = await judged(contract, { runs: 0, seed: 1, length: 1, only });
    expect(all.trials.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['log-records', 'as expected'],
      ['log-included', 'not judged'],
    ]);
    expect(all.trials[1]?.why).toBe(`${deaf.url}/head: status 404`);
    expect(outcomeOf(all)).toBe('inconclusive');
  });
});

describe('the reports on a target', () => {
  const all: Judged = {
    protocol: 'repaired',
    trials: [
      { kind: 'law', id: 'pays', says: 'it pays', outcome: 'as expected', why: 'kept' },
      { kind: 'law', id: 'funds', says: 'no more', outcome: 'differs', why: '<1> more' },
      { kind: 'attack', id: 'w25-paid-or-not', says: 'hidden', outcome: 'not judged', why: 'away' },
      { kind: 'schedules', id: 'schedules', says: 'random', outcome: 'differs', why: 'lost' },
    ],
    isWhole: true,
    untried: [],
  };
  const told = targetTold(all, 'http://target.example');

  // Kills: a trial left out, one that was not judged counted as failed or as good.
  test('as JUnit have a case for each trial', () => {
    const xml = junitXml([told]);
    expect(xml).toContain(
      '<testsuite name="sa2pmp gate --target" tests="4" failures="2" errors="0" skipped="1">',
    );
    expect(xml.match(/<testcase classname="[^"]*" name="[^"]*"/gu)).toHaveLength(4);
    expect(xml).toContain('<failure type="law/funds" message="law/funds: &lt;1&gt; more">');
  });

  // Kills: a place where the trial is not written, a member that the format has not.
  test('as SARIF are valid, and lead to where the trial is written', () => {
    const log = sarif([told], { name: 'sa2pmp', version: '0.0.0' }) as SarifLog;
    expect(sarifProblems(JSON.parse(JSON.stringify(log)))).toEqual([]);
    const results = log.runs.flatMap((run) => run.results);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['law/funds', 'error'],
      ['attack/w25-paid-or-not', 'warning'],
      ['schedules/schedules', 'error'],
    ]);
    for (const {
      ruleId,
      locations: [place],
    } of results) {
      const { artifactLocation, region } = place?.physicalLocation ?? {};
      const text = readFileSync(inProject(artifactLocation?.uri ?? ''), 'utf8');
      const [, id = ''] = ruleId.split('/');
      expect(text.split('\n')[(region?.startLine ?? 0) - 1]).toContain(`id: '${id}'`);
    }
  });

  test('as Markdown have every trial, those that differ first', () => {
    const page = markdown([told]);
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.slice(0, 5).join()).toMatch(
      /law\/funds: .*attack\/w25-paid-or-not: away.*schedules: lost/u,
    );
    expect(rows.slice(5).join()).toContain('| law pays | it pays: kept |');
  });

  // Kills: files that are not written for a target, as it was.
  test('are written by the command, of a flawed copy too', async () => {
    const served = await own({ protocol: 'published', flaw: flaws.signature });
    const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-target-test-'));
    closing.push(served.close, () => {
      rmSync(folder, { recursive: true });
    });
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const junit = join(folder, 'target.xml');
    const code = await gate({ target: served.places.setup, runs: '0', junit });
    vi.restoreAllMocks();
    expect(code).toBe(1);
    const failed = [...readFileSync(junit, 'utf8').matchAll(/<failure type="([^"]*)"/gu)];
    // A phone whose key was replaced pays on: nobody looks at its signature.
    expect(failed.map(([, type]) => type)).toEqual(['law/signature', 'attack/w18-lock-out-by-sms']);
  });
});

describe('a target that does not keep to the contract', () => {
  const broken = async (body: unknown): Promise<unknown> => {
    const answer = () => ({ status: 200, body });
    const served = await listen({
      ...{ host: '127.0.0.1', port: 0, limits: defaultHttpLimits },
      refused: { status: 404, body: {} },
      routes: { '/reset': () => ({ status: 200, body: {} }), '/about': answer },
    });
    const contract = contractAt({ setup: served.url });
    closing.push(contract.close, () => served.close(0));
    return judged(contract, { runs: 0, seed: 1, length: 8 }).catch((error: unknown) => error);
  };

  test.each([
    [{}, 'format'],
    [{ format: 'sa2pmp-target', version: 1, protocol: 'mine', gateway: 'http://x' }, 'protocol'],
    [{ format: 'sa2pmp-target', version: 1, protocol: 'repaired', gateway: 'x' }, 'gateway'],
  ])('%j is refused by its field', async (body, field) => {
    const error = await broken(body);
    expect(isContractBroken(error)).toBe(true);
    expect(String(error)).toMatch(new RegExp(`/about: ${field}: `, 'u'));
  });
});
