/**
 * `node properties/bench/spdl-speed.ts [--untyped]`: how long files in Scyther's language take within 3
 * runs, beside the aim of issue 8; and in the same run all fillings of the runs one by one, which the
 * verdicts must not differ from.
 *
 * Processor time, the first judgement in a process of its own (its start and imports not counted) and
 * the median of later ones. Translating and collecting go on beside, so that of the first judgement the
 * time that somebody waits for it is given too; that is of use on an idle machine alone.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { compiled } from '../spdl/compile.ts';
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
  options: { untyped: { type: 'boolean', default: false }, one: { type: 'string' } },
});
const bounds = { runs: 3, typed: !options.untyped, statesMax: 20_000 };
const samples = new URL('../spdl/samples/', import.meta.url);
const times = 5;

/** One file, in this process. */
function timed(name: string): Timing {
  const file = compiled(readFileSync(new URL(name, samples), 'utf8'));
  if (!('script' in file)) throw new Error(`bench: ${name} is not understood`);
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

/** One file, in a process of its own. */
function timedApart(name: string): Timing {
  const words = [fileURLToPath(import.meta.url), '--one', name];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    options.untyped ? [...words, '--untyped'] : words,
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`bench: ${name}: ${stderr}`);
  return JSON.parse(stdout) as Timing;
}

if (options.one === undefined) {
  const names = readdirSync(samples).filter((name) => name.endsWith('.spdl'));
  const all = names.map((name) => ({ name, ...timedApart(name) }));
  const table = new Table({
    head: [
      'file',
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
  for (const { name, first, waited, again, oneByOne, fillings, isSame } of all) {
    table.push([
      name,
      ...[first, waited, again, oneByOne].map((value) => value.toFixed(0)),
      (oneByOne / again).toFixed(0),
      `${fillings[0]} of ${fillings[1]}`,
      isSame ? 'same' : 'DIFFERENT',
    ]);
  }
  console.log(table.toString());
  const under = (of: (timing: Timing) => number): number =>
    all.filter((timing) => of(timing) < 200).length;
  console.log(
    `aim, under 200 ms: ${under(({ first }) => first)} of ${all.length} at first (waited for: ${under(({ waited }) => waited)}), ${under(({ again }) => again)} of ${all.length} once the code is warm`,
  );
  if (!all.every(({ isSame }) => isSame)) process.exitCode = 1;
} else {
  console.log(JSON.stringify(timed(options.one)));
}
