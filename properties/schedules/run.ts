/**
 * `npm run schedules`: random schedules on every level, by a budget or for a time.
 *
 * Progress goes to standard error, figures and failures to standard output. A soak keeps where it is in
 * a file after each block and goes on from there; Ctrl-C keeps what is done. Exits with 0 when nothing
 * broke, 1 when something did, 2 when it is asked something that it does not understand.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Budget, type BudgetName, budgets } from '../budget.ts';
import type { Block, BlockDone, Failure } from './campaign.ts';
import { addAll, type Figures, sorted } from './figures.ts';
import { type LevelId, levelIds } from './level.ts';
import { runMany } from './many.ts';
import { shortfalls } from './minima.ts';

const help = `npm run schedules -- [--budget name] [--for time] [options]

Random schedules: whole worlds, what people want in them, what the attacker does, which faults strike;
on terms, on terms and octets in lockstep, and on the running system (docs/schedules.md).

  --budget name    quick, full or soak: how much (full; with --for: soak, again and again)
  --for time       go on for so long: 8h, 30m, 90s
  --level name     this level only: ${levelIds.join(', ')}
  --seed n         which schedules (20090823)
  --workers n      threads (one for each core); the same is done by any number
  --state file     where a run is kept, to be gone on with (schedules-state.json with --for)
  --failures file  where each failure is added, as a token (schedules-failures.txt)
  --first          end at the first failure
  --figures        print every figure, those of the charts as well
  --help           this text

Examples:
  npm run schedules -- --budget full
  npm run schedules -- --for 8h --seed 7
  npm run schedules -- --budget full --level openssl

Exit codes: 0 nothing broke, 1 something did, 2 wrong usage, 130 interrupted.`;

/** What is kept of a run. */
interface State {
  readonly version: 1;
  readonly seed: number;
  readonly budget: BudgetName;
  readonly levels: readonly LevelId[];
  /** How many blocks are done, in their order. */
  readonly done: number;
  readonly figures: readonly (readonly [string, number])[];
  readonly failures: readonly Failure[];
  /** What was done, in one digest for each block. */
  readonly digests: readonly string[];
}

/** A mistake of the caller's, in a line. */
function usage(what: string): Error {
  const error = new Error(what);
  error.name = 'Usage';
  return error;
}

function wordsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        budget: { type: 'string' },
        for: { type: 'string' },
        level: { type: 'string', multiple: true },
        seed: { type: 'string', default: '20090823' },
        workers: { type: 'string' },
        state: { type: 'string' },
        failures: { type: 'string', default: 'schedules-failures.txt' },
        figures: { type: 'boolean', default: false },
        first: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** A time such as 8h, in milliseconds. */
export function durationMs(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  const ms = Number(number) * (unitMs[unit] ?? NaN);
  if (!(ms > 0)) throw usage(`--for takes a time such as 8h, 30m or 90s, not "${text}"`);
  return ms;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw usage(`--${name} takes a whole number from ${least} on, not "${text}"`);
  }
  return value;
}

function budgetNamed(text: string): BudgetName {
  const found = (Object.keys(budgets) as BudgetName[]).find((name) => name === text);
  if (found === undefined) throw usage(`no budget "${text}": ${Object.keys(budgets).join(', ')}`);
  return found;
}

function levelNamed(text: string): LevelId {
  const found = levelIds.find((id) => id === text);
  if (found === undefined) throw usage(`no level "${text}": ${levelIds.join(', ')}`);
  return found;
}

/** The blocks of one round, cheap levels first. */
export function blocksOf(
  { seed, budget, levels }: Pick<State, 'seed' | 'budget' | 'levels'>,
  round: number,
): readonly Block[] {
  const of: Budget = budgets[budget];
  return levels.flatMap((level) =>
    Array.from({ length: of[level].blocks }, (_, place) => ({
      ...{ level, seed, number: round * of[level].blocks + place },
      ...{ worlds: of[level].worlds, schedules: of[level].schedules },
    })),
  );
}

/** A run that was kept, if it is one of the same kind. */
function kept(path: string, fresh: State): State {
  if (!existsSync(path)) return fresh;
  let read: State;
  try {
    read = JSON.parse(readFileSync(path, 'utf8')) as State;
  } catch {
    throw usage(`${path} is no run that was kept: it is not JSON`);
  }
  const same = (['version', 'seed', 'budget'] as const).every((key) => read[key] === fresh[key]);
  if (!same || JSON.stringify(read.levels) !== JSON.stringify(fresh.levels)) {
    throw usage(`${path} is of another run: another seed, budget or levels; name another --state`);
  }
  return read;
}

/** The command that has a failure again. */
function replayCommand({ token, level }: Failure): string {
  return `npx sa2pmp replay ${token} --level ${level}`;
}

interface Going {
  state: State;
  readonly figures: Figures;
}

/** What was asked for, with what follows from it. */
interface Asked {
  readonly fresh: State;
  readonly forMs: number | undefined;
  readonly workers: number;
  readonly path: string | undefined;
  readonly failures: string;
  readonly first: boolean;
  /** Whether it must come to enough: a whole budget, on all levels. */
  readonly whole: 'quick' | 'full' | undefined;
}

