/**
 * W17: the log-on is protected by the key that every package holds (A13, A9).
 */
import type { NamedAttack } from './attack.ts';

/** Password under the shared key. */
export const passwordDisclosure: NamedAttack = {
  id: 'w17-password-disclosure',
  weaknesses: ['W17'],
  title: 'password under the shared key',
  says: 'The attacker opens the recorded log-on with the key from the package and has userid and password.',
  source: '§5.2 AS item 1; A13 under-key',
  on: { base: 'published' },
  attacker: 'package-extraction',
  claim: 'secrecy-password',
  closedBy: {
    base: 'published',
    changes: { A13: 'https' },
    because: 'the log-on goes over HTTPS (A13)',
  },
};
