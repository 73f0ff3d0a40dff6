/**
 * W21: two signatures with the same nonce give the private key (A24).
 */
import type { NamedAttack } from './attack.ts';

/** Private key from two signatures with one nonce. */
export const repeatedNonce: NamedAttack = {
  id: 'w21-repeated-nonce',
  weaknesses: ['W21'],
  title: 'private key from two signatures with one nonce',
  says: 'The phone draws the same nonce twice. The attacker opens two orders with the key from the package, solves two equations for the private key, and signs what it likes.',
  source: 'Table 1 ECDSA; no sentence on randomness (A24)',
  on: { base: 'published', changes: { A24: 'weak-nonce', A2: 'in-branch', A13: 'https' } },
  attacker: 'nonce-reuse+package-extraction',
  claim: 'agreement-order',
  closedBy: {
    base: 'published',
    changes: { A2: 'in-branch', A13: 'https' },
    because: 'each signature has a nonce of its own (A24)',
  },
};
