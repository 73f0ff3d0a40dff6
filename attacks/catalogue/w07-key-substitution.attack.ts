/**
 * W7: whoever can send a registration names any account in it (§4.3, A2).
 */
import type { NamedAttack } from './attack.ts';

/** Registration of the attacker's key on the victim's account. */
export const keySubstitution: NamedAttack = {
  id: 'w07-key-substitution',
  weaknesses: ['W7'],
  title: "registration of the attacker's key on the victim's account",
  says: "The attacker registers a key of its own on another's account, or on renewal replaces the owner's, and signs orders with it. The depository, the record and the judge all say that the owner signed.",
  source:
    '§4.2 "we can transfer the public key over an open wireless network"; Kumar et al. 2020 on enrolment',
  on: { base: 'published' },
  attacker: 'network',
  claim: 'agreement-key',
  closedBy: {
    base: 'charitable',
    because:
      'the key is registered in a logged-on session over HTTPS, with proof of possession (A2, A13)',
  },
};
