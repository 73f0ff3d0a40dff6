/**
 * A run under way in the check of an attack: what the attacker holds, what it can make of that, and
 * letting something happen in the model.
 */
import type { Capability } from '../../../attacks/capability/capability.ts';
import type { Hand, Recipe } from '../../../attacks/recipe.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import { isWithin } from '../../../model/core/oracle.ts';
import {
  type InFlight,
  type Local,
  nowInFlight,
  settle,
  type Stepper,
  type Stimulus,
  type System,
  type Wiring,
} from '../../../model/core/system.ts';
import type { TraceEvent } from '../../../model/core/trace.ts';
import type { Trial, Weaknesses } from '../../../model/core/weakness.ts';
import type { Maker } from './deduce.ts';

/** A system under attack in one algebra. */
export interface Field<M> {
  readonly algebra: Algebra<M>;
  readonly system: System<M>;
  readonly attacker: Capability;
  readonly weak: Weaknesses<M>;
  readonly make: Maker<M>;
}

/** Why a move may not be made, and where in it that is. */
export interface Fault {
  readonly at: string;
  readonly why: string;
}

/** What came of a move. */
export type Came<M> = readonly TraceEvent<M>[] | Fault;

/** How far a run is. */
export interface Play<M> {
  readonly field: Field<M>;
  readonly stepper: Stepper<Local, M>;
  locals: readonly Local[];
  given: Readonly<Record<string, M>>;
  observed: readonly M[];
  inFlight: readonly InFlight<M>[];
  steps: number;
  /** How many of its wishes each party has had. */
  readonly had: Map<string, number>;
  /** How often what has been stolen from whom. */
  readonly stolen: Map<string, number>;
}

/** The wiring of a run. */
const wiringOf = <M>({ field, stepper }: Play<M>): Wiring<Local, M> => ({
  system: field.system,
  holds: field.attacker.holds,
  stepper,
});

/** What the attacker holds, with the parties of the run to ask, who are left as they were. */
function handOf<M>(play: Play<M>): Hand<M> {
  const { system, attacker, weak } = play.field;
  const trial: Trial<M> = (index, box) => {
    const oracle = system.oracles?.[index];
    if (oracle === undefined || !isWithin(attacker.holds, oracle)) return undefined;
    const { channel, hop, to, from } = oracle.door;
    const frame = { channel, hop, to, from, message: oracle.frame(box) };
    const { events } = settle(wiringOf(play), play.locals, { frame, at: 0 });
    return !events.some((event) => event.kind === 'refused' && event.why === oracle.complaint);
  };
  return { given: play.given, observed: play.observed, weak, trial };
}

/** Makes a value by a recipe that stands at a place of a move. */
export function made<M>(play: Play<M>, recipe: Recipe, at: string): { readonly value: M } | Fault {
  const came = play.field.make(handOf(play), recipe);
  if ('fault' in came) return { at: `${at}${came.at}`, why: came.fault };
  play.steps += came.steps;
  return { value: came.made };
}

/** Lets something happen, and all that follows from it; it must come to something. */
export function settled<M>(play: Play<M>, stimulus: Stimulus<M>, at: string): Came<M> {
  const { system } = play.field;
  if ('party' in stimulus && !system.parties.some(({ name }) => name === stimulus.party)) {
    return { at: '/party', why: 'no such party takes part' };
  }
  const outcome = settle(wiringOf(play), play.locals, { ...stimulus, at: 0 });
  if (outcome.idle) return { at, why: 'nothing comes of it' };
  play.locals = outcome.locals;
  play.observed = [...play.observed, ...outcome.observed];
  play.inFlight = nowInFlight(play.inFlight, outcome.inFlight, play.field.algebra.equal);
  return outcome.events;
}
