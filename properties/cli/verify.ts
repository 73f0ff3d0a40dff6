/**
 * `sa2pmp verify`: which claims hold against whom.
 */
import { asking } from '../verdict/ask.ts';
import { assumptions, type Question, type Verdict } from '../verdict/verdict.ts';
import { gapOf, reportJson } from '../report/json.ts';
import { type Paint, painter } from '../report/paint.ts';
import {
  boundsInWords,
  changesOf,
  columns,
  limitsInWords,
  verdictTable,
  wrapped,
} from '../report/table.ts';
import { drive, interruption, progressLine } from './drive.ts';
import { questionsIn, timeoutMsIn, type Words } from './options.ts';
import { exitCodes } from './usage-error.ts';

/** The options of `verify`. */
export interface VerifyWords extends Words {
  readonly json?: boolean;
}

/** Answers all questions, in order, until the user has had enough. */
async function answers(
  questions: readonly Question[],
  timeoutMs: number,
  onAnswer: (question: Question, verdicts: readonly Verdict[]) => void,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly interrupted: boolean }> {
  const verdicts: Verdict[] = [];
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  for (const question of questions) {
    const answered = interrupted()
      ? question.claims.map((claim): Verdict => unanswered(question, claim))
      : await drive(asking(question), { timeoutMs, interrupted, show });
    verdicts.push(...answered);
    onAnswer(question, answered);
  }
  return { verdicts, interrupted: interrupted() };
}

/** The verdict on a question that was not come to. */
function unanswered({ protocol, attacker }: Question, claim: Verdict['claim']): Verdict {
  return {
    protocol,
    attacker,
    claim,
    verdict: 'inconclusive',
    attack: undefined,
    vacuous: false,
    states: 0,
    ms: 0,
  };
}

/** What is to be said below a table: gaps, and how to see an attack. */
function footnotes(paint: Paint, verdicts: readonly Verdict[]): readonly string[] {
  const gaps = verdicts.flatMap((verdict) => {
    const gap = gapOf(verdict);
    return gap === undefined
      ? []
      : [paint('yellow', `modelling gap in ${verdict.attack?.name ?? ''}: ${gap}`)];
  });
  const [example] = verdicts.flatMap(({ attack }) => (attack === undefined ? [] : [attack.name]));
  return example === undefined
    ? gaps
    : [...gaps, `Tell an attack, message by message: sa2pmp attack ${example}`];
}

/** The exit code that a run's verdicts deserve. */
function exitCodeFor(verdicts: readonly Verdict[], interrupted: boolean): number {
  if (verdicts.some((verdict) => gapOf(verdict) !== undefined)) return exitCodes.gap;
  if (interrupted) return exitCodes.interrupted;
  const open = verdicts.some(({ verdict }) => verdict === 'inconclusive');
  return open ? exitCodes.inconclusive : exitCodes.done;
}

/** Runs the command; returns the exit code. */
export async function verify(words: VerifyWords): Promise<number> {
  const questions = questionsIn(words);
  const [first] = questions;
  if (first === undefined) return exitCodes.done;
  const { bounds, statesMax } = first;
  const protocols = [...new Set(questions.map(({ protocol }) => protocol))];
  const timeoutMs = timeoutMsIn(words);
  if (words.json === true) {
    const { verdicts, interrupted } = await answers(questions, timeoutMs, () => undefined);
    const report = reportJson(protocols, { ...bounds, statesMax }, verdicts);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return exitCodeFor(verdicts, interrupted);
  }
  const paint = painter(process.stdout);
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  say(wrapped(`Within ${boundsInWords(first)}, messages typed.\n${limitsInWords(first)}`, columns));
  const byProtocol: Verdict[] = [];
  const { verdicts, interrupted } = await answers(questions, timeoutMs, (question, answered) => {
    byProtocol.push(...answered);
    const { protocol } = question;
    const isLast = questions.findLast((other) => other.protocol === protocol) === question;
    if (!isLast) return;
    const ours = byProtocol.filter((verdict) => verdict.protocol === protocol);
    say(`\n${paint('bold', protocol.name)}${changesOf(protocol)}`);
    say(verdictTable(paint, ours));
    for (const note of footnotes(paint, ours)) say(note);
  });
  say(`\nAssumed throughout:`);
  for (const text of assumptions) say(`  -${wrapped(text, columns, '    ').slice(3)}`);
  if (interrupted) say('\nInterrupted: what was not answered is marked inconclusive.');
  return exitCodeFor(verdicts, interrupted);
}
