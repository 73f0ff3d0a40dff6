/**
 * Package extraction: on the network, and with the AES key out of the customer's own package,
 * sniffed on its way or taken from the phone (W1).
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has unpacked the victim's JAR. */
export const packageExtraction: Capability = {
  ...network,
  id: 'package-extraction',
  title: 'package extraction',
  says: `${network.says}; has the AES key out of the victim's application package`,
  source: '§4.3 "this key be stored in the program application jar package"; W1, CWE-321',
  reveals: [{ kind: 'package-key', of: 'honest' }],
};
