/**
 * W6: a log-on holds no challenge, so that a copy of it opens a session (§5.2 AS item 1, A13).
 */
import type { NamedAttack } from './attack.ts';

/** Replayed log-on. */
export const replayedLogOn: NamedAttack = {
  id: 'w06-replayed-log-on',
  weaknesses: ['W6'],
  title: 'replayed log-on',
  says: 'The attacker records the log-on of a customer and sends it again. The bank opens a session that nobody asked for.',
  source: '§5.2 "checking for userid/password legality during log on"; A13 under-key',
  on: { base: 'published' },
  attacker: 'network',
  claim: 'prevents-impersonation',
  closedBy: { base: 'charitable', because: 'the log-on goes over HTTPS (A13)' },
};
