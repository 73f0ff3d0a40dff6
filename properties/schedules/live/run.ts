/** A schedule carried out over HTTP, from the first process to the last file, and judged. */
import type { Schedule } from '../schedule.ts';
import { readingOf } from '../world.ts';
import { act, livePlay, type LivePlay } from './acts.ts';
import { judgedFiles, judgedRunning } from './judged.ts';
import { liveTown, partyNames } from './town.ts';
import type { Broken } from '../breach.ts';

/** What a schedule over HTTP came to. */
export interface LiveOutcome {
  readonly broken: readonly Broken[];
  /** What was done, in words. */
  readonly deeds: readonly string[];
}

/** Runs a schedule in a town of its own. */
export async function runLive({ world, operations }: Schedule): Promise<LiveOutcome> {
  const town = await liveTown(readingOf(world));
  try {
    const at: LivePlay = livePlay(town);
    for (const operation of operations) await act(at, operation);
    // What is judged is what is on the disks: everybody starts again.
    for (const name of partyNames) await town.restart(name);
    const running = judgedRunning(at);
    await town.fetch();
    const files = await town.stop();
    return { broken: [...running, ...judgedFiles(world, files)], deeds: at.deeds };
  } finally {
    town.remove();
  }
}
