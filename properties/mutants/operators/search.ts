/**
 * Claims put to a mutant: searched on the spots that make use of what it changes. A claim kills it that
 * holds without the mutation and falls with it, by an attack that is carried out again on bytes.
 *
 * Refuses nothing: a mutant that throws is killed by that.
 */
import { gapOf } from '../../report/json.ts';
import { inquire } from '../../verdict/ask.ts';
import { inquiries, type Inquiry } from '../../verdict/inquiry.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { buildsOf, mutated, renamedProblem } from './apply.ts';
import { noting } from './footprint.ts';
import type { Mutant } from './mutant.ts';
import { questionOf, type Spot, spotName } from './spot.ts';

/** What a claim kills by. */
export interface ClaimKill {
  readonly by: 'claim';
  readonly claim: string;
  readonly attacker: string;
  /** The reading and the bounds. */
  readonly on: string;
  readonly states: number;
  readonly steps: number;
  /** Whether the attack was carried out again on bytes; else why not. */
  readonly onBytes: true | string;
}

/** A search in which a chart throws. */
export interface ThrowingKill {
  readonly by: 'law';
  readonly law: 'total';
  readonly on: string;
  readonly line: string;
}

/** What of a mutant searches come to: the kill, and how many were made without one. */
export interface Searched {
  readonly kill: ClaimKill | ThrowingKill | undefined;
  readonly searches: number;
}

/** Where a mutant is searched; those to be tried first in front. */
export interface Searching {
  readonly mutant: Mutant;
  readonly spots: readonly Spot[];
}

/** A search to its end. */
function answered(inquiry: Inquiry): readonly Verdict[] {
  const search = inquire(inquiry);
  for (let next = search.next(true); ; next = search.next(true)) {
    if (next.done === true) return next.value;
  }
}

/** What a spot comes to without any mutation. */
export interface Baseline {
  /** The claims that hold, and not for want of occasion. */
  readonly holds: readonly string[];
  readonly states: number;
  /** See `footprint.ts`. */
  readonly footprint: readonly string[];
}

/** The baseline of a spot. */
export function baselineOf(spot: Spot): Baseline {
  const question = questionOf(spot);
  const seen = new Set<string>();
  const verdicts = inquiries(question).flatMap((inquiry, index) => {
    const build = noting(buildsOf(question, index), (key) => seen.add(key));
    return answered({ ...inquiry, problem: renamedProblem(inquiry.problem, 'noting', build) });
  });
  const standing = verdicts.filter(({ verdict, vacuous }) => verdict === 'holds' && !vacuous);
  return {
    holds: standing.map(({ claim }) => claim.id),
    states: Math.max(0, ...verdicts.map(({ states }) => states)),
    footprint: [...seen].sort(),
  };
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** How an attack came out on bytes. */
function onBytes(verdict: Verdict): true | string {
  const { attack } = verdict;
  if (attack?.onBytes.confirmed === true) return true;
  return attack === undefined ? 'no attack' : (gapOf(verdict) ?? JSON.stringify(attack.onBytes));
}

/** The claim that falls on a spot, if any does. */
export function fallen(spot: Spot, mutant: Mutant): Searched['kill'] {
  const question = questionOf(spot);
  try {
    const verdicts = mutated(question, mutant).flatMap(answered);
    const fell = verdicts.filter(({ verdict }) => verdict === 'attack');
    const best = fell.find((one) => onBytes(one) === true) ?? fell[0];
    if (best === undefined) return undefined;
    const { claim, states, attack } = best;
    return {
      by: 'claim',
      claim: claim.id,
      attacker: spot.attacker,
      on: spotName(spot),
      states,
      steps: attack?.steps ?? 0,
      onBytes: onBytes(best),
    };
  } catch (error) {
    return { by: 'law', law: 'total', on: spotName(spot), line: messageOf(error) };
  }
}

/** Has the claims of spots searched in a mutant, until one falls. */
export function searched({ mutant, spots }: Searching): Searched {
  for (const [searches, spot] of spots.entries()) {
    const kill = fallen(spot, mutant);
    if (kill !== undefined) return { kill, searches };
  }
  return { kill: undefined, searches: spots.length };
}
