/**
 * W15: log-on, registration and answers are under one key, and nothing says which is which (A3b).
 */
import type { NamedAttack } from './attack.ts';

/** Registration taken for the answer to a log-on. */
export const registrationAsWelcome: NamedAttack = {
  id: 'w15-registration-as-welcome',
  weaknesses: ['W15'],
  title: 'registration taken for the answer to a log-on',
  says: "The attacker sends the phone its own registration back. Without a tag it reads as the bank's welcome, and the customer believes to be logged on.",
  source: 'Heather, Lowe & Schneider 2000: tags against type flaws',
  on: { base: 'published', changes: { A3b: 'untagged', A2: 'under-key' } },
  attacker: 'network',
  claim: 'agreement-session',
  extent: { sessions: 1 },
  closedBy: {
    base: 'published',
    changes: { A3b: 'tagged', A2: 'under-key' },
    because: 'messages say what they are (A3b)',
  },
};
