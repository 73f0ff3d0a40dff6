/**
 * W9: who makes the key can make one signature that is on two messages.
 */
import type { NamedAttack } from './attack.ts';

/** One signature for two orders. */
export const jointSignature: NamedAttack = {
  id: 'w09-joint-signature',
  weaknesses: ['W9'],
  title: 'one signature for two orders',
  says: 'A dishonest customer chooses the private key such that one pair (r, s) verifies on a small order and on a large one, registers it, and can have the same record prove the one or the other.',
  source: 'Stern, Pointcheval, Malone-Lee & Smart, CRYPTO 2002; key generation in the phone, §4.3',
  on: { base: 'published', changes: { A22: 'signed', A22b: 'depository' } },
  attacker: 'joint-signature',
  claim: 'evidence-unequivocal',
  repair:
    'a judge who holds two messages under one (r, s) against the signer, who alone can have arranged it (R4)',
};
