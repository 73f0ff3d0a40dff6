/**
 * The insider customer: on the network, and with an account, to which the bank issues an
 * application package like anybody's; hence K where packages share it (A9).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** A customer of the bank who attacks others. */
export const insider: Capability = {
  ...network,
  id: 'insider',
  title: 'insider customer',
  says: `${network.says}; owns an account and its application package`,
  source: 'W1 "be a customer"; Lowe 1995 on insiders',
  // Anybody may walk into a branch, on an account of one's own.
  holds: { ...network.holds, branch: 'connect' },
  insider: true,
  reveals: [{ kind: 'password', of: 'insider' }],
};
