/**
 * Both engines on one role script in one scenario, against whoever holds the network; each attack that
 * one finds is carried out again, on terms.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import { network } from '../../attacks/capability/network.ts';
import { type Move, runMoves } from '../../attacks/run.ts';
import { type Exploration, explore, type Found } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { type Problem, setStage, type Stage } from '../../attacks/search/stage.ts';
import type { Suite } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import { scriptComposites } from '../../model/script/composites.ts';
import type { Protocol } from '../../model/script/script.ts';
import { type Scenario, scriptSystem } from '../../model/script/system.ts';

/** A script, who plays it, and what is asked. */
export interface ScriptProblem {
  readonly script: Protocol;
  readonly scenario: Scenario;
  readonly claims: readonly Claim[];
  /** The primitives; {@link suite} unless given. */
  readonly primitives?: Suite;
  /** Who attacks; whoever holds the network unless given. */
  readonly attacker?: Capability;
  /** Give up beyond this many states. */
  readonly statesMax: number;
}

/** What an engine says of a claim. */
export interface Opinion {
  readonly engine: Engine;
  readonly says: 'attack' | 'holds' | 'unknown';
  /** Distinct states of the search, symbolic ones for the lazy one. */
  readonly states: number;
  /** How many moves of the attacker's a shortest attack takes. */
  readonly moves: number | undefined;
  /** Milliseconds of the search, its stage set anew; other claims under the same bounds included. */
  readonly milliseconds: number;
}

/** The searches. */
export type Engine = 'explicit' | 'lazy';

/** An attack that was found, on the stage where it was. */
export interface Attack {
  readonly stage: Stage;
  readonly claim: Claim;
  readonly plan: readonly Move[];
  /** Whether it broke the claim when it was carried out again, on terms. */
  readonly confirmed: boolean;
}

/** What an engine found, and how long it took. */
export interface Searched {
  readonly engine: Engine;
  readonly stage: Stage;
  readonly explored: Exploration;
  readonly milliseconds: number;
}

/** The primitives of every script, those of the published SA2pMP: AES-CBC, SHA-1, the paper's curve. */
export const suite: Suite = { cipher: 'aes-128-cbc' };

/** A script in its scenario, as searches and replays take it. */
export function problemOf({
  script,
  scenario,
  primitives = suite,
}: Pick<ScriptProblem, 'script' | 'scenario' | 'primitives'>): Problem {
  const build = scriptSystem(script, scenario);
  const composites = scriptComposites(script, scenario);
  return { suite: primitives, ownValues: {}, inert: [], composites, build };
}

/** Has one engine search, the stage set anew. */
export function searched(problem: ScriptProblem, engine: Engine): Searched {
  const began = performance.now();
  const { claims, statesMax, scenario, attacker = network } = problem;
  const { typed } = scenario;
  const stage = setStage(problemOf(problem), attacker);
  const quest = { claims, statesMax };
  const explored =
    engine === 'explicit' ? explore(stage, quest) : exploreLazily(stage, { ...quest, typed });
  return { engine, stage, explored, milliseconds: performance.now() - began };
}

/** Has every engine search that can: on untyped messages the lazy one alone. */
export function searchedByAll(problem: ScriptProblem): readonly Searched[] {
  const engines: readonly Engine[] = problem.scenario.typed ? ['explicit', 'lazy'] : ['lazy'];
  return engines.map((engine) => searched(problem, engine));
}

/** What a search says of a claim. */
export function opinionOf(claim: Claim, { engine, explored, milliseconds }: Searched): Opinion {
  const found = explored.found.find((one) => one.claim === claim);
  const says = found !== undefined ? 'attack' : explored.complete ? 'holds' : 'unknown';
  const moves = found?.moves.length;
  return { engine, says, states: explored.states, moves, milliseconds };
}

/** The attack as a schedule, carried out again. */
function attackOf(stage: Stage, found: Found): Attack {
  const plan = planOf(stage, found);
  const { algebra, system, holds, given, weak } = stage;
  const { runs, stuck } = runMoves({ algebra, system, holds, given, weak }, plan);
  const trace = { principals: system.principals, events: runs.at(-1)?.events ?? [] };
  const broken = found.claim.violation(trace, algebra.equal) !== undefined;
  return { stage, claim: found.claim, plan, confirmed: stuck === undefined && broken };
}

/** The attack on a claim of the first search that found one, carried out again. */
export function firstAttack(searches: readonly Searched[], claim: Claim): Attack | undefined {
  for (const { stage, explored } of searches) {
    const found = explored.found.find((one) => one.claim === claim);
    if (found !== undefined) return attackOf(stage, found);
  }
  return undefined;
}
