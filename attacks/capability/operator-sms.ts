/**
 * The operator as SMS channel: it reads, drops and makes text messages, the bank's notices among
 * them (W18, W26).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever runs the short message centre. */
export const operatorSms: Capability = {
  ...network,
  id: 'operator-sms',
  title: 'operator as SMS channel',
  says: `${network.says}; reads, drops and makes SMS`,
  source: '§4.3 "a notice (such as SMS) must be sent"; W18, W26',
  holds: { ...network.holds, sms: 'full' },
};
