/**
 * `npm run stryker -- [area ...]`: mutants of the code, area by area, with what was found out before kept
 * (Stryker's incremental mode), and what came of it for `docs/code-mutants.json`. With `--kept` in front
 * nothing is run: what a run that was broken off has kept is written down as that. With `--argued` neither:
 * the last whole run is written down once more, by what is argued by now (`equivalent.ts`). With `--ages`
 * it is told of each area on record whether its code is as it was when its mutants were tried.
 *
 * Exits with 1 where less than nine in ten of the mutants that make a difference are killed, or where one
 * lives that no test was run against; with 2 for an area that there is not. Refuses to write down a whole
 * run of code that was changed since.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject, written } from '../docs/pages.ts';
import { type AreaName, areaNames, areas } from './areas.ts';
import { ageOf } from './code.ts';
import {
  codeRecordPath,
  codeScore,
  isEnough,
  noCodeRecord,
  readCodeRecord,
  withArea,
} from './record.ts';
import { areaRecord, settled, type StrykerReport, timed, untested, untimed } from './report.ts';

const folder = inProject('.cache/stryker');
const incrementalOf = (name: AreaName): string => `${folder}/${name}.json`;
const reportOf = (name: AreaName): string => `${folder}/${name}.report.json`;
const readReport = (path: string): StrykerReport | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StrykerReport) : undefined;

/** Has Stryker try one area. */
function reportOn(name: AreaName): StrykerReport | undefined {
  const { mutate, tests } = areas[name];
  const report = reportOf(name);
  mkdirSync(folder, { recursive: true });
  const incrementalFile = incrementalOf(name);
  const before = readReport(incrementalFile);
  if (before !== undefined) writeFileSync(incrementalFile, JSON.stringify(settled(before)));
  const settings: unknown = JSON.parse(readFileSync(inProject('stryker.config.json'), 'utf8'));
  const config = {
    ...(settings as object),
    mutate,
    checkers: ['types'],
    incrementalFile,
    jsonReporter: { fileName: report },
    // The thresholds are held to here, where it is known which mutants make no difference.
    thresholds: { high: 95, low: 90, break: null },
  };
  const file = `${folder}/${name}.config.json`;
  writeFileSync(file, JSON.stringify(config));
  const { status } = spawnSync(
    process.execPath,
    [inProject('node_modules/.bin/stryker'), 'run', file],
    {
      cwd: inProject('.'),
      stdio: 'inherit',
      env: { ...process.env, SA2PMP_TESTS: tests.join(',') },
    },
  );
  return status === 0 ? readReport(report) : undefined;
}

/** What is kept of a run that was broken off. */
function keptOf(name: AreaName): StrykerReport | undefined {
  const kept = readReport(incrementalOf(name));
  return kept && untimed(kept);
}

/** The last whole run, where the code is still the same. */
function lastOf(name: AreaName): StrykerReport | undefined {
  const last = readReport(reportOf(name));
  const isSame = Object.entries(last?.files ?? {}).every(
    ([path, { source }]) =>
      existsSync(inProject(path)) && readFileSync(inProject(path), 'utf8') === source,
  );
  return isSame ? last : undefined;
}

const ways = { '--kept': keptOf, '--argued': lastOf, tried: reportOn } as const;

/** Tries one area, or takes what is known of it, and writes it down; whether all is as it should be. */
async function tried(name: AreaName, way: keyof typeof ways): Promise<boolean> {
  const report = ways[way](name);
  if (report === undefined) {
    console.error(`${name}: Stryker did not come to an end, or the code was changed since`);
    return false;
  }
  const isKept = way === '--kept';
  const file = inProject(codeRecordPath);
  const before = existsSync(file) ? readCodeRecord() : noCodeRecord;
  const found = { ...areaRecord(name, report), ...(isKept ? { partly: true as const } : {}) };
  const write = (): string => JSON.stringify(withArea(before, found));
  writeFileSync(file, await written({ path: codeRecordPath, write }));
  const score = codeScore(found);
  console.log(
    `${name}${isKept ? ', as far as it was run' : ''}: ${found.killed} of ${found.mutants} killed, ${found.equivalent} equivalent: ${(100 * score).toFixed(1)} %`,
  );
  for (const one of found.alive) console.log(`alive: ${one}`);
  for (const one of timed(report)) console.log(`stopped by the clock alone: ${one}`);
  const unseen = untested(report);
  for (const one of unseen) console.log(`alive, and no test was run against it: ${one}`);
  return isEnough(found, unseen);
}

async function main(): Promise<number> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === '--ages') {
    for (const area of readCodeRecord().areas) console.log(`${area.area}: ${ageOf(area)}`);
    return 0;
  }
  const way = first === '--kept' || first === '--argued' ? first : 'tried';
  const named = way !== 'tried' || first === undefined ? rest : [first, ...rest];
  const unknown = named.find((name) => !areaNames.some((area) => area === name));
  if (unknown !== undefined) {
    console.error(`there is no area ${unknown}; there are ${areaNames.join(', ')}`);
    return 2;
  }
  let isRight = true;
  for (const name of areaNames.filter((area) => named.length === 0 || named.includes(area))) {
    isRight = (await tried(name, way)) && isRight;
  }
  return isRight ? 0 : 1;
}

process.exitCode = await main();
