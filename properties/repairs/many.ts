/**
 * Many questions about repairs on several threads, the answers in the order of the questions and
 * the same whatever the number of threads: each question is answered by itself.
 */
import { setImmediate } from 'node:timers/promises';
import { moduleBeside } from '../root.ts';
import { type Gauge, gauge, read, stop } from '../verdict/gauge.ts';
import { type Job, workOff } from '../verdict/threads.ts';
import { answerHere, type Outcome, type RepairErrand } from './worker.ts';

/** How far everything is. */
export interface RepairProgress {
  readonly done: number;
  readonly questions: number;
  /** Answers so far: searched for, carried out or taken over. */
  readonly answers: number;
  /** States seen. */
  readonly states: number;
}

/** How questions are to be answered. */
export interface RepairManner {
  readonly threads: number;
  readonly goesOn: () => boolean;
  readonly onProgress?: (progress: RepairProgress) => void;
}

/** A question without where to say how far it is. */
export type Posed = Omit<RepairErrand, 'gauge'>;

/** A question under way. */
interface Task {
  readonly errand: RepairErrand;
  readonly gauge: Gauge;
  isDone: boolean;
  outcome: Outcome | undefined;
}

/** How often progress is reported at most, in milliseconds. */
const reportEveryMs = 100;

/** A question as a job. */
function jobOf(task: Task, size: number): Job {
  const take = (outcome: unknown): void => {
    task.outcome = outcome as Outcome | undefined;
    task.isDone = true;
  };
  return {
    size,
    here: async () => take(await answerHere(task.errand, () => setImmediate())),
    errand: () => task.errand,
    take,
  };
}

/** How far tasks are. */
function progressOf(tasks: readonly Task[]): RepairProgress {
  const gauges = tasks.map((task) => read(task.gauge));
  return {
    done: tasks.filter(({ isDone }) => isDone).length,
    questions: tasks.length,
    answers: gauges.reduce((sum, { open }) => sum + open, 0),
    states: gauges.reduce((sum, { states }) => sum + states, 0),
  };
}

/**
 * Answers questions.
 *
 * @returns what each came to, in their order; `undefined` for what was not finished when the manner
 *   said to stop
 */
export async function answerMany(
  questions: readonly Posed[],
  { threads, goesOn, onProgress }: RepairManner,
): Promise<readonly (Outcome | undefined)[]> {
  const tasks = questions.map((question): Task => {
    const own = gauge();
    return { errand: { ...question, gauge: own }, gauge: own, isDone: false, outcome: undefined };
  });
  const report = (): void => {
    if (!goesOn()) for (const task of tasks) stop(task.gauge);
    onProgress?.(progressOf(tasks));
  };
  const clock = setInterval(report, reportEveryMs);
  try {
    const worker = { module: moduleBeside(import.meta.url, 'worker'), call: 'answer' };
    const jobs = tasks.map((task, index) => jobOf(task, index));
    await workOff(jobs, { threads, goesOn, worker });
    report();
  } finally {
    clearInterval(clock);
  }
  return tasks.map(({ outcome }) => outcome);
}
