/**
 * Which mutant is put to the test where: on the spots and in the scenes whose footprint it changes,
 * the smaller searches first.
 */
import { protocol } from '../../verdict/protocols.ts';
import { shapesOf } from './apply.ts';
import { footprintOf } from './footprint.ts';
import type { Mutant } from './mutant.ts';
import { type Scene, sceneName } from './scene.ts';
import { type Spot, spotName } from './spot.ts';
import type { Baseline, Trial } from './trial.ts';

/** A spot and its baseline. */
export type Measured = readonly [Spot, Baseline];

/** A scene and its footprint. */
export type Played = readonly [Scene, readonly string[]];

/** Whether a reading has what a mutant changes, where it changes a field. */
function isThere(mutant: Mutant, { protocol: name, changes }: Pick<Spot, 'protocol' | 'changes'>) {
  if (mutant.operator !== 'field-dropped') return true;
  const shapes = shapesOf(protocol(name, changes).reading);
  let shape = shapes.get(mutant.shape);
  for (const step of mutant.path) {
    const field = shape?.fields.find((one) => one.name === step);
    if (field === undefined) return false;
    shape = shapes.get(field.sort);
  }
  return true;
}

/** Mutants of charts are for the laws of roles first of all. */
function isOfChart({ operator }: Mutant): boolean {
  return (
    operator === 'guard-removed' ||
    operator === 'conjunct-removed' ||
    operator === 'update-skipped' ||
    operator === 'store-skipped'
  );
}

/** How far a trial goes: searches before the scenes, scenes, and searches after them. */
interface Extent {
  readonly before: number;
  readonly scenes: number;
  readonly after: number;
}

/** A short trial first, which kills most; what lives through it is tried at length. */
const extents = {
  short: { before: 10, scenes: 4, after: 0 },
  shortOfChart: { before: 2, scenes: 4, after: 0 },
  long: { before: 30, scenes: 10, after: 10 },
} satisfies Readonly<Record<string, Extent>>;

/** The first places, and then those of readings that have not been met. */
function varied<T extends Pick<Spot, 'protocol' | 'changes'>>(places: readonly T[]): readonly T[] {
  const readingOf = ({ protocol: name, changes }: T): string => JSON.stringify([name, changes]);
  const met = new Set<string>();
  const isNew = (place: T): boolean => {
    const isFirst = !met.has(readingOf(place));
    met.add(readingOf(place));
    return isFirst;
  };
  const firsts = places.filter(isNew);
  const others = places.filter((place) => !firsts.includes(place));
  return [...firsts, ...others];
}

/** The trials of a mutant, one to be made if it lives through the other. */
export interface Trials {
  readonly short: Trial;
  readonly long: Trial;
}

/** The trials of a mutant. */
export function trialsOf(
  mutant: Mutant,
  measured: readonly Measured[],
  played: readonly Played[],
): Trials {
  const key = footprintOf(mutant);
  const spots = measured
    .filter(
      ([spot, { holds, footprint }]) =>
        holds.length > 0 && footprint.includes(key) && isThere(mutant, spot),
    )
    .toSorted(
      ([a, one], [b, other]) => one.states - other.states || (spotName(a) < spotName(b) ? -1 : 1),
    )
    .map(([spot, { holds }]): Spot => ({ ...spot, claims: holds }));
  const scenes = played
    .filter(([scene, footprint]) => footprint.includes(key) && isThere(mutant, scene))
    .map(([scene]) => scene)
    .toSorted(
      (a, b) => a.changes.length - b.changes.length || (sceneName(a) < sceneName(b) ? -1 : 1),
    );
  const places = { spots: varied(spots), scenes: varied(scenes) };
  const { short, shortOfChart, long } = extents;
  const first = isOfChart(mutant) ? shortOfChart : short;
  const at = (extent: Extent, done: Extent): Trial => ({
    mutant,
    first: extent.before,
    spots: places.spots.slice(done.before, done.before + extent.before + extent.after),
    scenes: places.scenes.slice(done.scenes, done.scenes + extent.scenes),
  });
  return { short: at(first, { before: 0, scenes: 0, after: 0 }), long: at(long, first) };
}

/** All that runs were seen to make use of. */
export function seenIn(
  measured: readonly Measured[],
  played: readonly Played[],
): readonly string[] {
  const all = [
    ...measured.flatMap(([, { footprint }]) => footprint),
    ...played.flatMap(([, footprint]) => footprint),
  ];
  return [...new Set(all)].sort();
}
