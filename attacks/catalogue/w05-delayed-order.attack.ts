/**
 * W5: agreement on each order says nothing of when and in which order they are taken.
 */
import type { NamedAttack } from './attack.ts';

/** Orders held back and let go in another order. */
export const delayedOrder: NamedAttack = {
  id: 'w05-delayed-order',
  weaknesses: ['W5'],
  title: 'orders held back and let go in another order',
  says: 'The attacker holds the first order back, lets the second through, and releases the first when it likes. Each is accepted once, as the bank remembers signatures, and not in the order in which they were sent.',
  source: 'Cremers, Mauw & de Vink 2006: synchronisation detects what agreement does not',
  on: { base: 'published', changes: { A7: 'signatures' } },
  attacker: 'network',
  claim: 'synchronisation-order',
  closedBy: {
    base: 'published',
    changes: { A7: 'challenge' },
    because: 'an order answers a challenge that the bank gave out for it (A7)',
  },
};
