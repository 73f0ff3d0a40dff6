/**
 * The gate: its exit codes, and its reports as the programs read them that they are for.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { certifiedAnew } from '../certificate/again.ts';
import type { Certificate } from '../certificate/schema.ts';
import { certificateIn } from '../certificate/read.ts';
import { gate, type GateWords } from '../cli/gate.ts';
import { inProject } from '../docs/pages.ts';
import { protocol } from '../verdict/protocols.ts';
import { toldOf } from './cells.ts';
import { compare, type RuleId } from './compare.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { junitXml } from './junit.ts';
import { type SarifLocation, type SarifLog, sarifProblems } from './testing/sarif-schema.ts';
import { heard } from '../cli/testing/said.ts';

const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-gate-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const inFolder = (name: string): string => join(folder, name);

const asked = ['agreement-order', 'at-most-once'];
const text = await certifiedAnew(
  {
    protocols: [protocol('published')],
    attackers: [network],
    claims: claims.filter(({ id }) => asked.includes(id)),
    bounds: { ...defaultBounds, sessions: 1, statesMax: 1000 },
    manner: { engine: 'explicit', untyped: false, attacks: 1, coverage: false },
  },
  { threads: 1, timeoutMs: Infinity, goesOn: () => true },
);
const read = certificateIn(text);
if (!read.isOne) throw new Error(read.problems.join());
const { certificate } = read;
const met = expectationsOf(certificate);

writeFileSync(inFolder('certificate.json'), text);

/** What was said on standard output. */
const said = heard();

/** Runs the gate on the certificate with expectations, written to a file first. */
function gated(expected: unknown, words: Partial<GateWords> = {}): Promise<number> {
  const expect_ = inFolder('expect.json');
  writeFileSync(expect_, JSON.stringify(expected));
  return gate({ expect: expect_, certificate: inFolder('certificate.json'), ...words });
}

/** The expectations with one cell otherwise. */
function expecting(claim: string, verdict: 'holds' | 'attack' | 'any'): Expectations {
  const { published = {} } = met.cells;
  return {
    ...met,
    cells: { published: { network: { ...published['network'], [claim]: verdict } } },
  };
}

const differing = expecting('at-most-once', 'holds');

/** An answer with verdicts otherwise. */
function answering(change: Partial<Certificate['verdicts'][number]>): Certificate {
  const verdicts = certificate.verdicts.map((record) =>
    record.verdict === 'holds' ? { ...record, ...change } : record,
  );
  return { ...certificate, verdicts };
}

const rulesOf = (expected: Expectations, answer: Certificate = certificate): readonly RuleId[] =>
  compare(expected, answer, 'expectations').map(({ rule }) => rule);

