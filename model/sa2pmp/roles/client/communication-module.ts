/**
 * CM: puts what the other modules make on the network link (§5.1, §4.1).
 *
 * Over HTTP by way of the gateway, or over HTTPS to the gateway or straight to the bank where the
 * reading says so (A13, A16).
 */
import type { Effect } from '../../../core/effect.ts';
import { linkToGateway, ordersOverHttps } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import type { ClientContext } from './context.ts';

/** A message for the bank, and what it is in the paper's words. */
export interface Outgoing<M> {
  readonly message: M;
  readonly note: string;
  /** Whether it goes over HTTPS to the bank in any case (A13, A2). */
  readonly https?: boolean;
}

/** Sends a message to the log server itself, on the gateway (R7). */
export function toLog<M>(
  { reading }: Pick<Setting<M>, 'reading'>,
  {
    addresses,
    message,
    note,
  }: Pick<ClientContext<M>, 'addresses'> & Pick<Outgoing<M>, 'message' | 'note'>,
): Effect<M> {
  return {
    effect: 'send',
    channel: linkToGateway(reading),
    hop: addresses.log,
    from: addresses.phone,
    to: addresses.log,
    message,
    note,
  };
}

/** Sends a message to the bank. */
export function toBank<M>(
  { reading }: Pick<Setting<M>, 'reading'>,
  { addresses }: Pick<ClientContext<M>, 'addresses'>,
  { message, note, https = false }: Outgoing<M>,
): Effect<M> {
  const direct = https || ordersOverHttps(reading);
  return {
    effect: 'send',
    channel: direct ? 'https' : linkToGateway(reading),
    hop: direct ? addresses.bank : addresses.log,
    from: addresses.phone,
    to: addresses.bank,
    message,
    note,
  };
}
