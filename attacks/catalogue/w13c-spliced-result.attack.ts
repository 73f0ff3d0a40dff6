/**
 * W13: under ECB blocks of one ciphertext may be put into another (A8).
 */
import type { NamedAttack } from './attack.ts';

/** Result put together from two. */
export const splicedResult: NamedAttack = {
  id: 'w13c-spliced-result',
  weaknesses: ['W13'],
  title: 'result put together from two',
  says: 'The attacker takes the block with the status from the result of one order and the rest from that of another.',
  source: 'A8 aes-128-ecb; cut and paste of blocks',
  on: { base: 'published', changes: { A8: 'aes-128-ecb' } },
  attacker: 'ecb-cut-and-paste',
  claim: 'agreement-result',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A8: 'aes-128-ecb', A17: 'signed' },
    because: 'the bank signs the result (A17)',
  },
};