describe('the gate', () => {
  test('ends with 0 where everything is as expected, whatever is expected of the rest', async () => {
    expect(await gated(met)).toBe(0);
    expect(said()).toContain('gate: as expected');
    expect(await gated(expecting('at-most-once', 'any'))).toBe(0);
  });

  // Kills: a difference that is told and not counted; the step at which the attack departs.
  test('ends with 1 where a claim falls that was to hold, and says the step in one line', async () => {
    expect(await gated(differing)).toBe(1);
    const lines = said().split('\n');
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const one = said().replaceAll(/\n\s+/gu, ' ');
    expect(one).toMatch(
      /published\/network\/at-most-once: holds -> attack at step (\d+)\/\1: message #\d+ put in for bank:alice/u,
    );
  });

  test('asks the question of the expectations where no answer is named', async () => {
    const out = inFolder('asked.json');
    expect(await gated(met, { certificate: undefined as never, out, workers: '1' })).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(text);
  });

  test('ends with 3 where nothing differs but what was given up', async () => {
    const open = answering({ verdict: 'inconclusive' });
    expect(compare(met, open, 'expectations').map(({ rule }) => rule)).toEqual(['inconclusive']);
    const tight = { ...met, bounds: { ...met.bounds, statesMax: 2 } };
    expect(await gated(tight, { certificate: undefined as never, workers: '1' })).toBe(3);
  });

  // Kills: an interrupted answer that is judged, or kept.
  test('ends with 130 where it is interrupted, and neither judges nor writes anything', async () => {
    const out = inFolder('interrupted.json');
    const whole = { ...met, bounds: { ...met.bounds, sessions: 3, statesMax: 1_000_000 } };
    const ending = gated(whole, { certificate: undefined as never, out, workers: '1' });
    setTimeout(() => process.emit('SIGINT'), 50);
    expect(await ending).toBe(130);
    expect([said(), existsSync(out)]).toEqual(['', false]);
  });

  test.each([
    [{ ...met, version: 2 }, {}, '/version'],
    [
      { ...met, cells: { published: { nobody: { 'at-most-once': 'holds' } } } },
      { certificate: undefined as never },
      'nobody',
    ],
    [
      {
        ...met,
        protocols: { mine: { changes: {}, omitted: [] } },
        cells: { mine: met.cells['published'] },
      },
      { certificate: undefined as never },
      'one of your own needs --use',
    ],
    [met, { yes: true }, '--update'],
    [met, { junit: join(folder, 'none', 'x.xml') }, 'no folder'],
    [met, { baseline: inProject('package.json') }, 'no certificate'],
    [met, { expect: join(folder, 'none.json') }, 'cannot be read'],
  ])('ends with 2 on what makes no sense: %#', async (expected, words, why) => {
    await expect(gated(expected, words)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(why) as string,
    });
  });

  test('a damaged answer is no answer', async () => {
    const damaged = inFolder('damaged.json');
    writeFileSync(damaged, text.replace('"statesMax": 1000', '"statesMax": 9999'));
    await expect(gated(met, { certificate: damaged })).rejects.toMatchObject({ exitCode: 2 });
  });

  test('writes expectations only when told to, having shown the difference; then they are met', async () => {
    const file = inFolder('expect.json');
    await expect(gated(differing, { update: true })).rejects.toMatchObject({ exitCode: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(differing);
    expect(await gated(differing, { update: true, yes: true })).toBe(0);
    expect(said()).toContain('holds -> attack');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(met);
    rmSync(file);
    const first = { expect: file, certificate: inFolder('certificate.json') };
    expect(await gate({ ...first, update: true, yes: true })).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(await gate(first)).toBe(0);
  });
});

describe('a target beside the expectations', () => {
  // Where nothing listens: a target that cannot be tried.
  const target = 'http://127.0.0.1:9';

  // Kills: an option that is passed over in silence.
  test.each([
    [{ certificate: 'x' }, '--certificate'],
    [{ baseline: 'x' }, '--baseline'],
    [{ update: true }, '--update'],
    [{ yes: true }, '--yes'],
    [{ out: 'x' }, '--out'],
    [{ use: ['x'] }, '--use'],
    [{ workers: '1' }, '--workers'],
  ] as const)(
    'alone does not take %j, and says which two do not go together',
    async (words, option) => {
      await expect(gate({ target, ...words })).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(new RegExp(`^${option} .*--target`, 'u')) as string,
      });
    },
  );

  test.each([
    ['runs', '--runs'],
    ['seed', '--seed'],
    ['path', '--path'],
    ['targetLog', '--target-log'],
    ['targetBank', '--target-bank'],
  ])('is what %s needs', async (name, option) => {
    await expect(gated(met, { [name]: '1' })).rejects.toMatchObject({
      exitCode: 2,
      message: `${option} is for --target <url>`,
    });
  });

  test.each(['targetLog', 'targetBank'])('has %s at an address', async (name) => {
    await expect(gate({ target, [name]: 'nowhere' })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^--target-(log|bank) takes the address of .*"nowhere"$/u,
      ) as string,
    });
  });

  test('is refused a file that cannot be written before it is tried', async () => {
    const junit = join(folder, 'none', 'x.xml');
    await expect(gate({ target, junit })).rejects.toMatchObject({ exitCode: 2 });
  });

  // Kills: the report of one of them left out, or written over the other's.
  test('is told of in the same files, and the exit code is the worse', async () => {
    const files = {
      junit: inFolder('both.xml'),
      sarif: inFolder('both.sarif'),
      markdown: inFolder('both.md'),
    };
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await gated(met, { target, ...files })).toBe(3);
    expect(await gated(differing, { target, ...files })).toBe(1);
    const suites = tagsIn(readFileSync(files.junit, 'utf8')).filter(
      (tag) => tag.name === 'testsuite',
    );
    expect(suites.map(({ attributes }) => attributes)).toMatchObject([
      { name: 'sa2pmp gate', failures: '1', skipped: '0' },
      { name: 'sa2pmp gate --target', tests: '1', failures: '0', skipped: '1' },
    ]);
    const log = JSON.parse(readFileSync(files.sarif, 'utf8')) as SarifLog;
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs.map(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([
      ['new-attack'],
      ['law/contract'],
    ]);
    expect(readFileSync(files.markdown, 'utf8').match(/^### .*$/gmu)).toEqual([
      '### sa2pmp gate: differs',
      '### sa2pmp gate --target: inconclusive',
    ]);
  });
});

describe('a difference', () => {
  const lost = {
    published: {
      network: { ...met.cells['published']?.['network'], 'secrecy-key': 'holds' as const },
    },
  };
  const cases: readonly (readonly [RuleId, Expectations, Certificate?])[] = [
    ['new-attack', differing],
    ['attack-not-found', expecting('agreement-order', 'attack')],
    ['vacuous', met, answering({ vacuous: true })],
    ['lost-claim', { ...met, cells: lost }],
    ['weaker-assumption', { ...met, assumptions: met.assumptions.slice(1) }],
    ['smaller-bound', { ...met, bounds: { ...met.bounds, renewals: 1 } }],
    [
      'less-coverage',
      {
        ...met,
        protocols: {
          published: { changes: {}, omitted: [], coverage: { states: 1, transitions: 0 } },
        },
      },
    ],
    [
      'other-protocol',
      { ...met, protocols: { published: { changes: { A7: 'signatures' }, omitted: [] } } },
    ],
  ];
  test.each(cases.map(([rule, expected, answer]) => ({ rule, expected, answer })))(
    '$rule is found, and nothing else',
    ({ rule, expected, answer }) => {
      expect(rulesOf(expected, answer)).toEqual([rule]);
    },
  );

  test('from the last release is told as such', async () => {
    expect(await gated(met, { baseline: inFolder('certificate.json') })).toBe(0);
    const released = expectationsOf(answering({}));
    const broken = { ...released, cells: differing.cells };
    expect(compare(broken, certificate, 'baseline').map(({ against }) => against)).toEqual([
      'baseline',
    ]);
  });
});

