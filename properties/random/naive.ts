/**
 * A search that is slow and plain, to hold the quick one against: breadth first over whole runs,
 * every message that can be put together by sort tried at every door.
 *
 * No narrowing, no forms, no matching against patterns, no inert sorts, no symmetry; states are
 * told apart by everything, the order of all statements included. Bounded in depth: it says which
 * claims fall within so many moves, and after how many each.
 */
import { type Knowledge, knowledgeBase } from '../../attacks/knowledge.ts';
import { type Booty, frameAt, makeMove, type Run } from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { IntentEvent, Unseeded } from '../../model/core/effect.ts';
import {
  directStepper,
  type Door,
  type InFlight,
  initialLocals,
  type Local,
  type LocalStep,
  settle,
  type Stepper,
  type Stimulus,
} from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { World } from './world.ts';

/** What the plain search runs on. */
export interface PlainWorld extends Pick<World, 'store' | 'arena' | 'doors'> {
  /** Every message to be tried at a door. */
  readonly messages: (knowledge: Knowledge, door: Door) => readonly Term[];
  /** How many messages are tried before it goes no deeper; no such bound unless given. */
  readonly triesMax?: number;
}

/** What the plain search came to. */
export interface NaiveAnswer {
  /** The claims that fall, by id, with the fewest moves. */
  readonly falling: ReadonlyMap<string, number>;
  readonly states: number;
  /** How many messages were tried. */
  readonly tried: number;
  /** Moves within which everything was seen. */
  readonly depth: number;
}

interface Node {
  readonly locals: readonly Local[];
  readonly agenda: Readonly<Record<string, number>>;
  readonly inFlight: readonly InFlight<Term>[];
  readonly stolen: readonly Booty[];
  readonly knowledge: Knowledge;
  readonly claimed: readonly TraceEvent<Term>[];
  /** The number of {@link Node.claimed}: equal for equal statements in equal order. */
  readonly history: number;
}

/** Numbers for things that are told apart by a text. */
function numbered(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const found = numbers.get(text) ?? numbers.size;
    numbers.set(text, found);
    return found;
  };
}

/** A stepper that makes no step twice and gives equal local states as one object. */
function rememberedStepper({ arena }: PlainWorld): Stepper<Local, Term> {
  const direct = directStepper(arena.system, arena.algebra.derive);
  const locals: (Local | undefined)[] = [];
  const numberOf = numbered();
  const numbers = new WeakMap<Local, number>();
  const steps = new Map<string, LocalStep<Local, Term>>();
  const number = (local: Local): number => {
    const { value, context } = local.snapshot as { value: unknown; context: unknown };
    const found = numbers.get(local) ?? numberOf(JSON.stringify([local.steps, value, context]));
    numbers.set(local, found);
    return found;
  };
  const one = (local: Local): Local => {
    const place = number(local);
    const found = locals[place] ?? local;
    locals[place] = found;
    return found;
  };
  return (party, local, event: Unseeded<Term>) => {
    const key = `${party} ${number(local)} ${JSON.stringify(event)}`;
    const found = steps.get(key);
    if (found !== undefined) return found;
    const stepped = direct(party, local, event);
    const answer = { ...stepped, local: one(stepped.local) };
    steps.set(key, answer);
    return answer;
  };
}

/** Makes steps from node to node, and names for nodes that are the same. */
interface Stepping {
  readonly start: Node;
  /** The node after a stimulus; `undefined` when nothing happens or the bounds are left. */
  readonly after: (node: Node, stimulus: Stimulus<Term>) => Node | undefined;
  /** The nodes after each theft that is possible. */
  readonly robbed: (node: Node) => readonly Node[];
  readonly keyOf: (node: Node) => string;
  readonly tried: () => number;
}

function stepping(world: PlainWorld): Stepping {
  const base = knowledgeBase(world.store, true);
  const stepper = rememberedStepper(world);
  const { system, holds, given } = world.arena;
  const ids = new Map<Local, number>();
  const numberOf = numbered();
  let tried = 0;
  const idOf = (local: Local): number => {
    const id = ids.get(local) ?? ids.size;
    ids.set(local, id);
    return id;
  };
  return {
    start: {
      locals: initialLocals(system),
      agenda: {},
      inFlight: [],
      stolen: [],
      knowledge: base.initial(Object.values(given)),
      claimed: [],
      history: -1,
    },
    after: (node, stimulus) => {
      tried += 1;
      const outcome = settle({ system, holds, stepper }, node.locals, { ...stimulus, at: 0 });
      if (outcome.idle) return undefined;
      const claimed = outcome.events.filter(({ kind }) => kind === 'claimed');
      const all = [...node.claimed, ...claimed];
      if (claimed.length > 0 && !isWithin(system.budget, all)) return undefined;
      const inFlight = [...node.inFlight, ...outcome.inFlight];
      const knowledge = outcome.observed.reduce(base.observe, node.knowledge);
      const history =
        claimed.length === 0
          ? node.history
          : numberOf(`${node.history} ${JSON.stringify(claimed)}`);
      return { ...node, locals: outcome.locals, inFlight, knowledge, claimed: all, history };
    },
    robbed: (node) =>
      booties(world.arena).flatMap((booty) => {
        tried += 1;
        const run: Run<Term> = { ...node, given, observed: [], events: [], at: 0 };
        const made = makeMove(world.arena, run, { move: 'compromise', ...booty });
        if (!made.made) return [];
        const taken = Object.entries(made.run.given).filter(([name]) => !(name in given));
        const knowledge = taken.map(([, value]) => value).reduce(base.observe, node.knowledge);
        return [{ ...node, stolen: made.run.stolen, knowledge }];
      }),
    keyOf: ({ locals, agenda, inFlight, stolen, knowledge, history }) =>
      JSON.stringify([locals.map(idOf), agenda, inFlight, stolen, knowledge.id, history]),
    tried: () => tried,
  };
}

