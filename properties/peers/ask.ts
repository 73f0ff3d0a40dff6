/**
 * Asks the engines about a peer, and carries each attack out again: on terms, and on octets made by
 * noble and by OpenSSL.
 *
 * A search that did not see everything says nothing; an attack that octets do not bear out is a
 * modelling gap and is said.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Found } from '../../attacks/search/explicit.ts';
import { planOf } from '../../attacks/search/plan.ts';
import type { Problem, Stage } from '../../attacks/search/stage.ts';
import { nameOf } from '../../model/classics/classic.ts';
import type { Claim } from '../../model/core/claim.ts';
import { type Cast, insider } from '../../model/peers/peer.ts';
import { type Scenario, scriptClaims } from '../../model/script/system.ts';
import { native } from '../../src/native.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';
import { type Attack, type Engine, opinionOf, problemOf, searched } from '../classics/searches.ts';
import { arenaFor, byteArena, reenact, termArena } from '../verdict/confirm.ts';
import type { Confirmation } from '../verdict/verdict.ts';
import { attackerOn, primitivesOf } from './mode.ts';

/** Enough for each search here to end by itself. */
const statesEnough = 20_000;

/** An attack, and what it came to when it was carried out again. */
export interface PeerAttack extends Omit<Attack, 'confirmed'> {
  readonly onTerms: Confirmation;
  readonly onNoble: Confirmation;
  readonly onOpenssl: Confirmation;
}

/** What an engine says of one belief. */
export interface Answer {
  readonly belief: string;
  /** `nothing`: nothing in these bounds gives occasion to break it. */
  readonly says: 'attack' | 'holds' | 'nothing' | 'unknown';
  readonly states: number;
  readonly attack: PeerAttack | undefined;
}

/** The agents of a cast: those in its seats and those that they know. */
function agentsOf({ seats }: Cast): readonly string[] {
  const all = seats.flatMap(({ agent, peers }) => [agent, ...Object.values(peers)]);
  return [...new Set(all)].filter((agent) => agent !== insider).sort();
}

/** Who takes part in a cast. */
export function scenarioOf(cast: Cast): Scenario {
  return {
    honest: agentsOf(cast),
    insider: cast.insider ? insider : undefined,
    seats: cast.seats,
    typed: true,
  };
}

/** What an attack was found in. */
interface Scene {
  readonly problem: Problem;
  readonly attacker: Capability;
  readonly stage: Stage;
}

/** The attack as a schedule, carried out again. */
function attackOf({ problem, attacker, stage }: Scene, found: Found): PeerAttack {
  const { suite: primitives } = problem;
  const plan = planOf(stage, found);
  const { claim } = found;
  const again = <M>(arena: Parameters<typeof reenact<M>>[0]): Confirmation =>
    reenact(arena, plan, claim).confirmation;
  return {
    stage,
    claim,
    plan,
    onTerms: again(termArena(problem, attacker)),
    onNoble: again(byteArena(problem, attacker)),
    onOpenssl: again({
      ...arenaFor(problem, attacker, native(primitives)),
      weak: weaknesses(primitives),
    }),
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
  const script = cast.protocol;
  const scenario = scenarioOf(cast);
  const asked = beliefs.map((belief) => ({ belief, claim: claimNamed(cast, belief) }));
  const claims = asked.map(({ claim }) => claim);
  const [primitives, attacker] = [primitivesOf(cast), attackerOn(cast)];
  const about = { script, scenario, primitives };
  const search = searched({ ...about, attacker, claims, statesMax: statesEnough }, engine);
  const problem = problemOf(about);
  const { stage, explored } = search;
  return asked.map(({ belief, claim }): Answer => {
    const { says, states } = opinionOf(claim, search);
    const found = explored.found.find((one) => one.claim === claim);
    return {
      belief,
      says: says === 'holds' && !explored.stated.has(claim.occasion) ? 'nothing' : says,
      states,
      attack: found && attackOf({ problem, attacker, stage }, found),
    };
  });
}

/** Whether an attack came out in every algebra. */
export function isConfirmed({ onTerms, onNoble, onOpenssl }: PeerAttack): boolean {
  return [onTerms, onNoble, onOpenssl].every(({ confirmed }) => confirmed);
}
