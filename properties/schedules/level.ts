/**
 * Levels: the same schedules on terms, on terms and octets in lockstep by either library, and on the
 * running system over HTTP (`live/`). Each says what it found broken, and counts what it did.
 */
import type { TraceEvent } from '../../model/core/trace.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { count, type Figures } from './figures.ts';
import type { Broken } from './breach.ts';
import { judging } from './laws.ts';
import { runLive } from './live/run.ts';
import { type Finding, stage } from './lockstep.ts';
import { houseOf, type Matter, onBytes, onTerms } from './matter.ts';
import { classOf, type Operation } from './operation.ts';
import { play } from './play.ts';
import { remembered } from './remembered.ts';
import type { Deed } from './progress.ts';
import type { Bytes } from '../../src/bytes.ts';
import type { World } from './world.ts';

/** The levels there are. */
export const levelIds = ['symbolic', 'noble', 'openssl', 'http'] as const;

/** A level's name. */
export type LevelId = (typeof levelIds)[number];

/** What a schedule came to. */
export interface Outcome {
  readonly broken: readonly Broken[];
  /** What was done, for people and for comparing two runs. */
  readonly deeds: readonly Deed[];
  readonly said: readonly string[];
  readonly events: readonly TraceEvent<unknown>[];
  readonly marks: readonly number[];
  /** What was done over HTTP, in words. */
  readonly live?: readonly string[];
}

/** A world set up on a level, for many schedules. */
export interface Runner {
  readonly run: (operations: readonly Operation[]) => Outcome | Promise<Outcome>;
  /** What was seen of the charts, so far. */
  readonly seen: () => Iterable<readonly [string, number]>;
}

/** Sets a world up on a level; over HTTP each schedule has a town of its own all the same. */
export function runner(level: LevelId, world: World, remembers: boolean): Runner {
  switch (level) {
    case 'symbolic':
      return onSymbols(world, remembers);
    case 'noble':
      return inLockstep(onBytes(libraries.noble), world, remembers);
    case 'openssl':
      return inLockstep(onBytes(libraries.openssl), world, remembers);
    case 'http':
      return overHttp(world);
  }
}

/** What is told of a run of which nothing else is known. */
export const untold = { deeds: [], said: [], events: [], marks: [] } as const;

function overHttp(world: World): Runner {
  return {
    run: async (operations) => {
      const { broken, deeds } = await runLive({ world, operations });
      return { ...untold, broken, live: deeds };
    },
    seen: () => [],
  };
}

const libraries = { noble: remembered(concrete), openssl: remembered(native) };

function onSymbols(world: World, remembers: boolean): Runner {
  const { house } = houseOf(onTerms, world, remembers);
  const { judge } = judging(house);
  return {
    run: (operations) => {
      const at = play(house, operations);
      const { deeds, said, marks, run } = at;
      return { broken: judge(at), deeds, said, marks, events: run.events };
    },
    seen: house.seen,
  };
}

function inLockstep(right: Matter<Bytes>, world: World, remembers: boolean): Runner {
  const both = stage({ left: onTerms, right, sameValues: false }, world, remembers);
  const { house } = both.both;
  const { judge } = judging(house);
  return {
    run: (operations) => {
      const { findings, played } = both.run(operations);
      const { deeds, said, marks, run } = played;
      const broken = [...findings.map(disagreement), ...judge(played)];
      return { broken, deeds, said, marks, events: run.events };
    },
    seen: house.seen,
  };
}

function disagreement({ kind, says }: Finding): Broken {
  return { failure: true, law: `model and octets agree (${kind})`, says };
}

/** Counts what a schedule did. */
export function counted(
  figures: Figures,
  { world, operations }: { readonly world: World; readonly operations: readonly Operation[] },
  outcome: Outcome,
): void {
  const { broken, deeds, said, live = [] } = outcome;
  count(figures, 'schedules');
  count(figures, 'deeds', deeds.length);
  count(figures, `capability: ${world.attacker}`);
  count(figures, `reading: ${world.base}${world.changes.length === 0 ? '' : ' and near'}`);
  count(figures, `court: ${world.court}`);
  for (const operation of operations) {
    const kind = classOf(operation);
    count(figures, `operation: ${kind === undefined ? 'progress' : `${kind} (${operation.op})`}`);
    if (operation.op === 'garble') count(figures, `garbling: ${operation.how}`);
  }
  const names = [
    ...deeds.map((deed, at) => faultIn(deed, said[at])),
    ...outcome.events.map(nameOf),
  ];
  for (const name of names) if (name !== undefined) count(figures, name);
  for (const line of live) {
    count(figures, `over HTTP: ${line.split(':')[0] ?? ''}`);
    if (line.includes(' result')) count(figures, `over HTTP: a result under ${world.base}`);
  }
  for (const { law } of broken.filter(({ failure }) => !failure)) {
    count(figures, `found by chance: ${world.base} ${world.attacker} ${law}`);
  }
}

/** Under what a deed is counted that is a fault or a theft. */
function faultIn(deed: Deed, said: string | undefined): string | undefined {
  if (deed.move === 'restart') return `fault: ${deed.how}`;
  if (deed.move === 'wait') return deed.ms < 0 ? 'fault: clock jumps back' : undefined;
  if (deed.move === 'skew') return deed.ms === 0 ? undefined : 'fault: skewed clock';
  const isTheft = deed.move === 'compromise' && said === 'made';
  return isTheft ? `reveal: ${deed.what}` : undefined;
}

/** Under what an event is counted. */
function nameOf(event: TraceEvent<unknown>): string | undefined {
  if (event.kind === 'refused') return `refusal: ${event.why}`;
  if (event.kind === 'claimed') return `claim: ${event.claim} ${event.about}`;
  return event.kind === 'delivered' || event.kind === 'intended' ? 'steps' : undefined;
}
