/**
 * Records with the bank's signature (R5): whose they are, for the log that takes them and the judge
 * who is shown them.
 */
import type { Fields } from '../core/shape.ts';
import { signsRecords } from './reading.ts';
import type { Setting } from './setting.ts';

/** The fields of a record. */
export type RecordFields<M> = Fields<'content', 'accid' | 'result' | 'time' | 'signature', M>;

/** Whether a record is the bank's; where the bank signs none, any is taken for it. */
export function isSignedRecord<M>(
  { algebra, messages, reading }: Setting<M>,
  bankPublicKey: M | undefined,
  record: RecordFields<M> | undefined,
): boolean {
  if (!signsRecords(reading)) return true;
  if (record?.signature === undefined || bankPublicKey === undefined) return false;
  const text = algebra.encode(messages.recordText, record);
  return algebra.verify(bankPublicKey, text, record.signature);
}