function askedBy(words: ReturnType<typeof wordsOf>): Asked {
  const forMs = words.for === undefined ? undefined : durationMs(words.for);
  const budget = budgetNamed(words.budget ?? (forMs === undefined ? 'full' : 'soak'));
  const levels = words.level === undefined ? levelIds : words.level.map(levelNamed);
  const seed = whole('seed', words.seed, 0);
  const isWhole = forMs === undefined && words.level === undefined && !words.first;
  return {
    fresh: { version: 1, seed, budget, levels, done: 0, figures: [], failures: [], digests: [] },
    forMs,
    workers: whole('workers', words.workers ?? String(availableParallelism()), 1),
    path: words.state ?? (forMs === undefined ? undefined : 'schedules-state.json'),
    failures: words.failures,
    first: words.first,
    whole: isWhole && budget !== 'soak' ? budget : undefined,
  };
}

async function main(): Promise<number> {
  const words = wordsOf(process.argv.slice(2));
  if (words.help) {
    console.log(help);
    return 0;
  }
  const asked = askedBy(words);
  const { path, fresh } = asked;
  const state = path === undefined ? fresh : kept(path, fresh);
  const at: Going = { state, figures: new Map(state.figures) };
  const began = performance.now();
  const interrupted = await go(at, asked, began);
  report(at, { all: words.figures, ms: performance.now() - began });
  if (interrupted) return 130;
  const short = asked.whole === undefined ? [] : shortfalls(at.figures, asked.whole);
  for (const line of short) console.log(`TOO LITTLE ${line}`);
  return at.state.failures.length > 0 || short.length > 0 ? 1 : 0;
}

/** Runs block after block; whether it was interrupted. */
async function go(at: Going, asked: Asked, began: number): Promise<boolean> {
  const { forMs, workers, path, failures, first } = asked;
  const stop = { asked: false };
  process.once('SIGINT', () => {
    stop.asked = true;
    console.error('\nends when the blocks under way are done; again to end at once');
  });
  const isTime = (): boolean => forMs === undefined || performance.now() - began < forMs;
  const isEnough = (): boolean => first && at.state.failures.length > 0;
  const goesOn = (): boolean => !stop.asked && !isEnough() && isTime();
  const perRound = blocksOf(at.state, 0).length;
  for (let round = Math.floor(at.state.done / perRound); goesOn(); round += 1) {
    const left = blocksOf(at.state, round).slice(at.state.done - round * perRound);
    await runMany(
      left.map((block) => ({ ...block, first })),
      {
        ...{ workers, goesOn },
        done: (block, done) => took(at, { block, done, path, failures, began }),
      },
    );
    if (forMs === undefined) break;
  }
  return stop.asked;
}

/** Adds a block, keeps the run, tells of it. */
function took(
  at: Going,
  {
    block,
    done,
    path,
    failures,
    began,
  }: {
    readonly block: Block;
    readonly done: BlockDone;
    readonly path: string | undefined;
    readonly failures: string;
    readonly began: number;
  },
): void {
  addAll(at.figures, done.figures);
  at.state = {
    ...at.state,
    done: at.state.done + 1,
    figures: sorted(at.figures),
    failures: [...at.state.failures, ...done.failures],
    digests: [...at.state.digests, done.digest],
  };
  for (const one of done.failures) {
    appendFileSync(
      failures,
      `${replayCommand(one)}\n${one.says.map((line) => `  ${line}\n`).join('')}`,
    );
    console.error(
      `FAILURE in ${one.operations} steps: ${one.says.join('; ')}\n  ${replayCommand(one)}`,
    );
  }
  if (path !== undefined) writeFileSync(path, JSON.stringify(at.state));
  const seconds = (performance.now() - began) / 1000;
  const schedules = at.figures.get('schedules') ?? 0;
  console.error(
    `${block.level} block ${block.number + 1}: ${schedules} schedules in all, ${at.state.failures.length} failures, ${Math.round(seconds)} s`,
  );
}

function report(
  { state, figures }: Going,
  { all, ms }: { readonly all: boolean; readonly ms: number },
): void {
  console.log(`seed ${state.seed}, budget ${state.budget}, ${state.done} blocks`);
  for (const [name, times] of sorted(figures)) {
    if (all || !/^(?:state|transition|claim):/.test(name)) console.log(`${name} ${times}`);
  }
  for (const one of state.failures) console.log(replayCommand(one));
  const schedules = figures.get('schedules') ?? 0;
  const bound =
    schedules === 0
      ? ''
      : `: at most 3 in ${schedules} of what is drawn here fail, with 95 % confidence`;
  console.log(
    `${state.failures.length} failures in ${schedules} schedules${state.failures.length === 0 ? bound : ''}`,
  );
  console.log(`seconds ${Math.round(ms / 1000)}`);
}

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Usage') throw error;
    console.error(`error: ${error.message}\n(see npm run schedules -- --help)`);
    process.exitCode = 2;
  }
}
