/**
 * W10: to a signature anybody finds a second public key under which it verifies.
 */
import type { NamedAttack } from './attack.ts';

/** Another's signature under a key of one's own. */
export const substitutedKey: NamedAttack = {
  id: 'w10-substituted-key',
  weaknesses: ['W10'],
  title: "another's signature under a key of one's own",
  says: "The attacker takes an order of another customer and computes a public key under which her signature is on the attacker's own text. With that key registered the same signature speaks for two customers.",
  source: 'Blake-Wilson & Menezes 1999; Jackson, Cremers, Cohn-Gordon & Sasse, CCS 2019',
  on: { base: 'published', changes: { A22: 'signed', A22b: 'depository' } },
  attacker: 'key-substitution',
  claim: 'evidence-unequivocal',
  repair:
    'proof of possession at registration, attested by somebody other than the bank, and the key under the signature (R1, R2)',
};
