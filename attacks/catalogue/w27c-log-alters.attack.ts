/**
 * W27: what the keeper of the file changes, nothing shows (§5.2, A20).
 */
import type { NamedAttack } from './attack.ts';

/** Log keeper alters a record. */
export const logAlters: NamedAttack = {
  id: 'w27c-log-alters',
  weaknesses: ['W27'],
  title: 'log keeper alters a record',
  says: 'The operator changes the amount in a record before it shows it to the judge.',
  source: '§5.2 "creates and maintains the log files"',
  on: { base: 'published' },
  attacker: 'operator-log-keeper',
  claim: 'log-alteration',
  repair:
    'records that only the customer and the bank can make, in a Merkle log with receipts (R5, R6)',
};
