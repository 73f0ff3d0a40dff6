/**
 * The claims of a file, judged within bounded runs: all ways to fill so many runs with roles, each by
 * its own agent with honest partners, with the untrusted agent for one of them, or with the roles of
 * a pair exchanged.
 *
 * Typed, the explicit search is asked, and the lazy one where that has too much to see; untyped, the
 * lazy one. A claim holds within the bounds or not;
 * nothing is said of more runs.
 */
import { network } from '../../attacks/capability/network.ts';
import { type Move, runMoves } from '../../attacks/run.ts';
import { explore, type Exploration } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { setStage, type Stage } from '../../attacks/search/stage.ts';
import { type Repertoire, repertoire, theatre } from '../../attacks/search/theatre.ts';
import type { Claim } from '../../model/core/claim.ts';
import { passesOnUnopened } from '../../model/script/composites.ts';
import { type Scenario, scriptSystem } from '../../model/script/system.ts';
import type { Compiled, SpdlClaim } from './compile.ts';
import { type Filling, tellingFillings } from './fillings.ts';

/** An attack that was found, on its stage, carried out again. */
export interface SpdlAttack {
  readonly stage: Stage;
  readonly claim: Claim;
  readonly plan: readonly Move[];
  readonly confirmed: boolean;
}

/** What is said of a claim. */
export interface SpdlVerdict {
  readonly claim: SpdlClaim;
  /**
   * `broken` for a claim that an attack breaks, of `Reachable`: that it is reached; `vacuous` for one
   * that no run comes to within the bounds.
   */
  readonly says: 'holds' | 'broken' | 'vacuous' | 'unknown';
  readonly attack: SpdlAttack | undefined;
  /** Distinct states of the searches that were asked. */
  readonly states: number;
}

/** How a file is judged. */
export interface Bounds {
  readonly runs: number;
  readonly typed: boolean;
  /** States beyond which a search is given up. */
  readonly statesMax: number;
}

/** What one search is about. */
interface Problem {
  readonly compiled: Compiled;
  /**
   * What the searches of one file have in common. The lazy ones look at all terms there are, and see
   * none of the explicit ones'.
   */
  readonly common: Readonly<Record<'explicit' | 'lazy', Repertoire>>;
  readonly scenario: Scenario;
  readonly claims: readonly Claim[];
}

const suite = { cipher: 'aes-128-cbc' } as const;

/** The stage of a search. */
function stageFor({ compiled: { script }, scenario }: Problem, common: Repertoire): Stage {
  const build = scriptSystem(script, scenario);
  const problem = { suite, ownValues: {}, inert: [], build };
  return setStage(problem, network, theatre(problem, common));
}

/** States beyond which the lazy search is asked in the place of the explicit one. */
const explicitMax = 2000;

/** What a search came to, on its stage. */
interface Searched {
  readonly stage: Stage;
  readonly explored: Exploration;
}

/**
 * The explicit search, where no role passes on unopened what the attacker could have put together in
 * many ways, each a state of its own; else, and where it has too much to see, the lazy one.
 */
function searched(problem: Problem, { typed, statesMax }: Bounds): Searched {
  const quest = { claims: problem.claims, statesMax };
  if (typed && !passesOnUnopened(problem.compiled.script)) {
    const stage = stageFor(problem, problem.common.explicit);
    const explored = explore(stage, { ...quest, statesMax: Math.min(explicitMax, statesMax) });
    if (explored.complete) return { stage, explored };
  }
  const stage = stageFor(problem, problem.common.lazy);
  return { stage, explored: exploreLazily(stage, { ...quest, typed }) };
}

/** An attack, carried out again. */
function confirmedAttack(stage: Stage, found: Exploration['found'][number]): SpdlAttack {
  const plan = planOf(stage, found);
  const { algebra, system, holds, given, weak } = stage;
  const { runs, stuck } = runMoves({ algebra, system, holds, given, weak }, plan);
  const trace = { principals: system.principals, events: runs.at(-1)?.events ?? [] };
  const broken = found.claim.violation(trace, algebra.equal) !== undefined;
  return { stage, claim: found.claim, plan, confirmed: stuck === undefined && broken };
}

/** Says which ways to fill the runs are searched. */
export type FillingsOf = (compiled: Compiled, bounds: Bounds) => readonly Filling[];

/** What is known so far. */
interface Tally {
  readonly attacks: Map<Claim, SpdlAttack>;
  readonly states: Map<Claim, number>;
  readonly open: Set<Claim>;
  /** What has been stated in some run, as `claim about`. */
  readonly stated: Set<string>;
}

/** Asks about claims under one filling of the runs. */
function ask(problem: Problem, bounds: Bounds, { attacks, states, open, stated }: Tally): void {
  const { stage, explored } = searched(problem, bounds);
  for (const claim of problem.claims) {
    states.set(claim, (states.get(claim) ?? 0) + explored.states);
    if (!explored.complete) open.add(claim);
  }
  for (const wording of explored.stated) stated.add(wording);
  for (const found of explored.found) attacks.set(found.claim, confirmedAttack(stage, found));
}

/**
 * The verdict on each claim of a file, in the order of the file.
 *
 * @param compiled - the file
 * @param bounds - how many runs, typed or not, and when to give up
 * @param fillingsOf - the ways to fill the runs that are searched; those that tell unless given
 */
export function verified(
  compiled: Compiled,
  bounds: Bounds,
  fillingsOf: FillingsOf = tellingFillings,
): readonly SpdlVerdict[] {
  const { claims, insider } = compiled;
  const common = {
    explicit: repertoire(suite, { remembers: true }),
    lazy: repertoire(suite, { remembers: true }),
  };
  const tally: Tally = {
    attacks: new Map(),
    states: new Map(),
    open: new Set(),
    stated: new Set(),
  };
  for (const { honest, seats, claiming, spares } of fillingsOf(compiled, bounds)) {
    const isSettled = (claim: Claim): boolean =>
      tally.attacks.has(claim) || (spares.includes(claim) && tally.stated.has(claim.occasion));
    const asked = claims.filter(({ role, claim }) => claiming.includes(role) && !isSettled(claim));
    if (asked.length === 0) continue;
    const scenario = { honest, insider, seats, typed: bounds.typed };
    ask({ compiled, common, scenario, claims: asked.map(({ claim }) => claim) }, bounds, tally);
  }
  return claims.map((claim): SpdlVerdict => {
    const attack = tally.attacks.get(claim.claim);
    const isReached = tally.stated.has(claim.claim.occasion);
    const held = isReached ? 'holds' : 'vacuous';
    const unbroken = tally.open.has(claim.claim) ? 'unknown' : held;
    const says = attack === undefined ? unbroken : 'broken';
    return { claim, says, attack, states: tally.states.get(claim.claim) ?? 0 };
  });
}
