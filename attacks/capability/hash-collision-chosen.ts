/**
 * On the network, and supplier of the free text of orders, chosen so that an order of another payee and
 * another amount has the same digest (W22).
 * To see the signature it needs the AES key as well: ask with a coalition, as
 * `package-extraction+hash-collision-chosen`.
 */
import { chosenPrefixCollision } from '../rule/hash-collision.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has a second order. */
export const chosenPrefixCollider: Capability = {
  ...network,
  id: 'hash-collision-chosen',
  title: chosenPrefixCollision.title,
  says: `${network.says}; ${chosenPrefixCollision.says}`,
  source: `§4.2 "Elliptic Curve Digital Signature Algorithm"; ${chosenPrefixCollision.source}`,
  rules: [chosenPrefixCollision],
};
