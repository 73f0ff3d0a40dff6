/** How a role signs: where the randomness of a signature comes from (§4.2 ECDSA; A24, A30d). */
import type { Setting } from '../setting.ts';

/** What a signature is made with. */
export interface Signing<M> {
  /** The private key. */
  readonly key: M;
  /** The step's seed. */
  readonly fresh: M;
  /** Keeps apart the signatures of one step; `randomness` unless said. */
  readonly label?: string;
}

function nonceOf<M>({ algebra, reading }: Setting<M>, { fresh, label = 'randomness' }: Signing<M>) {
  // No randomness at all: the nonce is the key's and the message's alone (RFC 6979).
  // P-CRY-3
  return reading.A30d === 'rfc6979' ? algebra.constant('') : algebra.derive(fresh, label);
}

/** A server's signature: servers have good randomness. */
export function sign<M>(setting: Setting<M>, by: Signing<M>, m: M): M {
  return setting.algebra.sign(by.key, nonceOf(setting, by), m);
}

/** A phone's signature: with a weak generator every one under a key has the same nonce (A24). */
export function signOnPhone<M>(setting: Setting<M>, by: Signing<M>, m: M): M {
  const { algebra, reading } = setting;
  if (reading.A24 !== 'weak-nonce') return sign(setting, by, m);
  return algebra.sign(by.key, algebra.derive(by.key, 'repeated-nonce'), m);
}
