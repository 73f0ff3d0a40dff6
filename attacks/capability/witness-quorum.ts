/**
 * Corrupt witnesses in a number that matters: where k of n have to cosign a head of the log, 2k - n of
 * them show two logs, since each honest one stands by one log alone (W27; C2SP tlog-witness).
 */
import { type Capability, withCorrupted } from './capability.ts';
import { network } from './network.ts';

/** Two witnesses in the pay of others: enough where three of four have to cosign. */
export const witnessQuorum: Capability = {
  ...withCorrupted(network, ['witness']),
  id: 'witness-quorum',
  title: 'two corrupt witnesses',
  says: `${network.says}; plays two witnesses of the log and goes to court`,
  source: '§4.2 Transaction Log Strategy, A20; W27',
  witnesses: 2,
};
