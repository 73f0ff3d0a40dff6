/**
 * Many questions at once: their searches are made on several threads, equal ones once, and the
 * answers come in the order of the questions, the same whatever the number of threads.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { moduleBeside } from '../root.ts';
import { attackName, inquire } from './ask.ts';
import { searchName } from './canonical.ts';
import { type Errand, isSendable, type Returned, returned } from './errand.ts';
import { estimate } from './estimate.ts';
import { type Gauge, gauge, note, read, stop } from './gauge.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { type Job, workOff } from './threads.ts';
import type { Own, Question, Verdict } from './verdict.ts';

/** How far everything is. */
export interface MatrixProgress {
  /** Searches made, and all there are to make. */
  readonly done: number;
  readonly searches: number;
  /** Distinct states seen in all searches so far. */
  readonly states: number;
  /** What is being searched now. */
  readonly running: readonly Question[];
}

/** How questions are to be answered. */
export interface Manner {
  /** How many threads search at most, this one included; at least 1. */
  readonly threads: number;
  /** Time for each search, in milliseconds; one that takes longer is given up. */
  readonly timeoutMs: number;
  /** Whether to go on; searches under way end soon after it says no. */
  readonly goesOn: () => boolean;
  /** Told now and then how far everything is. */
  readonly onProgress?: (progress: MatrixProgress) => void;
  /** Told the answer to each question, in the order of the questions. */
  readonly onAnswer?: (question: Question, verdicts: readonly Verdict[]) => void;
  /** Files that some attackers and claims of the questions come from, and what they hold. */
  readonly own?: Own & { readonly files: readonly string[] };
}

/** A search that is to be made, for all inquiries that come to it. */
interface Task {
  readonly inquiry: Inquiry;
  readonly gauge: Gauge;
  state: 'open' | 'running' | 'done';
  verdicts: readonly Returned[];
}

/** States that a search has seen: as it says on its way, and as its verdicts say in the end. */
function statesOf({ gauge: shared, verdicts }: Task): number {
  return Math.max(read(shared).states, ...verdicts.map(({ states }) => states));
}

/** How often progress is reported at most, in milliseconds. */
const reportEveryMs = 100;

/** A verdict that was not come to: the search was never begun. */
function unbegun({ claims }: Inquiry): readonly Returned[] {
  return claims.map(({ id }) => ({
    claim: id,
    verdict: 'inconclusive',
    attack: undefined,
    vacuous: false,
    states: 0,
    ms: 0,
  }));
}

/** A task for an inquiry. */
function taskOf(inquiry: Inquiry): Task {
  return { inquiry, gauge: gauge(), state: 'open', verdicts: unbegun(inquiry) };
}

/** Makes a search in this thread, letting others have a turn now and then. */
async function madeHere(task: Task, timeoutMs: number): Promise<readonly Returned[]> {
  const search = inquire(task.inquiry);
  const began = performance.now();
  let next = search.next(true);
  while (next.done !== true) {
    await setImmediate();
    next = search.next(note(task.gauge, next.value) && performance.now() - began < timeoutMs);
  }
  return next.value.map(returned);
}

/** A search as it is sent to another thread. */
function errandOf({ inquiry, gauge: shared }: Task, { timeoutMs, own }: Manner): Errand {
  const { attacker, claims, ...rest } = inquiry.question;
  return {
    ...rest,
    attacker: attacker.id,
    claims: claims.map(({ id }) => id),
    files: own?.files ?? [],
    deadlineMs: Date.now() + timeoutMs,
    gauge: shared,
  };
}

/** A task as a job; `onDone` is told when it has been done. */
function jobOf(task: Task, manner: Manner, onDone: () => void): Job {
  const done = (verdicts: readonly Returned[]): void => {
    task.verdicts = verdicts;
    task.state = 'done';
    onDone();
  };
  const begin = <R>(run: () => R): R => {
    task.state = 'running';
    return run();
  };
  const sends = isSendable(task.inquiry.question, manner.own);
  return {
    size: estimate(task.inquiry),
    kin: [task.inquiry.problem.name, task.inquiry.problem.company].filter(
      (name) => name !== undefined,
    ),
    here: () => begin(async () => done(await madeHere(task, manner.timeoutMs))),
    errand: sends ? () => begin(() => errandOf(task, manner)) : undefined,
    take: (result) => done(result as readonly Returned[]),
  };
}

/** What a search came to, as the answer to one of the inquiries that come to it. */
function answered({ question, claims }: Inquiry, { verdicts }: Task): readonly Verdict[] {
  const { protocol, attacker } = question;
  return claims.flatMap((claim) => {
    const name = attackName(question, claim);
    return verdicts
      .filter((verdict) => verdict.claim === claim.id)
      .map(({ attack, others, ...rest }): Verdict => ({
        ...rest,
        protocol,
        attacker,
        claim,
        attack: attack && { ...attack, name },
        ...(others === undefined ? {} : { others: others.map((other) => ({ ...other, name })) }),
      }));
  });
}

/** A question and the tasks that its inquiries come to. */
interface Row {
  readonly question: Question;
  readonly parts: readonly (readonly [Inquiry, Task])[];
}

/** The answer to a question whose tasks have been done. */
function answerOf({ question, parts }: Row): readonly Verdict[] {
  const verdicts = parts.flatMap(([inquiry, task]) => answered(inquiry, task));
  return question.claims.flatMap((claim) => verdicts.filter((verdict) => verdict.claim === claim));
}

/** The questions with their tasks, equal searches being one task. */
function rowsOf(questions: readonly Question[]): readonly Row[] {
  const tasks = new Map<string, Task>();
  return questions.map((question) => ({
    question,
    parts: inquiries(question).map((inquiry) => {
      const name = searchName(inquiry);
      const task = tasks.get(name) ?? taskOf(inquiry);
      tasks.set(name, task);
      return [inquiry, task] as const;
    }),
  }));
}

/** Tells of answers as soon as all before them have been told. */
function teller(rows: readonly Row[], { onAnswer }: Manner): (isOver: boolean) => void {
  let told = 0;
  return (isOver) => {
    for (const row of rows.slice(told)) {
      if (!isOver && row.parts.some(([, { state }]) => state !== 'done')) return;
      told += 1;
      onAnswer?.(row.question, answerOf(row));
    }
  };
}

/**
 * Answers questions.
 *
 * @returns the verdicts, in the order of the questions and of their claims; what was not begun
 *   before the manner said to stop is inconclusive
 */
export async function answerAll(
  questions: readonly Question[],
  manner: Manner,
): Promise<readonly Verdict[]> {
  const rows = rowsOf(questions);
  const tasks = [...new Set(rows.flatMap(({ parts }) => parts.map(([, task]) => task)))];
  const tell = teller(rows, manner);
  const report = (): void => {
    const running = tasks.filter(({ state }) => state === 'running');
    if (!manner.goesOn()) for (const task of running) stop(task.gauge);
    manner.onProgress?.({
      done: tasks.filter(({ state }) => state === 'done').length,
      searches: tasks.length,
      states: tasks.reduce((sum, task) => sum + statesOf(task), 0),
      running: running.map(({ inquiry }) => inquiry.question),
    });
  };
  const clock = setInterval(report, reportEveryMs);
  try {
    const { threads, goesOn } = manner;
    const worker = { module: moduleBeside(import.meta.url, 'worker'), call: 'answer' };
    const jobs = tasks.map((task) => jobOf(task, manner, () => tell(false)));
    await workOff(jobs, { threads, goesOn, worker });
    report();
  } finally {
    clearInterval(clock);
  }
  tell(true);
  return rows.flatMap(answerOf);
}
