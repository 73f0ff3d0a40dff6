/**
 * On the network, and supplier of the free text of orders, for which it has another with the same digest
 * behind the same beginning (W22).
 * To see the signature it needs the AES key as well: ask with a coalition, as
 * `package-extraction+hash-collision-identical`.
 */
import { identicalPrefixCollision } from '../rule/hash-collision.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever has a second free text. */
export const identicalPrefixCollider: Capability = {
  ...network,
  id: 'hash-collision-identical',
  title: identicalPrefixCollision.title,
  says: `${network.says}; ${identicalPrefixCollision.says}`,
  source: `§4.2 "Elliptic Curve Digital Signature Algorithm"; ${identicalPrefixCollision.source}`,
  rules: [identicalPrefixCollision],
};
