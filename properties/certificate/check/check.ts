/**
 * The checker of certificates: small, and apart from the searches whose answers it checks. It makes
 * anew what can be made anew, carries out every attack, and tries at random to break what holds.
 *
 * It does not search: that a claim holds, how many states there were, what was reached and what a
 * mutant did stands in the certificate and is borne out by asking again (`sa2pmp check --again`).
 */
import type { Capability } from '../../../attacks/capability/capability.ts';
import { type Broken, brokenBy, type Budget } from '../../random/numbered.ts';
import { inquiries } from '../../verdict/inquiry.ts';
import { statedAsIntended } from '../../verdict/intended.ts';
import type { Question } from '../../verdict/verdict.ts';
import { laidOut } from '../canonical-json.ts';
import { digestOf, summaryOf } from '../digest.ts';
import { difference, type Problem } from '../difference.ts';
import type { Certificate, VerdictRecord } from '../schema.ts';
import { statementOf, type Subject } from '../statement.ts';
import { subjectIn } from '../subject.ts';
import { triedAttack } from './attack.ts';
import { chartProblem } from './charts.ts';

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
  /** Attackers besides those that are built in. */
  readonly own: readonly Capability[];
  /** Told now and then how far it is. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What is wrong with the text as a whole. */
function formProblems(text: string, certificate: Certificate): readonly Problem[] {
  const lines = text.split('\n');
  const line = laidOut(certificate)
    .split('\n')
    .findIndex((one, index) => one !== lines[index]);
  const canonical =
    laidOut(certificate) === text
      ? []
      : [{ at: '', why: `not in canonical form, line ${line + 1}` }];
  const digest = difference(certificate.digest, digestOf(certificate), '/digest');
  return [...canonical, ...(digest === undefined ? [] : [digest])];
}

/** What is wrong with what the certificate says it is about. */
function statementProblems(certificate: Certificate, subject: Subject): readonly Problem[] {
  const { digest: _, summary, verdicts, ...says } = certificate;
  const should = statementOf(subject) as object;
  const names = new Set([...Object.keys(says), ...Object.keys(should)]);
  const found = [...names].map((name) =>
    difference(
      (says as Readonly<Record<string, unknown>>)[name],
      (should as Readonly<Record<string, unknown>>)[name],
      `/${name}`,
    ),
  );
  return [...found, difference(summary, summaryOf(verdicts), '/summary')].filter(
    (problem) => problem !== undefined,
  );
}

/** The verdicts that there should be, each by its protocol, attacker and claim. */
function gridProblem({ protocols, attackers, claims, verdicts }: Certificate): Problem | undefined {
  const cells = Object.keys(protocols).flatMap((protocol) =>
    Object.keys(attackers).flatMap((attacker) =>
      Object.keys(claims).map((claim) => ({ protocol, attacker, claim })),
    ),
  );
  const named = verdicts.map(({ protocol, attacker, claim }) => ({ protocol, attacker, claim }));
  return difference(named, cells, '/verdicts');
}

/** What is wrong with a verdict whatever its attacks do. */
function verdictProblem(record: VerdictRecord, asked: Certificate['asked']): Problem | undefined {
  const { verdict, attacks = [], vacuous, witness, coverage, states } = record;
  const isAttack = verdict === 'attack';
  const rules: readonly (readonly [string, boolean, string])[] = [
    ['/attacks', isAttack === attacks.length > 0, 'there are attacks exactly where a claim falls'],
    ['/attacks', attacks.length <= asked.attacks, 'there are more attacks than were asked for'],
    ['/vacuous', vacuous !== true || verdict === 'holds', 'only what holds can hold vacuously'],
    [
      '/witness',
      (witness !== undefined) === (asked.coverage && verdict === 'holds'),
      'a witness is given for what holds, where coverage was asked for',
    ],
    [
      '/witness/occasion',
      witness?.occasion !== 'never' || vacuous === true,
      'what has no occasion holds vacuously',
    ],
    [
      '/coverage',
      (coverage !== undefined) === asked.coverage,
      'coverage is given where it was asked for',
    ],
    ['/states', verdict !== 'holds' || states > 0, 'a search that was made has seen a state'],
  ];
  const [broken] = rules.filter(([, holds]) => !holds);
  return broken && { at: broken[0], why: broken[2] };
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
  readonly problem?: Problem | undefined;
  readonly attacks: number;
  readonly steps: number;
}

/** Checks one verdict; places are told from there. */
function judged(certificate: Certificate, subject: Subject, record: VerdictRecord): Judged {
  const question = questionOf(subject, record);
  const [inquiry] = question === undefined ? [] : inquiries(question);
  const [claim] = inquiry?.claims ?? [];
  if (question === undefined || inquiry === undefined || claim === undefined) {
    return { problem: { at: '', why: 'nobody asked this' }, attacks: 0, steps: 0 };
  }
  const early =
    verdictProblem(record, certificate.asked) ??
    occasionProblem(question, record) ??
    chartProblem(inquiry, record.coverage);
  if (early !== undefined) return { problem: early, attacks: 0, steps: 0 };
  let steps = 0;
  for (const [index, attack] of (record.attacks ?? []).entries()) {
    const tried = triedAttack(inquiry, claim, attack);
    steps += tried.steps;
    if (tried.problem === undefined) continue;
    const { at, why } = tried.problem;
    return { problem: { at: `/attacks/${index}${at}`, why }, attacks: index, steps };
  }
  return { attacks: record.attacks?.length ?? 0, steps };
}

/** The searches of what holds, each with the claims that are said to hold in it. */
function searchesOf({ verdicts }: Certificate, subject: Subject): ReturnType<typeof inquiries> {
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
  { question }: ReturnType<typeof inquiries>[number],
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