/** All that may be stolen at some time, and from whom. */
function booties({ system, thefts = [] }: PlainWorld['arena']): readonly Booty[] {
  return system.parties.flatMap(({ name: party, kind }) =>
    thefts.filter(({ from }) => from === kind).map(({ what }) => ({ party, what })),
  );
}

/** The claims that a node breaks. */
function brokenIn({ arena }: PlainWorld, claims: readonly Claim[], node: Node): readonly string[] {
  const { principals } = arena.system;
  const events = [...node.claimed, ...shown(node)];
  return claims
    .filter(({ violation }) => violation({ principals, events }, (a, b) => a === b) !== undefined)
    .map(({ id }) => id);
}

/** Searches all runs up to a depth, or until all claims have fallen. */
export function searchedPlainly(
  world: PlainWorld,
  claims: readonly Claim[],
  depthMax: number,
): NaiveAnswer {
  const { system } = world.arena;
  const { start, after, robbed, keyOf, tried } = stepping(world);
  const falling = new Map<string, number>();
  const seen = new Set<string>([keyOf(start)]);
  const isNew = (node: Node): boolean => seen.size < seen.add(keyOf(node)).size;
  let depth = 0;
  let level: readonly Node[] = [start];
  const descend = (next: (node: Node) => readonly Node[]): void => {
    depth += 1;
    level = level.flatMap((node) => next(node).filter(isNew));
    const standing = claims.filter(({ id }) => !falling.has(id));
    for (const id of level.flatMap((node) => brokenIn(world, standing, node))) {
      falling.set(id, depth);
    }
  };
  const reached = (tries: Iterable<Try>): readonly Node[] =>
    [...tries].flatMap(([from, stimulus]) => after(from, stimulus) ?? []);
  for (const name of system.opening) {
    const isPresent = system.parties.some((party) => party.name === name);
    if (isPresent) descend((node) => reached(wished(system.agenda[name], name, node)));
  }
  const { triesMax = Infinity } = world;
  while (depth < depthMax && falling.size < claims.length && tried() < triesMax) {
    descend((node) => [...reached(stimuli(world, node)), ...robbed(node)]);
  }
  return { falling, states: seen.size, tried: tried(), depth };
}

type Try = readonly [Node, Stimulus<Term>];

/** The next wish of a party, and the state in which it has been had. */
function wished(
  wishes: readonly IntentEvent<Term>[] | undefined,
  party: string,
  node: Node,
): readonly Try[] {
  const had = node.agenda[party] ?? 0;
  const intent = wishes?.[had];
  if (intent === undefined) return [];
  return [
    [
      { ...node, agenda: { ...node.agenda, [party]: had + 1 } },
      { party, intent },
    ],
  ];
}

/** All that may be done in a state. */
function* stimuli({ arena, doors, messages }: PlainWorld, node: Node): Generator<Try> {
  const { system } = arena;
  for (const { name } of system.parties) {
    yield* wished(system.agenda[name], name, node);
    for (const intent of system.anytime[name] ?? []) yield [node, { party: name, intent }];
  }
  for (const frame of node.inFlight) {
    yield [{ ...node, inFlight: node.inFlight.filter((other) => other !== frame) }, { frame }];
  }
  for (const door of new Set(doors)) {
    for (const message of messages(node.knowledge, door)) {
      yield [node, { frame: frameAt(door, message) }];
    }
  }
}

/** Whether no bounded statement is made too often. */
function isWithin(
  budget: Readonly<Record<string, number>>,
  events: readonly TraceEvent<Term>[],
): boolean {
  const made = events.flatMap((event) =>
    event.kind === 'claimed' ? [`${event.party} ${event.claim} ${event.about}`] : [],
  );
  return Object.entries(budget).every(
    ([key, most]) => made.filter((statement) => statement === key).length <= most,
  );
}

/** What the attacker can show to have of all that was claimed secret. */
function shown({ claimed, knowledge }: Node): readonly TraceEvent<Term>[] {
  return claimed
    .flatMap((event) => (event.kind === 'claimed' && event.claim === 'secret' ? event.values : []))
    .filter((value) => knowledge.derives(value))
    .map((value) => ({ kind: 'learned', value }));
}
