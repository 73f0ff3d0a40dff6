/**
 * The log server as the one who decides what becomes of an order (R7): it takes the record of one,
 * or takes note that none is wanted any more, whichever comes first, and says so over its signature.
 *
 * Refuses to record what was aborted, and a record that is not the bank's (R5); an abort of what is
 * recorded is answered with that. A second record of one order, that the regular bank declined it,
 * is kept as well (A23).
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
  /** The digests of the records that the log has of it, oldest first. */
  readonly records: readonly M[];
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
    return { commitment: record.content, outcome: 'recorded', records: [algebra.hash(message)] };
  }
  if (channel !== linkToGateway(reading)) return undefined;
  const request = algebra.decode(messages.abortRequest, message);
  return request && { commitment: request.commitment, outcome: 'aborted', records: [] };
}

/** What has become of the order that a frame is about. */
export interface Resolving<M> extends Resolved<M> {
  /** Whether it has only now. */
  readonly isNew: boolean;
  /** Whether the frame is a record of it that the log is to keep. */
  readonly keeps: boolean;
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
  if (before === undefined) return { ...asked, isNew: true, keeps: asked.outcome === 'recorded' };
  const { outcome, records } = before;
  const more = asked.records.filter(
    (record) =>
      outcome === 'recorded' && !records.some((kept) => setting.algebra.equal(kept, record)),
  );
  return { ...before, records: [...records, ...more], isNew: false, keeps: more.length > 0 };
}

/** What the log knows of orders once a frame has come. */
export function resolvedAfter<M>(
  { algebra }: Pick<Setting<M>, 'algebra'>,
  resolved: readonly Resolved<M>[],
  { commitment, outcome, records }: Resolving<M>,
): readonly Resolved<M>[] {
  const now = { commitment, outcome, records };
  const isIt = (known: Resolved<M>): boolean => algebra.equal(known.commitment, commitment);
  return resolved.some(isIt)
    ? resolved.map((known) => (isIt(known) ? now : known))
    : [...resolved, now].toSorted(byName);
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
