/**
 * The laws of roles, on runs in which nobody attacks: what is done and stored in what order, by whom,
 * and which values of it are equal (`transcript`); which of all messages ever sent, and of all wishes, a
 * party takes in each of its states (`acceptance`); what it makes of a message that it awaits with one
 * value another (`fields`); and that no chart throws, whatever arrives (`total`).
 *
 * Values are numbered as they come, so that two systems that do the same leave the same lines. The golden
 * lines are those of the protocol itself.
 */
import { type Arena, beginRun, makeMove, type Move, type Run } from '../../../attacks/run.ts';
import type { Problem } from '../../../attacks/search/stage.ts';
import { channels, type Effect, type RoleEvent } from '../../../model/core/effect.ts';
import { isIdle, step } from '../../../model/core/step.ts';
import type { Holds, Local, Party } from '../../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../../model/core/term.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import { sessionMaxMs, slotMs } from '../../../model/sa2pmp/limits.ts';
import { termArena } from '../../verdict/confirm.ts';
import { nobody } from '../../verdict/intended.ts';
import { variants } from './variants.ts';

/** The laws. */
export type Law =
  | 'transcript'
  | 'acceptance'
  | 'fields'
  | 'memory'
  | 'total'
  | 'binding'
  | 'sight'
  | 'freshness'
  | 'hearing';

/** A line of what a system does, and the law that it bears out. */
export interface Line {
  readonly law: Law;
  readonly text: string;
}

/** Numbers values as they come. */
export function numbering(): (value: Term) => number {
  const numbers = new Map<Term, number>();
  return (value) => {
    const found = numbers.get(value) ?? numbers.size;
    numbers.set(value, found);
    return found;
  };
}

type Numbered = (value: Term) => number;

const valuesText = (values: readonly Term[], number: Numbered): string =>
  values.map(number).join(',');

/** An event of a run as a line. */
export function eventText(event: TraceEvent<Term>, number: Numbered): string {
  switch (event.kind) {
    case 'sent':
      return `${event.party} sends ${event.note} on ${event.channel} to ${event.to} by ${event.hop}: ${number(event.message)}`;
    case 'claimed':
      return `${event.party} states ${event.claim} ${event.about} of ${number(event.account)}: ${valuesText(event.values, number)}`;
    case 'stored':
      return `${event.party} stores ${event.what}: ${valuesText(event.values, number)}`;
    case 'refused':
      return `${event.party} refuses`;
    case 'delivered':
      return `${event.party} receives on ${event.channel} from ${event.from}: ${number(event.message)}`;
    case 'intended':
      return `${event.party} wishes for ${event.intent}`;
    case 'compromised':
    case 'learned':
      return event.kind;
  }
}

/** An effect as part of a line; who it goes to and what it is, not what is in it. */
function effectText(effect: Effect<Term>): string {
  switch (effect.effect) {
    case 'send':
      return `sends ${effect.note}`;
    case 'claim':
      return `states ${effect.claim} ${effect.about}`;
    case 'store':
      return `stores ${effect.what}`;
    case 'ask':
      return `asks for ${effect.what}`;
    case 'refuse':
      return 'refuses';
  }
}

/** The messages sent in a run, each once. */
function sentIn({ events }: Run<Term>): readonly Term[] {
  return [...new Set(events.flatMap((event) => (event.kind === 'sent' ? [event.message] : [])))];
}

/** A party in one of its states, before something that may happen to it. */
export interface Case {
  readonly party: Party;
  readonly local: Local;
  readonly event: RoleEvent<Term>;
}

/** What a party makes of it: whether nothing, what it does, and the state that it is in then. */
export function taking({ party, local, event }: Case): {
  readonly isVain: boolean;
  readonly text: string;
  readonly effects: readonly Effect<Term>[];
  readonly after: Local;
} {
  const { snapshot, effects } = step<Term>(party.machine, local.snapshot, event);
  const after = { snapshot, steps: local.steps + 1 };
  const isVain = isIdle(local.snapshot, { snapshot, effects });
  const text = [JSON.stringify(snapshot.value), ...effects.map(effectText)].join('; ');
  // What is not taken is refused, so that it is in the operator's log; a wish may be none.
  const vain = effects.length === 0 ? '-' : 'refuses';
  return { isVain, text: isVain ? vain : text, effects, after };
}

