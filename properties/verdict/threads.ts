/**
 * Jobs on several threads. This one takes the smallest first; only when it has been at it for a
 * while are others started, which take the largest first, so that little work does not pay for
 * threads and the largest job does not come last. A thread goes on with jobs akin to the one it has
 * done, which share work.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Tinypool } from 'tinypool';

/** Something to be done, here or elsewhere. */
export interface Job {
  /** Larger for jobs that take longer. */
  readonly size: number;
  /**
   * Jobs that have a name in common share work when one thread does them one after the other: the
   * most where it is the first.
   */
  readonly kin?: readonly string[];
  /** Does it in this thread, giving way to others now and then. */
  readonly here: () => Promise<void>;
  /** What another thread is sent; `undefined` for what cannot be sent. */
  readonly errand: (() => unknown) | undefined;
  /** Takes what the other thread made of it. */
  readonly take: (result: unknown) => void;
}

/** How jobs are to be done. */
export interface Crew {
  /** How many threads work at most, this one included; at least 1. */
  readonly threads: number;
  /** The module that other threads run, and what they call of it. */
  readonly worker: { readonly module: URL; readonly call: string };
  /** Whether to begin further jobs. */
  readonly goesOn: () => boolean;
}

/** How long this thread works alone, in milliseconds: about what starting others costs. */
const aloneMs = 300;

/**
 * How large what is young in a thread's memory may be: most of what a search makes is dropped at once,
 * and left to itself V8 would rather hold a hundred megabytes more than look sooner.
 */
const youngGenerationMb = 24;

/** Jobs of which one is taken after the other, each once. */
interface Queue {
  /** Takes the smallest job, or one akin to the job before. */
  readonly smallest: (before: Job | undefined) => Job | undefined;
  /** Takes the largest job that can be sent, or one akin to the job before. */
  readonly largestSendable: (before: Job | undefined) => Job | undefined;
  readonly hasSendable: () => boolean;
}

/** Jobs in the order of their sizes, taken from either end. */
function queueOf(jobs: readonly Job[], goesOn: () => boolean): Queue {
  const open = [...jobs].sort((a, b) => a.size - b.size);
  const isSendable = ({ errand }: Job): boolean => errand !== undefined;
  /** The place of a job that has the closest name in common with the one before; -1 for none. */
  const akinIn = (
    before: Job | undefined,
    placeOf: (isAkin: (job: Job) => boolean) => number,
  ): number => {
    for (const [degree, name] of (before?.kin ?? []).entries()) {
      const place = placeOf(({ kin }) => kin?.[degree] === name);
      if (place >= 0) return place;
    }
    return -1;
  };
  const takenAt = (place: number): Job | undefined =>
    place >= 0 && goesOn() ? open.splice(place, 1)[0] : undefined;
  return {
    smallest: (before) =>
      takenAt(
        Math.max(
          0,
          akinIn(before, (isAkin) => open.findIndex(isAkin)),
        ),
      ),
    largestSendable: (before) => {
      const akin = akinIn(before, (isAkin) =>
        open.findLastIndex((job) => isSendable(job) && isAkin(job)),
      );
      return takenAt(akin >= 0 ? akin : open.findLastIndex(isSendable));
    },
    hasSendable: () => open.some(isSendable),
  };
}

/** Takes jobs until there are none. */
async function work(
  next: (before: Job | undefined) => Job | undefined,
  perform: (job: Job) => Promise<void>,
): Promise<void> {
  for (let job = next(undefined); job !== undefined; job = next(job)) await perform(job);
}

/**
 * Does all jobs, or as many as there is leave to begin.
 *
 * @throws what a job threw, once those under way have ended
 */
export async function workOff(jobs: readonly Job[], crew: Crew): Promise<void> {
  const began = performance.now();
  const others = crew.threads - 1;
  const failures: unknown[] = [];
  const queue = queueOf(jobs, () => crew.goesOn() && failures.length === 0);
  const fail = (error: unknown): void => {
    failures.push(error);
  };
  let pools: readonly Tinypool[] = [];
  let lanes: readonly Promise<void>[] = [];

  const startOthers = (): void => {
    const isTime = performance.now() - began > aloneMs;
    if (pools.length > 0 || others === 0 || !isTime || !queue.hasSendable()) return;
    const { module, call } = crew.worker;
    // A pool for each, so that jobs taken one after the other are done by the same thread.
    pools = Array.from(
      { length: others },
      () =>
        new Tinypool({
          filename: module.href,
          name: call,
          minThreads: 0,
          maxThreads: 1,
          resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
        }),
    );
    lanes = pools.map((thread) =>
      work(queue.largestSendable, async ({ errand, take }) => {
        take(await thread.run(errand?.()));
      }).catch(fail),
    );
  };

  const clock = setInterval(startOthers, aloneMs);
  await work(queue.smallest, async ({ here }) => {
    await here();
    startOthers();
    await setImmediate();
  }).catch(fail);
  clearInterval(clock);
  await Promise.all(lanes);
  await Promise.all(pools.map((thread) => thread.destroy()));
  if (failures.length > 0) throw failures[0];
}
