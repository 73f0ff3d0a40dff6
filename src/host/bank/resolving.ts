/**
 * Orders that wait for the log's word (R7): the bank executes what the log has recorded, drops what
 * was given up before, and keeps what it needs to be told again after a crash of either.
 *
 * A record stays in the outbox until the log has said what became of the order, so that a gateway
 * that took it and fell over is shown it again. The answer then belongs to the request that ordered,
 * which may come again for it.
 */
import { createHash } from 'node:crypto';
import { resolves } from '../../../model/sa2pmp/reading.ts';
import type { Setting } from '../../../model/sa2pmp/setting.ts';
import type { Bytes } from '../../bytes.ts';
import { contentDigest, type Request, requestKey } from '../envelope.ts';
import type { Journal } from '../journal.ts';
import { logAddress } from '../names.ts';

/** An order that waits. */
export interface Waiting {
  /** Names the request that ordered it. */
  readonly key: string;
  /** The numbers of its record in the outbox. */
  readonly records: readonly number[];
}

const noteOf = (accid: string): string => `waits for the log: ${accid}`;

/** The order of an account that waits for the log's word; `undefined` when none does. */
export function waitingOf(journal: Journal, accid: string): Waiting | undefined {
  const noted = journal.about(noteOf(accid));
  return noted === undefined ? undefined : (JSON.parse(noted) as Waiting);
}

/** Notes the order of an account that waits from now on. */
export function waitFor(journal: Journal, accid: string, waiting: Waiting): void {
  journal.note(noteOf(accid), JSON.stringify(waiting));
}

/** The log has said what became of it: its record is received, its request has these answers. */
export function settleWaiting(
  journal: Journal,
  accid: string,
  { waiting, answers }: { readonly waiting: Waiting; readonly answers: readonly number[] },
): void {
  const { key, records } = waiting;
  // What is executed or declined is answered: without an answer the order was given up, and what
  // would have been its record is none.
  const isGivenUp = answers.length === 0;
  for (const seq of records) {
    if (isGivenUp) journal.drop(seq);
    else journal.settle(seq);
  }
  journal.revise(key, isGivenUp ? [] : [...records, ...answers]);
  journal.forget(noteOf(accid));
}

/** SHA-256 of the record that waits, in hex. */
export function waitingDigest(journal: Journal, { records }: Waiting): string | undefined {
  const last = records.at(-1);
  const row = last === undefined ? undefined : journal.sent(last);
  return row && contentDigest(row.message);
}

/** What reads the log's word. */
export type Reader = Pick<Setting<Bytes>, 'algebra' | 'messages' | 'reading'>;

/** The order that a request says something of in the log's name; `undefined` when it does not. */
function namedByLog(
  { algebra, messages, reading }: Reader,
  { from, channel, message }: Request,
): Bytes | undefined {
  if (!resolves(reading) || from !== logAddress || channel !== 'wired') return undefined;
  const signed = algebra.decode(messages.signedResolution, message);
  return signed && algebra.decode(messages.resolution, signed.resolution)?.commitment;
}

/** Whether a request has the form of the log's word on an order; whose it is the chart verifies. */
export function isFromLog(by: Reader, request: Request): boolean {
  return namedByLog(by, request) !== undefined;
}

/**
 * What makes a request the same as one before. Of what the log says of an order the order does: each
 * time that it says so it may sign anew.
 */
export function keyOf(by: Reader, request: Request): string {
  const commitment = namedByLog(by, request);
  return commitment === undefined
    ? requestKey(request)
    : createHash('sha256').update(`resolution\n${request.to}\n${commitment}`).digest('hex');
}
