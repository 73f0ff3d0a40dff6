/**
 * Many schedules on a level, in blocks: each block draws its worlds and its schedules from the seed and
 * its own number, so that any number of workers does the same and what was done can be gone on with.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { addAll, count, type Figures, sorted } from './figures.ts';
import { counted, type LevelId, type Outcome, runner, untold } from './level.ts';
import { liveWeights } from './operation.ts';
import { type Schedule, swarm } from './schedule.ts';
import { shrunk } from './shrink.ts';
import { tokenOf } from './token.ts';
import { brokenWords } from './words.ts';
import { bases, neighbours, readingOf, type World, worldName, worlds } from './world.ts';
import { notCarried } from '../../src/host/carried.ts';

/** What one block is. */
export interface Block {
  readonly level: LevelId;
  readonly seed: number;
  /** Its number, from 0. */
  readonly number: number;
  /** How many worlds, and schedules in all of them together. */
  readonly worlds: number;
  readonly schedules: number;
  /** Whether it ends at the first failure; it does not unless said. */
  readonly first?: boolean;
}

/** A schedule that broke what must hold, made small. */
export interface Failure {
  readonly level: LevelId;
  readonly token: string;
  /** How many operations are left. */
  readonly operations: number;
  readonly says: readonly string[];
}

/** What a block came to; plain data. */
export interface BlockDone {
  readonly number: number;
  readonly figures: readonly (readonly [string, number])[];
  readonly failures: readonly Failure[];
  /** A digest of all that was done, step by step. */
  readonly digest: string;
}

/** Operations of a schedule at most. */
const operationsMax = 40;

/** The seed of a block: by a mixing of the two numbers (Steele, Lea & Flood, OOPSLA 2014). */
export function blockSeed(seed: number, number: number): number {
  let mixed = (seed ^ Math.imul(number + 1, 0x9e3779b9)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  return (mixed ^ (mixed >>> 16)) | 0;
}

const drawing = {
  bases,
  near: [4, 2, 1],
  own: 5,
  any: 1,
  whole: false,
  known: true,
} as const;

/** Worlds of a block; every other one of a neighbour, in turn, so that a run comes to each of them. */
function poolOf({ number, level, worlds: size }: Block, seed: number): readonly World[] {
  const half = Math.floor(size / 2);
  const isPlayed = (world: Pick<World, 'base' | 'changes'>): boolean =>
    level !== 'http' || notCarried(readingOf(world)) === undefined;
  const beside = neighbours.filter(isPlayed);
  const near = { ...drawing, near: [1, 0, 0], whole: true, known: false } as const;
  const walked = fc.sample(worlds(near), { seed: seed ^ 1, numRuns: half }).map((world, place) => ({
    ...world,
    ...beside[(number * half + place) % beside.length],
  }));
  const drawn = fc.sample(worlds(drawing), { seed, numRuns: size - half });
  return [
    ...drawn.map((world) => (isPlayed(world) ? world : { ...world, changes: [] })),
    ...walked,
  ];
}

/** The schedules of a block. */
export function schedulesOf(block: Block): readonly Schedule[] {
  const seed = blockSeed(block.seed, block.number);
  const length = { operationsMin: 1, operationsMax };
  const weights = block.level === 'http' ? liveWeights : {};
  const all = swarm(poolOf(block, seed), length, weights);
  return fc.sample(all, { seed, numRuns: block.schedules });
}

/** What a schedule comes to, in a house of its own; a role that throws breaks a law too. */
export function outcomeOf(level: LevelId, { world, operations }: Schedule): Promise<Outcome> {
  return safely(() => runner(level, world, false).run(operations));
}

async function safely(run: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { ...untold, broken: [{ failure: true, law: 'nothing throws', says }] };
  }
}

/** The laws that must hold and do not, by name. */
export function failuresIn({ broken }: Pick<Outcome, 'broken'>): readonly string[] {
  return broken.filter(({ failure }) => failure).map(({ law }) => law);
}

/** A failing schedule made small: the same law, broken by as little as was found. */
export async function failureOf(level: LevelId, schedule: Schedule): Promise<Failure> {
  const [law = ''] = failuresIn(await outcomeOf(level, schedule));
  const fails = async (other: Schedule): Promise<boolean> =>
    failuresIn(await outcomeOf(level, other)).includes(law);
  const small = await shrunk(schedule, fails, attemptsMax[level]);
  const { broken } = await outcomeOf(level, small);
  const says = brokenWords(broken.filter(({ failure }) => failure));
  return { level, token: tokenOf(small), operations: small.operations.length, says };
}

/** Attempts to make a failing schedule smaller: over HTTP each takes half a second or so. */
const attemptsMax = { symbolic: 600, openssl: 300, noble: 100, http: 200 } as const;

/** Runs a block. */
export async function runBlock(block: Block): Promise<BlockDone> {
  const { level, number } = block;
  const figures: Figures = new Map();
  const hash = createHash('sha256');
  const failing: Schedule[] = [];
  const known = new Set<string>();
  const take = (schedule: Schedule, outcome: Outcome): void => {
    counted(figures, schedule, outcome);
    hash.update(JSON.stringify([outcome.deeds, outcome.said, outcome.live, outcome.broken]));
    const news = failuresIn(outcome).filter((law) => !known.has(law));
    if (news.length > 0) failing.push(schedule);
    for (const law of news) known.add(law);
  };
  const byWorld = Map.groupBy(schedulesOf(block), ({ world }) => worldName(world));
  const isEnough = (): boolean => block.first === true && failing.length > 0;
  for (const schedules of byWorld.values()) {
    const [first] = schedules;
    if (first === undefined || isEnough()) break;
    const house = runner(level, first.world, true);
    for (const schedule of schedules) {
      if (isEnough()) break;
      take(schedule, await safely(() => house.run(schedule.operations)));
    }
    addAll(figures, house.seen());
  }
  const failures: Failure[] = [];
  for (const schedule of failing) failures.push(await failureOf(level, schedule));
  count(figures, 'failures', failures.length);
  return { number, figures: sorted(figures), failures, digest: hash.digest('hex') };
}
