/**
 * W16: what is signed is written without saying where one field ends (§4.2 "combine", A3’).
 */
import type { NamedAttack } from './attack.ts';

/** One signature, read as two orders. */
export const ambiguousConcatenation: NamedAttack = {
  id: 'w16-ambiguous-concatenation',
  weaknesses: ['W16'],
  title: 'one signature, read as two orders',
  says: 'The attacker moves the boundary between payee and amount by one character: the octets signed are the same, and the order pays another payee another amount.',
  source: '§4.2 "we combine the SIM …, PHID …, and ACCID …"; A3’ plain',
  on: { base: 'published', changes: { A2: 'in-branch', A13: 'https' } },
  attacker: 'ambiguous-concatenation+package-extraction',
  claim: 'agreement-order',
  closedBy: {
    base: 'published',
    changes: { A2: 'in-branch', A13: 'https', "A3'": 'injective' },
    because: 'fields are encoded with their lengths (A3’)',
  },
};
