/**
 * A process that may crash: what runs on a disk, is asked, is down after a crash and is started
 * again from what the crash left.
 */
import type { Disk, Mount } from './disk.ts';
import { isCrash, isDiskError } from './fault.ts';

/** Said for a process that does not answer. */
export const DOWN = { unavailable: 'down' } as const;

/** A process. */
export interface Process<T> {
  readonly disk: Disk;
  readonly isUp: () => boolean;
  /** Starts it where it is down; says whether it is up. */
  readonly start: () => boolean;
  /** Has it do something; no answer when its disk fails, and it is down when it crashed over it. */
  readonly ask: <R>(work: (party: T) => R | Promise<R>) => Promise<R | typeof DOWN>;
  /** Ends it in order; returns its file. */
  readonly stop: () => string;
  /** How often it was started after a crash. */
  readonly restarts: () => number;
}

/** A process on a disk, not started yet. */
export function process<T extends { readonly close: () => void }>(
  disk: Disk,
  open: (mount: Mount) => T,
): Process<T> {
  let running: T | undefined;
  let starts = 0;
  const start = (): boolean => {
    if (running !== undefined) return true;
    starts += 1;
    try {
      running = open(disk.mount());
      return true;
    } catch (error) {
      if (isCrash(error) || isDiskError(error)) return false;
      throw error;
    }
  };
  return {
    disk,
    isUp: () => running !== undefined,
    start,
    ask: async (work) => {
      const asked = running;
      if (asked === undefined) return DOWN;
      try {
        return await work(asked);
      } catch (error) {
        // The host lives on: its port says that nothing can be said.
        if (isDiskError(error)) return DOWN;
        if (!isCrash(error)) throw error;
        if (running === asked) {
          running = undefined;
          asked.close();
        }
        return DOWN;
      }
    },
    stop: () => {
      running?.close();
      running = undefined;
      return disk.mount().path;
    },
    restarts: () => Math.max(0, starts - 1),
  };
}
