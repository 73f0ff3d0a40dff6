/**
 * W2: nothing in a reply is the bank's but the key that all share (§5.2 BLS).
 */
import type { NamedAttack } from './attack.ts';

/** Forged reply of the bank. */
export const forgedReply: NamedAttack = {
  id: 'w02-forged-reply',
  weaknesses: ['W2'],
  title: 'forged reply of the bank',
  says: 'The attacker keeps the order from the bank and answers the phone itself, under the key from the package: the customer believes in a payment that nobody made.',
  source: '§5.2 BLS "responds by sending the result information"; A17',
  on: { base: 'published' },
  attacker: 'package-extraction',
  claim: 'agreement-result',
  closedBy: {
    base: 'published',
    changes: { A17: 'signed' },
    because: 'the bank signs the result and names the request (A17)',
  },
};
