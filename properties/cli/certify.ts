/**
 * `sa2pmp verify --out`: the answer as a certificate in a file.
 *
 * Refuses where the file would depend on the machine (a time-out) and where there is nothing to
 * stand by: an interrupted run, a modelling gap, engines that disagree.
 */
import { type Answered, certificateText } from '../certificate/certificate.ts';
import type { Asked } from '../verdict/engines.ts';
import type { Question } from '../verdict/verdict.ts';
import { keepOrRefuse, refuseUnwritable } from './files.ts';
import type { Words } from './options.ts';
import { exitCodes, usageError } from './usage-error.ts';

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
