/**
 * W30: a gateway that keeps ciphertexts keeps what no judge can read (A19, A22b).
 */
import type { NamedAttack } from './attack.ts';

/** Log that proves nothing. */
export const logWithoutProof: NamedAttack = {
  id: 'w30-log-without-proof',
  weaknesses: ['W30'],
  title: 'log that proves nothing',
  says: 'The record is the ciphertext as it passed. Without the key the judge learns nothing from it, and the bank, which did all as it should, has no evidence.',
  source: '§4.2 log server "physically positioned on the network gateway"; A19 gateway',
  on: { base: 'published', changes: { A4: 'all', A19: 'gateway', A22: 'ciphertext' } },
  attacker: 'network',
  claim: 'nro-completeness',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A4: 'all', A19: 'gateway', A22: 'ciphertext', A22b: 'package-key' },
    because: 'the judge is given the key (A22b), and could now forge records himself',
  },
};
