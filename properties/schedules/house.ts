/**
 * A house: the system of a world in one algebra, in which many schedules are played.
 *
 * Roles are pure functions and all randomness comes of one seed, so that a step made once need not be
 * made again: a house that remembers makes each step of a party once, and takes each message apart
 * once. Where two worlds differ over it, they do so once: a failure is looked into in a house of its own.
 */
import type { AnyStateMachine } from 'xstate';
import { type Capability, withCorrupted } from '../../attacks/capability/capability.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import { type Arena, beginRun, type Run } from '../../attacks/run.ts';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import type { RoleEvent, Unseeded } from '../../model/core/effect.ts';
import type { AnyShape } from '../../model/core/shape.ts';
import { keep, restore } from '../../model/core/step.ts';
import {
  directStepper,
  type Door,
  type Local,
  type LocalStep,
  seeded,
  type Stepper,
  type System,
  taken,
} from '../../model/core/system.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import { messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import { isRefusal, stateName, transitionName } from '../verdict/coverage.ts';
import { arenaFor } from '../verdict/confirm.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { problemFor } from '../verdict/problem.ts';
import { usualClaims } from '../verdict/usual.ts';
import { count } from './figures.ts';
import type { Garble } from './garble.ts';
import { type Bench, type Study, study } from './parts.ts';
import { readingOf, type World } from './world.ts';

/** What a house is built with. */
export interface Materials<M> {
  /** What the parties compute with. */
  readonly inside: Algebra<M>;
  /** What the attacker computes with: the same algebra, but not in their tally. */
  readonly outside: Algebra<M>;
  /** A name for a value: equal names, the same value. */
  readonly nameOf: (value: M) => string | number;
  readonly wire: Garble<M>['wire'];
  /** How noise is made (`garble.ts`). */
  readonly weak: Weaknesses<M>;
  /** Whether each step is made once. */
  readonly remembers: boolean;
}

/** A system in which schedules are played. */
export interface House<M> extends Pick<Materials<M>, 'nameOf' | 'wire'> {
  readonly world: World;
  readonly reading: Reading;
  readonly suite: Suite;
  readonly arena: Arena<M>;
  /** What the parties compute with. */
  readonly inside: Algebra<M>;
  readonly first: Run<M>;
  /** Where the attacker puts messages in. */
  readonly doors: readonly Door[];
  readonly bench: Bench<M>;
  /** A party's state as it comes back from what is stored. */
  readonly restarted: (party: number, local: Local) => Local;
  /** How many steps charts have really made. */
  readonly made: () => number;
  /** The states that charts came to and the transitions that they took, with how often; where it remembers. */
  readonly seen: () => ReadonlyMap<string, number>;
}

function attackerNamed(id: string): Capability {
  const found = capabilities.find((capability) => capability.id === id);
  if (found === undefined) throw new Error(`no attacker ${id}`);
  return found;
}

/** The protocol of a world in its scenario, and the attacker with all that is on its side. */
function scenarioOf(world: World): { readonly problem: Problem; readonly attacker: Capability } {
  const { bounds, court } = world;
  const attacker = attackerNamed(world.attacker);
  const protocol = { name: world.base, reading: readingOf(world), omitted: [] };
  if (court === 'trial' || court === 'none') {
    const claims = usualClaims.filter((claim) => claim.court === (court === 'trial'));
    const [inquiry] = inquiries({ protocol, attacker, claims, bounds, statesMax: 0 });
    if (inquiry === undefined) throw new Error('no claims to ask about');
    return { problem: inquiry.problem, attacker: inquiry.attacker };
  }
  const circumstances = {
    court: true,
    needs: { witnesses: { of: 4, need: 3 } },
    ...(court === 'disputes' ? { disputes: true as const } : {}),
  };
  const problem = problemFor({ protocol, bounds }, attacker, circumstances);
  return { problem, attacker: withCorrupted(attacker, []) };
}

/** The doors at which an attacker can put messages in. */
function openDoors<M>(
  { doors, parties }: System<M>,
  { holds, desks = [] }: Capability,
): readonly Door[] {
  return doors.filter(({ channel, hop, server, desk, own }) => {
    const isThere = parties.some(({ name }) => name === hop);
    const isBeforeIt = desk === undefined || desks.includes(desk);
    const hold = holds[channel];
    return (
      isThere && isBeforeIt && (own === true || hold === 'full' || (hold === 'connect' && server))
    );
  });
}

