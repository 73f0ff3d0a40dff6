/**
 * W29: an order is proven under the key of its day, and the bank has replaced it (§4.3, A26).
 */
import type { NamedAttack } from './attack.ts';

/** Evidence outlived by its key. */
export const discardedKey: NamedAttack = {
  id: 'w29-discarded-key',
  weaknesses: ['W29'],
  title: 'evidence outlived by its key',
  says: "The customer's key is renewed and the bank discards the old one. When she denies an order of before, the bank has her signature and no key that anybody could verify it with.",
  source:
    'Zhou & Lam 1999: securing digital signatures for non-repudiation; §4.3 "A key pair will eventually expire"',
  on: { base: 'charitable', changes: { A4: 'all', A22: 'signed', A22b: 'depository' } },
  attacker: 'network',
  claim: 'nro-completeness',
  extent: { sessions: 1, renewals: 1 },
  repair:
    'old keys archived with the time in which they were valid (A26 archive; too large a search for this list, in properties/verdict/claims.test.ts), and proof that a signature is older than the renewal (R6, R8)',
};
