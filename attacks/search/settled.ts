/**
 * Settling, remembered: what a stimulus leads to depends on the local states of the parties that it
 * reaches, and on nothing else, so that few of the transitions of a search have to be worked out.
 *
 * Also notes which role steps the moves within the bounds took, so that a verdict can say what has
 * been seen of the charts.
 */
import type { Unseeded } from '../../model/core/effect.ts';
import { type Outcome, settle, type Stimulus } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { type LocalMemory, memory, type Reading } from './memory.ts';
import { perPair } from './remembered.ts';
import type { LocalId, Stage } from './stage.ts';

/** One step of one role. */
export interface RoleStep {
  /** The party, by its place among the system's. */
  readonly party: number;
  /** The state that it was in. */
  readonly local: LocalId;
  readonly event: Unseeded<Term>;
  /** The state that it went to. */
  readonly next: LocalId;
}

/** What a stimulus leads to; one object for all states in which it leads to the same. */
export interface Settled extends Omit<Outcome<LocalId, Term>, 'locals'> {
  /** The role steps in it, in order. */
  readonly steps: readonly RoleStep[];
  /** The parties that it reached, in that order, and the states in which it found them. */
  readonly readings: readonly Reading[];
  /** The parties whose local state changes, and to what. */
  readonly changes: readonly (readonly [party: number, local: LocalId])[];
}

/** Settles and remembers. */
export interface Settler {
  /** What a stimulus leads to; remembered by the frame or wish that it is. */
  readonly settled: (locals: readonly LocalId[], stimulus: Stimulus<Term>) => Settled;
  /** Notes that a move within the bounds came to this. */
  readonly note: (settled: Settled) => void;
  /** The role steps of all moves noted, each once. */
  readonly taken: () => readonly RoleStep[];
}

/** A name for a role step, equal for steps that are the same. */
function stepName({ party, local, event }: RoleStep): string {
  const what = 'channel' in event ? `${event.channel} ${event.from} ${event.message}` : event.type;
  return `${party} ${local} ${what}`;
}

/** The parties that steps reached, in that order, and the local states that they found them in. */
function readings(steps: readonly RoleStep[]): readonly Reading[] {
  const firsts = new Map(steps.toReversed().map((step) => [step.party, step.local]));
  const reached = new Set(steps.map(({ party }) => party));
  return [...reached].map((party): Reading => [party, firsts.get(party) ?? -1]);
}

/**
 * A settler for one search.
 *
 * @param stage - the system and the attacker
 * @param remembers - whether it remembers; switched off to measure what that is worth
 */
export function settler(stage: Stage, remembers = true): Settler {
  const memories = perPair((_: object, _party: string): LocalMemory<Settled> => memory());
  const noted = new Set<Settled>();

  const made = (locals: readonly LocalId[], stimulus: Stimulus<Term>): Settled => {
    const steps: RoleStep[] = [];
    const { system, notedHolds: holds, trail } = stage;
    const stepper: Stage['stepper'] = (party, local, event) => {
      const stepped = stage.stepper(party, local, event);
      trail.locals[party]?.add(stepped.local);
      steps.push({ party, local, event, next: stepped.local });
      return stepped;
    };
    const outcome = settle({ system, holds, stepper }, locals, { ...stimulus, at: 0 });
    const { locals: after, idle, observed, inFlight, events } = outcome;
    const changes = [...after.entries()].filter(([party, local]) => local !== locals[party]);
    return { idle, observed, inFlight, events, steps, changes, readings: readings(steps) };
  };

  return {
    settled: (locals, stimulus) => {
      if (!remembers) return made(locals, stimulus);
      const known =
        'frame' in stimulus
          ? memories(stimulus.frame, '')
          : memories(stimulus.intent, stimulus.party);
      const found = known.recall((place) => locals[place]);
      if (found !== undefined) return found;
      const settled = made(locals, stimulus);
      known.remember(settled.readings, settled);
      return settled;
    },
    note: (settled) => noted.add(settled),
    taken: () => {
      const steps = [...noted].flatMap((settled) => settled.steps);
      return [...new Map(steps.map((step) => [stepName(step), step])).values()];
    },
  };
}
