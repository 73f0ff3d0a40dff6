/**
 * The mode in which a peer makes its boxes, where a reading says one (W13): the primitives that it runs
 * on, and an attacker who does to boxes what their mode allows (`attacks/rule/`).
 *
 * A padding oracle is left out: scripts refuse without an answer.
 */
import { bitFlipping } from '../../attacks/capability/bit-flipping.ts';
import type { Capability } from '../../attacks/capability/capability.ts';
import { ecbCutAndPaste } from '../../attacks/capability/ecb-cut-and-paste.ts';
import { network } from '../../attacks/capability/network.ts';
import type { Suite } from '../../model/core/algebra.ts';
import type { Cast, Peer } from '../../model/peers/peer.ts';
import { suite } from '../classics/searches.ts';

/** Whoever holds the network, and joins boxes and changes known values in them. */
const changingBoxes: Capability = {
  ...network,
  id: 'changing-boxes',
  title: 'changing boxes',
  says: `${network.says}; joins boxes and turns known values in them into others, as their mode allows`,
  source: 'W13',
  rules: [...(bitFlipping.rules ?? []), ...(ecbCutAndPaste.rules ?? [])],
};

/** The primitives that a peer, or a cast of one, runs on. */
export function primitivesOf({ mode }: Pick<Peer | Cast, 'mode'>): Suite {
  return mode === undefined ? suite : { ...suite, cipher: mode };
}

/** Who attacks a cast. */
export function attackerOn({ mode }: Cast): Capability {
  return mode === undefined ? network : changingBoxes;
}
