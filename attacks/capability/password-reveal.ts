/**
 * The password revealed: a customer who fell for a false page (phishing). One factor of the
 * paper's several is gone; the others are to hold (Table 1, W17).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever asked for the password and got it. */
export const passwordReveal: Capability = {
  ...network,
  id: 'password-reveal',
  title: 'password reveal',
  says: `${network.says}; has the passwords of honest customers`,
  source: 'Table 1 "multi-factor", §4.2 "Something you know: userid/password"; W17',
  reveals: [{ kind: 'password', of: 'honest' }],
};