/** The tags of an XML document, in order; one that is not well-formed is refused. */
function tagsIn(xml: string): readonly {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}[] {
  const tags: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] =
    [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => tags.push({ name, attributes }));
  parser.write(xml).close();
  return tags;
}

/** The line of the source that a location names. */
function sourceAt({ physicalLocation }: SarifLocation): string {
  const { artifactLocation, region } = physicalLocation;
  const lines = readFileSync(inProject(artifactLocation.uri), 'utf8').split('\n');
  return lines[region.startLine - 1] ?? '';
}

describe('a report', () => {
  const files = {
    junit: inFolder('j.xml'),
    sarif: inFolder('s.sarif'),
    markdown: inFolder('m.md'),
  };

  // Kills: text that is not escaped, counts that do not add up, cases left out.
  test('in JUnit is read by an XML library: a case for each cell, a failure for each difference', async () => {
    await gated(differing, files);
    const tags = tagsIn(readFileSync(files.junit, 'utf8'));
    const named = (name: string): readonly Readonly<Record<string, string>>[] =>
      tags.filter((tag) => tag.name === name).map(({ attributes }) => attributes);
    expect(named('testsuite')).toMatchObject([{ tests: '2', failures: '1', skipped: '0' }]);
    expect(named('testcase').map(({ name }) => name)).toEqual(asked);
    expect(named('failure')).toMatchObject([
      { type: 'new-attack', message: expect.stringContaining('holds -> attack') as string },
    ]);
  });

  // Kills: a character that is left as it is, in text or in an attribute.
  test('in JUnit says what it says, whatever characters are in it', () => {
    const says = `<a href="x"> & 'b' ]]> \u0000`;
    const finding = { rule: 'lost-claim', against: 'baseline', at: '/cells', says } as const;
    const findings = [finding];
    const report = { certificate, expected: met, findings, outcome: 'differs', file: 'x' } as const;
    const told = tagsIn(junitXml([toldOf(report)])).filter(({ name }) => name === 'failure');
    expect(told.map(({ attributes }) => attributes['message'])).toEqual([
      says.replace('\u0000', '\uFFFD'),
    ]);
  });

  // Kills: a member that is misspelt, a level that there is not, a rule or a message left out.
  test('in SARIF is valid by the published schema, whether something differs or nothing does', async () => {
    const logged = async (expected: Expectations): Promise<unknown> => {
      await gated(expected, files);
      return JSON.parse(readFileSync(files.sarif, 'utf8'));
    };
    expect(sarifProblems(await logged(differing))).toEqual([]);
    expect(sarifProblems(await logged(met))).toEqual([]);
    const misspelt = JSON.parse(
      readFileSync(files.sarif, 'utf8').replace('"driver"', '"drivers"'),
    ) as unknown;
    expect(sarifProblems(misspelt)).toEqual(
      expect.arrayContaining([".runs[0].tool should have required property 'driver'"]),
    );
  });

  // Kills: a line of the source that is not the one.
  test('in SARIF leads through lines that say what happens, to the statement that breaks the claim', async () => {
    await gated(differing, files);
    const log = JSON.parse(readFileSync(files.sarif, 'utf8')) as SarifLog;
    const results = log.runs.flatMap((run) => run.results);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['new-attack', 'error']]);
    const flows = results.flatMap(({ codeFlows = [] }) => codeFlows);
    const steps = flows
      .flatMap(({ threadFlows }) => threadFlows)
      .flatMap(({ locations }) => locations.map(({ location }) => location));
    expect(steps.length).toBeGreaterThan(10);
    for (const step of steps) {
      const [, last = ''] = /(\S+)$/u.exec(step.message?.text ?? '') ?? [];
      expect(sourceAt(step), step.message?.text).toContain(last);
    }
    const [broken] = results.flatMap(({ locations }) => locations);
    expect(broken && sourceAt(broken)).toContain("about: 'posted'");
  });

  test('in Markdown escapes what would be markup, and as JSON has every difference', async () => {
    await gated(differing, { ...files, json: true });
    expect(readFileSync(files.markdown, 'utf8')).toContain(String.raw`holds -\> attack`);
    const report = JSON.parse(said()) as { outcome: string; findings: { rule: string }[] };
    expect([report.outcome, report.findings.map(({ rule }) => rule)]).toEqual([
      'differs',
      ['new-attack'],
    ]);
  });
});
