/**
 * Drives a search from the command line: progress on a terminal, a time-out, and Ctrl-C, which
 * ends the search under way and leaves what was answered.
 */
import { setImmediate } from 'node:timers/promises';
import type { Asking } from '../verdict/ask.ts';
import { columns, grouped } from '../report/table.ts';
import type { MatrixProgress } from '../verdict/matrix.ts';
import type { Question } from '../verdict/verdict.ts';

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

/** What takes no longer than this is not worth a line. */
const silentMs = 1000;

/** A time in words, not more exact than it is known. */
export function roughly(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** How many states, and how fast they come. */
function pace(states: number, ms: number): { readonly rate: number; readonly says: string } {
  const rate = Math.round((states / ms) * 1000);
  return { rate, says: `${grouped(states)} states (${grouped(rate)}/s)` };
}

/** How much longer one search can take: as long as its bounds let it. */
function atMost(
  { statesMax }: Question,
  states: number,
  rest: { rate: number; ms: number },
): string {
  const bound = rest.rate > 0 ? (Math.max(0, statesMax - states) / rest.rate) * 1000 : Infinity;
  const left = Math.min(bound, rest.ms);
  return left === Infinity ? '' : `, at most ${roughly(Math.max(0, left))} left`;
}

/** Runs a search to its end or until the reins are drawn. */
export async function drive<R>(search: Generator<Asking, R, boolean>, reins: Reins): Promise<R> {
  const began = performance.now();
  let shown = began + silentMs - showEveryMs;
  let step = search.next(true);
  while (step.done !== true) {
    const { question, states, open } = step.value;
    const now = performance.now();
    if (now - shown > showEveryMs) {
      const { rate, says } = pace(states, now - began);
      const left = atMost(question, states, { rate, ms: reins.timeoutMs - (now - began) });
      const who = `${question.protocol.name} against ${question.attacker.id}`;
      reins.show(`${says}, ${open} claims open${left}; ${who}`.slice(0, columns - 1));
      shown = now;
    }
    await setImmediate();
    step = search.next(!reins.interrupted() && now - began < reins.timeoutMs);
  }
  reins.show('');
  return step.value;
}

/**
 * Says how far many searches are, and how long those that are left take if they are like those done;
 * nothing in the first second.
 */
export function matrixProgress(show: Reins['show']): (progress: MatrixProgress) => void {
  const began = performance.now();
  return ({ done, searches, states, running }) => {
    const ms = performance.now() - began;
    if (ms < silentMs) return;
    const left = done === 0 ? '' : `, about ${roughly((ms / done) * (searches - done))} left`;
    const now = running
      .map(({ protocol, attacker }) => `${protocol.name} against ${attacker.id}`)
      .join(', ');
    const line = `${done} of ${searches} searches, ${pace(states, ms).says}${left}; ${now}`;
    show(line.slice(0, columns - 1));
  };
}

/** Says how many of some things are done, and how long the others take; nothing in the first second. */
export function countProgress(
  what: string,
  show: Reins['show'],
): (done: number, of: number) => void {
  const began = performance.now();
  return (done, of) => {
    const ms = performance.now() - began;
    if (ms < silentMs || done === 0) return;
    const rate = ((done / ms) * 1000).toFixed(1);
    const left = roughly((ms / done) * (of - done));
    show(`${done} of ${of} ${what} (${rate}/s), about ${left} left`.slice(0, columns - 1));
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
