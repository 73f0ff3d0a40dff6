/**
 * A corrupt witness: countersigns log heads that it did not check, so that two logs may be shown
 * (W27; RFC 9162, C2SP tlog-witness).
 */
import { type Capability, withCorrupted } from './capability.ts';
import { network } from './network.ts';

/** A witness in the pay of others. */
export const witness: Capability = {
  ...withCorrupted(network, ['witness']),
  id: 'witness',
  title: 'corrupt witness',
  says: `${network.says}; plays a witness of the log and goes to court`,
  source: '§4.2 Transaction Log Strategy, A20; W27',
};
