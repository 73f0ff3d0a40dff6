/**
 * How the benchmark measures: medians of repeated runs, in this process and in processes of
 * their own.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

/** One figure. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What issue 2 asks for, if it asks: under or over so much. */
  readonly aim?: { readonly than: 'under' | 'over'; readonly value: number };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('median of nothing');
  return (low + high) / 2;
}

/** The median of what `run` returns, over several runs. */
export function medianOf(runs: number, run: () => number): number {
  return median(Array.from({ length: runs }, run));
}

/** How long something takes, in seconds. */
export function secondsOf(run: () => void): number {
  const began = performance.now();
  run();
  return (performance.now() - began) / 1000;
}

/** How often per second something is done, for at least `secondsMin`; `run` says how often it did. */
export function ratePerSecond(secondsMin: number, run: () => number): number {
  run();
  let done = 0;
  const began = performance.now();
  for (;;) {
    done += run();
    const seconds = (performance.now() - began) / 1000;
    if (seconds >= secondsMin) return done / seconds;
  }
}

/** What a process took. */
export interface Cost {
  /** From its start to its end. */
  readonly wallSeconds: number;
  /** The most memory that it held at once. */
  readonly peakMegabytes: number;
  /** What it said. */
  readonly out: string;
}

const launcher = fileURLToPath(new URL('peak.ts', import.meta.url));

/** How `sa2pmp` ends that has answered: fully, or with some verdicts left open by a bound. */
const answered: readonly (number | null)[] = [0, 3];

/**
 * Runs `sa2pmp` in a process of its own.
 *
 * @throws Error when it does not answer, since then there is nothing to compare
 */
export function costOf(words: readonly string[]): Cost {
  const began = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, [launcher, ...words], {
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  const wallSeconds = (performance.now() - began) / 1000;
  const peak = /^peak (\d+)$/mu.exec(stderr)?.[1];
  if (!answered.includes(status) || peak === undefined)
    throw new Error(`sa2pmp ${words.join(' ')}: ${stderr}`);
  return { wallSeconds, peakMegabytes: (Number(peak) * 1024) / 1e6, out: stdout };
}
