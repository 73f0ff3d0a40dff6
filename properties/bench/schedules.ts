/**
 * Random schedules: steps a second of processor time on each level, judged; how much of a run on noble is
 * cryptography; and what the harness itself costs a step, where charts need not be asked again.
 */
import { timed } from '../../src/instrumented.ts';
import { concrete } from '../../src/concrete.ts';
import { runBlock, schedulesOf } from '../schedules/campaign.ts';
import type { LevelId } from '../schedules/level.ts';
import { houseOf, onBytes, onTerms } from '../schedules/matter.ts';
import { play } from '../schedules/play.ts';
import { type Figure, median, secondsOf } from './measure.ts';

const seed = 20090823;

/** How much is played on each level, so that each takes seconds. */
const portions = {
  symbolic: { worlds: 24, schedules: 3000 },
  openssl: { worlds: 8, schedules: 400 },
  noble: { worlds: 4, schedules: 32 },
  http: { worlds: 4, schedules: 8 },
} as const satisfies Readonly<Record<LevelId, object>>;

/** Seconds of processor time so far. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What counts as a step on a level: over HTTP an operation, else a message taken or a wish. */
async function rateOn(level: LevelId, runs: number): Promise<number> {
  const rates: number[] = [];
  for (let number = 0; number < runs; number += 1) {
    const began = processorSeconds();
    const { figures } = await runBlock({ level, seed, number, ...portions[level] });
    const seconds = processorSeconds() - began;
    const times = figures
      .filter(([name]) => (level === 'http' ? name.startsWith('operation:') : name === 'steps'))
      .reduce((sum, [, count]) => sum + count, 0);
    rates.push(times / seconds);
  }
  return median(rates);
}

/** Schedules of one block in their first world. */
function someOf(level: LevelId) {
  const all = schedulesOf({ level, seed, number: 0, ...portions[level] });
  const [first] = all;
  if (first === undefined) throw new Error('bench: no schedules');
  const { world } = first;
  const inIt = all.filter((one) => one.world === world).map(({ operations }) => operations);
  return { world, inIt };
}

/** Microseconds of a deed in a house that has made every step before. */
function harnessMicroseconds(): number {
  const { world, inIt } = someOf('symbolic');
  const { house } = houseOf(onTerms, world, true);
  const all = (): number =>
    inIt.reduce((sum, operations) => sum + play(house, operations).deeds.length, 0);
  const deeds = all();
  return (1e6 * secondsOf(all)) / deeds;
}

/** The share of a run on noble that its primitives take, nothing remembered. */
function cryptoShare(): number {
  const { world, inIt } = someOf('noble');
  const spentBy: (() => number)[] = [];
  const make: typeof concrete = (suite) => {
    const { algebra, spent } = timed(concrete(suite), () => process.hrtime.bigint());
    spentBy.push(() =>
      Object.values(spent()).reduce((sum, { totalNs }) => sum + Number(totalNs), 0),
    );
    return algebra;
  };
  const { house } = houseOf(onBytes(make), world, false);
  const inside = (): number => spentBy.reduce((sum, spent) => sum + spent(), 0) / 1e9;
  const before = inside();
  const seconds = secondsOf(() => {
    for (const operations of inIt) play(house, operations);
  });
  return (inside() - before) / seconds;
}

/** How fast random schedules are. */
export async function scheduleSpeed(runs: number): Promise<readonly Figure[]> {
  const perLevel: Figure[] = [];
  const aims: Partial<Record<LevelId, number>> = { symbolic: 100_000, openssl: 5000 };
  for (const level of ['symbolic', 'openssl', 'noble', 'http'] as const) {
    const aim = aims[level];
    perLevel.push({
      id: `schedules-${level}`,
      what: `random schedules, ${level}: ${level === 'http' ? 'operations' : 'steps'}, judged`,
      value: await rateOn(level, runs),
      unit: '/s of processor',
      ...(aim === undefined ? {} : { aim: { than: 'over', value: aim } as const }),
    });
  }
  return [
    ...perLevel,
    {
      id: 'schedules-harness',
      what: "random schedules: the harness's own cost of a deed",
      value: harnessMicroseconds(),
      unit: 'µs',
    },
    {
      id: 'schedules-crypto-share',
      what: 'random schedules: share of a run on noble inside crypto primitives',
      value: cryptoShare(),
      unit: '',
      aim: { than: 'over', value: 0.9 },
    },
  ];
}
