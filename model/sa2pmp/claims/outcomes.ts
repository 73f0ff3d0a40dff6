/**
 * How an exchange ends: strong and weak fairness, timeliness (Asokan 1998; W25), and who answers
 * for a payment that its owner never sent (accountability, after Küsters, Truderung, Vogt 2010).
 */
import type { Claim, Wording } from '../../core/claim.ts';
import { accountability, fairness, timeliness, weakFairness } from '../../core/claim/dispute.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });
const outcome = { gaveUp: wording('did', 'gave-up'), posted: wording('did', 'posted') };
const plain = { corrupts: [], court: false } as const;
const inDispute = { corrupts: [], court: true, disputes: true } as const;

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
    ...accountability({
      disputed: wording('did', 'disputed'),
      posted: wording('did', 'posted'),
      running: wording('running', 'order'),
      blamed: wording('judged', 'order'),
      liable: wording('judged', 'bank'),
    }),
  },
];
