/**
 * Long-term keys of honest customers revealed after the session: what was secret before is to stay so: forward secrecy (Günther 1989).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';
import { longTermKeys } from './thefts.ts';

/** Whoever comes by the keys of a phone after the session. */
export const keyRevealAfter: Capability = {
  ...network,
  id: 'key-reveal-after',
  title: 'key reveal after the session',
  says: `${network.says}; comes by an honest customer's signing key and package key when all sessions are over`,
  source: '§4.3 K is never renewed (A11); forward secrecy, Günther 1989; W3',
  thefts: longTermKeys({ when: 'after' }),
};
