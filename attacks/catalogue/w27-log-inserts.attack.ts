/**
 * W27: a record is what the keeper of the file says it is (§5.2, A20).
 */
import type { NamedAttack } from './attack.ts';

/** Log keeper makes a record up. */
export const logInserts: NamedAttack = {
  id: 'w27-log-inserts',
  weaknesses: ['W27'],
  title: 'log keeper makes a record up',
  says: 'The operator shows the judge a record that the bank never sent.',
  source: '§5.2 "creates and maintains the log files"; RFC 9162 on what logs can be held to',
  on: { base: 'published' },
  attacker: 'operator-log-keeper',
  claim: 'log-insertion',
  repair:
    'records that only the customer and the bank can make, in a Merkle log with receipts (R5, R6)',
};
