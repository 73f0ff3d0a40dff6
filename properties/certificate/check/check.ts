/**
 * The checker of certificates: small, and apart from the searches whose answers it checks. It makes
 * anew what can be made anew, carries out every attack, and tries at random to break what holds.
 *
 * It does not search: that a claim holds, how many states there were, what was reached and what a
 * mutant did stands in the certificate and is borne out by asking again (`sa2pmp check --again`).
 */
import { type Broken, brokenBy, type Budget } from '../../random/numbered.ts';
import { type Inquiry, inquiries } from '../../verdict/inquiry.ts';
import { statedAsIntended } from '../../verdict/intended.ts';
import type { Own, Question } from '../../verdict/verdict.ts';
import { formProblems, gridProblem, statementProblems, verdictProblem } from '../consistent.ts';
import type { Problem } from '../difference.ts';
import { chartProblem } from '../charts.ts';
import type { Certificate, VerdictRecord } from '../schema.ts';
import type { Subject } from '../statement.ts';
import { subjectIn } from '../subject.ts';
import { triedAttack } from './attack.ts';

/** What was done, and what is wrong. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly verdicts: number;
  readonly attacks: number;
  /** Steps of deduction made on terms. */
  readonly steps: number;
  /** Searches whose claims that hold were tried at random. */
  readonly sampled: number;
}

/** With what a certificate is checked. */
export interface Means {
  readonly budget: Budget;
  /** Attackers, claims and protocols besides those that are built in. */
  readonly own?: Own;
  /** Told now and then how far it is. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Whether the occasion of a claim comes about as the certificate says. */
function occasionProblem(question: Question, record: VerdictRecord): Problem | undefined {
  const { witness } = record;
  const [claim] = question.claims;
  if (witness === undefined || claim === undefined) return undefined;
  const isIntended = statedAsIntended(question, claim).has(claim.occasion);
  return (witness.occasion === 'intended run') === isIntended
    ? undefined
    : {
        at: '/witness/occasion',
        why: `the intended run does ${isIntended ? '' : 'not '}come to it`,
      };
}

/** The question of one verdict. */
function questionOf(subject: Subject, record: VerdictRecord): Question | undefined {
  const { protocols, attackers, claims, bounds } = subject;
  const { statesMax, ...rest } = bounds;
  const protocol = protocols.find(({ name }) => name === record.protocol);
  const attacker = attackers.find(({ id }) => id === record.attacker);
  const claim = claims.find(({ id }) => id === record.claim);
  if (protocol === undefined || attacker === undefined || claim === undefined) return undefined;
  return { protocol, attacker, claims: [claim], bounds: rest, statesMax };
}

/** What one verdict came to. */
interface Judged {
  readonly problem?: Problem;
  /** Attacks carried out, and the steps of deduction that they took. */
  readonly attacks: number;
  readonly steps: number;
}

/** Carries out the attacks of a verdict, until one of them is wrong. */
function attacked(inquiry: Inquiry, { attacks: records = [] }: VerdictRecord): Judged {
  let [attacks, steps] = [0, 0];
  const [claim] = inquiry.claims;
  if (claim === undefined) return { attacks, steps };
  for (const record of records) {
    const tried = triedAttack(inquiry, claim, record);
    steps += tried.steps;
    if (tried.problem !== undefined) {
      const { at, why } = tried.problem;
      return { problem: { at: `/attacks/${attacks}${at}`, why }, attacks, steps };
    }
    attacks += 1;
  }
  return { attacks, steps };
}

/** Checks one verdict; places are told from there. */
function judged(certificate: Certificate, subject: Subject, record: VerdictRecord): Judged {
  const question = questionOf(subject, record);
  const [inquiry] = question === undefined ? [] : inquiries(question);
  if (question === undefined || inquiry === undefined) {
    return { problem: { at: '', why: 'nobody asked this' }, attacks: 0, steps: 0 };
  }
  const problem =
    verdictProblem(record, certificate.asked) ??
    occasionProblem(question, record) ??
    chartProblem(inquiry, record.coverage);
  return problem === undefined ? attacked(inquiry, record) : { problem, attacks: 0, steps: 0 };
}

/** The searches of what holds, each with the claims that are said to hold in it. */
function searchesOf({ verdicts }: Certificate, subject: Subject): readonly Inquiry[] {
  const holding = verdicts.filter(({ verdict }) => verdict === 'holds');
  const byPair = Map.groupBy(holding, ({ protocol, attacker }) => `${protocol} ${attacker}`);
  return [...byPair.values()].flatMap((records) => {
    const questions = records.map((record) => questionOf(subject, record));
    const [first] = questions;
    const claims = questions.flatMap((question) => question?.claims ?? []);
    return first === undefined ? [] : inquiries({ ...first, claims });
  });
}

/** Where a verdict stands that a random schedule refutes. */
function refuted(
  { verdicts }: Certificate,
  { question }: Inquiry,
  { claim, why }: Broken,
): Problem {
  const index = verdicts.findIndex(
    (record) =>
      record.protocol === question.protocol.name &&
      record.attacker === question.attacker.id &&
      record.claim === claim,
  );
  return { at: `/verdicts/${index}/verdict`, why };
}

/**
 * Checks a certificate.
 *
 * @param text - the text of its file
 * @param certificate - what was read from it
 * @param means - with what it is checked
 */
export function checked(text: string, certificate: Certificate, means: Means): Checked {
  const form = formProblems(text, certificate);
  const nothing = { verdicts: 0, attacks: 0, steps: 0, sampled: 0 };
  const asked = subjectIn(certificate, means.own);
  if (!asked.isKnown) return { ...nothing, problems: [...form, ...asked.problems] };
  const { subject } = asked;
  const grid = gridProblem(certificate);
  const early = [...form, ...statementProblems(certificate, subject), ...(grid ? [grid] : [])];
  if (grid !== undefined) return { ...nothing, problems: early };
  const { verdicts } = certificate;
  const searches = searchesOf(certificate, subject);
  const all = verdicts.length + searches.length;
  const each = verdicts.map((record, index) => {
    means.onProgress?.(index, all);
    return judged(certificate, subject, record);
  });
  const late = each.flatMap(({ problem }, index) =>
    problem === undefined ? [] : [{ at: `/verdicts/${index}${problem.at}`, why: problem.why }],
  );
  const refutations = searches.flatMap((inquiry, index) => {
    means.onProgress?.(verdicts.length + index, all);
    const broken = brokenBy(inquiry, means.budget);
    return broken === undefined ? [] : [refuted(certificate, inquiry, broken)];
  });
  const sum = (of: 'attacks' | 'steps'): number => each.reduce((total, one) => total + one[of], 0);
  return {
    problems: [...early, ...late, ...refutations],
    verdicts: verdicts.length,
    attacks: sum('attacks'),
    steps: sum('steps'),
    sampled: searches.length,
  };
}
