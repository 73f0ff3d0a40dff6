/**
 * W4: an order says nothing that is new, so that a copy of it is as good (Equation (1)).
 */
import type { NamedAttack } from './attack.ts';

/** Replayed order. */
export const replayedOrder: NamedAttack = {
  id: 'w04-replayed-order',
  weaknesses: ['W4'],
  title: 'replayed order',
  says: 'The attacker records an order on the wireless link and sends it to the bank once more. The signature is right and the bank executes again.',
  source: 'Equation (1) carries no fresh value (A7); Lowe 1997, injective agreement',
  on: { base: 'published' },
  attacker: 'network',
  claim: 'at-most-once',
  closedBy: {
    base: 'published',
    changes: { A7: 'signatures' },
    because: 'the bank remembers signatures (A7)',
  },
};
