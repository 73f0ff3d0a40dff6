/**
 * A second bank, or a test server of the vendor's: honest customers order there too, with the same
 * phone and key pair, and it passes on what it is sent (W12, surreptitious forwarding).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Another bank with the same customers. */
export const secondBank: Capability = {
  ...network,
  id: 'second-bank',
  title: 'second bank',
  says: `${network.says}; plays a second bank with the same customers and their same keys`,
  source: '§4.2 Equation (1) names no recipient (A5); W12, Davis 2001',
  needs: { secondBank: true },
};
