/**
 * A search that is slow and plain, to hold the quick one against: breadth first over whole runs,
 * every message that can be put together by sort tried at every door.
 *
 * No narrowing, no forms, no matching against patterns, no inert sorts, no symmetry; states are
 * told apart by everything, the order of all statements included. Bounded in depth: it says which
 * claims fall within so many moves, and after how many each.
 */
import { type Knowledge, knowledgeBase } from '../../attacks/knowledge.ts';
import { frameAt } from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { IntentEvent, Unseeded } from '../../model/core/effect.ts';
import {
  directStepper,
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
import type { World } from './cases.ts';
import { everyMessage } from './every-message.ts';

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
  readonly knowledge: Knowledge;
  readonly claimed: readonly TraceEvent<Term>[];
}

/** A stepper that makes no step twice and gives equal local states as one object. */
function rememberedStepper({ arena }: World): Stepper<Local, Term> {
  const direct = directStepper(arena.system, arena.algebra.derive);
  const locals = new Map<string, Local>();
  const names = new WeakMap<Local, string>();
  const steps = new Map<string, LocalStep<Local, Term>>();
  const named = (local: Local): string => {
    const known = names.get(local);
    if (known !== undefined) return known;
    const { value, context } = local.snapshot as { value: unknown; context: unknown };
    const name = JSON.stringify([local.steps, value, context]);
    names.set(local, name);
    return name;
  };
  const one = (party: number, local: Local): Local => {
    const key = `${party} ${named(local)}`;
    const found = locals.get(key) ?? local;
    locals.set(key, found);
    return found;
  };
  return (party, local, event: Unseeded<Term>) => {
    const key = `${party} ${named(local)} ${JSON.stringify(event)}`;
    const found = steps.get(key);
    if (found !== undefined) return found;
    const stepped = direct(party, local, event);
    const answer = { ...stepped, local: one(party, stepped.local) };
    steps.set(key, answer);
    return answer;
  };
}

/** Makes steps from node to node, and names for nodes that are the same. */
interface Stepping {
  readonly start: Node;
  /** The node after a stimulus; `undefined` when nothing happens or the bounds are left. */
  readonly after: (node: Node, stimulus: Stimulus<Term>) => Node | undefined;
  readonly keyOf: (node: Node) => string;
  readonly tried: () => number;
}

function stepping(world: World): Stepping {
  const base = knowledgeBase(world.store, true);
  const stepper = rememberedStepper(world);
  const { system, holds, given } = world.arena;
  const ids = new Map<Local, number>();
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
      knowledge: base.initial(Object.values(given)),
      claimed: [],
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
      return { ...node, locals: outcome.locals, inFlight, knowledge, claimed: all };
    },
    keyOf: ({ locals, agenda, inFlight, knowledge, claimed }) =>
      JSON.stringify([locals.map(idOf), agenda, inFlight, knowledge.id, claimed]),
    tried: () => tried,
  };
}

/** The claims that a node breaks. */
function brokenIn({ arena }: World, claims: readonly Claim[], node: Node): readonly string[] {
  const { principals } = arena.system;
  const events = [...node.claimed, ...shown(node)];
  return claims
    .filter(({ violation }) => violation({ principals, events }, (a, b) => a === b) !== undefined)
    .map(({ id }) => id);
}

/** Searches all runs up to a depth, or until all claims have fallen. */
export function searchedPlainly(
  world: World,
  claims: readonly Claim[],
  depthMax: number,
): NaiveAnswer {
  const { system } = world.arena;
  const { start, after, keyOf, tried } = stepping(world);
  const messages = everyMessage(world);
  const falling = new Map<string, number>();
  const seen = new Set<string>([keyOf(start)]);
  const isNew = (node: Node): boolean => seen.size < seen.add(keyOf(node)).size;
  let depth = 0;
  let level: readonly Node[] = [start];
  const descend = (tries: (node: Node) => Iterable<Try>): void => {
    depth += 1;
    level = level.flatMap((node) =>
      [...tries(node)].flatMap(([from, stimulus]) => {
        const reached = after(from, stimulus);
        return reached !== undefined && isNew(reached) ? [reached] : [];
      }),
    );
    for (const id of level.flatMap((node) => brokenIn(world, claims, node))) {
      if (!falling.has(id)) falling.set(id, depth);
    }
  };
  for (const name of system.opening) {
    const isPresent = system.parties.some((party) => party.name === name);
    if (isPresent) descend((node) => wished(system.agenda[name], name, node));
  }
  while (depth < depthMax && falling.size < claims.length) {
    descend((node) => stimuli(world, node, messages));
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
function* stimuli(
  { arena, doors }: World,
  node: Node,
  messages: ReturnType<typeof everyMessage>,
): Generator<Try> {
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
