/**
 * `node properties/bench/spdl-speed.ts [--untyped]`: how long files in Scyther's language take within 3
 * runs, beside the aim of issue 8; and in the same run all fillings of the runs one by one, which the
 * verdicts must not differ from.
 *
 * In turn: all files in one process, one after the other, each read and judged once, as `verify --spdl` does
 * with several; the time that somebody waits for each, the median of such processes. Alone: each file in a
 * process of its own, processor time of its first judgement and the median of later ones (its reading, the
 * start and imports not counted). Translating and collecting go on beside, so that of the first judgement the
 * time that somebody waits for it is given too. Waiting is of use on an idle machine alone. As with the command,
 * what was made of the sources before is kept (a first round, not counted, makes it).
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { inProject } from '../docs/pages.ts';
import { type Compiled, compiled } from '../spdl/compile.ts';
import { everyFilling, tellingFillings } from '../spdl/fillings.ts';
import { type FillingsOf, verified } from '../spdl/verify.ts';
import { median } from './measure.ts';

/** What one file took, in milliseconds of processor time. */
interface Timing {
  readonly first: number;
  /** The same by the clock on the wall. */
  readonly waited: number;
  readonly again: number;
  readonly oneByOne: number;
  readonly fillings: readonly [telling: number, every: number];
  readonly isSame: boolean;
}

const { values: options } = parseArgs({
  options: {
    untyped: { type: 'boolean', default: false },
    one: { type: 'string' },
    turns: { type: 'boolean', default: false },
  },
});
const bounds = { runs: 3, typed: !options.untyped, statesMax: 20_000 };
const samples = new URL('../spdl/samples/', import.meta.url);
const times = 5;
const names = readdirSync(samples).filter((name) => name.endsWith('.spdl'));

/** A file, ready to be judged. */
function fileOf(name: string): Compiled {
  const file = compiled(readFileSync(new URL(name, samples), 'utf8'));
  if (!('script' in file)) throw new Error(`bench: ${name} is not understood`);
  return file;
}

/** All files in this process, one after the other: the milliseconds that each is waited for. */
function turns(): readonly number[] {
  return names.map((name) => {
    const began = performance.now();
    verified(fileOf(name), bounds);
    return performance.now() - began;
  });
}

/** One file, in this process. */
function timed(name: string): Timing {
  const file = fileOf(name);
  const judged = (fillingsOf: FillingsOf) => {
    const [before, began] = [process.cpuUsage(), performance.now()];
    const says = verified(file, bounds, fillingsOf).map((verdict) => verdict.says);
    const waited = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    return { says: says.join(), milliseconds: (user + system) / 1000, waited };
  };
  const first = judged(tellingFillings);
  const again = median(Array.from({ length: times }, () => judged(tellingFillings).milliseconds));
  const oneByOne = judged(everyFilling);
  return {
    first: first.milliseconds,
    waited: first.waited,
    again,
    oneByOne: oneByOne.milliseconds,
    fillings: [tellingFillings(file, bounds).length, everyFilling(file, bounds).length],
    isSame: first.says === oneByOne.says,
  };
}

/** What this says in a process of its own, told so. */
function apart(words: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), ...words, ...(options.untyped ? ['--untyped'] : [])],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: inProject('.cache/compiled') },
    },
  );
  if (status !== 0) throw new Error(`bench: ${words.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Prints what is measured. */
function show(): void {
  apart(['--turns']);
  const rounds = Array.from({ length: times }, () => apart(['--turns']) as readonly number[]);
  const all = names.map((name, place) => ({
    name,
    turn: median(rounds.map((round) => round[place] ?? Number.NaN)),
    ...(apart(['--one', name]) as Timing),
  }));
  const table = new Table({
    head: [
      'file',
      'in turn ms',
      'first ms',
      'waited ms',
      'again ms',
      'one by one ms',
      'ratio',
      'fillings',
      'verdicts',
    ],
    style: { head: [], border: [] },
  });
  for (const { name, turn, first, waited, again, oneByOne, fillings, isSame } of all) {
    table.push([
      name,
      ...[turn, first, waited, again, oneByOne].map((value) => value.toFixed(0)),
      (oneByOne / again).toFixed(0),
      `${fillings[0]} of ${fillings[1]}`,
      isSame ? 'same' : 'DIFFERENT',
    ]);
  }
  console.log(table.toString());
  const under = (of: (one: (typeof all)[number]) => number): string =>
    `${all.filter((one) => of(one) < 200).length} of ${all.length}`;
  console.log(
    `aim, under 200 ms: ${under(({ turn }) => turn)} in turn; alone ${under(({ first }) => first)} at first (waited for: ${under(({ waited }) => waited)}), ${under(({ again }) => again)} once the code is warm`,
  );
  if (!all.every(({ isSame }) => isSame)) process.exitCode = 1;
}

if (options.turns) console.log(JSON.stringify(turns()));
else if (options.one === undefined) show();
else console.log(JSON.stringify(timed(options.one)));
