/**
 * Random schedules from a seed, without a library: tries to break what is said to hold by honest,
 * replayed and forged messages in any order.
 *
 * That nothing is found proves nothing; that something is found refutes what is said.
 */
import type { Operation } from './schedule.ts';
import { played } from './play.ts';
import { worldFor } from './world.ts';
import type { Inquiry } from '../verdict/inquiry.ts';

/** How much is tried. */
export interface Budget {
  /** Schedules for each search. */
  readonly runs: number;
  readonly seed: number;
}

/** Numbers below a bound, one after the other; the same for the same seed. */
type Numbers = (bound: number) => number;

/** Pseudo-random numbers: mulberry32, whose constants these are. */
function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** Indices are modulo what there is; divisible by all small numbers, so that none is favoured. */
const indexMax = 720;

const plans = ['known', 'known', 'alter', 'take-over', 'compose', 'compose'] as const;

/** One thing to do, of which so many in twenty-one go the honest course. */
function operationBy(next: Numbers, honest: number): Operation {
  const index = (): number => next(indexMax);
  const die = next(21);
  if (die < honest) return { op: 'progress' };
  if (die < honest + 2) return { op: 'wish', party: index() };
  if (die === honest + 2) return { op: 'happen', party: index() };
  if (die === honest + 3) return { op: 'release', index: index() };
  if (die === honest + 4) return { op: 'steal', party: index(), theft: index() };
  const choices = Array.from({ length: 20 + next(81) }, index);
  return { op: 'deliver', plan: plans[next(plans.length)] ?? 'known', door: index(), choices };
}

/** A claim that is said to hold, broken. */
export interface Broken {
  readonly claim: string;
  readonly why: string;
}

/** Tries to break the claims of an inquiry, all of which are said to hold. */
export function brokenBy(inquiry: Inquiry, { runs, seed }: Budget): Broken | undefined {
  const world = worldFor(inquiry);
  const next = numbersFrom(seed);
  for (let run = 0; run < runs; run += 1) {
    const honest = [1, 4, 8][next(3)] ?? 1;
    const opensFirst = next(10) > 0;
    const operations = Array.from({ length: 20 + next(51) }, () => operationBy(next, honest));
    const { fell } = played(world, { opensFirst, operations }, inquiry.claims);
    const [first] = fell;
    if (first === undefined) continue;
    const [claim, { after, breach }] = first;
    return { claim, why: `random schedule ${run + 1} breaks it in ${after} moves: ${breach}` };
  }
  return undefined;
}
