/**
 * Carries out a random schedule within the scenario's bounds and notes when each claim fell.
 *
 * The honest course, replays and forgeries in any order, by the same moves that confirm an
 * attack. A move that comes to nothing or that leaves the bounds is taken back.
 */
import { derivation } from '../../attacks/derivation.ts';
import type { Knowledge } from '../../attacks/knowledge.ts';
import { beginRun, frameAt, makeMove, type Move, type Run } from '../../attacks/run.ts';
import type { Claim } from '../../model/core/claim.ts';
import { directStepper, settle } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import { type Dice, diceOf } from '../schedules/forge.ts';
import { ownDoor, progress } from '../schedules/progress.ts';
import { forged } from './forge.ts';
import type { Operation, RandomSchedule } from './schedule.ts';
import type { World } from './world.ts';

/** What a schedule came to. */
export interface Outcome {
  readonly moves: readonly Move[];
  /** The claims that fell, by id: after how many moves, and how. */
  readonly fell: ReadonlyMap<string, { readonly after: number; readonly breach: string }>;
  /** How many messages of the attacker's own making did something. */
  readonly forgeries: number;
}

interface Play {
  readonly world: World;
  readonly run: Run<Term>;
  readonly knowledge: Knowledge;
  readonly observedAt: ReadonlyMap<Term, number>;
  /** The names of what is given or stolen. */
  readonly given: ReadonlyMap<Term, string>;
  readonly passedOn: number;
  readonly forgeries: number;
  readonly moves: readonly Move[];
  /** How many events there were after each move. */
  readonly marks: readonly number[];
}

/** How many messages are tried for one delivery until something comes of one. */
const attemptsMax = 4;

/** A move, and what it is for. */
interface Intended {
  readonly does: Move;
  readonly passesOn?: number;
  readonly forges?: boolean;
}

/** Carries out a schedule in a world and judges claims after every move. */
export function played(
  world: World,
  schedule: Omit<RandomSchedule, 'topic'>,
  judged: readonly Claim[],
): Outcome {
  const run = beginRun(world.arena);
  const first: Play = {
    world,
    run,
    knowledge: world.initial,
    observedAt: new Map(),
    given: world.given,
    passedOn: 0,
    forgeries: 0,
    moves: [],
    marks: [],
  };
  const opened = schedule.opensFirst ? opening(first) : first;
  const last = schedule.operations.reduce(operated, opened);
  const { moves, forgeries } = last;
  return { moves, forgeries, fell: fallen(last, judged) };
}

/** The opening wishes, in order, as the search makes them. */
function opening(play: Play): Play {
  return play.world.arena.system.opening
    .filter((party) => isPresent(play, party))
    .reduce((before, party) => moved(before, { does: { move: 'intend', party } }), play);
}

const isPresent = ({ world }: Play, name: string): boolean =>
  world.arena.system.parties.some((party) => party.name === name);

function operated(play: Play, operation: Operation): Play {
  if (operation.op !== 'deliver') {
    const intended = intendedBy(play, operation);
    return intended === undefined ? play : moved(play, intended);
  }
  const roll = diceOf(operation.choices);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const intended = delivery(play, operation, roll);
    const next = intended === undefined ? play : moved(play, intended);
    if (next !== play) return next;
  }
  return play;
}

/** Makes a move unless it comes to nothing or leaves the bounds. */
function moved(play: Play, { does, passesOn, forges }: Intended): Play {
  const { world, run, moves, marks, forgeries } = play;
  const passedOn = passesOn === undefined ? play.passedOn : passesOn + 1;
  const isOwn = does.move === 'intend' || does.move === 'happen';
  if (isOwn && !isPresent(play, does.party)) return play;
  const made = makeMove(world.arena, run, does);
  if (!made.made || isSame(run, made.run) || !isWithinBudget(world, made.run.events)) {
    return passesOn === undefined ? play : { ...play, passedOn };
  }
  const seen = run.observed.length;
  const news = made.run.observed.slice(seen);
  const stolen = Object.entries(made.run.given).filter(([name]) => !(name in run.given));
  const places = news.map((message, index) => [message, seen + index] as const);
  return {
    ...play,
    run: made.run,
    passedOn,
    knowledge: [...news, ...stolen.map(([, value]) => value)].reduce(
      world.base.observe,
      play.knowledge,
    ),
    given: new Map([...stolen.map(([name, value]) => [value, name] as const), ...play.given]),
    observedAt: news.length === 0 ? play.observedAt : new Map([...places, ...play.observedAt]),
    forgeries: forges === true ? forgeries + 1 : forgeries,
    moves: [...moves, does],
    marks: [...marks, made.run.events.length],
  };
}

