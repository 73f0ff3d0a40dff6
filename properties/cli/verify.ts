/**
 * `sa2pmp verify`: which claims hold against whom.
 */
import { type Asked, answersBy, type Disagreement } from '../verdict/engines.ts';
import type { Manner } from '../verdict/matrix.ts';
import { type Witness, witnesses } from '../verdict/vacuity.ts';
import { certifying } from './certify.ts';
import { vacuityLines } from '../report/vacuity.ts';
import type { Question, Verdict } from '../verdict/verdict.ts';
import { assumedIn } from '../certificate/statement.ts';
import { gapOf, reportJson } from '../report/json.ts';
import { codeMutation, protocolMutation } from '../report/mutation.ts';
import { verdictMatrix } from '../report/matrix.ts';
import { type Paint, painter } from '../report/paint.ts';
import {
  boundsInWords,
  changesOf,
  columns,
  grouped,
  limitsInWords,
  verdictTable,
  wrapped,
} from '../report/table.ts';
import { interruption, matrixProgress, progressLine } from './drive.ts';
import { engineIn, ownIn, questionsIn, threadsIn, timeoutMsIn, type Words } from './options.ts';
import { scriptsIn, verifyScripts } from './scripts.ts';
import { exitCodes } from './usage-error.ts';

/** The options of `verify`. */
export interface VerifyWords extends Words {
  readonly json?: boolean;
  /** The file of the certificate that is to be written. */
  readonly out?: string;
}

/** What is to be said below a table: gaps, and how to see an attack. */
function footnotes(paint: Paint, verdicts: readonly Verdict[], using: string): readonly string[] {
  const gaps = verdicts.flatMap((verdict) => {
    const gap = gapOf(verdict);
    return gap === undefined
      ? []
      : [paint('yellow', `modelling gap in ${verdict.attack?.name ?? ''}: ${gap}`)];
  });
  const [example] = verdicts.flatMap(({ attack }) => (attack === undefined ? [] : [attack.name]));
  const several = verdicts.flatMap(({ attack, others = [] }) => {
    const found = others.length + 1;
    return attack === undefined || found === 1
      ? []
      : [`${found} different attacks: sa2pmp attack ${attack.name} --attacks ${found}${using}`];
  });
  return example === undefined
    ? gaps
    : [...gaps, ...several, `Tell an attack, message by message: sa2pmp attack ${example}${using}`];
}

/** How many verdicts were not come to, and what to do about it; nothing where there are none. */
function openLines(verdicts: readonly Verdict[], { statesMax }: Question): readonly string[] {
  const open = verdicts.filter(({ verdict }) => verdict === 'inconclusive').length;
  if (open === 0) return [];
  const said =
    `${grouped(open)} of ${grouped(verdicts.length)} inconclusive: their searches were given up, at ` +
    `${grouped(statesMax)} states or before. Ask about fewer claims or attackers, or raise --max-states.`;
  return ['', wrapped(said, columns)];
}

/** The exit code that a run's verdicts deserve. */
function exitCodeFor(
  {
    verdicts,
    disagreements,
  }: Pick<Awaited<ReturnType<typeof answersTo>>, 'verdicts' | 'disagreements'>,
  interrupted: boolean,
): number {
  if (disagreements.length > 0) return exitCodes.gap;
  if (verdicts.some((verdict) => gapOf(verdict) !== undefined)) return exitCodes.gap;
  if (interrupted) return exitCodes.interrupted;
  const open = verdicts.some(({ verdict }) => verdict === 'inconclusive');
  return open ? exitCodes.inconclusive : exitCodes.done;
}

/** Beyond so many attackers a table does not fit a terminal. */
const besideEachOther = 3;

/** One protocol's verdicts, as a table or as a matrix. */
function shown(paint: Paint, verdicts: readonly Verdict[]): string {
  const attackers = new Set(verdicts.map(({ attacker }) => attacker)).size;
  return attackers > besideEachOther
    ? verdictMatrix(paint, verdicts)
    : verdictTable(paint, verdicts);
}

/** Says the answers as they come, protocol by protocol. */
function saying(
  questions: readonly Question[],
  say: (line: string) => void,
  { paint, using }: { readonly paint: Paint; readonly using: string },
): NonNullable<Manner['onAnswer']> {
  let ours: readonly Verdict[] = [];
  return (question, answered) => {
    ours = [...ours, ...answered];
    const { protocol } = question;
    const isLast = questions.findLast((other) => other.protocol === protocol) === question;
    if (!isLast) return;
    say(`\n${paint('bold', protocol.name)}${changesOf(protocol)}`);
    say(shown(paint, ours));
    for (const note of footnotes(paint, ours, using)) say(note);
    ours = [];
  };
}

