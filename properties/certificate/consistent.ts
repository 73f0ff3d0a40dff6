/**
 * Whether a certificate is of one piece: its one form and digest, what it says it is about made anew
 * from the names in it, a verdict for each cell, and in each verdict what belongs there.
 */
import { laidOut } from './canonical-json.ts';
import { difference, type Problem } from './difference.ts';
import { digestOf, summaryOf } from './digest.ts';
import type { Certificate, VerdictRecord } from './schema.ts';
import { statementOf, type Subject } from './statement.ts';

/** What is wrong with the text as a whole. */
export function formProblems(text: string, certificate: Certificate): readonly Problem[] {
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
export function statementProblems(certificate: Certificate, subject: Subject): readonly Problem[] {
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
export function gridProblem({
  protocols,
  attackers,
  claims,
  verdicts,
}: Certificate): Problem | undefined {
  const cells = Object.keys(protocols).flatMap((protocol) =>
    Object.keys(attackers).flatMap((attacker) =>
      Object.keys(claims).map((claim) => ({ protocol, attacker, claim })),
    ),
  );
  const named = verdicts.map(({ protocol, attacker, claim }) => ({ protocol, attacker, claim }));
  return difference(named, cells, '/verdicts');
}

/** What is wrong with a verdict whatever its attacks do. */
export function verdictProblem(
  record: VerdictRecord,
  asked: Certificate['asked'],
): Problem | undefined {
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