/** All that may happen to a party: every message at every door, and every wish. */
function* casesFor(
  { system, algebra }: Arena<Term>,
  run: Run<Term>,
  messages: readonly Term[],
): Generator<Case> {
  for (const [index, party] of system.parties.entries()) {
    const local = run.locals[index];
    if (local === undefined) continue;
    const ambient = { at: run.at, fresh: algebra.derive(system.root, `${party.name} probe`) };
    for (const door of system.doors.filter(({ hop }) => hop === party.name)) {
      const { channel, from, to } = door;
      for (const message of messages) {
        const event = { type: 'frame', channel, from, to, message, ...ambient } as const;
        yield { party, local, event };
      }
    }
    const own = [...(system.agenda[party.name] ?? []), ...(system.anytime[party.name] ?? [])];
    const others = (party.machine.events as readonly string[]).filter(
      (type) => type !== 'frame' && type !== '*',
    );
    for (const wish of [...own, ...others.map((type) => ({ type, values: {} }))]) {
      yield { party, local, event: { ...wish, ...ambient } };
    }
  }
}

/** Every message on its way as it is and with one value another, as it would come to its hop. */
function* variantCases(
  { system, algebra }: Arena<Term>,
  store: TermStore,
  run: Run<Term>,
): Generator<Case> {
  for (const { hop, channel, from, to, message } of run.inFlight) {
    const index = system.parties.findIndex(({ name }) => name === hop);
    const [party, local] = [system.parties[index], run.locals[index]];
    if (party === undefined || local === undefined) continue;
    const ambient = { at: run.at, fresh: algebra.derive(system.root, `${party.name} probe`) };
    for (const changed of [message, ...variants(store, message)]) {
      const event = { type: 'frame', channel, from, to, message: changed, ...ambient } as const;
      yield { party, local, event };
    }
  }
}

/** What parties make of some cases, a line each; one that throws is the last. */
export function* taken(law: Law, cases: Iterable<Case>): Generator<Line> {
  let place = 0;
  for (const one of cases) {
    place += 1;
    try {
      yield { law, text: `${place}, ${one.party.name}: ${taking(one).text}` };
    } catch (error) {
      const what = 'message' in one.event ? `a frame on ${one.event.channel}` : one.event.type;
      yield { law: 'total', text: `${one.party.name} throws on ${what}: ${reasonOf(error)}` };
      return;
    }
  }
}

/** What all parties take in the states that a run has come to. */
function* acceptance(play: Play, run: Run<Term>): Generator<Line> {
  const { arena, store, weather, looksInside } = play;
  if (weather.slow) {
    if (looksInside) yield* taken('fields', variantCases(arena, store, run));
    return;
  }
  const messages = [arena.algebra.constant('noise'), ...sentIn(run)];
  yield* taken('acceptance', casesFor(arena, run, messages));
}

/** A number below another, by chance. */
type Chance = (below: number) => number;

