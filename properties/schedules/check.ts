/**
 * The drift check on many random schedules, with what they amounted to and how to have a failing
 * one again.
 */
import fc from 'fast-check';
import { lockstep, type Worlds } from './lockstep.ts';
import { type Length, type Schedule, schedules } from './schedule.ts';
import { added, emptyTally, type Tally } from './tally.ts';

/** How much to try. */
export interface Effort extends Length {
  readonly runs: number;
  /** Where in the tree of schedules to start; replays one run (`FC_PATH`). */
  readonly path?: string;
  /** Whether to look for a smaller schedule that also fails. */
  readonly shrinks: boolean;
}

/** What came of it. */
export interface Checked {
  /** How many schedules were run, the failing one included. */
  readonly runs: number;
  readonly tally: Tally;
  /** The smallest schedule found on which the worlds differ. */
  readonly drift?: {
    readonly schedule: Schedule;
    readonly findings: readonly string[];
    readonly seed: number;
    readonly path: string | null;
  };
}

/** Runs random schedules in both worlds until two differ or the effort is spent. */
export function checkDrift<A, B>(worlds: Worlds<A, B>, effort: Effort): Checked {
  const { runs, path, shrinks, ...length } = effort;
  let tally = emptyTally;
  const property = fc.property(schedules(length), (schedule) => {
    const compared = lockstep(worlds, schedule);
    tally = added(tally, compared.tally);
    return compared.findings.length === 0;
  });
  const details = fc.check(property, {
    numRuns: runs,
    endOnFailure: !shrinks,
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return { runs: details.numRuns, tally };
  const [schedule] = details.counterexample ?? [];
  if (schedule === undefined) throw new Error('drift: interrupted');
  const { numRuns, seed, counterexamplePath } = details;
  const drift = {
    schedule,
    findings: findingsOf(worlds, schedule),
    seed,
    path: counterexamplePath,
  };
  return { runs: numRuns, tally, drift };
}

/** Findings told of one schedule; the first is the cause of most others. */
const findingsMax = 5;

/** The findings of one schedule; a role that throws is one too. */
function findingsOf<A, B>(worlds: Worlds<A, B>, schedule: Schedule): readonly string[] {
  try {
    const { findings, deeds } = lockstep(worlds, schedule);
    return [
      ...findings.slice(0, findingsMax).map(({ kind, says }) => `${kind}: ${says}`),
      ...deeds.map((deed, index) => `deed ${index + 1}: ${JSON.stringify(deed)}`),
    ];
  } catch (error) {
    return [`thrown: ${String(error)}`];
  }
}
