/**
 * One question about repairs in a thread of its own: an errand in, what was found out.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import type { ReadingName } from '../../model/sa2pmp/reading.ts';
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ownFrom } from '../own/own.ts';
import { attackerNamed } from '../verdict/attackers.ts';
import { type Gauge, note } from '../verdict/gauge.ts';
import { breakingOf, type BreakQuestion, type Broken } from './breaking.ts';
import type { Keeping } from './cache.ts';
import { type LatticeQuestion, latticeOf, type Step, type Surveyed } from './lattice.ts';

/** A question as data. */
export interface RepairErrand {
  readonly base: ReadingName;
  readonly claim: string;
  /** The attacker of a lattice; `undefined` to ask which attackers break the claim. */
  readonly attacker: string | undefined;
  readonly bounds: Bounds;
  readonly statesMax: number;
  /** The ids of the repairs that may be made. */
  readonly among: readonly string[];
  /** Pairs drawn at random; or how many attackers act together at most. */
  readonly draws: number;
  readonly keeping: Keeping;
  /** Files that claim and attacker may be of. */
  readonly files: readonly string[];
  readonly gauge: Gauge;
}

/** What a question came to. */
export type Outcome = Surveyed | Broken;

/** The question of an errand. */
async function runOf({
  claim: id,
  attacker,
  draws,
  keeping,
  files,
  gauge: _,
  ...rest
}: RepairErrand): Promise<Generator<Step, Outcome, void>> {
  const own = await ownFrom(files);
  const claim = [...claims, ...own.claims].find((one) => one.id === id);
  if (claim === undefined) throw new Error(`repairs: no claim ${id}`);
  if (attacker === undefined) {
    const asked: BreakQuestion = { ...rest, claim, size: draws };
    return breakingOf(asked, keeping);
  }
  const named = attackerNamed(attacker, own.attackers);
  if (!named.found) throw new Error(`repairs: ${named.problems.join('; ')}`);
  const asked: LatticeQuestion = { ...rest, claim, attacker: named.attacker, draws };
  return latticeOf(asked, keeping);
}

/**
 * Answers a question step by step; it ends when the gauge says so, with nothing.
 *
 * @param errand - the question
 * @param rest - gives others a turn
 */
async function stepped(
  errand: RepairErrand,
  rest: () => Promise<void>,
): Promise<Outcome | undefined> {
  const run = await runOf(errand);
  for (let next = run.next(); ; next = run.next()) {
    if (next.done === true) return next.value;
    const { searches, states, replays, shared } = next.value.work;
    const goesOn = note(errand.gauge, { states, open: searches + replays + shared });
    await rest();
    if (goesOn) continue;
    // What was found out so far is kept on the way out.
    run.return(undefined as never);
    return undefined;
  }
}

/** Answers a question in a thread of its own. */
export async function answer(errand: RepairErrand): Promise<Outcome | undefined> {
  return stepped(errand, () => Promise.resolve());
}

/** Answers a question in this thread, giving others a turn. */
export async function answerHere(
  errand: RepairErrand,
  rest: () => Promise<void>,
): Promise<Outcome | undefined> {
  return stepped(errand, rest);
}
