/**
 * How an exchange ends: strong and weak fairness, timeliness (Asokan 1998; W25), and who answers
 * when a goal of the protocol fails (accountability, after Küsters, Truderung, Vogt 2010).
 */
import type { Claim, Wording } from '../../core/claim.ts';
import {
  accountability,
  convicted,
  fairness,
  timeliness,
  weakFairness,
} from '../../core/claim/dispute.ts';
import { againstOperator } from './against-operator.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });
const outcome = { gaveUp: wording('did', 'gave-up'), posted: wording('did', 'posted') };
const plain = { corrupts: [], court: false } as const;
const inDispute = { corrupts: [], court: true, disputes: true } as const;

/** What was posted and not sent by the owner, who disputes it: the bank answers for it. */
const unsent = {
  done: wording('did', 'posted'),
  borneOutBy: wording('running', 'order'),
  by: 'owner',
  called: wording('did', 'disputed'),
  liable: wording('judged', 'bank'),
} as const;
/** The operator shows a judge, who remembers what it was shown, two views. */
const twoViewsCompared = {
  ...againstOperator,
  hearings: 2,
  needs: { comparesViews: true },
} as const satisfies Partial<Claim>;

/** Claims about how an exchange ends. */
export const outcomes: readonly Claim[] = [
  {
    id: 'fairness',
    title: 'strong fairness',
    says: 'no order is posted whose sender has given up waiting for the result',
    source:
      '§5.2 "it responds by sending the result information"; strong fairness, Asokan 1998; W25',
    ...plain,
    ordered: true,
    ...fairness(outcome),
  },
  {
    id: 'timeliness',
    title: 'timeliness',
    says: 'nothing is posted any more once the sender of an order has given up',
    source:
      '§5.2 "it responds by sending the result information"; timeliness, Asokan 1998; W5, W25',
    ...plain,
    ordered: true,
    ...timeliness(outcome),
  },
  {
    id: 'weak-fairness',
    title: 'weak fairness',
    says: 'a sender who gave up on an order that is posted can prove to a judge that the gateway took it',
    source:
      '§4.2 "the transaction log server can provide the transaction records as proof"; weak fairness, Asokan 1998; W25',
    ...inDispute,
    ...weakFairness(outcome, {
      sued: wording('did', 'sued-submission'),
      verdict: wording('judged', 'submission'),
    }),
  },
  {
    id: 'accountability',
    title: 'accountability',
    says: "when a payment is posted that the account's owner never sent and the owner disputes it, somebody answers for it and it is not the owner",
    source:
      '§4.2 "If a user refuses to admit participating"; accountability, after Küsters, Truderung, Vogt 2010',
    ...inDispute,
    ...accountability({ ...unsent, innocent: wording('judged', 'order') }),
  },
  {
    id: 'accountability-twice',
    title: 'accountability for a second posting',
    says: 'when an order is posted more often than it was sent and its owner disputes it, the bank answers for it',
    source: 'W4; accountability for at-most-once, after Küsters, Truderung, Vogt 2010',
    ...inDispute,
    ...accountability({ ...unsent, counted: true }),
  },
  {
    id: 'accountability-result',
    title: 'accountability for a result',
    says: 'no customer who goes to court has a result that the bank did not give, since then nobody can be named for it and the bank is innocent',
    source:
      '§5.2 BLS "sending the result information"; accountability for the result, after Küsters, Truderung, Vogt 2010; W2',
    ...inDispute,
    ...accountability({
      done: wording('commit', 'result'),
      borneOutBy: wording('running', 'result'),
      by: 'anyone',
      called: wording('did', 'sued-result'),
      innocent: wording('judged', 'result'),
    }),
  },
  {
    id: 'accountability-record',
    title: 'accountability for a record',
    says: 'when the log does not have what the bank had recorded and the bank asks for it, the operator answers for it',
    source:
      '§4.2 "the transaction log server can provide the transaction records as proof"; accountability for inclusion, after Küsters, Truderung, Vogt 2010; W27 drop',
    ...inDispute,
    ...accountability({
      done: wording('did', 'asked-record'),
      borneOutBy: wording('did', 'got-record'),
      by: 'anyone',
      called: wording('did', 'asked-record'),
      liable: wording('judged', 'log'),
    }),
  },
  {
    id: 'accountability-log',
    title: 'accountability for a split view',
    says: 'when two records that convince the judge stand at one place in the log, the judge names the operator, who signed both, and never otherwise; no witness is needed for that',
    source:
      '§4.2 "objectively takes the role as the third trusted auditor"; accountability for append-only, after Küsters, Truderung, Vogt 2010; W27',
    ...twoViewsCompared,
    ...convicted({ twice: wording('judged', 'place'), verdict: wording('judged', 'log') }),
  },
];
