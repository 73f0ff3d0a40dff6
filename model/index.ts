/**
 * `sa2pmp/model`: claims, readings and scenarios of SA2pMP, small protocols as role scripts, and the
 * terms, systems and traces that everything is told in.
 */
export type { Algebra, Cipher, Curve, Digest, Encoding, Suite } from './core/algebra.ts';
export {
  type Agreement,
  agreement,
  atMostOnce,
  type Claim,
  type Claimed,
  type ClaimNeeds,
  type Predicate,
  type Quorum,
  secrecy,
  type Wording,
} from './core/claim.ts';
export { forwardSecrecy, type Healing, postCompromise } from './core/claim/compromise.ts';
export {
  accountability,
  type Answering,
  borneOut,
  completeness,
  convicted,
  type Conviction,
  fairness,
  type Outcome as DisputeOutcome,
  type Suit,
  type Testimony,
  timeliness,
  unequivocal,
  weakFairness,
} from './core/claim/dispute.ts';
export { inOrder, type Standing } from './core/claim/places.ts';
export { type Presence, presence } from './core/claim/presence.ts';
export type { Equal, Violation } from './core/claim/statement.ts';
export { type Passage, synchronisation, type Synchrony } from './core/claim/synchronisation.ts';
export { type Channel, channels, type Effect } from './core/effect.ts';
export { symbolic } from './core/symbolic.ts';
export type { Door, Hold, Holds, Party, PartyKind, Secret, System } from './core/system.ts';
export { type Term, type TermStore, termStore } from './core/term.ts';
export type { Principal, Trace, TraceEvent } from './core/trace.ts';
export { claims } from './sa2pmp/claims.ts';
export {
  axes,
  type AxisId,
  axisIds,
  type Contradiction,
  contradictions,
  type Reading,
  readings,
} from './sa2pmp/reading.ts';
export { type Repair, repairIds, repairs, withRepairs } from './sa2pmp/repair.ts';
export { type Bounds, defaultBounds, limitsOf } from './sa2pmp/scenario/bounds.ts';
export { type CheckId, checks } from './sa2pmp/setting.ts';
export { type Classic, type Verdict as PublishedVerdict } from './classics/classic.ts';
export { classics } from './classics/index.ts';
export { scriptComposites } from './script/composites.ts';
export { mistakesIn } from './script/executable.ts';
export {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  type Key,
  type Message,
  signedBy,
  text,
  underKey,
  underShared,
} from './script/message.ts';
export type { Belief, Protocol as Script, Role, Statement, Step } from './script/script.ts';
export { match, receive, send, state } from './script/steps.ts';
export { type Scenario, scriptClaims, scriptSystem, type Seat } from './script/system.ts';
