/** Notices to renew a key pair, as they go out by SMS: signed where the bank signs them (A18). */
import type { Bytes } from '../../src/bytes.ts';
import type { Member } from './check.ts';

/** Whether a message is a notice under the party's reading. */
export function isNotice(
  { algebra, messages, reading }: Pick<Member, 'algebra' | 'messages' | 'reading'>,
  message: Bytes,
): boolean {
  if (reading.A18 === 'none') return algebra.decode(messages.notice, message) !== undefined;
  const signed = algebra.decode(messages.signedNotice, message);
  return signed !== undefined && algebra.decode(messages.notice, signed.notice) !== undefined;
}
