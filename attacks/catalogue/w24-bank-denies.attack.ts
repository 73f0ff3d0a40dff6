/**
 * W24: no answer of the bank proves anything to a third party (§5.2 BLS).
 */
import type { NamedAttack } from './attack.ts';

/** Customer without a receipt. */
export const bankDenies: NamedAttack = {
  id: 'w24-bank-denies',
  weaknesses: ['W24'],
  title: 'customer without a receipt',
  says: 'The customer has the result of her payment and shows it to a judge. It is under a key that she has herself, so that it proves nothing; the bank may deny.',
  source: '§4.2 the log is there "to protect a bank from repudiation", nobody else',
  on: { base: 'published' },
  attacker: 'network',
  claim: 'nrr-completeness',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A17: 'signed', A18: 'exists' },
    because: 'the bank signs the result with a key that everybody knows (A17, A18)',
  },
};
