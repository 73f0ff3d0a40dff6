/**
 * The stage of a search: one system on terms, its local states interned, each role step made once.
 *
 * The very same charts are run on chosen messages and, by narrowing, on messages not chosen yet:
 * their algebra is a switch between the symbolic and the narrowing one.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import type { Unseeded } from '../../model/core/effect.ts';
import { narrow, type NarrowingSpace } from '../../model/core/narrowing.ts';
import { isWithin } from '../../model/core/oracle.ts';
import { keep } from '../../model/core/step.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import {
  type Access,
  directStepper,
  type Door,
  type Holds,
  initialLocals,
  isStopped,
  type Local,
  type LocalStep,
  type Stepper,
  type System,
} from '../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import type { Weaknesses } from '../../model/core/weakness.ts';
import { type Capability, givenTo } from '../capability/capability.ts';
import type { Beyond } from '../knowledge.ts';
import { applicable, craftsOf, onTerms } from '../rule/rule.ts';
import { frameAt } from '../run.ts';
import type { Theft } from '../theft.ts';
import { indifferent } from './indifferent.ts';

/** A protocol in a bounded scenario, to be built in any algebra. */
export interface Problem {
  readonly suite: Suite;
  /** How many values of its own of a sort the attacker needs, where one is not enough. */
  readonly ownValues: Readonly<Record<string, number>>;
  /** Sorts whose values no role tests and no claim reads: one value stands for all. */
  readonly inert: readonly string[];
  /** Builds the system in an algebra. */
  readonly build: <M>(algebra: Algebra<M>) => System<M>;
}

/**
 * Whether a party has done nothing yet and one before it, declared to be alike, has not either: the
 * two are interchangeable, so that nothing need be put in at the later one.
 */
export function isLaterTwin(
  { system, initial }: Pick<Stage, 'system' | 'initial'>,
  locals: readonly LocalId[],
  hop: string,
): boolean {
  const place = system.parties.findIndex(({ name }) => name === hop);
  const likeness = system.parties[place]?.alike;
  if (likeness === undefined || locals[place] !== initial[place]) return false;
  return system.parties
    .slice(0, place)
    .some(({ alike }, index) => alike === likeness && locals[index] === initial[index]);
}

/** A local state's number; equal states of a party have equal numbers. */
export type LocalId = number;

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
  /** What the attacker knows from the start, by name. */
  readonly given: Readonly<Record<string, Term>>;
  readonly initial: readonly LocalId[];
  /** The local state of a number. */
  readonly local: (id: LocalId) => Local;
  readonly stepper: Stepper<LocalId, Term>;
  /** The forms of message with which something happens at a door. */
  readonly forms: (door: Door, locals: readonly LocalId[]) => readonly Form[];
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

/** See {@link Stage.counts}. */
export interface StepCounts {
  readonly made: number;
  readonly remembered: number;
  readonly narrowed: number;
}

/** A form of message that some party takes. */
export interface Form {
  /** The message, with variables where anything will do. */
  readonly pattern: Term;
  /** What the party then states, as the names under which the scenario bounds it. */
  readonly statements: readonly string[];
  /** The variables that make no difference (`indifferent.ts`). */
  readonly indifferent: readonly Term[];
}

/** One way in which a party takes an unknown message. */
interface Taking extends Form {
  /** Whether the party's own state changes, or it does more than pass the message on. */
  readonly acts: boolean;
  /** Parties to which it passes the very message on, at once or when it is let go on. */
  readonly relays: readonly Door[];
}

/** Forms taken by way of a party: to one that does more than pass the message on, all matters. */
function passedOn({ acts }: Taking, forms: readonly Form[]): readonly Form[] {
  return acts ? forms.map((form) => ({ ...form, indifferent: [] })) : forms;
}

/** An algebra that forwards to whichever is in force. */
function switchable(initial: Algebra<Term>): {
  readonly algebra: Algebra<Term>;
  readonly during: <R>(other: Algebra<Term>, run: () => R) => R;
} {
  let current = initial;
  return {
    algebra: {
      constant: (text) => current.constant(text),
      name: (sort, text) => current.name(sort, text),
      derive: (seed, label) => current.derive(seed, label),
      encode: (shape, fields) => current.encode(shape, fields),
      decode: (shape, m) => current.decode(shape, m),
      hash: (m) => current.hash(m),
      publicKey: (key) => current.publicKey(key),
      isPublicKey: (m) => current.isPublicKey(m),
      sign: (key, fresh, m) => current.sign(key, fresh, m),
      verify: (key, m, signature) => current.verify(key, m, signature),
      seal: (key, fresh, m) => current.seal(key, fresh, m),
      open: (key, shape, box) => current.open(key, shape, box),
      opens: (key, box) => current.opens(key, box),
      encryptFor: (key, fresh, m) => current.encryptFor(key, fresh, m),
      decryptWith: (key, shape, box) => current.decryptWith(key, shape, box),
      equal: (a, b) => current.equal(a, b),
    },
    during: (other, run) => {
      current = other;
      try {
        return run();
      } finally {
        current = initial;
      }
    },
  };
}

