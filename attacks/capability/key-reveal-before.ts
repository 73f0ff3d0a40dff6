/**
 * Long-term keys of honest customers revealed before the session: what the session may still keep secret of it is little: impersonation of the customer.
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';
import { longTermKeys } from './thefts.ts';

/** Whoever comes by the keys of a phone before the session. */
export const keyRevealBefore: Capability = {
  ...network,
  id: 'key-reveal-before',
  title: 'key reveal before the session',
  says: `${network.says}; comes by an honest customer's signing key and package key between the generation of the key pair and the first log-on`,
  source: '§4.3; long-term key reveal, Basin & Cremers 2010; W20',
  thefts: longTermKeys({ when: 'before' }),
};
