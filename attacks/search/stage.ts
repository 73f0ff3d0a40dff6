/**
 * The stage of a search: a theatre and the attacker who plays in it, with what it holds, is given and
 * may steal.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import type { NarrowingSpace } from '../../model/core/narrowing.ts';
import { isWithin } from '../../model/core/oracle.ts';
import {
  type Access,
  type Door,
  type Holds,
  isStopped,
  type Local,
  type Stepper,
  type System,
} from '../../model/core/system.ts';
import { perObject } from '../../model/core/remembered.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import { type Capability, givenTo } from '../capability/capability.ts';
import type { Beyond } from '../knowledge.ts';
import { applicable, craftsOf, onTerms } from '../rule/rule.ts';
import type { Theft } from '../theft.ts';
import type { Form } from './form.ts';
import { compositesFrom } from './instances.ts';
import type { LocalId } from './memory.ts';
import type { Mind } from './mind.ts';
import { type StepCounts, type Taking, theatre, type Theatre } from './theatre.ts';
import { noted, type Trail, trailOf } from './trail.ts';

export type { Form } from './form.ts';
export type { LocalId } from './memory.ts';
export type { StepCounts } from './theatre.ts';

/** A protocol in a bounded scenario, to be built in any algebra. */
export interface Problem {
  /** Equal for equal problems; one that has none is like no other. */
  readonly name?: string;
  /**
   * Equal for problems in which parties of one name have the same chart; what these do is worked out
   * once for all of them. One that has none shares nothing.
   */
  readonly company?: string;
  readonly suite: Suite;
  /** How many values of its own of a sort the attacker needs, where one is not enough. */
  readonly ownValues: Readonly<Record<string, number>>;
  /** Sorts whose values no role tests and no claim reads: one value stands for all. */
  readonly inert: readonly string[];
  /**
   * Forms of what some party passes on unopened, that the attacker may make in its place; none unless
   * given. No chart demands them, so they cannot be had from there.
   */
  readonly composites?: (
    algebra: Algebra<Term>,
    variable: (sort: string) => Term,
  ) => readonly Term[];
  /** Builds the system in an algebra. */
  readonly build: <M>(algebra: Algebra<M>) => System<M>;
}

/** Of parties by name: their place, and the places before it of those declared to be alike. */
const twins = perObject(
  (
    parties: System<Term>['parties'],
  ): ReadonlyMap<string, { readonly place: number; readonly earlier: readonly number[] }> =>
    new Map(
      parties.map(({ name, alike }, place) => {
        const before = [...parties.keys()].slice(0, place);
        const isTwin = (other: number): boolean =>
          alike !== undefined && parties[other]?.alike === alike;
        return [name, { place, earlier: before.filter(isTwin) }];
      }),
    ),
);

/**
 * Whether a party has done nothing yet and one before it, declared to be alike, has not either: the
 * two are interchangeable, so that nothing need be put in at the later one.
 */
export function isLaterTwin(
  { system, initial }: Pick<Stage, 'system' | 'initial'>,
  locals: readonly LocalId[],
  hop: string,
): boolean {
  const own = twins(system.parties).get(hop);
  if (own === undefined || own.earlier.length === 0) return false;
  const isIdle = (place: number): boolean => locals[place] === initial[place];
  return isIdle(own.place) && own.earlier.some(isIdle);
}

/** What a search runs on. */
export interface Stage {
  readonly store: TermStore;
  /** The symbolic algebra that the system is built in. */
  readonly algebra: Algebra<Term>;
  readonly system: System<Term>;
  readonly holds: Holds;
  /** The primitives in force, and the attacker's rules of deduction that apply to them. */
  readonly beyond: Beyond;
  /** How those rules are carried out on terms. */
  readonly weak: Weaknesses<Term>;
  /** The desks at which the attacker sits. */
  readonly desks: readonly string[];
  /** What may be taken out of parties' memories. */
  readonly thefts: readonly Theft[];
  /** What a thief finds in the memory of a party, by kind of value; remembered. */
  readonly memory: (
    party: number,
    local: LocalId,
    access: Access,
  ) => Readonly<Record<string, Term>>;
  /** See {@link Problem.ownValues}. */
  readonly ownValues: Readonly<Record<string, number>>;
  /** See {@link Problem.inert}. */
  readonly inert: readonly string[];
  /** See {@link Problem.composites}. */
  readonly composites: readonly Term[];
  /** What the attacker knows from the start, by name. */
  readonly given: Readonly<Record<string, Term>>;
  readonly initial: readonly LocalId[];
  /** The local state of a number. */
  readonly local: (id: LocalId) => Local;
  readonly stepper: Stepper<LocalId, Term>;
  /** The same for local states as they are. */
  readonly rehearsed: Stepper<Local, Term>;
  /** The forms of message with which something happens at a door. */
  readonly forms: (door: Door, locals: readonly LocalId[]) => readonly Form[];
  /** Whether a party in this state does anything with any message at a door. */
  readonly takes: (door: Door, local: LocalId) => boolean;
  /** What the attacker knows, where its searches share that with others. */
  readonly mind: Mind | undefined;
  /** What the searches on this stage came across. */
  readonly trail: Trail;
  /** {@link Stage.holds}, noting in the trail what is asked. */
  readonly notedHolds: Holds;
  /** How many steps charts have really made, and how many were answered from memory. */
  readonly counts: () => StepCounts;
  /** What runs charts on messages not chosen yet, for searches that do so themselves. */
  readonly backstage: Backstage;
}

