import { describe, expect, test } from 'vitest';
import { equivalents } from './equivalent.ts';
import { codeScore, isEnough } from './record.ts';
import { areaRecord, settled, type StrykerReport, untested, untimed } from './report.ts';

type Mutant = StrykerReport['files'][string]['mutants'][number];

const at = { start: { line: 2, column: 3 } };
const mutant = (status: string, more: Partial<Mutant> = {}): Mutant => ({
  ...{ mutatorName: 'BlockStatement', replacement: '{}', location: at, coveredBy: ['t'] },
  status,
  ...more,
});
const reportOf = (...mutants: readonly Mutant[]): StrykerReport => ({
  files: { 'a.ts': { source: 'one\n  two();\n', mutants } },
});
const name = 'a.ts: two();: BlockStatement at 3: {}';
const bySteps = { statusReason: 'Hit limit reached (9/8)' };
const times = (count: number, one: Mutant): readonly Mutant[] =>
  Array.from({ length: count }, () => one);

describe('what Stryker reports', () => {
  test('counts what was killed or ran for ever, and what lives by name; what does not compile is none', () => {
    const all = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError', 'RuntimeError'];
    const record = areaRecord('host', reportOf(...all.map((status) => mutant(status))));
    expect(record).toMatchObject({ area: 'host', mutants: 4, killed: 2, equivalent: 0 });
    expect(record.alive).toEqual([name, name]);
    expect(record.byClock).toBe(1);
    expect(areaRecord('host', reportOf(mutant('Killed'), mutant('Timeout', bySteps))).byClock).toBe(
      undefined,
    );
    expect(codeScore(record)).toBe(0.5);
  });

  test('counts what lives with an argument for equivalent', () => {
    const [known = ''] = equivalents[0]?.mutants ?? [];
    const [path = '', text = '', mutatorName = '', replacement = ''] =
      /^(.*?): (.*): (\w+) at 23: (.*)$/u.exec(known)?.slice(1) ?? [];
    const location = { start: { line: 1, column: 23 } };
    const argued = { ...mutant('Survived'), mutatorName, replacement, location };
    const report = { files: { [path]: { source: text, mutants: [argued, mutant('Killed')] } } };
    expect(areaRecord('codec', report)).toMatchObject({ mutants: 2, equivalent: 1, alive: [] });
    expect(
      untested({ files: { [path]: { source: text, mutants: [{ ...argued, coveredBy: [] }] } } }),
    ).toEqual([]);
  });
});

describe('an area', () => {
  const record = (killed: number, alive: number) =>
    areaRecord(
      'host',
      reportOf(...times(killed, mutant('Killed')), ...times(alive, mutant('Survived'))),
    );

  test('is enough from nine in ten on', () => {
    expect(isEnough(record(9, 1), [])).toBe(true);
    expect(isEnough(record(89, 11), [])).toBe(false);
  });

  test('is not where one lives that no test was run against, or only some were tried', () => {
    expect(untested(reportOf(mutant('NoCoverage'), mutant('Killed')))).toEqual([name]);
    expect(untested(reportOf(mutant('Survived', { coveredBy: [] })))).toEqual([name]);
    expect(untested(reportOf(mutant('Survived')))).toEqual([]);
    const onLoading = { coveredBy: [], static: true, testsCompleted: 9 };
    expect(untested(reportOf(mutant('Survived', onLoading)))).toEqual([]);
    expect(isEnough(record(99, 1), [name])).toBe(false);
    expect(isEnough({ ...record(99, 1), partly: true }, [])).toBe(false);
  });
});

describe('what is tried again', () => {
  const byClock = mutant('Timeout');
  const onLoading = mutant('Survived', { static: true });
  const unseen = mutant('NoCoverage');
  const others = [
    mutant('Survived'),
    mutant('Killed', { static: true }),
    mutant('Timeout', bySteps),
  ];
  const kept = ({ files }: StrykerReport) => files['a.ts']?.mutants;

  test('is what the clock alone stopped, what lives in code that is run on loading, and what nothing was run against', () => {
    const all = [byClock, onLoading, unseen, ...others];
    expect(kept(untimed(reportOf(...all)))).toEqual([onLoading, unseen, ...others]);
    expect(kept(settled(reportOf(...all)))).toEqual(others);
  });
});
