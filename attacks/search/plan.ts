/**
 * From an attack on terms to a schedule that any algebra can carry out: each message that the
 * attacker makes becomes a recipe.
 */
import type { Term } from '../../model/core/term.ts';
import { derivation } from '../derivation.ts';
import { type Knowledge, knowledgeBase } from '../knowledge.ts';
import type { Recipe } from '../recipe.ts';
import { beginRun, makeMove, type Move, type Run } from '../run.ts';
import type { Found } from './explicit.ts';
import type { Stage } from './stage.ts';
import type { SymbolicMove } from './successors.ts';

/** What the attacker holds at some point of an attack. */
interface Held {
  readonly knowledge: Knowledge;
  readonly observed: ReadonlyMap<Term, number>;
}

/** The move with its message made by a recipe. */
function withRecipe(move: SymbolicMove, recipeFor: (t: Term) => Recipe): Move {
  return move.move === 'deliver' ? { ...move, message: recipeFor(move.message) } : move;
}

/**
 * The schedule of an attack.
 *
 * @param stage - the stage on which it was found
 * @param found - the attack
 * @throws Error when the stage does not take the moves: a mistake of ours
 */
export function planOf(stage: Stage, found: Found): readonly Move[] {
  const { store, given, algebra, system, holds } = stage;
  const base = knowledgeBase(store, false);
  const names = new Map(Object.entries(given).map(([name, t]) => [t, name]));
  const arena = { algebra, system, holds, given };

  const learn = (held: Held, messages: readonly Term[], seen: number): Held => ({
    knowledge: messages.reduce(base.observe, held.knowledge),
    observed: new Map(
      [
        ...held.observed,
        ...messages.map((message, index) => [message, seen + index] as const),
      ].toReversed(),
    ),
  });
  const recipes = ({ knowledge, observed }: Held): ((t: Term) => Recipe) =>
    derivation(store, knowledge, { given: names, observed });

  let run: Run<Term> = beginRun(arena);
  let held: Held = { knowledge: base.initial(Object.values(given)), observed: new Map() };
  const plan: Move[] = [];
  for (const symbolicMove of found.moves) {
    const move = withRecipe(symbolicMove, recipes(held));
    const made = makeMove(arena, run, move);
    if (!made.made) throw new Error(`plan: ${made.why}`);
    const seen = run.observed.length;
    run = made.run;
    held = learn(held, run.observed.slice(seen), seen);
    plan.push(move);
  }
  if (found.leak === undefined) return plan;
  const { about, value } = found.leak;
  return [...plan, { move: 'learn', about, value: recipes(held)(value) }];
}
