/**
 * A search proposes, re-execution confirms: the plan of an attack carried out afresh in an
 * algebra, and the claim judged on the trace it leaves.
 */
import { givenTo } from '../../attacks/capability/capability.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Recipe } from '../../attacks/recipe.ts';
import { applicable, onTerms, type Rule } from '../../attacks/rule/rule.ts';
import { type Arena, type Move, type Ran, rerunning, type Run } from '../../attacks/run.ts';
import type { Problem } from '../../attacks/search/stage.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import type { System } from '../../model/core/system.ts';
import { type Term, type TermStore, termStore } from '../../model/core/term.ts';
import type { Bytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { sameKey } from '../../src/weak/signature.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';
import { remembering } from './remembering.ts';
import type { Confirmation } from './verdict.ts';

/** A system built in an algebra, before anybody attacks it. */
export interface Built<M> {
  readonly algebra: Algebra<M>;
  readonly system: System<M>;
}

/** The system under attack, built in an algebra. */
export function arenaFor<M>(problem: Problem, attacker: Capability, algebra: Algebra<M>): Arena<M> {
  return arenaIn({ algebra, system: problem.build(algebra) }, attacker);
}

/** A system under attack. */
function arenaIn<M>({ algebra, system }: Built<M>, attacker: Capability): Arena<M> {
  const given = givenTo(system, attacker, algebra.name);
  const { holds, thefts = [] } = attacker;
  return { algebra, system, holds, given, thefts };
}

/** The system under attack on terms of a store. */
export function termArena(
  problem: Problem,
  attacker: Capability,
  store: TermStore = termStore(),
): Arena<Term> {
  const rules = applicable(attacker.rules ?? [], problem.suite);
  const arena = arenaFor(problem, attacker, symbolic(store, problem.suite));
  return { ...arena, weak: onTerms(store, problem.suite, rules) };
}

/** The system on noble's bytes. */
export function builtOnBytes({ suite, build }: Problem): Built<Bytes> {
  const algebra = remembering(concrete(suite));
  return { algebra, system: build(algebra) };
}

/**
 * The system under attack on noble's bytes.
 *
 * @param problem - the protocol in its scenario
 * @param attacker - the attacker
 * @param built - the system of this very problem; one of its own unless given
 */
export function byteArena(
  problem: Problem,
  attacker: Capability,
  built: Built<Bytes> = builtOnBytes(problem),
): Arena<Bytes> {
  const { algebra } = built;
  return {
    ...arenaIn(built, attacker),
    weak: weaknesses(problem.suite),
    same: sameKey(algebra, problem.suite),
  };
}

/** A plan carried out, and what came of it. */
export interface Reenactment<M> {
  /** The run before the first move and after each. */
  readonly runs: readonly Run<M>[];
  readonly confirmation: Confirmation;
}

/** Where plans are carried out again, and how. */
export interface Scene<M> {
  readonly arena: Arena<M>;
  readonly rerun: (plan: readonly Move[]) => Ran<M>;
}

/** A scene in an arena: plans that begin alike are carried out together as far as they do. */
export function sceneIn<M>(arena: Arena<M>): Scene<M> {
  return { arena, rerun: rerunning(arena) };
}

/** Carries out a plan and judges the claim. */
export function reenact<M>(arena: Arena<M>, plan: readonly Move[], claim: Claim): Reenactment<M> {
  return reenactIn(sceneIn(arena), plan, claim);
}

/** The same in a scene. */
function reenactIn<M>(
  { arena, rerun }: Scene<M>,
  plan: readonly Move[],
  claim: Claim,
): Reenactment<M> {
  const { runs, stuck } = rerun(plan);
  if (stuck !== undefined) return { runs, confirmation: { confirmed: false, gap: stuck } };
  const { principals } = arena.system;
  const events = runs.at(-1)?.events ?? [];
  const breach = claim.violation({ principals, events }, arena.same ?? arena.algebra.equal);
  const confirmation: Confirmation =
    breach === undefined
      ? { confirmed: false, gap: 'all moves were made, and the claim still holds' }
      : { confirmed: true, breach };
  return { runs, confirmation };
}

/** A recipe's rules of deduction, and those of all that it is made of. */
function rulesIn(recipe: Recipe): readonly string[] {
  const parts = Object.values(recipe).flat() as readonly unknown[];
  const inner = parts.filter(
    (part): part is Recipe => typeof part === 'object' && part !== null && 'make' in part,
  );
  return [...(recipe.make === 'weak' ? [recipe.rule] : []), ...inner.flatMap(rulesIn)];
}

/** The rules of deduction that a plan uses. */
function rulesOf(plan: readonly Move[]): readonly string[] {
  const used = plan.flatMap((move) => {
    if (move.move === 'deliver') return rulesIn(move.message);
    return move.move === 'learn' ? rulesIn(move.value) : [];
  });
  return [...new Set(used)];
}

/** What carrying a plan out again came to, where it can be. */
export function confirmed<M>(
  scene: Scene<M>,
  plan: readonly Move[],
  { claim, rules }: { readonly claim: Claim; readonly rules: readonly Rule[] },
): Confirmation {
  const used = rulesOf(plan);
  const [why] = rules
    .filter(({ id }) => used.includes(id))
    .map(({ symbolicOnly }) => symbolicOnly)
    .filter((text) => text !== undefined);
  if (why !== undefined) return { confirmed: false, symbolicOnly: why };
  return reenactIn(scene, plan, claim).confirmation;
}
