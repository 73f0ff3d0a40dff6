/**
 * W8: of an ECDSA signature (r, s) anybody makes (r, n-s), which verifies too.
 */
import type { NamedAttack } from './attack.ts';

/** Second signature on the same order. */
export const malleableSignature: NamedAttack = {
  id: 'w08-malleable-signature',
  weaknesses: ['W8'],
  title: 'second signature on the same order',
  says: 'The bank remembers signatures to tell a copy from a new order. The attacker opens the order with the key from the package, replaces s by n-s and seals it again: the same order under a signature never seen.',
  source: 'Stern, Pointcheval, Malone-Lee & Smart, CRYPTO 2002; A7 signatures, A30c',
  on: { base: 'published', changes: { A7: 'signatures', A2: 'in-branch', A13: 'https' } },
  attacker: 'signature-malleability+package-extraction',
  claim: 'at-most-once',
  closedBy: {
    base: 'published',
    changes: { A7: 'signatures', A2: 'in-branch', A13: 'https', A30c: 'low' },
    because: 'the bank takes low s only (A30c)',
  },
};
