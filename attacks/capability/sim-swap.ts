/**
 * A SIM swap: the operator moves the customer's number to the attacker's card, so that SMS for the
 * customer reach the attacker and the customer gets none (W19; Lee et al., SOUPS 2020).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever talked the operator into a new SIM card. */
export const simSwap: Capability = {
  ...network,
  id: 'sim-swap',
  title: 'SIM swap',
  says: `${network.says}; gets the SMS of honest customers, who do not`,
  source: '§4.2 the phone number as "Personal Identity number"; W19',
  holds: { ...network.holds, sms: 'divert' },
};
