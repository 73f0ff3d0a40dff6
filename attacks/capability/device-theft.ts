/**
 * A stolen phone whose PIN the thief does not know: what lies open in it is read, once (W20).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';
import { inPhones } from './thefts.ts';

/** Whoever finds a phone. */
export const deviceTheft: Capability = {
  ...network,
  id: 'device-theft',
  title: 'device theft',
  says: `${network.says}; once reads what lies open in the phone of an honest customer`,
  source: '§4.3 the private key in the record store, A14, A15, A25; W20',
  thefts: inPhones({ when: 'any' }),
};
