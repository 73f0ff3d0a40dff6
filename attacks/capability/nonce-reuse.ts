/**
 * Nonce reuse: on the network, and able to compute a key from two signatures with one nonce (W21).
 * To see the signatures it needs the AES key as well: ask with a coalition, as
 * `package-extraction+nonce-reuse`.
 */
import { nonceReuse } from '../rule/nonce-reuse.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever solves two signatures for the key. */
export const nonceSolver: Capability = {
  ...network,
  id: 'nonce-reuse',
  title: nonceReuse.title,
  says: `${network.says}; ${nonceReuse.says}`,
  source: `§4.3 "randomly generated"; ${nonceReuse.source}`,
  rules: [nonceReuse],
};
