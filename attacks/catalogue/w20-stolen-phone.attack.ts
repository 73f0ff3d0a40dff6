/**
 * W20: the private key lies in the record store and no one asks who holds the phone (§4.3, A15, A25).
 */
import type { NamedAttack } from './attack.ts';

/** Stolen phone signs. */
export const stolenPhone: NamedAttack = {
  id: 'w20-stolen-phone',
  weaknesses: ['W20'],
  title: 'stolen phone signs',
  says: 'Whoever has the phone in hand for a moment reads the private key and the package key, and orders what it likes.',
  source: '§4.3 "Record Stored in RMS"; A14, A15, A25',
  on: { base: 'charitable' },
  attacker: 'device-theft',
  claim: 'agreement-order',
  closedBy: {
    base: 'charitable',
    changes: { A25: 'rms-pin', A14: 'local-unlock' },
    because: 'the private key is kept under a PIN that the finder has not (A14, A25)',
  },
};
