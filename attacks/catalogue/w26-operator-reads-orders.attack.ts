/**
 * W26: the operator carries the package and the traffic, hence key and plaintext (A10).
 */
import type { NamedAttack } from './attack.ts';

/** Operator reads orders. */
export const operatorReadsOrders: NamedAttack = {
  id: 'w26-operator-reads-orders',
  weaknesses: ['W26'],
  title: 'operator reads orders',
  says: 'The application package is downloaded through the gateway. The operator keeps a copy, takes the key out and reads every order that passes: the gap at the gateway is where it was.',
  source: '§2 on the security gap of LSM; A10 over-the-air',
  on: { base: 'published' },
  attacker: 'operator-passive',
  claim: 'gateway-gap',
  closedBy: {
    base: 'charitable',
    changes: { A22: 'ciphertext' },
    because: 'the package comes over HTTPS (A10) and records hold the ciphertext (A22)',
  },
};
