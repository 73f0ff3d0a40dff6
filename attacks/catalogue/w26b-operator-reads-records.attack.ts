/**
 * W30: a record that a judge can read is one that the operator can read (A22).
 */
import type { NamedAttack } from './attack.ts';

/** Operator reads orders in its own log. */
export const operatorReadsRecords: NamedAttack = {
  id: 'w26b-operator-reads-records',
  weaknesses: ['W26', 'W30'],
  title: 'operator reads orders in its own log',
  says: 'The package is out of reach of the operator, and so is the key. But the bank sends the records to the log at the gateway, and a record holds the signed order.',
  source: '§4.2 the log server is "physically positioned on the network gateway"; A22',
  on: { base: 'charitable' },
  attacker: 'operator-passive',
  claim: 'secrecy-order',
  closedBy: {
    base: 'charitable',
    changes: { A22: 'ciphertext' },
    because: 'records hold the ciphertext as it passed (A22), which no judge can read',
  },
};
