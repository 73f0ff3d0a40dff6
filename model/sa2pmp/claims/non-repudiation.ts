/**
 * Non-repudiation of origin, submission, delivery and receipt (ISO/IEC 13888), each as soundness
 * (the judge never blames the innocent, everyone but the accused on the attacker's side) and as
 * completeness (an honest party always ends with evidence that the judge accepts, whatever the
 * others do). Soundness of origin stands with the originals.
 *
 * Who accepts submission and delivers is the gateway. Where the reading has no mechanism,
 * completeness falls at once and the attack shows the judge unconvinced (W24): the true verdict.
 */
import { agreement, type Claim, type Wording } from '../../core/claim.ts';
import { borneOut, completeness, unequivocal } from '../../core/claim/dispute.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });

/** Everyone but the bank is the attacker's, and a judge sits. */
const againstBank = {
  corrupts: ['client', 'log'],
  court: true,
  needs: { cause: 'receipt' },
} as const;
/** Everyone but the customer is the attacker's, and the customer goes to court. */
const customerAlone = { corrupts: ['bank', 'log'], court: true, disputes: true } as const;

/** Non-repudiation, but for soundness of origin. */
export const nonRepudiation: readonly Claim[] = [
  {
    id: 'nro-completeness',
    title: 'evidence of origin',
    says: 'a bank that posted an order and goes to court over it convinces the judge of who sent it, whatever customers do',
    source:
      '§4.2 "to protect a bank from repudiation"; completeness of non-repudiation of origin, after Zhou & Gollmann 1996',
    corrupts: ['client'],
    court: true,
    disputes: true,
    ...completeness({
      sued: wording('did', 'sued-order'),
      verdict: wording('judged', 'order'),
    }),
  },
  {
    id: 'nrs-soundness',
    title: 'non-repudiation of submission',
    says: "the judge holds no order to have been submitted that the gateway never took; everyone but the operator is on the attacker's side",
    source: '§4.2 "positioned on the network gateway"; ISO/IEC 13888-1, submission',
    corrupts: ['client', 'bank'],
    court: true,
    needs: { cause: 'submission' },
    ...borneOut({
      verdict: wording('judged', 'submission'),
      borneOutBy: wording('did', 'accepted'),
    }),
  },
  {
    id: 'nrs-completeness',
    title: 'evidence of submission',
    says: 'a customer whose order the gateway took can convince the judge of it',
    source: '§4.2 "provide the transaction records as proof"; ISO/IEC 13888-1, submission; W25',
    corrupts: [],
    court: true,
    disputes: true,
    ...completeness({
      sued: wording('did', 'sued-submission'),
      verdict: wording('judged', 'submission'),
      given: wording('did', 'accepted'),
    }),
  },
  {
    id: 'nrd-soundness',
    title: 'non-repudiation of delivery',
    says: "the judge holds no order to have reached the bank that the bank never took; everyone but the bank is on the attacker's side",
    source: 'Table 1 Non-repudiation; ISO/IEC 13888-1, delivery; W24',
    ...againstBank,
    ...borneOut({ verdict: wording('judged', 'delivery'), borneOutBy: wording('commit', 'order') }),
  },
  {
    id: 'nrd-completeness',
    title: 'evidence of delivery',
    says: 'a customer who has a result for an order can convince the judge that the bank took the order, whatever the others do',
    source: 'Table 1 Non-repudiation; ISO/IEC 13888-1, delivery; W24',
    ...customerAlone,
    ...completeness({
      sued: wording('did', 'sued-delivery'),
      verdict: wording('judged', 'delivery'),
    }),
  },
  {
    id: 'nrr-soundness',
    title: 'non-repudiation of receipt',
    says: "the judge holds the bank to no result that it did not give; everyone but the bank is on the attacker's side",
    source: '§5.2 BLS "sending the result information"; ISO/IEC 13888-1, receipt; W24',
    ...againstBank,
    ...agreement({
      commit: wording('judged', 'result'),
      running: wording('running', 'result'),
      injective: false,
      by: 'anyone',
    }),
  },
  {
    id: 'nrr-completeness',
    title: 'evidence of receipt',
    says: 'a customer who has a result for an order can hold the bank to it, whatever the others do',
    source: '§5.2 BLS "sending the result information"; ISO/IEC 13888-1, receipt; W24',
    ...customerAlone,
    ...completeness({ sued: wording('did', 'sued-result'), verdict: wording('judged', 'result') }),
  },
  {
    id: 'evidence-unequivocal',
    title: 'evidence speaks for one order',
    says: 'no signature convinces the judge of two different orders or of two customers, whoever made the keys',
    source: '§4.2 "the transaction records as proof"; exclusive ownership; W9, W10, W22',
    corrupts: ['bank', 'log'],
    court: true,
    hearings: 2,
    ...unequivocal(wording('judged', 'signature')),
  },
];
