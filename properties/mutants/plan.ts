/**
 * Which mutant is put to the test where: on the spots and in the scenes whose footprint it changes,
 * the smaller searches first.
 */
import { usualCapabilities } from '../../attacks/capability/index.ts';
import { trials } from '../verdict/mutants.ts';
import { protocol } from '../verdict/protocols.ts';
import { shapesOf } from './operators/apply.ts';
import { pathsIn } from './operators/fields.ts';
import { footprintOf } from './operators/footprint.ts';
import { isUse, type Mutant, mutantId } from './operators/mutant.ts';
import { argumentFor } from './survivors.ts';
import { isInOrder, type Scene, sceneName } from './laws/scene.ts';
import { type Spot, spotName } from './operators/spot.ts';
import type { Playing } from './laws/trial.ts';
import type { Baseline, Searching } from './operators/search.ts';

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

/**
 * How far trials go. A short one first, which kills most; what lives through it is tried at length. Laws
 * see little of what is protected by what, and claims little of what is remembered.
 */
const extents = {
  short: { spots: 2, scenes: 4 },
  memory: { scenes: 3 },
  ordered: { scenes: { argued: 12, others: Infinity } },
  long: { spots: 1 },
} as const;

/** Places of groups in turn, each group in its order. */
function inTurn<T>(places: readonly T[], groupOf: (place: T) => string): readonly T[] {
  const groups = [...Map.groupBy(places, groupOf).values()];
  const most = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: most }, (_, turn) =>
    groups.flatMap((group) => group.slice(turn, turn + 1)),
  ).flat();
}

/** The claim in whose court every role acts. */
const courtOfAll = 'accountability';

/** Spots of one attacker and one named reading. */
const spotGroup = ({ protocol: name, attacker }: Spot): string => `${name} ${attacker}`;

/** Scenes in one court and near one named reading. */
const sceneGroup = ({ protocol: name, as }: Scene): string => `${name} ${as}`;

const usualAttackers = usualCapabilities.map(({ id }) => id);

/** The spots on which `verdict/mutants.ts` tries a check, where a mutant is of one. */
function spotsOfCheck(mutant: Mutant): ReadonlySet<string> {
  if (mutant.operator !== 'check-removed' && mutant.operator !== 'check-late') return new Set();
  const grounds = trials.filter(({ check }) => check === mutant.check).map(({ ground }) => ground);
  const names = grounds.flatMap(({ name, changes, bounds: { sessions, renewals }, attackers }) =>
    (attackers ?? usualAttackers).map((attacker) =>
      spotName({ protocol: name, changes, attacker, sessions, renewals }),
    ),
  );
  return new Set(names);
}

/** The trials of a mutant, each to be made if it lives through those before. */
export interface Trials {
  /** The searches that come first. */
  readonly short: Searching;
  /** Scenes for the laws in runs in which messages are late. */
  readonly played: Playing;
  /** Scenes for the laws on days in order. */
  readonly ordered: Playing;
  /** Scenes for the law of memory. */
  readonly memory: Playing;
  /** The search that comes last. */
  readonly long: Searching;
}

/** The trials of a mutant. */
export function trialsOf(
  mutant: Mutant,
  measured: readonly Measured[],
  heard: readonly Played[],
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
  const all = heard
    .filter(([scene, footprint]) => footprint.includes(key) && isThere(mutant, scene))
    .map(([scene]) => scene)
    .toSorted(
      (a, b) => a.changes.length - b.changes.length || (sceneName(a) < sceneName(b) ? -1 : 1),
    );
  const scenes = all.filter((scene) => !isInOrder(scene));
  const inOrder = inTurn(all.filter(isInOrder), sceneGroup);
  const named = spotsOfCheck(mutant);
  const own = spots.filter((spot) => named.has(spotName(spot)));
  const others = inTurn(
    spots.filter((spot) => !own.includes(spot)),
    spotGroup,
  );
  const { short, memory, ordered, long } = extents;
  // What is argued to make no difference is put to the test elsewhere (`equivalents.ts`).
  const isArgued = argumentFor(mutantId(mutant))?.kind === 'equivalent';
  const daysMax = ordered.scenes[isArgued ? 'argued' : 'others'];
  const first = [...own.toReversed(), ...others].slice(0, short.spots);
  // Where most claims hold there is most to fall; disputes have all roles act.
  const telling = spots
    .filter((spot) => !first.includes(spot))
    .toSorted((a, b) => b.claims.length - a.claims.length);
  const acted = scenes.toSorted(
    (a, b) => Number(b.as === courtOfAll) - Number(a.as === courtOfAll),
  );
  return {
    short: { mutant, spots: first },
    played: { mutant, scenes: inTurn(scenes, sceneGroup).slice(0, short.scenes) },
    ordered: { mutant, scenes: inOrder.slice(0, daysMax) },
    memory: { mutant, scenes: acted.slice(0, memory.scenes) },
    long: { mutant, spots: inTurn(telling, spotGroup).slice(0, long.spots) },
  };
}

/** What a footprint says, each use of a shape with each field that the shape has in the reading. */
function* seenWith(
  { protocol: name, changes }: Pick<Spot, 'protocol' | 'changes'>,
  footprint: readonly string[],
): Generator<string> {
  const shapes = shapesOf(protocol(name, changes).reading);
  for (const key of footprint) {
    const [use = '', shape = ''] = key.split(' ');
    const form = isUse(use) ? shapes.get(shape) : undefined;
    if (form === undefined) yield key;
    else for (const path of pathsIn(shapes, form)) yield `${key}: ${path.join('.')}`;
  }
}

/** All that runs were seen to make use of. */
export function seenIn(
  measured: readonly Measured[],
  played: readonly Played[],
): readonly string[] {
  const all = [
    ...measured.map(([spot, { footprint }]) => [spot, footprint] as const),
    ...played,
  ].flatMap(([place, footprint]) => [...seenWith(place, footprint)]);
  return [...new Set(all)].sort();
}
