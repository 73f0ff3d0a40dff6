/**
 * W1: with the key from its own package a customer reads the orders of others (§4.3).
 */
import type { NamedAttack } from './attack.ts';

/** Decryption of everybody's orders. */
export const massDecryption: NamedAttack = {
  id: 'w01b-mass-decryption',
  weaknesses: ['W1'],
  title: "decryption of everybody's orders",
  says: 'The insider takes the key out of the package that the bank issued to it and opens the order frames of another customer, which are under the same key.',
  source: '§4.3 "users would be issued the key along with the application package"; W1',
  on: { base: 'published' },
  attacker: 'insider',
  claim: 'secrecy-order',
  closedBy: {
    base: 'published',
    changes: { A9: 'per-user' },
    because: 'each package holds a key of its own (A9)',
  },
};
