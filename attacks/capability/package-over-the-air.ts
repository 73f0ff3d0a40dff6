/**
 * A package on its way over the air: the open download that the paper leaves room for (A10), to
 * which anybody in range may listen (W1). Unlike {@link packageExtraction} it never has the phone.
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever is in range of the download. */
export const packageOverTheAir: Capability = {
  ...network,
  id: 'package-over-the-air',
  title: 'package over the air',
  says: `${network.says}; listens to the download of application packages`,
  source: '§4.3 "users would be issued the key along with the application package" (A10); W1',
  holds: { ...network.holds, package: 'read' },
};
