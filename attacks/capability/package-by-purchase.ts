/**
 * A package bought: whoever becomes a customer for the sake of the package (W1) and unpacks it at
 * home. It has no password, goes to no branch and never logs on: it is the insider's package alone.
 * Where packages share a key (A9) that is everybody's.
 */
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has a package of its own to unpack. */
export const packageByPurchase: Capability = {
  ...network,
  id: 'package-by-purchase',
  title: 'package by purchase',
  says: `${network.says}; has an application package of its own to unpack`,
  source: '§4.3 "this key be stored in the program application jar package"; W1 "be a customer"',
  insider: true,
};
