/**
 * Asks both engines about the published verdicts on a classic, and carries each attack out again.
 *
 * On typed messages the explicit and the lazy search must say the same, in as many moves; on untyped
 * ones only the lazy search can be asked. A search that did not see everything says nothing.
 */
import { network } from '../../attacks/capability/network.ts';
import { type Move, runMoves } from '../../attacks/run.ts';
import { type Exploration, explore, type Found } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { setStage, type Stage } from '../../attacks/search/stage.ts';
import { type Classic, nameOf, type Verdict, withLost } from '../../model/classics/classic.ts';
import type { Claim } from '../../model/core/claim.ts';
import { scriptComposites } from '../../model/script/composites.ts';
import { scriptClaims, scriptSystem } from '../../model/script/system.ts';

/** What an engine says of a claim. */
export interface Opinion {
  readonly engine: Engine;
  readonly says: Verdict['says'] | 'unknown';
  /** Distinct states of the search, symbolic ones for the lazy one. */
  readonly states: number;
  /** How many moves of the attacker's a shortest attack takes. */
  readonly moves: number | undefined;
  /** Milliseconds of the search, its stage set anew; other claims under the same bounds included. */
  readonly milliseconds: number;
}

/** The searches. */
type Engine = 'explicit' | 'lazy';

/** An attack that was found, on the stage where it was. */
export interface Attack {
  readonly stage: Stage;
  readonly claim: Claim;
  readonly plan: readonly Move[];
  /** Whether it broke the claim when it was carried out again, on terms. */
  readonly confirmed: boolean;
}

/** A published verdict and what the engines say. */
export interface Answer {
  readonly classic: Classic;
  readonly verdict: Verdict;
  readonly opinions: readonly Opinion[];
  readonly attack: Attack | undefined;
}

/** Enough for each search here to end by itself. */
const statesEnough = 4000;

/** Verdicts under the same bounds, which one search is asked about, with their claims. */
interface Inquiry {
  readonly classic: Classic;
  readonly asked: readonly { readonly verdict: Verdict; readonly claim: Claim }[];
  readonly typed: boolean;
  readonly set: () => Stage;
}

/** What is asked under the bounds of some verdicts. */
function inquiryOf(classic: Classic, verdicts: readonly [Verdict, ...Verdict[]]): Inquiry {
  const { protocol } = classic;
  const [{ lost, seats, typing }] = verdicts;
  const played = lost === undefined ? protocol : withLost(protocol, lost);
  const claims = scriptClaims(played);
  const asked = verdicts.map((verdict) => {
    const claim = claims[protocol.beliefs.findIndex((belief) => nameOf(belief) === verdict.claim)];
    if (claim === undefined) throw new Error(`classics: ${protocol.id} says no ${verdict.claim}`);
    return { verdict, claim };
  });
  const typed = typing === 'typed';
  const scenario = { honest: ['a', 'b', 's'], insider: 'i', seats, typed };
  const build = scriptSystem(played, scenario);
  const composites = scriptComposites(played, scenario);
  const suite = { cipher: 'aes-128-cbc' } as const;
  const set = (): Stage =>
    setStage({ suite, ownValues: {}, inert: [], composites, build }, network);
  return { classic, asked, typed, set };
}

/** What an engine found, and how long it took. */
interface Searched {
  readonly engine: Engine;
  readonly stage: Stage;
  readonly explored: Exploration;
  readonly milliseconds: number;
}

/** Has one engine search, the stage set anew. */
function searched({ asked, typed, set }: Inquiry, engine: Engine): Searched {
  const began = performance.now();
  const stage = set();
  const quest = { claims: asked.map(({ claim }) => claim), statesMax: statesEnough };
  const explored =
    engine === 'explicit' ? explore(stage, quest) : exploreLazily(stage, { ...quest, typed });
  return { engine, stage, explored, milliseconds: performance.now() - began };
}

/** What a search says of a claim. */
function opinionOf(claim: Claim, { engine, explored, milliseconds }: Searched): Opinion {
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
function firstAttack(searches: readonly Searched[], claim: Claim): Attack | undefined {
  for (const { stage, explored } of searches) {
    const found = explored.found.find((one) => one.claim === claim);
    if (found !== undefined) return attackOf(stage, found);
  }
  return undefined;
}

/** The answers about verdicts under the same bounds. */
function answersTo(inquiry: Inquiry): readonly Answer[] {
  const engines: readonly Engine[] = inquiry.typed ? ['explicit', 'lazy'] : ['lazy'];
  const searches = engines.map((engine) => searched(inquiry, engine));
  return inquiry.asked.map(({ verdict, claim }) => {
    const attack = firstAttack(searches, claim);
    const opinions = searches.map((search) => opinionOf(claim, search));
    return { classic: inquiry.classic, verdict, opinions, attack };
  });
}

/** What the engines say about each published verdict on a classic, in the order of the verdicts. */
export function answersOn(classic: Classic): readonly Answer[] {
  const bounds = ({ typing, seats, lost }: Verdict): string =>
    JSON.stringify([typing, seats, lost]);
  const grouped = Map.groupBy(classic.verdicts, bounds);
  const answers = [...grouped.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : answersTo(inquiryOf(classic, [first, ...others])),
  );
  const place = ({ verdict }: Answer): number => classic.verdicts.indexOf(verdict);
  return answers.toSorted((one, other) => place(one) - place(other));
}

/** What ours should be: what is published, but for a difference of model that is cited. */
function expected({ says, differs }: Verdict): Verdict['says'] {
  return differs?.ours ?? says;
}

/** What is wrong with an answer: an engine that says otherwise, an attack that is none; or nothing. */
export function complaints({ verdict, opinions, attack }: Answer): readonly string[] {
  const [first] = opinions;
  const should = expected(verdict);
  const others = opinions.flatMap(({ engine, says, moves }) => {
    if (says !== should) return [`${engine} says ${says}, not ${should}`];
    return moves === first?.moves ? [] : [`${engine} takes ${moves ?? 'no'} moves`];
  });
  const isUnconfirmed = should === 'attack' && attack?.confirmed !== true;
  return isUnconfirmed ? [...others, 'the attack was not confirmed'] : others;
}
