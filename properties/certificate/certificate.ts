/**
 * A certificate: what was asked and what was answered, for others to keep, compare and check.
 *
 * The same question gives the same octets, whoever asks it on however many threads: there is no time,
 * path or name of a machine in it. Refuses answers in which model and octets part.
 */
import { inquiries } from '../verdict/inquiry.ts';
import type { Witness } from '../verdict/vacuity.ts';
import type { Question, Verdict } from '../verdict/verdict.ts';
import { attackJson } from './attack.ts';
import { type Json, laidOut, sorted } from './canonical-json.ts';
import { digestOf, summaryOf } from './digest.ts';
import { type Manner, statementOf, type Subject } from './statement.ts';

/** What was answered. */
export interface Answered {
  readonly questions: readonly Question[];
  readonly verdicts: readonly Verdict[];
  /** What shows of some that hold that they are not vacuous. */
  readonly witnesses: ReadonlyMap<Verdict, Witness>;
  readonly manner: Pick<Manner, 'engine' | 'untyped'>;
}

/** Each value once, in order. */
function once<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** What the questions together are about. */
function subjectOf({ questions, manner }: Answered): Subject {
  const [first] = questions;
  if (first === undefined) throw new Error('certificate: nothing was asked');
  const { claims, bounds, statesMax, attacks = 1, coverage = false } = first;
  return {
    protocols: once(questions.map(({ protocol }) => protocol)),
    attackers: once(questions.map(({ attacker }) => attacker)),
    claims,
    bounds: { ...bounds, statesMax },
    manner: { ...manner, attacks, coverage },
  };
}

/** Attacks of a verdict, in the order in which they were found. */
function attacksOf({ attack, others = [] }: Verdict): readonly NonNullable<Verdict['attack']>[] {
  return attack === undefined ? [] : [attack, ...others];
}

/** What shows that a verdict is not vacuous, as data. */
function witnessJson({ occasion, killed, tried }: Witness): object {
  return { occasion, tried, ...(killed === undefined ? {} : { mutant: killed }) };
}

/** One verdict as data. */
function verdictJson(verdict: Verdict, { questions, witnesses }: Answered): Json {
  const { protocol, attacker, claim, states, vacuous, coverage } = verdict;
  const question = questions.find((one) => one.protocol === protocol && one.attacker === attacker);
  const [inquiry] = question === undefined ? [] : inquiries({ ...question, claims: [claim] });
  if (inquiry === undefined) throw new Error(`certificate: nobody asked about ${claim.id}`);
  const attacks = attacksOf(verdict).map((attack) => attackJson(inquiry, claim, attack));
  const witness = witnesses.get(verdict);
  return sorted({
    protocol: protocol.name,
    attacker: attacker.id,
    claim: claim.id,
    verdict: verdict.verdict,
    states,
    ...(vacuous ? { vacuous } : {}),
    ...(attacks.length > 0 ? { attacks } : {}),
    ...(witness === undefined ? {} : { witness: witnessJson(witness) }),
    ...(coverage === undefined ? {} : { coverage }),
  });
}

/** Names in the order in which they are compared. */
function byCode(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of verdicts: by protocol, attacker and claim. */
function inOrder(a: Verdict, b: Verdict): number {
  return (
    byCode(a.protocol.name, b.protocol.name) ||
    byCode(a.attacker.id, b.attacker.id) ||
    byCode(a.claim.id, b.claim.id)
  );
}

/** A certificate as the text of a file. */
export function certificateText(answered: Answered): string {
  const { verdicts } = answered;
  const whole = {
    ...(statementOf(subjectOf(answered)) as object),
    summary: summaryOf(verdicts),
    verdicts: verdicts.toSorted(inOrder).map((verdict) => verdictJson(verdict, answered)),
  };
  return laidOut({ ...whole, digest: digestOf(whole) });
}
