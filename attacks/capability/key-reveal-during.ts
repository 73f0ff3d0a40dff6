/**
 * Long-term keys of honest customers revealed during the session: keys are compromised in the middle of a session.
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';
import { longTermKeys } from './thefts.ts';

/** Whoever comes by the keys of a phone during the session. */
export const keyRevealDuring: Capability = {
  ...network,
  id: 'key-reveal-during',
  title: 'key reveal during the session',
  says: `${network.says}; comes by an honest customer's signing key and package key at any time, the time before and after the session among them`,
  source: '§4.3; long-term key reveal, Basin & Cremers 2010; W20',
  thefts: longTermKeys({ when: 'any' }),
};
