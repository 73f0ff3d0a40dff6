/**
 * `npm run bench`: how fast and how large, against the aims of issue 2. Figures, not tests: they
 * depend on the machine. `--json` prints them as one object; `--runs n` sets how many runs a
 * median is of.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { classics } from './classics.ts';
import { growth } from './growth.ts';
import { matrixCost } from './matrix-cost.ts';
import type { Figure } from './measure.ts';
import { questionCost } from './questions.ts';
import { scheduleSpeed } from './schedules.ts';
import { reductionsWorth, searchSpeed } from './search.ts';
import { stepSpeed } from './steps.ts';
import { tableCost } from './table-cost.ts';

/** A figure with three significant digits, or whole. */
function shown(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** Whether the aim is met; nothing where there is none. */
function met({ aim, value }: Figure): boolean | undefined {
  if (aim === undefined) return undefined;
  return aim.than === 'under' ? value < aim.value : value > aim.value;
}

function row(figure: Figure): readonly string[] {
  const { what, value, unit, aim } = figure;
  const aimed = aim === undefined ? '' : `${aim.than} ${shown(aim.value)}`;
  const judged = { true: 'met', false: 'MISSED', undefined: '' }[String(met(figure))] ?? '';
  return [what, `${shown(value)} ${unit}`.trim(), aimed, judged];
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
  },
});
const runs = Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1');

// The steps first: the searches leave a large heap behind, and collecting it falls on what follows.
const figures = [
  ...stepSpeed(runs),
  ...(await scheduleSpeed(runs)),
  ...classics(runs),
  ...questionCost(),
  ...searchSpeed(runs),
  ...reductionsWorth(),
  ...tableCost(runs),
  ...growth(),
  ...matrixCost(),
];
const machine = {
  node: process.versions.node,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGigabytes: Math.round(totalmem() / 1e9),
};

if (options.json) {
  const judged = figures.map((figure) => ({ ...figure, met: met(figure) }));
  console.log(JSON.stringify({ machine, runs, figures: judged }, null, 2));
} else {
  const { node, cores, cpu, memoryGigabytes } = machine;
  console.log(
    `Node ${node}, ${cores} cores (${cpu}), ${memoryGigabytes} GB; medians of ${runs} runs.`,
  );
  const table = new Table({
    head: ['what', 'figure', 'aim', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'left'],
  });
  for (const figure of figures) table.push([...row(figure)]);
  console.log(table.toString());
}
