/**
 * W22: a payee who supplies a free field can have two orders with one digest (A6).
 */
import type { NamedAttack } from './attack.ts';

/** Order signed as another by a collision of SHA-1. */
export const chosenPrefixCollision: NamedAttack = {
  id: 'w22-chosen-prefix-collision',
  weaknesses: ['W22'],
  title: 'order signed as another by a collision of SHA-1',
  says: 'The payee computes two blocks of text such that a small order with the one and a large order with the other have one SHA-1 digest, and asks the customer to put the first into the memo. Her signature on the small order is one on the large order.',
  source: 'Leurent & Peyrin, USENIX Security 2020: a chosen-prefix collision for 2^63.4',
  on: { base: 'published', changes: { A2: 'in-branch', A13: 'https', A6: 'payee-amount-memo' } },
  attacker: 'hash-collision-chosen+package-extraction',
  claim: 'agreement-order',
  closedBy: {
    base: 'published',
    changes: { A2: 'in-branch', A13: 'https' },
    because: 'no field of the order is chosen by others (A6)',
  },
  symbolicOnly: true,
};