/** Numbers that look like chance and are the same each time (Lehmer 1951). */
export function lehmer(seed: number): Chance {
  let state = seed * 48_271 + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** A world in which schedules are played. */
interface Weather {
  /** Whether messages on the way arrive when the schedule says so, the regular bank's answers too. */
  readonly slow: boolean;
  readonly moves: number;
  readonly seeds: readonly number[];
}

/** One in which everything arrives at once, and one in which nothing does. */
const weathers: readonly Weather[] = [
  { slow: false, moves: 20, seeds: [1, 2] },
  { slow: true, moves: 70, seeds: [3, 4, 5, 6, 7] },
];

/** How far the clock may go on between two moves, in milliseconds. */
const pausesMs = [0, 0, 0, slotMs * 4, sessionMaxMs + 1];

/** What may be done next: a wish, what may happen at any time, or a message that arrives. */
export function moveAt({ system }: Arena<Term>, run: Run<Term>, chance: Chance): Move | undefined {
  const wishes = Object.keys(system.agenda).map((party) => ({ move: 'intend', party }) as const);
  const happening = Object.entries(system.anytime).flatMap(([party, events]) =>
    events.map((_, which) => ({ move: 'happen', party, which }) as const),
  );
  const arriving = run.inFlight.map((_, index) => ({ move: 'release', index }) as const);
  // What sets things going counts for more, so that something comes of most schedules.
  const all = [...wishes, ...wishes, ...arriving, ...arriving, ...arriving, ...happening];
  return all[chance(all.length)];
}

/** The move of a number in a schedule: the opening comes first, in its order, then what is chosen. */
export function moveNumbered(
  number: number,
  { system }: Arena<Term>,
  choose: () => Move | undefined,
): Move | undefined {
  const party = system.opening[number];
  return party === undefined ? choose() : { move: 'intend', party };
}

/** What a schedule is played in. */
interface Play {
  readonly arena: Arena<Term>;
  readonly store: TermStore;
  readonly weather: Weather;
  /** Whether messages with other values are tried. */
  readonly looksInside: boolean;
}

/** The arena of a schedule. */
export function arenaOf(
  problem: Problem,
  store: TermStore,
  { slow }: Pick<Weather, 'slow'>,
): Arena<Term> {
  const arena = termArena(problem, nobody, store);
  if (!slow) return arena;
  const { system, algebra } = arena;
  const facts = ['executed', 'declined'].map((type) => ({ type, values: {} }));
  const enquiry = { type: 'enquire', values: { type: algebra.constant('balance') } };
  const besides = system.parties.map(({ name, kind }) => {
    const own = system.anytime[name] ?? [];
    if (kind === 'bank') return [name, [...own, ...facts]] as const;
    return [name, kind === 'client' ? [...own, enquiry] : own] as const;
  });
  const holds = Object.fromEntries(
    channels.filter((channel) => channel !== 'inside').map((channel) => [channel, 'connect']),
  ) as Holds;
  const anytime = Object.fromEntries(besides);
  return { ...arena, holds, system: { ...system, answer: () => undefined, anytime } };
}

/** Why something was thrown. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A run after a move, or the line that says what the move made a chart throw. */
export function moved(arena: Arena<Term>, run: Run<Term>, move: Move): Run<Term> | Line {
  try {
    const next = makeMove(arena, run, move);
    // A wish of which nothing comes is had again.
    const isVain = !next.made || (next.idle && move.move === 'intend');
    return isVain ? run : next.run;
  } catch (error) {
    return { law: 'total', text: `throws on ${JSON.stringify(move)}: ${reasonOf(error)}` };
  }
}

/** One schedule, the opening first, and what came of it. */
function* schedule(play: Play, seed: number): Generator<Line> {
  const { arena, weather } = play;
  const number = numbering();
  const chance = lehmer(seed);
  let run = beginRun(arena);
  for (let made = 0; made < weather.moves; made += 1) {
    const move = moveNumbered(made, arena, () => moveAt(arena, run, chance));
    if (move === undefined) return;
    const at = run.at + (pausesMs[chance(pausesMs.length)] ?? 0);
    const before = run.events.length;
    const next = moved(arena, { ...run, at }, move);
    if ('law' in next) {
      yield next;
      return;
    }
    run = next;
    for (const event of run.events.slice(before)) {
      yield { law: 'transcript', text: eventText(event, number) };
    }
    if (run.events.length > before) yield* acceptance(play, run);
  }
}

/**
 * What a problem's parties do when nobody attacks.
 *
 * @param looksInside - whether messages with other values are tried; not where they are of other forms
 *   than the protocol's, since the lines would then differ for that alone
 */
export function* probe(problem: Problem, looksInside: boolean): Generator<Line> {
  for (const weather of weathers) {
    for (const seed of weather.seeds) {
      const store = termStore();
      const arena = arenaOf(problem, store, weather);
      yield* schedule({ arena, store, weather, looksInside }, seed);
    }
  }
}

/** The law that one system breaks first if another keeps them all; `undefined` where it breaks none. */
export function brokenLaw(kept: readonly Line[], tried: Iterable<Line>): Line | undefined {
  let place = 0;
  for (const line of tried) {
    if (kept[place]?.text !== line.text) return line;
    place += 1;
  }
  return kept[place];
}
