/**
 * One claim, one attacker, many readings: does the claim hold? A known answer is looked up, a known
 * attack is carried out (milliseconds), and only then is there a search.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { type Move, runMoves } from '../../attacks/run.ts';
import { searching } from '../../attacks/search/explicit.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { type Problem, setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { TraceEvent } from '../../model/core/trace.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { canonical } from '../verdict/canonical-value.ts';
import { byteArena, confirmed, sceneIn, termArena } from '../verdict/confirm.ts';
import { type Inquiry, inquiries } from '../verdict/inquiry.ts';
import type { Confirmation } from '../verdict/verdict.ts';
import { adapted } from './adapted.ts';
import type { Answer } from './dualise.ts';
import { answers, type Ledger, type Remembered, scopeOf } from './record.ts';
import { type Reads, traced, watched } from './traced.ts';

/** What is asked of every reading. */
export interface Subject {
  readonly claim: Claim;
  readonly attacker: Capability;
  readonly bounds: Bounds;
  /** Give a search up beyond this many states. */
  readonly statesMax: number;
}

/** How answers were come by. */
export interface Work {
  /** Searches made, and the states that they saw. */
  searches: number;
  states: number;
  /** Attacks carried out anew that broke the claim. */
  replays: number;
  /** Answers taken from another reading, which is the same in all that was looked at. */
  shared: number;
}

/** Asks about readings. */
export interface Prober {
  readonly ask: (reading: Reading) => Generator<void, Answer, void>;
  /** The attack on a reading that was found to be open to one. */
  readonly attackOn: (reading: Reading) => Attacked | undefined;
  readonly work: Work;
}

/** An attack, carried out on octets too. */
export interface Attacked {
  readonly plan: readonly Move[];
  readonly onBytes: Confirmation;
}

/** The one search that a question comes to. */
function inquiryOf({ claim, attacker, bounds, statesMax }: Subject, reading: Reading): Inquiry {
  const protocol = { name: 'repaired', reading, omitted: [] };
  const [inquiry] = inquiries({ protocol, attacker, claims: [claim], bounds, statesMax });
  if (inquiry === undefined) throw new Error('probe: a claim comes to no search');
  return inquiry;
}

/** The problem of a reading, noting from now on what is read. */
function noting(
  subject: Subject,
  reading: Reading,
): { readonly inquiry: Inquiry; readonly reads: Reads; readonly suite: Reads } {
  const [reads, suite]: readonly [Reads, Reads] = [{}, {}];
  let isBuilt = false;
  // What is read before goes into the suite and the scope, which are compared as such.
  const inquiry = inquiryOf(
    subject,
    watched(reading, reads, () => isBuilt),
  );
  isBuilt = true;
  // Without its name it is like no other problem: nothing is taken from a search that read elsewhere.
  const { name: _, ...unnamed } = inquiry.problem;
  const problem: Problem = { ...unnamed, suite: traced(unnamed.suite, suite) };
  return { inquiry: { ...inquiry, problem }, reads, suite };
}

