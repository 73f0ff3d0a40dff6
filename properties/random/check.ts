/**
 * Checks the search against random schedules, and counts what these break.
 */
import fc from 'fast-check';
import { saidOf, type Topic, topicName, worldOf } from './cases.ts';
import { type Outcome, played } from './play.ts';
import { type RandomSchedule, randomSchedules } from './schedule.ts';

/** How much to try. */
export interface Effort {
  readonly topics: readonly Topic[];
  readonly runs: number;
  /** The path of a failing schedule, to have it again. */
  readonly path?: string;
}

/** What came of it. */
export interface Checked {
  /** A schedule that does what the search says cannot be done. */
  readonly hole:
    { readonly seed: number; readonly path: string; readonly says: string } | undefined;
  /** The claims broken, by topic. */
  readonly broken: ReadonlyMap<string, ReadonlySet<string>>;
  readonly runs: number;
}

/** Runs random schedules on some topics. */
export function checkSearch({ topics, runs, path }: Effort): Checked {
  const broken = new Map<string, Set<string>>();
  const property = fc.property(randomSchedules(topics), (schedule) => {
    const outcome = playedOn(schedule);
    const name = topicName(schedule.topic);
    const ids = broken.get(name) ?? new Set<string>();
    for (const id of outcome.fell.keys()) ids.add(id);
    broken.set(name, ids);
    return holesIn(schedule, outcome).length === 0;
  });
  const details = fc.check(property, {
    numRuns: runs,
    ...(path === undefined ? {} : { path }),
    verbose: fc.VerbosityLevel.None,
  });
  const [schedule] = details.counterexample ?? [];
  const { seed, counterexamplePath } = details;
  const hole = schedule && { seed, path: counterexamplePath ?? '', says: told(schedule) };
  return { hole, broken, runs: details.numRuns };
}

/** A schedule carried out, judged by all claims of its topic. */
function playedOn(schedule: RandomSchedule): Outcome {
  const { topic } = schedule;
  return played(worldOf(topic), schedule, saidOf(topic).inquiry.claims);
}

/** What a schedule does that the search says cannot be done. */
function holesIn({ topic, opensFirst }: RandomSchedule, { fell }: Outcome): readonly string[] {
  const { holding, falling } = saidOf(topic);
  const against = holding.flatMap(({ id }) => {
    const fall = fell.get(id);
    return fall === undefined ? [] : [`${id} is said to hold, and ${fall.breach}`];
  });
  const sooner = [...fell].flatMap(([id, { after }]) => {
    const least = falling.get(id);
    return !opensFirst || least === undefined || after >= least
      ? []
      : [`${id} is said to take ${least} moves, and fell after ${after}`];
  });
  return [...against, ...sooner];
}

/** A failing schedule for people: the holes, and the moves that were made. */
function told(schedule: RandomSchedule): string {
  const outcome = playedOn(schedule);
  const moves = outcome.moves.map((move, index) => `${index + 1}. ${JSON.stringify(move)}`);
  return [topicName(schedule.topic), ...holesIn(schedule, outcome), ...moves].join('\n');
}
