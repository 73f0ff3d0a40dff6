/**
 * One measurement, one scene or one trial in a thread of its own: plain data in, plain data out.
 */
import type { Scene } from './scene.ts';
import type { Spot } from './spot.ts';
import {
  type Baseline,
  baselineOf,
  footprintIn,
  ordered,
  type Outcome,
  recalled,
  type Trial,
  tried,
} from './trial.ts';

/** The baseline of a spot. */
export function measure(spot: Spot): Baseline {
  return baselineOf(spot);
}

/** The footprint of a scene. */
export function play(scene: Scene): readonly string[] {
  return footprintIn(scene);
}

/** A mutant put to the test. */
export function test(trial: Trial): Outcome {
  return tried(trial);
}

/** A mutant that lives put to the law of memory. */
export function recall(trial: Pick<Trial, 'mutant' | 'scenes'>): Outcome {
  return recalled(trial);
}

/** A mutant that lives put to the laws on days in order. */
export function order(trial: Pick<Trial, 'mutant' | 'scenes'>): Outcome {
  return ordered(trial);
}
