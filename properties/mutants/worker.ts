/**
 * One measurement, one scene or one trial in a thread of its own: plain data in, plain data out.
 */
import type { Mutant } from './operators/mutant.ts';
import {
  footprintIn,
  type LawKill,
  madeAgain,
  ordered as playedInOrder,
  type Played,
  type Playing,
  recalled,
  tried,
} from './laws/trial.ts';
import type { Scene } from './laws/scene.ts';
import { type Beside, inLockstep, type Lockstep } from './lockstep.ts';
import {
  type Baseline,
  baselineOf,
  searched,
  type Searched,
  type Searching,
} from './operators/search.ts';
import type { Spot } from './operators/spot.ts';

/** The baseline of a spot. */
export function measure(spot: Spot): Baseline {
  return baselineOf(spot);
}

/** The footprint of a scene. */
export function play(scene: Scene): readonly string[] {
  return footprintIn(scene);
}

/** A mutant put to claims. */
export function search(searching: Searching): Searched {
  return searched(searching);
}

/** A mutant put to the laws of roles. */
export function test(playing: Playing): Played {
  return tried(playing);
}

/** A mutant that lives put to the law of memory. */
export function recall(playing: Playing): Played {
  return recalled(playing);
}

/** A mutant that lives put to the laws on days in order. */
export function order(playing: Playing): Played {
  return playedInOrder(playing);
}

/** A kill by a law made again in its scene. */
export function again({
  scene,
  mutant,
  kill,
}: {
  readonly scene: Scene;
  readonly mutant: Mutant;
  readonly kill: LawKill;
}): { readonly kill: LawKill | undefined } {
  return { kill: madeAgain(scene, mutant, kill) };
}

/** A mutant beside the protocol. */
export function beside(asked: Beside): Lockstep {
  return inLockstep(asked);
}
