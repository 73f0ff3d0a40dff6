/**
 * The transaction log (§4.2, §5.2 TLS): each thing that its keeper can do to it (W27) breaks a claim
 * of its own: drop (inclusion), insert, alter, back-date, reorder, show two views.
 *
 * Places in the log are those that a record names (A20 hash-chain, merkle); where it names none,
 * there is nothing to compare and the claims about places hold for want of occasion.
 */
import { agreement, type Claim, type Wording } from '../../core/claim.ts';
import { completeness, unequivocal } from '../../core/claim/dispute.ts';
import { againstOperator, inTwoViews } from './against-operator.ts';
import { inOrder } from '../../core/claim/places.ts';

const wording = (claim: Wording['claim'], about: string): Wording => ({ claim, about });

const inDispute = { corrupts: [], court: true, disputes: true } as const;

/** Borne out by the bank, on the same account and values. */
const byBank = (about: string, running: string): Pick<Claim, 'violation' | 'reads' | 'occasion'> =>
  agreement({
    commit: wording('judged', about),
    running: wording(running === 'order' ? 'commit' : 'running', running),
    injective: false,
    by: 'anyone',
  });

/** Claims about the log. */
export const logClaims: readonly Claim[] = [
  {
    id: 'integrity-record',
    title: 'integrity of the record',
    says: 'a record that the log keeps of an account was sent, just so, by the bank',
    source: '§5.2 TLS "creates and maintains the log files"; Table 1 Integrity; W30',
    ...inDispute,
    ...agreement({
      commit: wording('did', 'kept-record'),
      running: wording('running', 'record'),
      injective: false,
      by: 'anyone',
    }),
  },
  {
    id: 'log-inclusion',
    title: 'inclusion in the log',
    says: 'what the bank posted and had recorded is in the log when the bank asks for it',
    source:
      '§4.2 "the transaction log server can provide the transaction records as proof"; W27 drop',
    ...inDispute,
    ...completeness({
      sued: wording('did', 'asked-record'),
      verdict: wording('did', 'got-record'),
    }),
  },
  {
    id: 'log-insertion',
    title: 'no invented records',
    says: 'an order that the judge holds a customer to is one that the bank accepted; the operator shows the records',
    source: '§5.2 TLS "creates and maintains the log files"; W27 insert',
    ...againstOperator,
    ...byBank('order', 'order'),
  },
  {
    id: 'log-alteration',
    title: 'no altered records',
    says: 'a record that convinces the judge is one that the bank made, just so; the operator shows it',
    source: '§5.2 TLS "creates and maintains the log files"; W27 alter',
    ...againstOperator,
    ...byBank('record', 'record'),
  },
  {
    id: 'log-back-dating',
    title: 'no back-dated records',
    says: 'the time in a record that convinces the judge is the one at which the bank recorded it; the operator shows it',
    source: '§5.2 TLS; no sentence on the time of a record; W27 back-date, W29',
    ...againstOperator,
    ...byBank('recorded-at', 'recorded-at'),
  },
  {
    id: 'log-split-view',
    title: 'no split view',
    says: 'no two records that convince the judge stand at one place in the log; three of four witnesses cosign its heads',
    source:
      '§4.2 "objectively takes the role as the third trusted auditor"; RFC 9162, C2SP tlog-witness; W27 split view',
    ...inTwoViews,
    ...unequivocal(wording('judged', 'place')),
  },
  {
    id: 'log-append-only',
    title: 'the log is appended to only',
    says: 'no two heads that a witness cosigned follow one and the same head',
    source:
      '§5.2 TLS "creates and maintains the log files"; RFC 9162 consistency, C2SP tlog-witness; W27',
    ...inTwoViews,
    ...unequivocal(wording('did', 'cosigned'), 'each'),
  },
  {
    id: 'log-order',
    title: 'records in their order',
    says: 'of two records that convince the judge, the one that stands first in the log was made first',
    source: '§5.2 TLS "creates and maintains the log files"; W27 reorder',
    ...inTwoViews,
    ...inOrder({
      placed: wording('judged', 'place'),
      made: wording('running', 'record'),
    }),
  },
];
