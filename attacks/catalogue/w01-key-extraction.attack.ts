/**
 * W1: the AES key is had out of any copy of the application package (§4.3).
 */
import type { NamedAttack } from './attack.ts';

/** Extraction of the shared AES key. */
export const keyExtraction: NamedAttack = {
  id: 'w01-key-extraction',
  weaknesses: ['W1'],
  title: 'extraction of the shared AES key',
  says: "The key that protects everybody's traffic is a constant in a file that every customer is given. Whoever has one copy of the package reads it there, and with it opens log-ons and orders of all who were given the same key.",
  source:
    '§4.3 "this key be stored in the program application jar package"; CWE-321, Egele et al. CCS 2013',
  on: { base: 'published' },
  attacker: 'insider',
  claim: 'secrecy-key',
  closedBy: {
    base: 'charitable',
    because: "a key of each user's own is not in the attacker's package (A9)",
  },
};
