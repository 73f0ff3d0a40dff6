/**
 * Package extraction: on the network, and with the customer's own application package, sniffed on
 * its way or copied from the phone (W1). What can be had out of it is for the search to find.
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has unpacked the victim's JAR. */
export const packageExtraction: Capability = {
  ...network,
  id: 'package-extraction',
  title: 'package extraction',
  says: `${network.says}; reads the application packages of honest customers`,
  source: '§4.3 "this key be stored in the program application jar package"; W1, CWE-321',
  holds: { ...network.holds, package: 'read' },
};
