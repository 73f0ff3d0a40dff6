/**
 * W13: a bank that says whether padding was right decrypts for whoever asks often enough (A36).
 */
import type { NamedAttack } from './attack.ts';

/** Log-on decrypted by asking the bank. */
export const paddingOracle: NamedAttack = {
  id: 'w13b-padding-oracle',
  weaknesses: ['W13', 'W17'],
  title: 'log-on decrypted by asking the bank',
  says: 'The attacker records a log-on and sends the bank variations of it. Whether the bank complains of padding or of what it found tells one byte after the other, until userid and password are known.',
  source: 'Vaudenay, EUROCRYPT 2002; A36 distinct',
  on: { base: 'published' },
  attacker: 'padding-oracle',
  claim: 'secrecy-password',
  closedBy: {
    base: 'published',
    changes: { A36: 'uniform' },
    because: 'all refusals look the same (A36)',
  },
};
