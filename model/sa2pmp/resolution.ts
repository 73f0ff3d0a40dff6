/**
 * Resolution (R7): the log decides which comes first, that it takes the record of an order or that
 * it takes note of none being wanted any more. The bank executes what was recorded, the phone gives
 * up what was aborted; both go by the log's signature (after Asokan, Shoup, Waidner 1998).
 *
 * Orders are named by the digest of S(msg, ID_C), which who does not have them cannot make.
 */
import type { Setting } from './setting.ts';

/** What has become of an order. */
export type Outcome = 'recorded' | 'aborted';

/** What the log says of an order. */
export interface Resolution<M> {
  readonly commitment: M;
  readonly outcome: Outcome;
}

/** The message in which the log says it. */
export function resolutionText<M>(
  { algebra, messages }: Pick<Setting<M>, 'algebra' | 'messages'>,
  { commitment, outcome }: Resolution<M>,
): M {
  return algebra.encode(messages.resolution, { commitment, outcome: algebra.constant(outcome) });
}

/** What a message of the log's says of orders; `undefined` when it is none, or not the log's. */
export function readResolution<M>(
  { algebra, messages, check }: Setting<M>,
  logPublicKey: M | undefined,
  message: M,
): Resolution<M> | undefined {
  const signed = algebra.decode(messages.signedResolution, message);
  const said = signed && algebra.decode(messages.resolution, signed.resolution);
  if (signed === undefined || said === undefined || logPublicKey === undefined) return undefined;
  const verifies = (): boolean => algebra.verify(logPublicKey, signed.resolution, signed.signature);
  // P-ABT-2
  if (!check('resolution-signature', verifies)) return undefined;
  const outcomes = ['recorded', 'aborted'] as const;
  const outcome = outcomes.find((text) => algebra.equal(said.outcome, algebra.constant(text)));
  return outcome && { commitment: said.commitment, outcome };
}
