/**
 * The theatre of a search: one system on terms, its local states interned, each role step made once.
 *
 * The very same charts are run on chosen messages and, by narrowing, on messages not chosen yet:
 * their algebra is a switch between the symbolic and the narrowing one. Nothing in it depends on the
 * attacker, so that searches against several attackers can be made in one theatre, and none of what
 * one of them has made shows in another but that it need not be made again.
 */
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import type { Unseeded } from '../../model/core/effect.ts';
import { narrow } from '../../model/core/narrowing.ts';
import { keep } from '../../model/core/step.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import {
  directStepper,
  type Door,
  initialLocal,
  type Local,
  type LocalStep,
  type Stepper,
  type System,
} from '../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import { frameAt } from '../run.ts';
import type { Form } from './form.ts';
import { indifferent } from './indifferent.ts';
import type { LocalId } from './memory.ts';
import { type Mind, mindOf } from './mind.ts';

/** What {@link Theatre.counts} says. */
export interface StepCounts {
  readonly made: number;
  readonly remembered: number;
  readonly narrowed: number;
}

/** One way in which a party takes an unknown message. */
export interface Taking extends Form {
  /** Whether the party's own state changes, or it does more than pass the message on. */
  readonly acts: boolean;
  /** Parties to which it passes the very message on, unless the attacker stops it. */
  readonly relays: readonly Door[];
}

/** What takings depend on besides the attacker's crafts: the door, who stands there how, what is put in. */
export type Takings = (door: Door, id: LocalId, message: Term) => readonly Taking[];

