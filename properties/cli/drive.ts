/**
 * Drives a search from the command line: progress on a terminal, a time-out, and Ctrl-C, which
 * ends the search under way and leaves what was answered.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Asking } from '../verdict/ask.ts';
import { columns, grouped } from '../report/table.ts';
import type { MatrixProgress } from '../verdict/matrix.ts';

/** What may end a search early. */
export interface Reins {
  /** Time allowed, in milliseconds. */
  readonly timeoutMs: number;
  /** Set when the user has had enough. */
  readonly interrupted: () => boolean;
  /** Shows how far the search is; an empty line clears it. */
  readonly show: (line: string) => void;
}

/** How often the progress line is written at most, in milliseconds. */
const showEveryMs = 100;

/** Runs a search to its end or until the reins are drawn. */
export async function drive<R>(search: Generator<Asking, R, boolean>, reins: Reins): Promise<R> {
  const began = performance.now();
  let shown = began;
  let step = search.next(true);
  while (step.done !== true) {
    const { question, states, open } = step.value;
    const now = performance.now();
    if (now - shown > showEveryMs) {
      const rate = grouped(Math.round((states / (now - began)) * 1000));
      reins.show(
        `${question.protocol.name}, ${question.attacker.title}: ${grouped(states)} states (${rate}/s), ${open} claims open`,
      );
      shown = now;
    }
    await setImmediate();
    step = search.next(!reins.interrupted() && now - began < reins.timeoutMs);
  }
  reins.show('');
  return step.value;
}

/** Says how far many searches are, at most every so often. */
export function matrixProgress(show: Reins['show']): (progress: MatrixProgress) => void {
  const began = performance.now();
  return ({ done, searches, states, running }) => {
    const rate = grouped(Math.round((states / (performance.now() - began)) * 1000));
    const now = running
      .map(({ protocol, attacker }) => `${protocol.name} against ${attacker.id}`)
      .join(', ');
    const line = `${done} of ${searches} searches, ${grouped(states)} states (${rate}/s); ${now}`;
    show(line.slice(0, columns - 1));
  };
}

/** A progress line on standard error, if that is a terminal. */
export function progressLine(stream: NodeJS.WriteStream): (line: string) => void {
  if (!stream.isTTY) return () => undefined;
  return (line) => {
    stream.write(`\r\u001B[2K${line}`);
  };
}

/** Notes the first Ctrl-C; the second ends the process at once. */
export function interruption(): () => boolean {
  let interrupted = false;
  process.once('SIGINT', () => {
    interrupted = true;
  });
  return () => interrupted;
}