/** See {@link Stage.backstage}. */
export interface Backstage {
  readonly space: NarrowingSpace;
  /** Steps a party, remembering nothing. */
  readonly direct: Stepper<Local, Term>;
  /** Has charts use another algebra for as long as `run` takes. */
  readonly during: <R>(algebra: Algebra<Term>, run: () => R) => R;
  /** The number of a local state. */
  readonly intern: (party: number, local: Local) => LocalId;
  /** The local state of a number. */
  readonly local: (id: LocalId) => Local;
}

/**
 * Forms taken by way of a party: to one that does more than pass the message on, all matters, and
 * something comes of passing it on.
 */
function passedOn({ acts }: Taking, forms: readonly Form[]): readonly Form[] {
  return forms.map((form) => ({
    ...form,
    merely: undefined,
    ...(acts ? { indifferent: [] } : {}),
  }));
}

/** What thieves find in parties' memories, remembered. */
function memoriesOf(system: System<Term>, local: (id: LocalId) => Local): Stage['memory'] {
  const memories = new Map<string, Readonly<Record<string, Term>>>();
  return (index, id, access) => {
    const party = system.parties[index];
    const key = `${id} ${access.pin} ${access.reads}`;
    const found = memories.get(key);
    if (found !== undefined || party === undefined) return found ?? {};
    const exposed = system.exposes?.(party, local(id).snapshot, access) ?? {};
    memories.set(key, exposed);
    return exposed;
  };
}

/** A party's place among the system's; -1 when it takes no part. */
const placeIn = ({ parties }: System<Term>, name: string): number =>
  parties.findIndex((party) => party.name === name);

/** The forms of message with which something happens at a door, the attacker holding channels so. */
function formsIn(
  house: Theatre,
  holds: Holds,
  crafts: ReadonlySet<string>,
): Pick<Stage, 'forms' | 'takes'> {
  const { system, store, unknown } = house;
  const takings = house.takings(crafts);
  const takingsAt = (door: Door, id: LocalId, message: Term): readonly Taking[] =>
    takings(door, id, message).filter(
      ({ pattern }) => door.desk === undefined || store.shapeOf(pattern)?.name === door.desk,
    );
  const goesOn = ({ channel, hop }: Door): boolean =>
    !isStopped(holds[channel]) && placeIn(system, hop) >= 0;
  const formsFor = (door: Door, locals: readonly LocalId[], message: Term): readonly Form[] => {
    const id = locals[placeIn(system, door.hop)];
    if (id === undefined) return [];
    return takingsAt(door, id, message).flatMap((taking) => [
      ...(taking.acts ? [taking] : []),
      ...taking.relays
        .filter(goesOn)
        .flatMap((relay) => passedOn(taking, formsFor(relay, locals, taking.pattern))),
    ]);
  };
  return {
    forms: (door, locals) => formsFor(door, locals, unknown),
    takes: (door, local) => takingsAt(door, local, unknown).length > 0,
  };
}

/** See {@link Problem.composites}. */
function compositesOf({ composites }: Problem, { algebra, store }: Theatre): readonly Term[] {
  let made = 0;
  return composites?.(algebra, (sort) => store.variable(compositesFrom + made++, sort)) ?? [];
}

/**
 * Sets the stage.
 *
 * @param problem - the protocol and its scenario
 * @param capability - the attacker
 * @param house - the theatre of this very problem; one of its own unless given
 */
export function setStage(
  problem: Problem,
  capability: Capability,
  house: Theatre = theatre(problem),
): Stage {
  const { suite } = problem;
  const rules = applicable(capability.rules ?? [], suite);
  const crafts = craftsOf(rules);
  const { store, algebra, system, table, direct, during } = house;
  const { holds } = capability;
  const trail = trailOf(system, house.initial);
  const notedHolds = noted(holds, trail);
  return {
    store,
    algebra,
    system,
    holds,
    desks: capability.desks ?? [],
    thefts: capability.thefts ?? [],
    memory: memoriesOf(system, table.local),
    beyond: {
      rules,
      suite,
      drafts: Object.values(system.drafts ?? {}),
      tells: (system.oracles ?? []).map((oracle) =>
        isWithin(holds, oracle) ? oracle.key : undefined,
      ),
    },
    weak: onTerms(store, suite, rules),
    ownValues: problem.ownValues,
    inert: problem.inert,
    composites: compositesOf(problem, house),
    given: givenTo(system, capability, algebra.name),
    local: table.local,
    initial: house.initial,
    stepper: house.stepper,
    rehearsed: house.rehearsed,
    ...formsIn(house, notedHolds, crafts),
    mind: rules.length === 0 ? house.mind : undefined,
    trail,
    notedHolds,
    counts: house.counts,
    backstage: { space: { store, suite, crafts }, direct, during, ...table },
  };
}
