/**
 * What the log gave its word for (R7b): the bank keeps the signed word that an order is recorded, and the
 * record that it had sent, to show both in court where the log shows no record.
 */
import type { Store } from '../../../model/core/effect.ts';
import type { Bytes } from '../../bytes.ts';
import type { Journal } from '../journal.ts';
import { waitingOf } from './resolving.ts';

/** An order that the log says is recorded. */
export interface GivenWord {
  /** What the record holds: the digest of S(msg, ID_C). */
  readonly commitment: Bytes;
  /** The record, as the bank sent it. */
  readonly record: Bytes;
  /** The log's word, with its signature. */
  readonly word: Bytes;
}

/** What is to be kept of a step in which the log gave its word; its order still waits in the journal. */
export function wordsIn(
  journal: Journal,
  accid: string,
  stores: readonly Pick<Store<Bytes>, 'what' | 'values'>[],
): readonly GivenWord[] {
  return stores.flatMap(({ what, values: [commitment, word] }) => {
    const sent = what === 'word' ? waitingOf(journal, accid)?.records.at(-1) : undefined;
    const record = sent === undefined ? undefined : journal.sent(sent)?.message;
    if (record === undefined || commitment === undefined || word === undefined) return [];
    return [{ commitment, record, word }];
  });
}
