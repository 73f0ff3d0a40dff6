/**
 * A stolen phone and its PIN, looked at over the owner's shoulder: all that the owner could read is
 * read, once (W20).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';
import { inPhones } from './thefts.ts';

/** Whoever watched the owner type. */
export const deviceTheftWithPin: Capability = {
  ...network,
  id: 'device-theft-with-pin',
  title: 'device theft with PIN',
  says: `${network.says}; once reads all that an honest customer's phone keeps, with its PIN`,
  source: '§4.3 the private key in the record store, A14, A15, A25; W20',
  thefts: inPhones({ when: 'any', pin: true }),
};
