/**
 * How an answer or a record of the bank's leaves (§5.2 "responds by sending the result information"): by way
 * of the gateway, or back over the HTTPS connection on which it was asked for.
 */
import type { Effect } from '../../../core/effect.ts';
import type { BankContext } from './context.ts';

/** A message, whom it is for, and what it is in the paper's words. */
export interface Reply<M> {
  readonly to: string;
  readonly message: M;
  readonly note: string;
  /** Whether it was asked for over HTTPS (A13, A16). */
  readonly https?: boolean;
}

/** Sends it. */
export function reply<M>(
  { addresses }: Pick<BankContext<M>, 'addresses'>,
  { to, message, note, https = false }: Reply<M>,
): Effect<M> {
  return {
    effect: 'send',
    channel: https ? 'https' : 'wired',
    hop: https ? to : addresses.log,
    from: addresses.bank,
    to,
    message,
    note,
  };
}
