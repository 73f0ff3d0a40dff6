/**
 * The log server as the one who decides what becomes of an order (R7): it takes the record of one,
 * or takes note that none is wanted any more, whichever comes first, and says so over its signature.
 *
 * Refuses to record what was aborted, and a record that is not the bank's (R5); an abort of what is
 * recorded is answered with that. There is one record of an order, made before it is executed; that
 * the regular bank then declined it the result says.
 */
import type { Effect, FrameStep } from '../../core/effect.ts';
import { linkToGateway, resolves } from '../reading.ts';
import { isSignedRecord } from '../record.ts';
import { type Outcome, resolutionText } from '../resolution.ts';
import type { Setting } from '../setting.ts';
import { sign } from './signing.ts';

/** What the log server knows of orders. */
export interface Resolver<M> {
  readonly address: string;
  readonly signingKey: M;
  /** The bank's verification key, where the bank signs records (R5). */
  readonly bankPublicKey?: M;
  /** What became of which order; kept only under R7. */
  readonly resolved?: readonly Resolved<M>[];
}

/** What became of an order, and where to say so. */
export interface Resolved<M> {
  readonly commitment: M;
  readonly outcome: Outcome;
}

/** The order that a frame would have resolved, and how if nothing came before. */
function askedOf<M>(
  setting: Setting<M>,
  { address, bankPublicKey }: Resolver<M>,
  { channel, to, message }: FrameStep<M>,
): Resolved<M> | undefined {
  const { algebra, messages, reading, check } = setting;
  if (!resolves(reading) || to !== address) return undefined;
  if (channel === 'wired') {
    const record = algebra.decode(messages.record, message);
    const isBanks = (): boolean => isSignedRecord(setting, bankPublicKey, record);
    if (record === undefined || !check('record-signature', isBanks)) return undefined;
    return { commitment: record.content, outcome: 'recorded' };
  }
  if (channel !== linkToGateway(reading)) return undefined;
  const request = algebra.decode(messages.abortRequest, message);
  return request && { commitment: request.commitment, outcome: 'aborted' };
}

/** What has become of the order that a frame is about. */
export interface Resolving<M> extends Resolved<M> {
  /** Whether it has only now. */
  readonly isNew: boolean;
}

/** What a frame resolves; `undefined` when it is about no order to the log. */
export function resolving<M>(
  setting: Setting<M>,
  context: Resolver<M>,
  event: FrameStep<M>,
): Resolving<M> | undefined {
  const asked = askedOf(setting, context, event);
  if (asked === undefined) return undefined;
  const { resolved = [] } = context;
  const before = resolved.find(({ commitment }) =>
    setting.algebra.equal(commitment, asked.commitment),
  );
  // P-ABT-1: what came first stands.
  return before === undefined ? { ...asked, isNew: true } : { ...before, isNew: false };
}

/** What the log knows of orders once a frame has resolved one. */
export function resolvedAfter<M>(
  resolved: readonly Resolved<M>[],
  { commitment, outcome }: Resolving<M>,
): readonly Resolved<M>[] {
  return [...resolved, { commitment, outcome }].toSorted(byName);
}

/** In an order of their own, so that it makes no difference which came first. */
function byName<M>({ commitment: a }: Resolved<M>, { commitment: b }: Resolved<M>): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** Says what has become of an order to who asked, the way it was asked. */
export function sayResolution<M>(
  setting: Setting<M>,
  { address, signingKey: key }: Resolver<M>,
  { found, event }: { readonly found: Resolving<M>; readonly event: FrameStep<M> },
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const resolution = resolutionText(setting, found);
  const signature = sign(setting, { key, fresh: event.fresh, label: 'resolution' }, resolution);
  const { channel, from: to } = event;
  // Whose order it is the log does not know: it goes by the commitment.
  const stated = {
    effect: 'claim',
    claim: 'did',
    about: found.outcome,
    account: found.commitment,
    values: [],
  } as const;
  return [
    ...(found.isNew ? [stated] : []),
    {
      effect: 'send',
      channel,
      hop: to,
      from: address,
      to,
      message: algebra.encode(messages.signedResolution, { resolution, signature }),
      note: `the log says of the order: ${found.outcome}`,
    },
  ];
}
