/**
 * From an attack on terms to a schedule that any algebra can carry out: each message that the
 * attacker makes becomes a recipe.
 */
import type { Claim } from '../../model/core/claim.ts';
import type { Term } from '../../model/core/term.ts';
import { derivation } from '../derivation.ts';
import { guessName, guessOf, guessRecipe } from '../guess.ts';
import { type Knowledge, type KnowledgeBase, knowledgeBase } from '../knowledge.ts';
import type { Recipe } from '../recipe.ts';
import { beginRun, makeMove, type Move, type Run, runMoves } from '../run.ts';
import type { Found } from './explicit.ts';
import type { Stage } from './stage.ts';
import type { SymbolicMove } from './successors.ts';

/** What the attacker holds at some point of an attack. */
interface Held {
  readonly knowledge: Knowledge;
  /** The names of what was given or stolen. */
  readonly names: ReadonlyMap<Term, string>;
  readonly observed: ReadonlyMap<Term, number>;
}

/** What is tried: moves, and the secret shown at the end. */
type Attempt = Pick<Found, 'moves' | 'leak'>;

/** What the attacker holds once it has stolen more. */
function withStolen(base: KnowledgeBase, held: Held, given: Run<Term>['given']): Held {
  const names = new Map(Object.entries(given).map(([name, t]) => [t, name]));
  const added = [...names.keys()].filter((t) => !held.names.has(t));
  if (added.length === 0) return held;
  const knowledge = added.reduce(base.observe, held.knowledge);
  // What was given first keeps its name.
  return { ...held, knowledge, names: new Map([...names, ...held.names]) };
}

/** What the attacker holds once it has observed more, `seen` messages having come before. */
function withObserved(
  base: KnowledgeBase,
  held: Held,
  { messages, seen }: { readonly messages: readonly Term[]; readonly seen: number },
): Held {
  const added = messages.map((message, index) => [message, seen + index] as const);
  return {
    ...held,
    knowledge: messages.reduce(base.observe, held.knowledge),
    // Of a message seen twice the first sight counts.
    observed: new Map([...held.observed, ...added].toReversed()),
  };
}

/** The move with its message made by a recipe. */
function withRecipe(move: SymbolicMove, recipeFor: (t: Term) => Recipe): Move {
  return move.move === 'deliver' ? { ...move, message: recipeFor(move.message) } : move;
}

/**
 * The schedule that carries moves on terms out; `undefined` when some move cannot be made or
 * nothing comes of it.
 */
function scheduled(stage: Stage, { moves, leak }: Attempt): readonly Move[] | undefined {
  const { store, given, algebra, system, holds, weak, beyond, thefts, rehearsed } = stage;
  const base = knowledgeBase(store, false, beyond);
  const arena = { algebra, system, holds, given, weak, thefts, rehearsed };
  let run: Run<Term> = beginRun(arena);
  const names = new Map(Object.entries(given).map(([name, t]) => [t, name]));
  const knowledge = base.initial(Object.values(given));
  let held: Held = { knowledge, names, observed: new Map() };
  const recipes = (): ((t: Term) => Recipe) =>
    derivation(store, held.knowledge, {
      given: held.names,
      observed: held.observed,
      rules: beyond.rules,
    });

  const plan: Move[] = [];
  for (const symbolicMove of moves) {
    if (symbolicMove.move === 'deliver' && !held.knowledge.derives(symbolicMove.message)) {
      return undefined;
    }
    const move = withRecipe(symbolicMove, recipes());
    const made = makeMove(arena, run, move);
    if (!made.made || made.idle) return undefined;
    const seen = run.observed.length;
    run = made.run;
    held = withObserved(base, held, { messages: run.observed.slice(seen), seen });
    held = withStolen(base, held, run.given);
    plan.push(move);
  }
  if (leak === undefined) return plan;
  const { about, value, guess } = leak;
  if (held.knowledge.derives(value)) {
    return [...plan, { move: 'learn', about, value: recipes()(value) }];
  }
  if (guess === undefined || guessOf(store, held.knowledge, value) === undefined) return undefined;
  const sources = { given: held.names, observed: held.observed, rules: beyond.rules };
  const test = guessRecipe({ store, knowledge: held.knowledge, sources }, value, guess);
  const shown: Recipe = { make: 'given', name: guessName };
  return [...plan, { move: 'learn', about, value: shown, guess: test }];
}

/** Whether a schedule breaks the claim on terms. */
function breaks(stage: Stage, claim: Claim, plan: readonly Move[]): boolean {
  const { algebra, system, holds, given, weak, thefts, rehearsed } = stage;
  const { runs, stuck } = runMoves(
    { algebra, system, holds, given, weak, thefts, rehearsed },
    plan,
  );
  const events = runs.at(-1)?.events ?? [];
  const { principals } = system;
  return (
    stuck === undefined && claim.violation({ principals, events }, algebra.equal) !== undefined
  );
}

/**
 * The schedule of an attack, without the moves that it does not need: the search issues every
 * package first, whoever will use it.
 *
 * @param stage - the stage on which it was found
 * @param found - the attack
 * @throws Error when the stage does not take the moves: a mistake of ours
 */
export function planOf(stage: Stage, { claim, moves, leak }: Found): readonly Move[] {
  let plan = scheduled(stage, { moves, leak });
  if (plan === undefined) throw new Error('plan: the stage does not take the moves');
  // What could not be missed may have been there for a move that is gone: until none goes any more.
  for (let needed = moves, before = 0; needed.length !== before;) {
    before = needed.length;
    for (const move of needed) {
      const fewer = needed.filter((other) => other !== move);
      const shorter = scheduled(stage, { moves: fewer, leak });
      if (shorter === undefined || !breaks(stage, claim, shorter)) continue;
      needed = fewer;
      plan = shorter;
    }
  }
  return plan;
}
