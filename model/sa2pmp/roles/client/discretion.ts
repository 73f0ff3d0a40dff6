/**
 * What a phone keeps to itself (§4.3 on the AES key and the record store, Equation (1), §4.2 on the
 * password): each secret as a duty that a mutant can be without.
 *
 * A phone as specified gives nothing away here, whatever it says elsewhere; without a duty it says
 * the secret in clear over the wireless link, beside its order.
 */
import type { Effect } from '../../../core/effect.ts';
import type { CheckId, Setting } from '../../setting.ts';
import { toBank } from './communication-module.ts';
import { type ClientContext, installed } from './context.ts';

/** What the phone sends, to whom it must not be told. */
export interface Sent<M> {
  /** The transaction message msg. */
  readonly order: M;
  /** skC. */
  readonly signingKey: M | undefined;
}

/** What leaves the phone in clear for want of discretion: nothing, but in a mutant. */
export function indiscretions<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  { order, signingKey }: Sent<M>,
): readonly Effect<M>[] {
  const { key } = installed(context);
  const kept: readonly (readonly [CheckId, readonly (M | undefined)[]])[] = [
    ['order-kept', [order]],
    ['password-kept', [context.customer.password]],
    ['package-key-kept', [key]],
    ['signing-key-kept', [signingKey]],
    ['key-store-kept', [key, signingKey]],
  ];
  // A duty is no test: it is done unless it is switched off.
  const isKept = (duty: CheckId): boolean => !setting.check(duty, () => false);
  const told = kept.flatMap(([duty, secrets]) => (isKept(duty) ? [] : secrets));
  const note = 'a secret, in clear';
  return told
    .filter((secret) => secret !== undefined)
    .map((message) => toBank(setting, context, { message, note }));
}
