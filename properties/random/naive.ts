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

/** Searches all runs up to a depth. */
export function searchedPlainly(
  world: World,
  claims: readonly Claim[],
  depthMax: number,
): NaiveAnswer {
  const base = knowledgeBase(world.store, true);
  const stepper = rememberedStepper(world);
  const { system, holds } = world.arena;
  const ids = new Map<Local, number>();
  const falling = new Map<string, number>();
  let tried = 0;

  const after = (node: Node, stimulus: Stimulus<Term>): Node | undefined => {
    tried += 1;
    const outcome = settle({ system, holds, stepper }, node.locals, { ...stimulus, at: 0 });
    if (outcome.idle) return undefined;
    const claimed = outcome.events.filter(({ kind }) => kind === 'claimed');
    const all = [...node.claimed, ...claimed];
    if (claimed.length > 0 && !isWithin(system.budget, all)) return undefined;
    return {
      ...node,
      locals: outcome.locals,
      inFlight: [...node.inFlight, ...outcome.inFlight],
      knowledge: outcome.observed.reduce(base.observe, node.knowledge),
      claimed: all,
    };
  };
  const keyOf = ({ locals, agenda, inFlight, knowledge, claimed }: Node): string => {
    const numbers = locals.map((local) => {
      const id = ids.get(local) ?? ids.size;
      ids.set(local, id);
      return id;
    });
    return JSON.stringify([numbers, agenda, inFlight, knowledge.id, claimed]);
  };
  const judge = (node: Node, depth: number): void => {
    const events = [...node.claimed, ...shown(node)];
    for (const claim of claims) {
      if (falling.has(claim.id)) continue;
      const trace = { principals: system.principals, events };
      if (claim.violation(trace, (a, b) => a === b) !== undefined) falling.set(claim.id, depth);
    }
  };

  const start: Node = {
    locals: initialLocals(system),
    agenda: {},
    inFlight: [],
    knowledge: base.initial(Object.values(world.arena.given)),
    claimed: [],
  };
  let depth = 0;
  let level: readonly Node[] = [start];
  const present = system.opening.filter((name) => system.parties.some((one) => one.name === name));
  for (const party of present) {
    level = level.flatMap((node) =>
      wished(system.agenda[party], party, node).flatMap(([from, to]) => after(from, to) ?? []),
    );
    depth += 1;
    for (const node of level) judge(node, depth);
  }
  const seen = new Set(level.map(keyOf));
  const messages = everyMessage(world);
  while (depth < depthMax && falling.size < claims.length) {
    depth += 1;
    const next: Node[] = [];
    for (const node of level) {
      for (const [from, stimulus] of stimuli(world, node, messages)) {
        const reached = after(from, stimulus);
        const key = reached && keyOf(reached);
        if (reached === undefined || key === undefined || seen.has(key)) continue;
        seen.add(key);
        next.push(reached);
        judge(reached, depth);
      }
    }
    level = next;
  }
  return { falling, states: seen.size, tried, depth };
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
