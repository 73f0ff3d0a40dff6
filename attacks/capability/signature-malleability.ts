/**
 * Signature malleability: on the network, and able to make of one signature a second (W8). To put
 * it into an order it needs the AES key as well: ask with a coalition, as
 * `package-extraction+signature-malleability`.
 */
import { malleability } from '../rule/malleability.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever exchanges s for n - s. */
export const signatureMalleability: Capability = {
  ...network,
  id: 'signature-malleability',
  title: malleability.title,
  says: `${network.says}; ${malleability.says}`,
  source: `§4.2 "Elliptic Curve Digital Signature Algorithm"; ${malleability.source}`,
  rules: [malleability],
};