/** A protocol in its scenario, and all that has been made of it so far. */
export interface Theatre {
  readonly store: TermStore;
  /** The algebra that the system is built in: symbolic, but {@link Theatre.during} another. */
  readonly algebra: Algebra<Term>;
  /** Has charts use another algebra for as long as `run` takes. */
  readonly during: <R>(other: Algebra<Term>, run: () => R) => R;
  readonly system: System<Term>;
  readonly table: LocalTable;
  readonly initial: readonly LocalId[];
  /** A message not chosen yet. */
  readonly unknown: Term;
  /** Steps a party, remembering nothing. */
  readonly direct: Stepper<Local, Term>;
  /** Steps a party, each step once. */
  readonly stepper: Stepper<LocalId, Term>;
  /** The same for local states as they are. */
  readonly rehearsed: Stepper<Local, Term>;
  /** What attackers know who have no rules beside Dolev and Yao's, where that is shared. */
  readonly mind: Mind | undefined;
  /** The ways in which parties take messages that are not chosen yet, for an attacker who crafts these. */
  readonly takings: (crafts: ReadonlySet<string>) => Takings;
  /** How many steps charts have really made, and how many were answered from memory. */
  readonly counts: () => StepCounts;
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
      exportFor: (key, fresh) => current.exportFor(key, fresh),
      exportWith: (key, box) => current.exportWith(key, box),
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
export interface LocalTable {
  /** The number of a local state. */
  readonly intern: (party: number, local: Local) => LocalId;
  /** The local state of a number. */
  readonly local: (id: LocalId) => Local;
  /** The numbers of the states in which the parties start. */
  readonly initial: readonly LocalId[];
}

/** Local states by number, whoever's they are. */
export interface SharedTable {
  /** The number of a local state of somebody's. */
  readonly intern: (whose: string, local: Local) => LocalId;
  /** The states in which parties start of which it is said what they are like, and that have no past. */
  readonly starts: Map<string, LocalId>;
  /** The local state of a number. */
  readonly local: (id: LocalId) => Local;
}

function sharedTable(): SharedTable {
  const locals: Local[] = [];
  const ids = new Map<string, LocalId>();
  const known = new WeakMap<Local, LocalId>();
  return {
    starts: new Map(),
    intern: (whose, local) => {
      const seen = known.get(local);
      if (seen !== undefined) return seen;
      const key = `${whose} ${local.steps} ${JSON.stringify(keep(local.snapshot))}`;
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

/** The table of one system: parties of the same name and likeness are one, in whatever system. */
function tableOf({ intern, local, starts }: SharedTable, { parties }: System<Term>): LocalTable {
  const whose = parties.map(({ name, alike }) => JSON.stringify([name, alike]));
  const initial = parties.map((party, place) => {
    const own = whose[place] ?? '';
    const id = starts.get(own) ?? intern(own, initialLocal(party));
    if (party.alike !== undefined && party.past === undefined) starts.set(own, id);
    return id;
  });
  return { intern: (party, state) => intern(whose[party] ?? '', state), local, initial };
}

/** A name for an event under which its effect on a local state is remembered. */
function eventKey(event: Unseeded<Term>): string {
  if ('channel' in event) return `${event.channel} ${event.from} ${event.to} ${event.message}`;
  return `${event.type} ${JSON.stringify(event.values)}`;
}

/** Steps local states by their numbers, each step once; counts what was made and remembered. */
function rememberedSteps(
  direct: Stepper<Local, Term>,
  table: LocalTable,
  { counts, steps }: Pick<Repertoire, 'counts' | 'steps'>,
): Stepper<LocalId, Term> {
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

/** How takings are worked out. */
interface Workshop extends Pick<Theatre, 'store' | 'during' | 'system' | 'table' | 'direct'> {
  readonly suite: Suite;
  readonly counts: { narrowed: number };
}

/** Works out in which ways a party takes a message that is not chosen yet. */
function takeUnknown(shop: Workshop, crafts: ReadonlySet<string>): Takings {
  const { store, suite, during, system, table, direct, counts } = shop;
  const places = new Set(system.parties.map(({ name }) => name));
  const isThere = (hop: string): boolean => places.has(hop);
  return (door, id, message) => {
    counts.narrowed += 1;
    const party = system.parties.findIndex(({ name }) => name === door.hop);
    const before = table.local(id);
    const frame = frameAt(door, message);
    const taker = { remaining: system.parties[party]?.remaining, isThere };
    const run = (): LocalStep<Local, Term> =>
      direct(party, before, { type: 'frame', ...frame, at: 0 });
    const paths = narrow({ store, suite, crafts }, message, (other) => during(other, run));
    return paths
      .filter(({ result }) => !result.idle)
      .map((path): Taking => {
        const { pattern, result, refine } = path;
        const sent = result.effects.filter((effect) => effect.effect === 'send');
        const passedOn = sent.filter((effect) => refine(effect.message) === pattern);
        const relays = passedOn.map(({ channel, hop, to, from }): Door => ({
          channel,
          hop,
          to,
          from,
          server: false,
        }));
        const changed = result.local.snapshot !== before.snapshot;
        const stated = result.effects
          .filter((effect) => effect.effect === 'claim')
          .map(({ claim, about }) => `${claim} ${about}`);
        const statements = stated.map((wording) => `${door.hop} ${wording}`);
        const acts = changed || passedOn.length < result.effects.length;
        const merely = !changed && stated.length === result.effects.length ? stated : undefined;
        const idle = indifferent(store, { before, path, taker });
        return { pattern, statements, relays, acts, indifferent: idle, merely };
      });
  };
}

/** Takings, each worked out once. */
function rememberedTakings(made: Takings, takings: Map<string, readonly Taking[]>): Takings {
  return (door, id, message) => {
    const key = `${id} ${door.channel} ${door.from} ${door.to} ${message}`;
    const found = takings.get(key) ?? made(door, id, message);
    takings.set(key, found);
    return found;
  };
}

/**
 * What theatres of one protocol have in common, whoever takes part: terms, local states, and all that
 * has been worked out of parties that are the same in name and likeness.
 */
export interface Repertoire {
  /** Where terms are interned. */
  readonly store: TermStore;
  /** See {@link Theatre.algebra}. */
  readonly algebra: Algebra<Term>;
  /** See {@link Theatre.during}. */
  readonly during: <R>(other: Algebra<Term>, run: () => R) => R;
  /** The local states. */
  readonly table: SharedTable;
  /** Steps made, by local state and event. */
  readonly steps: Map<string, LocalStep<LocalId, Term>>;
  /** Takings worked out, by the attacker's crafts. */
  readonly takings: Map<string, Map<string, readonly Taking[]>>;
  /** See {@link Theatre.mind}. */
  readonly mind: Mind | undefined;
  /** See {@link Theatre.counts}. */
  readonly counts: { made: number; remembered: number; narrowed: number };
}

/**
 * A repertoire with nothing in it yet.
 *
 * @param suite - the primitives in force
 * @param remembers - whether it keeps what attackers come to know: worth its room where many small
 *   searches are made; it does not unless said
 */
export function repertoire(suite: Suite, { remembers = false } = {}): Repertoire {
  const store = termStore();
  return {
    store,
    ...switchable(symbolic(store, suite)),
    table: sharedTable(),
    steps: new Map(),
    takings: new Map(),
    mind: remembers ? mindOf(store) : undefined,
    counts: { made: 0, remembered: 0, narrowed: 0 },
  };
}

/**
 * Opens a theatre.
 *
 * @param problem - the primitives in force, and what builds the system in an algebra
 * @param common - what it has in common with others of the same protocol; nothing unless given
 */
export function theatre(
  {
    suite,
    build,
  }: {
    readonly suite: Suite;
    readonly build: <M>(algebra: Algebra<M>) => System<M>;
  },
  common: Repertoire = repertoire(suite),
): Theatre {
  const { store, algebra, during, counts } = common;
  const system = build(algebra);
  const table = tableOf(common.table, system);
  const direct = directStepper(system, algebra.derive);
  const stepper = rememberedSteps(direct, table, common);
  const shop = { store, suite, during, system, table, direct, counts };
  const byCrafts = new Map<string, Takings>();
  const takingsFor = (crafts: ReadonlySet<string>, name: string): Takings => {
    const known = common.takings.get(name) ?? new Map<string, readonly Taking[]>();
    common.takings.set(name, known);
    return rememberedTakings(takeUnknown(shop, crafts), known);
  };
  return {
    store,
    algebra,
    during,
    system,
    table,
    mind: common.mind,
    initial: table.initial,
    unknown: store.variable(0, 'frame'),
    direct,
    stepper,
    rehearsed: (party, local, event) => {
      const stepped = stepper(party, table.intern(party, local), event);
      return { ...stepped, local: table.local(stepped.local) };
    },
    takings: (crafts) => {
      const name = [...crafts].sort().join(' ');
      const takings = byCrafts.get(name) ?? takingsFor(crafts, name);
      byCrafts.set(name, takings);
      return takings;
    },
    counts: () => counts,
  };
}
