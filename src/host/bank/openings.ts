/**
 * What the records of an account are commitments to (A22 commitment): the log keeps a digest of
 * S(msg, ID_C), the bank keeps S(msg, ID_C), and shows it in court and to nobody else.
 */
import { openOrder } from '../../../model/sa2pmp/composition.ts';
import { openAtBank } from '../../../model/sa2pmp/confidential.ts';
import type { Claim } from '../../../model/core/effect.ts';
import { type BankInput, bankKeys } from '../../../model/sa2pmp/roles/bank/context.ts';
import { recordForm } from '../../../model/sa2pmp/reading.ts';
import type { Setting } from '../../../model/sa2pmp/setting.ts';
import type { Bytes } from '../../bytes.ts';

/** What a record is a commitment to. */
export interface Opening {
  /** What the record says: the digest. */
  readonly commitment: Bytes;
  /** What it is the digest of. */
  readonly content: Bytes;
}

/** What is to be kept of the orders that a step of an account's chart took. */
export function openingsIn(
  setting: Setting<Bytes>,
  account: BankInput<Bytes>,
  claims: readonly Claim<Bytes>[],
): readonly Opening[] {
  if (recordForm(setting.reading) !== 'commitment') return [];
  return claims.flatMap(({ about, values: [frame] }) => {
    const content =
      about === 'took-order' && frame !== undefined
        ? contentOf(setting, account, frame)
        : undefined;
    return content === undefined ? [] : [{ commitment: setting.algebra.hash(content), content }];
  });
}

function contentOf(
  setting: Setting<Bytes>,
  account: BankInput<Bytes>,
  frame: Bytes,
): Bytes | undefined {
  const { algebra, messages } = setting;
  const outer = algebra.decode(messages.orderFrame, frame);
  const clientId = algebra.encode(messages.clientId, account.customer);
  const keys = bankKeys({ ...account, releaseKey: undefined });
  const open = openAtBank(setting, keys, 'order');
  return outer && openOrder(setting, { open, clientId, recipient: account.name }, outer)?.whole;
}
