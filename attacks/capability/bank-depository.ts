/**
 * The keeper of the bank's depository: writes a key of its choice under any customer's name, past
 * every check of the Key Management Server (W11).
 */
import { depositoryDesk } from '../../model/sa2pmp/scenario/doors.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** A clerk of the key management server's. */
export const bankDepository: Capability = {
  ...network,
  id: 'bank-depository',
  title: 'bank insider, depository',
  says: `${network.says}; writes entries into the bank's depository of public keys`,
  source: '§4.3 "we do not propose any details for this depository"; W11',
  holds: { ...network.holds, inside: 'full' },
  desks: [depositoryDesk],
};
