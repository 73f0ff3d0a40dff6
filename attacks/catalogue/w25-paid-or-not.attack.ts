/**
 * W25: nothing tells a lost order from a lost result, and nothing ends the matter (§5.1 CM).
 */
import type { NamedAttack } from './attack.ts';

/** Paid, and the customer gave up. */
export const paidOrNot: NamedAttack = {
  id: 'w25-paid-or-not',
  weaknesses: ['W25'],
  title: 'paid, and the customer gave up',
  says: 'The attacker keeps the result from the customer, or the order from the bank until she has given up. She cannot tell whether she has paid: sending again may pay twice.',
  source: 'Asokan 1998 on fairness and timeliness; Zhou & Gollmann 1996',
  on: { base: 'charitable' },
  attacker: 'network',
  claim: 'timeliness',
  repair: 'idempotent resubmission, abort and resolve with the log as third party (R7)',
};
