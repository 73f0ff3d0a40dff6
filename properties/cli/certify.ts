/**
 * `sa2pmp verify --out`: the answer as a certificate in a file.
 *
 * Refuses where the file would depend on the machine (a time-out) and where there is nothing to
 * stand by: an interrupted run, a modelling gap, engines that disagree.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Answered, certificateText } from '../certificate/certificate.ts';
import { keep } from '../certificate/keep.ts';
import type { Asked } from '../verdict/engines.ts';
import type { Question } from '../verdict/verdict.ts';
import type { Words } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

/** Refuses a file that cannot be written, before anything is searched. */
export function refuseUnwritable(option: string, path: string): void {
  const [folder, file] = [dirname(path), statSync(path, { throwIfNoEntry: false })];
  if (file?.isDirectory() === true) throw usageError(`${option} ${path}: that is a folder`);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw usageError(`${option} ${path}: there is no folder ${folder}`);
  }
}

/** Keeps a text in a file; what the system does not allow is told in one line. */
export function keepOrRefuse(option: string, path: string, text: string): void {
  try {
    keep(path, text);
  } catch (error) {
    throw usageError(
      `${option} ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * What keeps the certificate once there are answers.
 *
 * @returns a function that keeps it, if it was asked for, and says so in lines for a terminal
 */
export function certifying(
  { out, timeout }: Pick<Words, 'timeout'> & { readonly out?: string },
  questions: readonly Question[],
  { engine, untyped }: Asked,
): (
  answers: Pick<Answered, 'verdicts'> & { readonly witnessed: Answered['witnesses'] },
  code: number,
) => readonly string[] {
  if (out === undefined) return () => [];
  refuseUnwritable('--out', out);
  if (timeout !== undefined) {
    throw usageError('--out does not take --timeout: the certificate would depend on the machine');
  }
  return ({ verdicts, witnessed: witnesses }, code) => {
    if (code !== exitCodes.done && code !== exitCodes.inconclusive) {
      process.stderr.write(`no certificate is written: the run ended with exit code ${code}\n`);
      return [];
    }
    const manner = { engine, untyped };
    keepOrRefuse('--out', out, certificateText({ questions, verdicts, witnesses, manner }));
    return [`\nCertificate: ${out}; sa2pmp check ${out} checks it.`];
  };
}