/** Builds a house. */
export function house<M>(world: World, materials: Materials<M>): House<M> {
  const { inside, outside, nameOf, wire, weak, remembers } = materials;
  const { problem, attacker } = scenarioOf(world);
  const reading = readingOf(world);
  const built = { ...arenaFor(problem, attacker, inside), weak };
  const { system } = built;
  const memory = stepping(system, materials);
  const rehearsed = remembers ? memory.stepper : memory.direct;
  const arena = { ...built, algebra: outside, rehearsed };
  const forms = messages(reading);
  const shapes = Object.values<AnyShape>({ ...forms });
  const plain = study(outside, shapes);
  const studied = remembers ? remembered(plain, nameOf) : plain;
  return {
    ...{ world, reading, suite: suiteOf(reading), arena, inside, nameOf, wire },
    first: beginRun(arena),
    doors: world.reach === 'own' ? openDoors(system, attacker) : system.doors,
    bench: { algebra: outside, forms, reading, shapes, nameOf, ...studied },
    restarted: memory.restarted,
    made: memory.made,
    seen: memory.seen,
  };
}

/** A party's step, and how often it was taken. */
interface Taken<M> {
  readonly step: LocalStep<Local, M>;
  readonly party: number;
  readonly before: Local;
  /** As the chart took it, so that what it read of it then need not be read again. */
  readonly event: RoleEvent<M>;
  times: number;
}

/** The names of the transitions of a step, and of the states that it led to. */
function namesOf<M>(
  { parties }: System<M>,
  { step, party: index, before, event }: Taken<M>,
): readonly string[] {
  const party = parties[index];
  if (party === undefined) return [];
  const { kind, machine } = party;
  const transitions = machine.getTransitionData(before.snapshot, event);
  const nodes = (step.local.snapshot as { readonly _nodes?: readonly AnyStateMachine['root'][] })
    ._nodes;
  return [
    ...(nodes ?? []).map((node) => `state: ${stateName(kind, node)}`),
    ...transitions
      .filter((transition) => !isRefusal(transition))
      .map((transition) => {
        const alike = transition.source.transitions.get(String(transition.eventType)) ?? [];
        return `transition: ${transitionName(kind, transition, alike.indexOf(transition))}`;
      }),
  ];
}

/** Steps local states, each step once, and brings them back from what is stored. */
function stepping<M>(system: System<M>, { inside, nameOf }: Materials<M>) {
  const direct = directStepper(system, inside.derive);
  const seed = seeded(system, inside.derive);
  const byText = new Map<string, Local>();
  const steps = new Map<Local, Map<string, Taken<M>>>();
  const stored = new WeakMap<Local, Local>();
  let made = 0;
  const interned = (party: number, local: Local): Local => {
    if (steps.has(local)) return local;
    const text = `${party} ${local.steps} ${JSON.stringify(keep(local.snapshot))}`;
    const same = byText.get(text) ?? local;
    byText.set(text, same);
    return same;
  };
  const eventName = (event: Unseeded<M>): string =>
    'channel' in event
      ? `${event.at} ${event.channel} ${event.from} ${event.to} ${nameOf(event.message)}`
      : `${event.at} ${event.type} ${JSON.stringify(event.values)}`;
  const stepper: Stepper<Local, M> = (party, local, event) => {
    const ofLocal = steps.get(local) ?? new Map<string, Taken<M>>();
    const name = eventName(event);
    const known = ofLocal.get(name);
    if (known !== undefined) {
      known.times += 1;
      return known.step;
    }
    made += 1;
    steps.set(local, ofLocal);
    const whole = seed(party, local, event);
    const stepped = taken(system, party, { local, event: whole });
    const step = { ...stepped, local: interned(party, stepped.local) };
    ofLocal.set(name, { step, party, before: local, event: whole, times: 1 });
    return step;
  };
  const restarted = (party: number, local: Local): Local => {
    const machine = system.parties[party]?.machine;
    const known = stored.get(local);
    if (machine === undefined || known !== undefined) return known ?? local;
    const kept = JSON.parse(JSON.stringify(keep(local.snapshot))) as ReturnType<typeof keep>;
    const again = { snapshot: restore(machine, kept), steps: local.steps };
    stored.set(local, again);
    return again;
  };
  const seen = (): ReadonlyMap<string, number> => {
    const times = new Map<string, number>();
    for (const one of [...steps.values()].flatMap((ofLocal) => [...ofLocal.values()])) {
      for (const name of namesOf(system, one)) count(times, name, one.times);
    }
    return times;
  };
  return { direct, stepper, restarted, made: () => made, seen };
}

/** Takes each value apart once. */
function remembered<M>({ formOf, openingOf }: Study<M>, nameOf: Bench<M>['nameOf']): Study<M> {
  type Form = ReturnType<typeof formOf>;
  type Opening = ReturnType<typeof openingOf>;
  const forms = new Map<string | number, { readonly found: Form }>();
  const openings = new Map<string, { readonly found: Opening }>();
  return {
    formOf: (value) => {
      const name = nameOf(value);
      const known = forms.get(name) ?? { found: formOf(value) };
      forms.set(name, known);
      return known.found;
    },
    openingOf: (key, box) => {
      const name = `${nameOf(key)} ${nameOf(box)}`;
      const known = openings.get(name) ?? { found: openingOf(key, box) };
      openings.set(name, known);
      return known.found;
    },
  };
}
