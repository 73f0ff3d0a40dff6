/**
 * What is said in court besides evidence of origin (`messages.ts`): the paper has one sentence on it,
 * §4.2 "the transaction log server can provide the transaction records as proof".
 *
 * Nothing here is said outside disputes, and nothing of it in the running system.
 */
import { type Shape, shape, type Sort } from '../../core/shape.ts';
import {
  chainsEntries,
  datesEntries,
  impliesRecipient,
  namesPostings,
  type Reading,
  signsEntries,
} from '../reading.ts';

/** The shapes of the court under one reading. */
export interface CourtMessages {
  /** Asks the log server for what it keeps of a record. */
  readonly recordRequest: Shape<'record'>;
  /** What the log server keeps of a record (A20). */
  readonly testimony: Shape<'record', 'previous' | 'time' | 'signature'>;
  /** That the log server keeps no such record. */
  readonly noTestimony: Shape<'record'>;
  /** Has the log server show what it keeps of an order that it gave its word for (R7b). */
  readonly orderedShown: Shape<'content'>;
  /** The court's clock: by when the log server has to show it, and that it is over (R7b). */
  readonly term: Shape<'shown' | 'stage'>;
  /** A result, what it is the result of, and the bank's signature (A17 signed). */
  readonly receipt: Shape<'request' | 'clientId' | 'result' | 'signature', 'recipient'>;
  /** What the gateway keeps of an order that it took (A19 gateway, A20). */
  readonly submission: Shape<'accid' | 'frame' | 'testimony'>;
  /** Asks the gateway for its receipt of an order that it took (A19 both, A20 signed). */
  readonly receiptRequest: Shape<'frame'>;
  /** What the gateway signs of an order that it took. */
  readonly frameReceipt: Shape<'frame'>;
  /** The same with its signature. */
  readonly signedFrameReceipt: Shape<'receipt' | 'signature'>;
  /** An order, and the gateway's receipt for it. */
  readonly frameSubmission: Shape<'accid' | 'frame' | 'signature'>;
  /** A customer disputes what was posted on the account: one posting, where it is named (R5b). */
  readonly complaint: Shape<'accid', 'number' | 'order'>;
  /** The judge has the bank answer for it. */
  readonly summons: Shape<'accid', 'number' | 'order'>;
  /** The bank's answer: its evidence, and what the statement of account says. */
  readonly plea: Shape<'accid' | 'evidence' | 'ledger', 'number' | 'order'>;
  /** The bank's answer: it has nothing to show. */
  readonly noPlea: Shape<'accid', 'number' | 'order'>;
  /** A customer asks the bank what was posted on the account (R5b). */
  readonly statementRequest: Shape<'accid'>;
  /** What was posted on an account: the last posting with those before it, or that there is none. */
  readonly statement: Shape<'accid' | 'postings'>;
  /** A posting, and those before it. */
  readonly posting: Shape<'number' | 'order' | 'before'>;
  /** The head of the log: the digest of its last entry, and of the one before (A20). */
  readonly head: Shape<'digest' | 'previous'>;
  /** An entry of the log whose head a witness is to cosign; what was shown, and the answers so far. */
  readonly headRequest: Shape<'entry' | 'shown' | 'before'>;
  /** The witness's signature on the head, and what it was asked. */
  readonly cosigned: Shape<'request' | 'signature'>;
  /** An entry of the log, of which a witness is asked whether it would cosign its head. */
  readonly headInquiry: Shape<'entry' | 'shown' | 'before'>;
  /** That it would. */
  readonly willing: Shape<'request'>;
  /** That it would not. */
  readonly unwilling: Shape<'request'>;
  /** Evidence with a witness's signature on the head that its entry is (A20 merkle). */
  readonly witnessed: Shape<'evidence' | 'signature'>;
  /** The same with the signatures of two witnesses. */
  readonly witnessedByTwo: Shape<'evidence' | 'signature' | 'second'>;
  /** The same with those of three. */
  readonly witnessedByThree: Shape<'evidence' | 'signature' | 'second' | 'third'>;
}

const when = (present: boolean, sort: Sort): Sort | undefined => (present ? sort : undefined);

/** The shapes in force under a reading. */
export function courtShapes(reading: Reading): CourtMessages {
  const isNamed = namesPostings(reading);
  const posting = { number: when(isNamed, 'constant'), order: when(isNamed, 'order') };
  return {
    recordRequest: shape(['record-request', 40], { record: 'record' }),
    testimony: shape(
      ['testimony', 41],
      { record: 'record' },
      {
        previous: when(chainsEntries(reading), 'digest'),
        time: when(datesEntries(reading), 'constant'),
        signature: when(signsEntries(reading), 'signature'),
      },
    ),
    noTestimony: shape(['no-testimony', 52], { record: 'record' }),
    orderedShown: shape(['ordered-shown', 71], { content: 'digest' }),
    term: shape(['term', 72], { shown: 'worded-evidence', stage: 'constant' }),
    receipt: shape(
      ['receipt', 42],
      { request: 'any', clientId: 'client-id', result: 'result', signature: 'signature' },
      { recipient: when(impliesRecipient(reading), 'bank') },
    ),
    submission: shape(['submission', 43], {
      accid: 'account',
      frame: 'order-frame',
      testimony: 'testimony',
    }),
    receiptRequest: shape(['receipt-request', 59], { frame: 'order-frame' }),
    frameReceipt: shape(['frame-receipt', 60], { frame: 'digest' }),
    signedFrameReceipt: shape(['signed-frame-receipt', 61], {
      receipt: 'frame-receipt',
      signature: 'signature',
    }),
    frameSubmission: shape(['frame-submission', 62], {
      accid: 'account',
      frame: 'order-frame',
      signature: 'signature',
    }),
    complaint: shape(['complaint', 44], { accid: 'account' }, posting),
    summons: shape(['summons', 45], { accid: 'account' }, posting),
    plea: shape(
      ['plea', 46],
      { accid: 'account', evidence: 'evidence', ledger: 'constant' },
      posting,
    ),
    noPlea: shape(['no-plea', 47], { accid: 'account' }, posting),
    statementRequest: shape(['statement-request', 66], { accid: 'account' }),
    statement: shape(['statement', 67], { accid: 'account', postings: 'any' }),
    posting: shape(['posting', 68], { number: 'constant', order: 'order', before: 'any' }),
    head: shape(['log-head', 48], { digest: 'digest', previous: 'digest' }),
    headRequest: shape(['head-request', 49], { entry: 'entry', shown: 'any', before: 'any' }),
    cosigned: shape(['cosigned', 53], { request: 'head-request', signature: 'signature' }),
    headInquiry: shape(['head-inquiry', 54], { entry: 'entry', shown: 'any', before: 'any' }),
    willing: shape(['willing', 57], { request: 'head-inquiry' }),
    unwilling: shape(['unwilling', 58], { request: 'head-inquiry' }),
    witnessed: shape(['witnessed', 51], { evidence: 'evidence', signature: 'signature' }),
    witnessedByTwo: shape(['witnessed-by-two', 55], {
      evidence: 'evidence',
      signature: 'signature',
      second: 'signature',
    }),
    witnessedByThree: shape(['witnessed-by-three', 56], {
      evidence: 'evidence',
      signature: 'signature',
      second: 'signature',
      third: 'signature',
    }),
  };
}
