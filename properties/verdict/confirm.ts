/**
 * A search proposes, re-execution confirms: the plan of an attack carried out afresh in an
 * algebra, and the claim judged on the trace it leaves.
 */
import { givenTo } from '../../attacks/capability/capability.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { type Arena, type Move, type Run, runMoves } from '../../attacks/run.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Confirmation } from './verdict.ts';

/** The system under attack, built in an algebra. */
export function arenaFor<M>(problem: Problem, attacker: Capability, algebra: Algebra<M>): Arena<M> {
  const system = problem.build(algebra);
  const given = givenTo(system, attacker, algebra.name);
  return { algebra, system, holds: attacker.holds, given };
}

/** A plan carried out, and what came of it. */
export interface Reenactment<M> {
  /** The run before the first move and after each. */
  readonly runs: readonly Run<M>[];
  readonly confirmation: Confirmation;
}

/** Carries out a plan and judges the claim. */
export function reenact<M>(arena: Arena<M>, plan: readonly Move[], claim: Claim): Reenactment<M> {
  const { runs, stuck } = runMoves(arena, plan);
  if (stuck !== undefined) return { runs, confirmation: { confirmed: false, gap: stuck } };
  const { principals } = arena.system;
  const events = runs.at(-1)?.events ?? [];
  const breach = claim.violation({ principals, events }, arena.algebra.equal);
  const confirmation: Confirmation =
    breach === undefined
      ? { confirmed: false, gap: 'all moves were made, and the claim still holds' }
      : { confirmed: true, breach };
  return { runs, confirmation };
}
