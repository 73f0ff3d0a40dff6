/**
 * W11: the depository is the bank's alone, and out of the paper's scope (§4.3).
 */
import type { NamedAttack } from './attack.ts';

/** Key of another's in the depository. */
export const depositoryEntry: NamedAttack = {
  id: 'w11-depository-entry',
  weaknesses: ['W11'],
  title: "key of another's in the depository",
  says: "Somebody with access to the depository writes a key of their own under a customer's name. From then on that key is the customer's, for the bank and for whoever believes the bank.",
  source: '§4.3 "we do not propose any details for this depository"',
  on: { base: 'charitable' },
  attacker: 'bank-depository',
  claim: 'agreement-key',
  repair: 'key history published in the log, where the customer can see it (R2, R6)',
};