/** Local states by number. */
function localTable(): {
  readonly intern: (party: number, local: Local) => LocalId;
  readonly local: (id: LocalId) => Local;
} {
  const locals: Local[] = [];
  const ids = new Map<string, LocalId>();
  const known = new WeakMap<Local, LocalId>();
  return {
    intern: (party, local) => {
      const seen = known.get(local);
      if (seen !== undefined) return seen;
      const key = `${party} ${local.steps} ${JSON.stringify(keep(local.snapshot))}`;
      const id = ids.get(key) ?? locals.push(local) - 1;
      ids.set(key, id);
      known.set(local, id);
      return id;
    },
    local: (id) => {
      const found = locals[id];
      if (found === undefined) throw new Error(`stage: no local state ${id}`);
      return found;
    },
  };
}

/** A name for an event under which its effect on a local state is remembered. */
function eventKey(event: Unseeded<Term>): string {
  if ('channel' in event) return `${event.channel} ${event.from} ${event.to} ${event.message}`;
  return `${event.type} ${JSON.stringify(event.values)}`;
}

/** Steps local states by their numbers, each step once; counts what was made and remembered. */
function rememberedSteps(
  direct: Stepper<Local, Term>,
  table: ReturnType<typeof localTable>,
  counts: { made: number; remembered: number },
): Stepper<LocalId, Term> {
  const steps = new Map<string, LocalStep<LocalId, Term>>();
  return (party, id, event) => {
    const key = `${id} ${eventKey(event)}`;
    const found = steps.get(key);
    if (found !== undefined) {
      counts.remembered += 1;
      return found;
    }
    counts.made += 1;
    const { local, idle, effects } = direct(party, table.local(id), event);
    const stepped = { local: table.intern(party, local), idle, effects };
    steps.set(key, stepped);
    return stepped;
  };
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

/**
 * Sets the stage.
 *
 * @param problem - the protocol and its scenario
 * @param capability - the attacker
 */
export function setStage(problem: Problem, capability: Capability): Stage {
  const { suite } = problem;
  const rules = applicable(capability.rules ?? [], suite);
  const space = { store: termStore(), suite, crafts: craftsOf(rules) };
  const { store } = space;
  const { algebra, during } = switchable(symbolic(store, suite));
  const system = problem.build(algebra);
  const { holds } = capability;
  const table = localTable();
  const direct = directStepper(system, algebra.derive);
  const takings = new Map<string, readonly Taking[]>();
  const counts = { made: 0, remembered: 0, narrowed: 0 };
  const stepper = rememberedSteps(direct, table, counts);
  const unknown = store.variable(0, 'frame');

  const partyIndex = (name: string): number =>
    system.parties.findIndex((party) => party.name === name);

  const takeUnknown = (door: Door, id: LocalId, message: Term): readonly Taking[] => {
    counts.narrowed += 1;
    const party = partyIndex(door.hop);
    const before = table.local(id);
    const frame = frameAt(door, message);
    const run = (): LocalStep<Local, Term> =>
      direct(party, before, { type: 'frame', ...frame, at: 0 });
    const paths = narrow(space, message, (other) => during(other, run));
    return paths
      .filter(({ result }) => !result.idle)
      .map((path): Taking => {
        const { pattern, result, refine } = path;
        const sent = result.effects.filter((effect) => effect.effect === 'send');
        const passedOn = sent.filter((effect) => refine(effect.message) === pattern);
        const relays = passedOn
          .filter(({ channel, hop }) => !isStopped(holds[channel]) && partyIndex(hop) >= 0)
          .map(({ channel, hop, to, from }): Door => ({ channel, hop, to, from, server: false }));
        const changed = result.local.snapshot !== before.snapshot;
        const statements = result.effects
          .filter((effect) => effect.effect === 'claim')
          .map(({ claim, about }) => `${door.hop} ${claim} ${about}`);
        const acts = changed || passedOn.length < result.effects.length;
        return { pattern, statements, relays, acts, indifferent: indifferent(store, before, path) };
      });
  };

  const taken = (door: Door, id: LocalId, message: Term): readonly Taking[] => {
    const key = `${id} ${door.channel} ${door.from} ${door.to} ${message}`;
    const found = takings.get(key) ?? takeUnknown(door, id, message);
    takings.set(key, found);
    return found;
  };

  const formsFor = (door: Door, locals: readonly LocalId[], message: Term): readonly Form[] => {
    const id = locals[partyIndex(door.hop)];
    if (id === undefined) return [];
    const isTakenAtDesk = ({ pattern }: Taking): boolean =>
      door.desk === undefined || store.shapeOf(pattern)?.name === door.desk;
    const forms = taken(door, id, message).filter(isTakenAtDesk);
    return forms.flatMap((taking) => [
      ...(taking.acts ? [taking] : []),
      ...taking.relays.flatMap((relay) =>
        passedOn(taking, formsFor(relay, locals, taking.pattern)),
      ),
    ]);
  };

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
    given: givenTo(system, capability, algebra.name),
    local: table.local,
    initial: initialLocals(system).map((local, party) => table.intern(party, local)),
    stepper,
    forms: (door, locals) => formsFor(door, locals, unknown),
    counts: () => counts,
    backstage: { space, direct, during, ...table },
  };
}
