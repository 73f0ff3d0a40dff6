/**
 * W14: under encrypt-then-sign whoever signs the ciphertext last is the signer (§5.2 AS items 2 and 3, A31).
 */
import type { NamedAttack } from './attack.ts';

/** Signature stripped off a ciphertext and replaced. */
export const strippedSignature: NamedAttack = {
  id: 'w14-stripped-signature',
  weaknesses: ['W14'],
  title: 'signature stripped off a ciphertext and replaced',
  says: "The attacker cuts the customer's signature off the ciphertext and signs the same ciphertext with a key of its own, without knowing what is in it. A bank that remembers signatures sees a new one and pays again.",
  source: 'Anderson & Needham, CRYPTO 1995; An, Dodis & Rabin, EUROCRYPT 2002',
  on: {
    base: 'published',
    changes: { A31: 'encrypt-then-sign', A1: 'in-message', A7: 'signatures' },
  },
  attacker: 'network',
  claim: 'at-most-once',
  closedBy: {
    base: 'published',
    changes: { A31: 'sign-then-encrypt', A1: 'in-message', A7: 'signatures' },
    because: 'the signature is inside the encryption, as Equation (1) has it (A31)',
  },
};
