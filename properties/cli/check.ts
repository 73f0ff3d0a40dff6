/**
 * `sa2pmp check <certificate>`: accepts a certificate, saying what was done, or names what is wrong
 * with it and where.
 */
import { certifiedAnew } from '../certificate/again.ts';
import { checked, type Checked } from '../certificate/check/check.ts';
import { difference, type Problem } from '../certificate/difference.ts';
import { certificateIn } from '../certificate/read.ts';
import type { Certificate } from '../certificate/schema.ts';
import { subjectIn } from '../certificate/subject.ts';
import { columns, counted, grouped, wrapped } from '../report/table.ts';
import type { Manner } from '../verdict/matrix.ts';
import { countProgress, interruption, matrixProgress, progressLine } from './drive.ts';
import { ownIn, threadsIn, type Words, wholeNumber } from './options.ts';
import { textIn } from './files.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** The options of `check`. */
export interface CheckWords extends Pick<Words, 'use' | 'workers'> {
  readonly runs?: string;
  readonly seed?: string;
  readonly again?: boolean;
  readonly json?: boolean;
}

/** A certificate and the text of its file. */
export interface Given {
  readonly text: string;
  readonly certificate: Certificate;
}

/** The certificate of a file, or the user's mistake. */
export function givenIn(file: string): Given {
  const text = textIn(file);
  const read = certificateIn(text);
  if (read.isOne) return { text, certificate: read.certificate };
  throw usageError(`${file} is no certificate:\n       ${read.problems.join('\n       ')}`);
}

/** What was done, in words. */
function doneInWords(
  { verdicts, attacks, steps, sampled }: Checked,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): string {
  return (
    `${counted(verdicts, 'verdict')}; ${counted(attacks, 'attack')} carried out on terms ` +
    `(${counted(steps, 'step')} of deduction) and on octets (noble, OpenSSL); ` +
    `${grouped(sampled)} ${sampled === 1 ? 'search' : 'searches'} of what holds tried with ${grouped(runs)} random schedules each ` +
    `(seed ${seed}), which proves nothing but would have refuted it.`
  );
}

/** How many problems are told. */
const toldMax = 20;

/** What is wrong where the question is asked again. */
async function againProblems(
  { text, certificate }: Given,
  manner: Manner,
): Promise<readonly Problem[]> {
  const asked = subjectIn(certificate, manner.own);
  if (!asked.isKnown) return [];
  const anew = await certifiedAnew(asked.subject, manner);
  if (anew === text) return [];
  const found = difference(JSON.parse(text), JSON.parse(anew), '');
  return [found ?? { at: '', why: 'asked again, the answer has another form' }];
}

/** Says what came of it. */
function say(file: string, came: Checked, extra: string): void {
  const { problems } = came;
  const lines =
    problems.length === 0
      ? [`accepted: ${file}`, extra]
      : [
          `rejected: ${file}, ${counted(problems.length, 'problem')}`,
          ...problems
            .slice(0, toldMax)
            .map(({ at, why }) => `  ${at === '' ? 'the whole' : at}: ${why}`),
        ];
  process.stdout.write(`${lines.map((line) => wrapped(line, columns)).join('\n')}\n`);
}

/** Runs the command; returns the exit code. */
export async function check(file: string, words: CheckWords): Promise<number> {
  const own = await ownIn(words);
  const limits = { min: 0, max: 100_000, otherwise: 20 };
  const budget = {
    runs: wholeNumber('--runs', words.runs, limits),
    seed: wholeNumber('--seed', words.seed, { min: 0, max: 4_294_967_295, otherwise: 1 }),
  };
  const threads = threadsIn(words);
  const given = givenIn(file);
  const show = progressLine(process.stderr);
  const onProgress = countProgress('checks', show);
  const came = checked(given.text, given.certificate, { budget, own, onProgress });
  const interrupted = interruption();
  const manner = {
    threads,
    timeoutMs: Infinity,
    goesOn: () => !interrupted(),
    onProgress: matrixProgress(show),
    own,
  };
  const isAgain = words.again === true && came.problems.length === 0;
  const again = isAgain ? await againProblems(given, manner) : [];
  show('');
  if (interrupted()) return exitCodes.interrupted;
  const whole = { ...came, problems: [...came.problems, ...again] };
  const accepted = whole.problems.length === 0;
  if (words.json === true) {
    const report = { accepted, ...whole, ...budget, again: isAgain };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const repeated = isAgain ? ' Asked again, the answer is the same, octet for octet.' : '';
    say(file, whole, `${doneInWords(came, budget)}${repeated}`);
  }
  return accepted ? exitCodes.done : exitCodes.refused;
}
