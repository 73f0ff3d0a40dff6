/**
 * W13: CBC keeps no integrity: what is flipped in the initialisation vector flips in the first block (A8).
 */
import type { NamedAttack } from './attack.ts';

/** Executed turned into declined. */
export const flippedResult: NamedAttack = {
  id: 'w13-flipped-result',
  weaknesses: ['W13'],
  title: 'executed turned into declined',
  says: 'The attacker, without any key, turns the first block of the result from executed to declined. The customer believes that nothing was paid and pays again.',
  source:
    'Vaudenay 2002, Krawczyk 2001 on encryption without integrity; A8 aes-128-cbc, A17 under-key',
  on: { base: 'published' },
  attacker: 'bit-flipping',
  claim: 'agreement-result',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A17: 'signed' },
    because: 'the bank signs the result and names the request (A17)',
  },
};
