/**
 * Package extraction: on the network, and with the customer's own application package, sniffed on
 * its way or copied from the phone, whichever way it went there (W1, A10). What can be had out of a
 * package on its way is for the search to find.
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
  thefts: [{ from: 'client', what: 'package-key', when: 'any', reads: true }],
};