/** The verdicts, and where it was asked for what shows that they are not vacuous. */
async function answersTo(
  questions: readonly Question[],
  manner: Manner,
  asked: Asked,
): Promise<{
  readonly verdicts: readonly Verdict[];
  readonly witnessed: ReadonlyMap<Verdict, Witness>;
  readonly disagreements: readonly Disagreement[];
}> {
  const answers: (readonly [Question, readonly Verdict[]])[] = [];
  const { disagreements } = await answersBy(asked, questions, {
    ...manner,
    onAnswer: (question, verdicts) => {
      answers.push([question, verdicts]);
      manner.onAnswer?.(question, verdicts);
    },
  });
  const verdicts = answers.flatMap(([, answered]) => answered);
  const isAsked = questions.some(({ coverage }) => coverage === true);
  const witnessed = isAsked ? await witnesses(answers, manner) : new Map<Verdict, Witness>();
  return { verdicts, witnessed, disagreements };
}

/** What of the engines is part of the JSON answer: nothing where the explicit one is asked alone. */
function enginesJson(
  { engine, untyped }: Asked,
  { disagreements }: { readonly disagreements: readonly Disagreement[] },
): object {
  return engine === 'explicit' ? {} : { engine, untyped, disagreements };
}

/** Whether two engines agreed. */
function agreementLines(
  paint: Paint,
  { engine }: Asked,
  disagreements: readonly Disagreement[],
): readonly string[] {
  if (engine !== 'both') return [];
  if (disagreements.length === 0) return ['\nThe engines agree wherever both came to an answer.'];
  return disagreements.map(({ name, explicit, lazy }) =>
    paint('red', `\nengines disagree on ${name}: explicit says ${explicit}, lazy says ${lazy}`),
  );
}

/** Runs the command; returns the exit code. */
export async function verify(words: VerifyWords): Promise<number> {
  const own = await ownIn(words);
  const scripts = scriptsIn(words, own);
  if (scripts.length > 0) return verifyScripts(words, scripts);
  const questions = questionsIn(words, own);
  const asked = engineIn(words, questions);
  const [first] = questions;
  if (first === undefined) return exitCodes.done;
  const interrupted = interruption();
  const show = progressLine(process.stderr);
  const manner: Manner = {
    threads: threadsIn(words),
    timeoutMs: timeoutMsIn(words),
    goesOn: () => !interrupted(),
    onProgress: matrixProgress(show),
    own,
  };
  const certify = certifying(words, questions, asked);
  const { bounds, statesMax } = first;
  if (words.json === true) {
    const protocols = [...new Set(questions.map(({ protocol }) => protocol))];
    const answers = await answersTo(questions, manner, asked);
    show('');
    const { verdicts, witnessed } = answers;
    const scope = { protocols, bounds: { ...bounds, statesMax } };
    const report = reportJson(scope, verdicts, witnessed);
    const mutation = { protocol: protocolMutation(), code: codeMutation() };
    const taken = {
      ...report,
      assumptions: assumedIn(asked),
      mutation,
      ...enginesJson(asked, answers),
    };
    process.stdout.write(`${JSON.stringify(taken, null, 2)}\n`);
    const code = exitCodeFor(answers, interrupted());
    certify(answers, code);
    return code;
  }
  const paint = painter(process.stdout);
  const say = (line: string): void => {
    show('');
    process.stdout.write(`${line}\n`);
  };
  const using = own.files.map((file) => ` --use ${file}`).join('');
  const messages = asked.untyped ? 'messages untyped' : 'messages typed';
  say(wrapped(`Within ${boundsInWords(first)}, ${messages}.\n${limitsInWords(first)}`, columns));
  const telling = { ...manner, onAnswer: saying(questions, say, { paint, using }) };
  const answers = await answersTo(questions, telling, asked);
  const { witnessed } = answers;
  for (const line of agreementLines(paint, asked, answers.disagreements)) say(line);
  if (witnessed.size > 0) say(`\n${paint('bold', 'Not vacuous')}`);
  for (const line of vacuityLines(witnessed)) say(line);
  for (const line of openLines(answers.verdicts, first)) say(line);
  say(`\nAssumed throughout:`);
  for (const text of assumedIn(asked)) say(`  -${wrapped(text, columns, '    ').slice(3)}`);
  if (interrupted()) say('\nInterrupted: what was not answered is marked inconclusive.');
  const code = exitCodeFor(answers, interrupted());
  for (const line of certify(answers, code)) say(line);
  return code;
}