/** Whether parties stated no more than the bounds allow. */
function isWithinBudget(
  budget: Readonly<Record<string, number>>,
  events: readonly TraceEvent<unknown>[],
): boolean {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'claimed') continue;
    const name = `${event.party} ${event.claim} ${event.about}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].every(([name, count]) => count <= (budget[name] ?? Infinity));
}

/** A record, should a plan break the claim under a reading within the bounds. */
function replayed(
  subject: Subject,
  reading: Reading,
  [plan, place]: readonly [plan: readonly Move[], place: number],
): Remembered | undefined {
  const { inquiry, reads, suite } = noting(subject, reading);
  const there = adapted(plan, inquiry.question.protocol.reading);
  if (there === undefined) return undefined;
  const arena = termArena(inquiry.problem, inquiry.attacker);
  const doors = new Set(arena.system.doors.map(canonical));
  if (there.some((move) => move.move === 'deliver' && !doors.has(canonical(move.door)))) {
    return undefined;
  }
  const { runs, stuck } = runMoves(arena, there);
  if (stuck !== undefined) return undefined;
  const { principals, budget } = arena.system;
  const events = runs.at(-1)?.events ?? [];
  const breach = subject.claim.violation({ principals, events }, arena.algebra.equal);
  if (breach === undefined || !isWithinBudget(budget, events)) return undefined;
  return { answer: 'attack', by: 'replay', states: 0, reading: reads, suite, plan: place };
}

/** A search to its end, and the attack that it found. */
function* searched(
  subject: Subject,
  reading: Reading,
): Generator<void, readonly [record: Remembered, plan: readonly Move[] | undefined], void> {
  const { inquiry, reads, suite } = noting(subject, reading);
  const scope = scopeOf(inquiry.problem);
  const stage = setStage(inquiry.problem, inquiry.attacker);
  const search = searching(stage, { claims: [subject.claim], statesMax: subject.statesMax });
  let next = search.next(true);
  while (next.done !== true) {
    yield;
    next = search.next(true);
  }
  const { found, states, complete } = next.value;
  const [attack] = found;
  const answer = attack === undefined ? (complete ? 'holds' : 'inconclusive') : 'attack';
  const plan = attack && planOf(stage, attack);
  return [{ answer, by: 'search', states, reading: reads, suite, scope }, plan];
}

/** An attack carried out on octets, under the reading that it is on. */
function onBytes(subject: Subject, reading: Reading, plan: readonly Move[]): Confirmation {
  const { problem, attacker } = inquiryOf(subject, reading);
  const { claim } = subject;
  return confirmed(sceneIn(byteArena(problem, attacker)), plan, {
    claim,
    rules: attacker.rules ?? [],
  });
}

/**
 * Asks about readings, by what is known.
 *
 * @param subject - what is asked
 * @param ledger - what is known; what is found out is added
 */
export function prober(subject: Subject, ledger: Ledger): Prober {
  const work: Work = { searches: 0, states: 0, replays: 0, shared: 0 };
  const known = new Map<string, Remembered>();
  // Attacks come to be tried in the order in which this run met them, whatever else the ledger has:
  // a run that goes on where another ended answers as that one would have.
  const met: number[] = [];
  const nameOf = (reading: Reading): string => Object.values(reading).join(' ');

  const note = (reading: Reading, record: Remembered): Answer => {
    known.set(nameOf(reading), record);
    if (record.plan !== undefined && !met.includes(record.plan)) met.push(record.plan);
    return record.answer;
  };
  const add = (reading: Reading, record: Remembered): Answer => {
    ledger.records.push(record);
    return note(reading, record);
  };
  const fromOther = (reading: Reading): Remembered | undefined => {
    const { problem } = inquiryOf(subject, reading);
    return ledger.records.find((record) => answers(record, reading, problem));
  };
  const byReplay = (reading: Reading): Remembered | undefined => {
    for (const place of met) {
      const plan = ledger.plans[place];
      const record = plan && replayed(subject, reading, [plan, place]);
      if (record !== undefined) return record;
    }
    return undefined;
  };

  const ask = function* (reading: Reading): Generator<void, Answer, void> {
    const seen = known.get(nameOf(reading));
    if (seen !== undefined) return seen.answer;
    yield;
    const other = fromOther(reading);
    if (other !== undefined) {
      work.shared += 1;
      return note(reading, other);
    }
    const again = byReplay(reading);
    if (again !== undefined) {
      work.replays += 1;
      return add(reading, again);
    }
    const [record, plan] = yield* searched(subject, reading);
    work.searches += 1;
    work.states += record.states;
    if (plan === undefined) return add(reading, record);
    const place = ledger.plans.push(plan) - 1;
    return add(reading, { ...record, plan: place });
  };

  const attackOn = (reading: Reading): Attacked | undefined => {
    const found = ledger.plans[known.get(nameOf(reading))?.plan ?? -1];
    const plan = found && adapted(found, reading);
    if (plan === undefined) return undefined;
    const name = nameOf(reading);
    ledger.onBytes[name] ??= onBytes(subject, reading, plan);
    return { plan, onBytes: ledger.onBytes[name] };
  };
  return { ask, attackOn, work };
}
