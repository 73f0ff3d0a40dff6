/**
 * W28: the two parties that keep the books keep them for each other.
 */
import type { NamedAttack } from './attack.ts';

/** Operator and bank invent a transaction. */
export const operatorAndBank: NamedAttack = {
  id: 'w28-operator-and-bank',
  weaknesses: ['W28'],
  title: 'operator and bank invent a transaction',
  says: 'Bank and operator agree on an order that never was. The record says so, the log says so.',
  source: 'Küsters, Truderung & Vogt 2010 on accountability',
  on: { base: 'published' },
  attacker: 'bank+operator-active',
  claim: 'nro-soundness',
  closedBy: {
    base: 'published',
    changes: { A2: 'in-branch', A22: 'signed' },
    because: 'a record holds the signature (A22), under a key that a notary attests (A2)',
  },
};
