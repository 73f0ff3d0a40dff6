/**
 * Jobs on several threads. This one takes the smallest first; only when it has been at it for a
 * while are others started, which take the largest first, so that little work does not pay for
 * threads and the largest job does not come last.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Tinypool } from 'tinypool';

/** Something to be done, here or elsewhere. */
export interface Job {
  /** Larger for jobs that take longer. */
  readonly size: number;
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

/** Jobs in the order of their sizes, taken from either end, each once. */
function queueOf(jobs: readonly Job[], goesOn: () => boolean) {
  const open = [...jobs].sort((a, b) => a.size - b.size);
  const last = (): number => open.findLastIndex(({ errand }) => errand !== undefined);
  return {
    smallest: (): Job | undefined => (goesOn() ? open.shift() : undefined),
    largestSendable: (): Job | undefined => (goesOn() ? open.splice(last(), 1)[0] : undefined),
    hasSendable: (): boolean => last() >= 0,
  };
}

/** Takes jobs until there are none. */
async function work(
  next: () => Job | undefined,
  perform: (job: Job) => Promise<void>,
): Promise<void> {
  for (let job = next(); job !== undefined; job = next()) await perform(job);
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
  const largest = (): Job | undefined =>
    queue.hasSendable() ? queue.largestSendable() : undefined;
  const fail = (error: unknown): void => {
    failures.push(error);
  };
  let pool: Tinypool | undefined;
  let lanes: readonly Promise<void>[] = [];

  const startOthers = (): void => {
    const isTime = performance.now() - began > aloneMs;
    if (pool !== undefined || others === 0 || !isTime || !queue.hasSendable()) return;
    const { module, call } = crew.worker;
    const threads = new Tinypool({
      filename: module.href,
      name: call,
      minThreads: 0,
      maxThreads: others,
    });
    pool = threads;
    lanes = Array.from({ length: others }, () =>
      work(largest, async ({ errand, take }) => {
        take(await threads.run(errand?.()));
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
  await pool?.destroy();
  if (failures.length > 0) throw failures[0];
}
