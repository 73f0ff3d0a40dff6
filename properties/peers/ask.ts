/**
 * Asks the engines about a peer, and carries each attack out again: on terms, and on octets made by
 * noble and by OpenSSL.
 *
 * A search that did not see everything says nothing; an attack that octets do not bear out is a
 * modelling gap and is said.
 */
import { network } from '../../attacks/capability/network.ts';
import type { Move } from '../../attacks/run.ts';
import { type Exploration, explore, type Found } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { planOf } from '../../attacks/search/plan.ts';
import { type Problem, setStage, type Stage } from '../../attacks/search/stage.ts';
import { nameOf } from '../../model/classics/classic.ts';
import type { Suite } from '../../model/core/algebra.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type Cast, insider } from '../../model/peers/peer.ts';
import { scriptComposites } from '../../model/script/composites.ts';
import { scriptClaims, scriptSystem } from '../../model/script/system.ts';
import { native } from '../../src/native.ts';
import { arenaFor, byteArena, reenact, termArena } from '../verdict/confirm.ts';
import type { Confirmation } from '../verdict/verdict.ts';

/** The primitives of every peer, those of the published SA2pMP: AES-CBC, SHA-1, the paper's curve. */
export const suite: Suite = { cipher: 'aes-128-cbc' };

/** The searches. */
export type Engine = 'explicit' | 'lazy';

/** Enough for each search here to end by itself. */
const statesEnough = 20_000;

/** An attack, and what it came to when it was carried out again. */
export interface PeerAttack {
  readonly stage: Stage;
  readonly claim: Claim;
  readonly plan: readonly Move[];
  readonly onTerms: Confirmation;
  readonly onNoble: Confirmation;
  readonly onOpenssl: Confirmation;
}

/** What an engine says of one belief. */
export interface Answer {
  readonly belief: string;
  readonly says: 'attack' | 'holds' | 'unknown';
  /** Whether nothing ever gives occasion to break it. */
  readonly vacuous: boolean;
  readonly states: number;
  readonly attack: PeerAttack | undefined;
}

/** The agents of a cast: those in its seats and those that they know. */
function agentsOf({ seats }: Cast): readonly string[] {
  const all = seats.flatMap(({ agent, peers }) => [agent, ...Object.values(peers)]);
  return [...new Set(all)].filter((agent) => agent !== insider).sort();
}

/** The problem of a cast. */
function problemOf(cast: Cast): Problem {
  const { protocol } = cast;
  const scenario = {
    honest: agentsOf(cast),
    insider: cast.insider ? insider : undefined,
    seats: cast.seats,
    typed: true,
  };
  return {
    suite,
    ownValues: {},
    inert: [],
    composites: scriptComposites(protocol, scenario),
    build: scriptSystem(protocol, scenario),
  };
}

/** The attack as a schedule, carried out again. */
function attackOf(problem: Problem, stage: Stage, found: Found): PeerAttack {
  const plan = planOf(stage, found);
  const { claim } = found;
  const again = <M>(arena: Parameters<typeof reenact<M>>[0]): Confirmation =>
    reenact(arena, plan, claim).confirmation;
  return {
    stage,
    claim,
    plan,
    onTerms: again(termArena(problem, network)),
    onNoble: again(byteArena(problem, network)),
    onOpenssl: again(arenaFor(problem, network, native(suite))),
  };
}

/** What is asked about a cast. */
export interface Asked {
  /** Names of beliefs. */
  readonly beliefs: readonly string[];
  readonly engine?: Engine;
}

function claimNamed({ protocol }: Cast, belief: string): Claim {
  const index = protocol.beliefs.findIndex((one) => nameOf(one) === belief);
  const claim = scriptClaims(protocol)[index];
  if (claim === undefined) throw new Error(`peers: ${protocol.id} says no ${belief}`);
  return claim;
}

/** Asks one engine about beliefs of those who take part: one search for all of them. */
export function askCast(cast: Cast, { beliefs, engine = 'explicit' }: Asked): readonly Answer[] {
  const problem = problemOf(cast);
  const stage = setStage(problem, network);
  const claims = beliefs.map((belief) => claimNamed(cast, belief));
  const quest = { claims, statesMax: statesEnough };
  const explored: Exploration =
    engine === 'explicit' ? explore(stage, quest) : exploreLazily(stage, { ...quest, typed: true });
  return beliefs.map((belief, index): Answer => {
    const claim = claims[index];
    const found = explored.found.find((one) => one.claim === claim);
    const says = found !== undefined ? 'attack' : explored.complete ? 'holds' : 'unknown';
    return {
      belief,
      says,
      vacuous: says === 'holds' && claim !== undefined && !explored.stated.has(claim.occasion),
      states: explored.states,
      attack: found && attackOf(problem, stage, found),
    };
  });
}

/** Whether an attack came out in every algebra. */
export function isConfirmed({ onTerms, onNoble, onOpenssl }: PeerAttack): boolean {
  return [onTerms, onNoble, onOpenssl].every(({ confirmed }) => confirmed);
}
