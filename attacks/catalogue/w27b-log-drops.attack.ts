/**
 * W27: whether there is a record is up to its keeper (§5.2).
 */
import type { NamedAttack } from './attack.ts';

/** Log keeper loses a record. */
export const logDrops: NamedAttack = {
  id: 'w27b-log-drops',
  weaknesses: ['W27'],
  title: 'log keeper loses a record',
  says: 'The bank goes to the log for the record of an order that the customer denies. There is none.',
  source: '§4.2 "the transaction log server can provide the transaction records as proof"',
  on: { base: 'published' },
  attacker: 'operator-active',
  claim: 'nro-completeness',
  repair: 'inclusion proofs kept by the bank at the time of the order (R6)',
};
