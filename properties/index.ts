/**
 * `sa2pmp/properties`: questions and their verdicts, one at a time or many on threads, certificates,
 * and the gate.
 */
export { certifiedAnew } from './certificate/again.ts';
export { type Answered, certificateText } from './certificate/certificate.ts';
export { checked, type Checked as CheckedCertificate } from './certificate/check/check.ts';
export type { Problem as CertificateProblem } from './certificate/difference.ts';
export { certificateIn, type Read } from './certificate/read.ts';
export type { AttackRecord, Certificate, VerdictRecord } from './certificate/schema.ts';
export type { Manner as Asking, Subject } from './certificate/statement.ts';
export { compare, type Finding, type Outcome, outcomeOf, type RuleId } from './gate/compare.ts';
export {
  type Expectations,
  type Expected,
  expectationsIn,
  expectationsOf,
  questionIn,
} from './gate/expectations.ts';
export type { ChangedReading, OwnScript } from './own/forms.ts';
export { ownFrom, type OwnFiles } from './own/own.ts';
export { ask } from './verdict/ask.ts';
export { attackerNamed, type Named } from './verdict/attackers.ts';
export { arenaFor, reenact, type Reenactment } from './verdict/confirm.ts';
export { answerAll, type Manner, type MatrixProgress } from './verdict/matrix.ts';
export { type Change, protocol, protocolNames, usualProtocols } from './verdict/protocols.ts';
export { usualClaims } from './verdict/usual.ts';
export {
  assumptions,
  type Attack,
  type Confirmation,
  type Coverage,
  type Own,
  type Protocol,
  type Question,
  type Unreached,
  type Verdict,
} from './verdict/verdict.ts';
