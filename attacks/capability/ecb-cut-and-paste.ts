/**
 * ECB cut and paste: on the network, where boxes are made block by block (A8, W13). Under other modes
 * it is the network attacker.
 */
import { ecbSplice } from '../rule/ecb-splice.ts';
import type { Capability } from './capability.ts';
import { network } from './network.ts';

/** Whoever puts boxes together out of others' blocks. */
export const ecbCutAndPaste: Capability = {
  ...network,
  id: 'ecb-cut-and-paste',
  title: 'ECB cut and paste',
  says: `${network.says}; joins the front of one box to the back of another`,
  source: 'W13; §4.2 "AES is employed", A8',
  rules: [ecbSplice],
};
