/**
 * The comparison that is reported: protocols, what they cost, and what was measured of them.
 */
import { contradictions, type Reading } from '../../model/sa2pmp/reading.ts';
import type { Weight } from './bundle.ts';
import { type Costs, costsOf } from './meter.ts';
import { aim, type Point, points } from './points.ts';
import { type Effort, type Times, timesOf } from './times.ts';

/** One protocol in the comparison. */
export interface Compared extends Point {
  readonly costs: Costs;
  /** Measured; absent when nothing was. */
  readonly times?: Times;
  /** Of the client's code; absent unless asked for. */
  readonly weight?: Weight;
}

/** A comparison. */
export interface Comparison {
  /** What the others are compared with, whether it is shown or not. */
  readonly base: Compared;
  /** What `minimal` is to undercut. */
  readonly aim: Compared;
  readonly compared: readonly Compared[];
  /** The base measured a second time in the same run: how far its ratios are from one is the noise. */
  readonly noise?: Times;
  /** The client's code for any reading. */
  readonly generalWeight?: Weight;
}

/** What is to be compared. */
export interface Wanted {
  readonly shown: readonly Point[];
  /** How long times are measured; not at all unless given. */
  readonly effort?: Effort;
  /** Whether the client is bundled and weighed. */
  readonly bundle: boolean;
}

/** Counts without measurements. */
export function counted(point: Point): Compared {
  const [first] = contradictions(point.reading);
  if (first !== undefined) throw new Error(`costs: ${point.name}: ${first.reason}`);
  return { ...point, costs: costsOf(point.reading) };
}

/** The weights of some readings' clients, and of the one for all. */
async function weighed(
  readings: readonly Reading[],
): Promise<{ readonly general: Weight; readonly each: readonly Weight[] }> {
  // Only here: who measures nothing needs no bundler.
  const { generalWeight, weightUnder } = await import('./bundle.ts');
  const general = await generalWeight(readings);
  const each: Weight[] = [];
  for (const reading of readings) each.push(await weightUnder(reading));
  return { general, each };
}

/** Compares protocols; the first of all points is measured twice. */
export async function compare({ shown, effort, bundle }: Wanted): Promise<Comparison> {
  const [published] = points;
  const others = shown.filter(({ reading }) => reading !== published.reading);
  const all: readonly Point[] = [published, ...others];
  const readings = all.map(({ reading }) => reading);
  const [first, noise, ...rest] = effort ? timesOf([published.reading, ...readings], effort) : [];
  const times = [first, ...rest];
  const weights = bundle ? await weighed(readings) : undefined;
  const told = all.map((point, index): Compared => {
    const [time, weight] = [times[index], weights?.each[index]];
    return {
      ...counted(point),
      ...(time === undefined ? {} : { times: time }),
      ...(weight === undefined ? {} : { weight }),
    };
  });
  const [base = counted(published)] = told;
  return {
    base,
    aim: counted(aim),
    compared: shown.map(
      ({ name, reading }) =>
        told.find((one) => one.reading === reading && one.name === name) ?? base,
    ),
    ...(noise === undefined ? {} : { noise }),
    ...(weights === undefined ? {} : { generalWeight: weights.general }),
  };
}
