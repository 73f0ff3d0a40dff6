/**
 * Asks the question of a certificate again, searches and all: the answer must be the same, octet for
 * octet. This bears out what `check/` cannot: that a claim holds, numbers of states, what was reached,
 * which mutants are killed.
 */
import { answersBy } from '../verdict/engines.ts';
import type { Manner } from '../verdict/matrix.ts';
import { type Witness, witnesses } from '../verdict/vacuity.ts';
import type { Question, Verdict } from '../verdict/verdict.ts';
import { type Answered, certificateText } from './certificate.ts';
import type { Subject } from './statement.ts';

/** The questions of a subject, as `verify` asks them. */
function questionsOf({
  protocols,
  attackers,
  claims,
  bounds,
  manner,
}: Subject): readonly Question[] {
  const { statesMax, ...rest } = bounds;
  const { attacks, coverage } = manner;
  return protocols.flatMap((protocol) =>
    attackers.map((attacker) => ({
      protocol,
      attacker,
      claims,
      bounds: rest,
      statesMax,
      attacks,
      coverage,
    })),
  );
}

/** The answers to a subject's question. */
export async function answersTo(subject: Subject, manner: Manner): Promise<Answered> {
  const questions = questionsOf(subject);
  const answers: (readonly [Question, readonly Verdict[]])[] = [];
  const { engine, untyped, coverage } = subject.manner;
  await answersBy({ engine, untyped }, questions, {
    ...manner,
    onAnswer: (question, verdicts) => answers.push([question, verdicts]),
  });
  const found = coverage ? await witnesses(answers, manner) : new Map<Verdict, Witness>();
  const verdicts = answers.flatMap(([, answered]) => answered);
  return { questions, verdicts, witnesses: found, manner: { engine, untyped } };
}

/** The certificate of a subject, made anew. */
export async function certifiedAnew(subject: Subject, manner: Manner): Promise<string> {
  return certificateText(await answersTo(subject, manner));
}
