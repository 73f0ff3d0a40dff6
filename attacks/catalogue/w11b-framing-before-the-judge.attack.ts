/**
 * W11: the bank's word on a key is all that ties a signature to a customer (A22b).
 */
import type { NamedAttack } from './attack.ts';

/** The bank frames its customer before a judge. */
export const framingBeforeTheJudge: NamedAttack = {
  id: 'w11b-framing-before-the-judge',
  weaknesses: ['W11'],
  title: 'the bank frames its customer before a judge',
  says: 'Everyone but the customer acts together. A key that the bank says is hers, and a record signed with it, convince the judge of an order that she never sent.',
  source: 'Table 1 Non-repudiation; KTV 2010: everyone but the accused',
  on: { base: 'charitable' },
  attacker: 'network',
  claim: 'nro-soundness',
  closedBy: {
    base: 'charitable',
    changes: { A2: 'in-branch', A1: 'depository' },
    because: 'a notary attests the key that was handed over in the branch (A2)',
  },
};
