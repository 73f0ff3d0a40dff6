/**
 * CM: puts what the other modules make on the network link (§5.1, §4.1).
 *
 * Over HTTP by way of the gateway, or over HTTPS straight to the bank where the reading says so.
 */
import type { Effect } from '../../../core/effect.ts';
import type { ClientContext } from './context.ts';

/** A message for the bank, and what it is in the paper's words. */
export interface Outgoing<M> {
  readonly message: M;
  readonly note: string;
  /** Whether it goes over HTTPS (A13, A2). */
  readonly https?: boolean;
}

/** Sends a message to the bank. */
export function toBank<M>(
  { addresses }: Pick<ClientContext<M>, 'addresses'>,
  { message, note, https = false }: Outgoing<M>,
): Effect<M> {
  return {
    effect: 'send',
    channel: https ? 'https' : 'wireless',
    hop: https ? addresses.bank : addresses.log,
    from: addresses.phone,
    to: addresses.bank,
    message,
    note,
  };
}
