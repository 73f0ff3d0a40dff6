import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { checks } from './checks.ts';
import { bases, type Damage, sql } from './damage.ts';
import { damages, SPILT } from './damages.ts';
import { fsck, type Report } from './fsck.ts';
import { type LiveFiles, runSystem } from './live.ts';

const root = mkdtempSync(join(tmpdir(), 'fsck-'));
const names = Object.keys(bases) as readonly Damage['base'][];

function filesIn(directory: string): LiveFiles {
  const at = (name: string): string => join(directory, `${name}.db`);
  return {
    bank: at('bank'),
    log: at('log'),
    alice: at('alice'),
    bob: at('bob'),
    witness: at('witness'),
  };
}

beforeAll(async () => {
  for (const name of [...names, 'traced'] as const) {
    const directory = mkdtempSync(join(root, 'run-'));
    const changed = name === 'traced' ? {} : bases[name];
    const reading = { ...readings.published, ...changed };
    await runSystem({ directory, reading, tracing: name === 'traced' });
    cpSync(directory, join(root, name), { recursive: true });
  }
}, 60_000);

afterAll(() => {
  rmSync(root, { recursive: true });
});

function struck(base: string, strikes: Damage['strikes']): Report {
  const directory = mkdtempSync(join(root, 'struck-'));
  cpSync(join(root, base), directory, { recursive: true });
  const files = filesIn(directory);
  strikes(files);
  const report = fsck({ paths: Object.values(files), secrets: [SPILT] });
  if ('unusable' in report) throw new Error(report.unusable);
  return report;
}

/** The checks that broke, as `of id`. */
function broken({ results, files }: Report): readonly string[] {
  const parties = new Map(files.map(({ path, party }) => [path, party]));
  const names = results
    .filter(({ verdict }) => verdict === 'BROKEN')
    .map(({ id, file }) => {
      const party = file === undefined ? 'across' : parties.get(file);
      const of = checks.filter((check) => check.id === id).map((check) => check.of);
      const [whole] = of.filter(
        (one) => one === party || ['every', 'member', 'octets'].includes(one),
      );
      return `${whole ?? 'nobody'} ${id}`;
    });
  return [...new Set(names)].toSorted();
}

describe('damage', () => {
  test.each(names)('none: the %s system is sound', (name) => {
    expect(broken(struck(name, () => {}))).toEqual([]);
  });

  test.each(damages)('$what ($base) breaks $breaks', ({ base, strikes, breaks }) => {
    expect(broken(struck(base, strikes))).toEqual([...breaks].toSorted());
  });

  test('a line of a trace changed breaks the trace alone; secrets are not looked for there', () => {
    expect(broken(struck('traced', () => {}))).toEqual([]);
    const report = struck('traced', ({ bank }) => {
      sql(bank, "UPDATE trace SET line = line || ' ' WHERE seq = 2");
      sql(bank, `INSERT INTO meta VALUES ('x', '${SPILT}')`);
    });
    expect(broken(report)).toEqual(['member trace']);
    const [hunt] = report.results.filter(({ id }) => id === 'named-secret');
    expect(hunt?.notes.join()).toMatch(/not looked for.*trace/u);
  });

  // A check that nothing breaks alone would not be missed.
  test('every check has a damage that it alone notices', () => {
    const alone = damages
      .filter(({ breaks }) => breaks.length === 1)
      .flatMap(({ breaks }) => breaks);
    const all = checks.map(({ of, id }) => `${of} ${id}`);
    expect(new Set([...alone, 'member trace'])).toEqual(new Set(all));
  });
});
