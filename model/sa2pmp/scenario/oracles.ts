/**
 * The bank as a padding oracle (W13): where refusals name their cause (A36), anybody who can send it
 * an order learns whether a box under an account's key decrypts.
 */
import type { Door, Oracle } from '../../core/system.ts';
import type { Setting } from '../setting.ts';
import { encapsulates, ordersOverHttps } from '../reading.ts';
import { undecryptable } from '../roles/bank/authentication-server.ts';
import type { Cast } from './cast.ts';

/** One oracle for each account, under the key that its package came with. */
export function oraclesOf<M>(
  { algebra, messages, reading }: Setting<M>,
  casts: readonly Cast<M>[],
  doors: readonly Door[],
): readonly Oracle<M>[] {
  if (reading.A36 !== 'distinct' || encapsulates(reading)) return [];
  const channel = ordersOverHttps(reading) ? 'https' : 'wireless';
  // The box is looked at before anything beside it is.
  const anything = algebra.constant('anything');
  return casts.flatMap((cast) => {
    const { customer, packageKey, addresses } = cast;
    const door = doors.find(({ to, channel: own }) => to === addresses.bank && own === channel);
    const frame = (body: M): M =>
      algebra.encode(messages.orderFrame, {
        body,
        accid: customer.accid,
        clientId: algebra.encode(messages.clientId, customer),
        publicKey: anything,
        recipient: anything,
        signature: anything,
      });
    return door === undefined ? [] : [{ key: packageKey, door, frame, complaint: undecryptable }];
  });
}