/** Whether a move came to nothing: a message refused, or passed on by the gateway and refused. */
function isSame(
  before: Run<Term>,
  { locals, observed, inFlight, stolen, events }: Run<Term>,
): boolean {
  return (
    stolen.length === before.stolen.length &&
    locals.every((local, party) => local === before.locals[party]) &&
    observed.length === before.observed.length &&
    inFlight.length === before.inFlight.length &&
    !events.slice(before.events.length).some(({ kind }) => kind === 'claimed')
  );
}

/** Whether each party has made each bounded statement as often as it may, at most. */
function isWithinBudget({ arena }: World, events: readonly TraceEvent<Term>[]): boolean {
  const counts = new Map<string, number>();
  return events.every((event) => {
    if (event.kind !== 'claimed') return true;
    const key = `${event.party} ${event.claim} ${event.about}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= (arena.system.budget[key] ?? Infinity);
  });
}

function at<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function intendedBy(
  play: Play,
  operation: Exclude<Operation, { op: 'deliver' }>,
): Intended | undefined {
  const { world, run } = play;
  const { system } = world.arena;
  switch (operation.op) {
    case 'progress':
      return progressed(play);
    case 'wish': {
      const party = at(Object.keys(system.agenda), operation.party);
      return party === undefined ? undefined : { does: { move: 'intend', party } };
    }
    case 'happen': {
      const party = at(Object.keys(system.anytime), operation.party);
      return party === undefined ? undefined : { does: { move: 'happen', party, which: 0 } };
    }
    case 'steal': {
      const { thefts = [] } = world.arena;
      const party = at(system.parties, operation.party);
      const theft = at(
        thefts.filter(({ from }) => from === party?.kind),
        operation.theft,
      );
      if (party === undefined || theft === undefined) return undefined;
      return { does: { move: 'compromise', party: party.name, what: theft.what } };
    }
    case 'release': {
      const { length } = run.inFlight;
      const index = operation.index % Math.max(1, length);
      return length === 0 ? undefined : { does: { move: 'release', index } };
    }
  }
}

/** What an undisturbed run would do next; passing on is for messages alone. */
function progressed(play: Play): Intended | undefined {
  const { world, run, passedOn } = play;
  const { arena } = world;
  const { length } = run.observed;
  const waiting = Array.from({ length: Math.max(0, length - passedOn) }, (_, at) => passedOn + at);
  return progress({ arena, run, waiting, doorOf: (index) => ownDoor({ arena, run }, index) });
}

/** A message put in at a door, by a recipe; `undefined` when nothing comes of it. */
function delivery(
  { world, run, knowledge, observedAt, given }: Play,
  { plan, door: number }: Extract<Operation, { op: 'deliver' }>,
  roll: Dice,
): Intended | undefined {
  const { arena, store } = world;
  const { system, holds, algebra } = arena;
  const door = at(world.doors, number);
  const message = door && forged({ world, knowledge, roll }, plan, door);
  if (door === undefined || message === undefined || !knowledge.derives(message)) return undefined;
  // Recipes are slow: most messages are refused, and need none.
  const wiring = { system, holds, stepper: directStepper(system, algebra.derive) };
  const tried = settle(wiring, run.locals, { frame: frameAt(door, message), at: run.at });
  if (tried.idle) return undefined;
  const recipe = derivation(store, knowledge, { given, observed: observedAt })(message);
  const forges = !knowledge.items.has(message);
  return { does: { move: 'deliver', door, message: recipe }, forges };
}

/** What the attacker can show to have of all that was ever claimed secret. */
function learned({ run, knowledge }: Play): readonly TraceEvent<Term>[] {
  return run.events
    .flatMap((event) => (event.kind === 'claimed' && event.claim === 'secret' ? event.values : []))
    .filter((value) => knowledge.derives(value))
    .map((value) => ({ kind: 'learned', value }));
}

/**
 * When each claim fell. What is broken stays broken, so a claim that stands in the end is judged
 * once; of one that does not, the first move that broke it is looked for.
 */
function fallen(play: Play, judged: readonly Claim[]): Outcome['fell'] {
  const { world, run, marks } = play;
  const { principals } = world.arena.system;
  const { equal } = world.arena.algebra;
  const shown = learned(play);
  const breachBy = (claim: Claim, mark: number): string | undefined => {
    const events = [...run.events.slice(0, mark), ...shown];
    return claim.violation({ principals, events }, equal);
  };
  return new Map(
    judged.flatMap((claim) => {
      const breach = breachBy(claim, run.events.length);
      if (breach === undefined) return [];
      const place = marks.findIndex((mark) => breachBy(claim, mark) !== undefined);
      // Of a secret, when it was claimed is known here, and not when it was had: a later move.
      const after = claim.secretOf === undefined ? place + 1 : play.moves.length;
      return [[claim.id, { after, breach }] as const];
    }),
  );
}
