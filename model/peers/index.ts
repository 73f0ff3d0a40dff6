/** The systems that the paper compares with, and their kin, with what is published about them. */
import { ikpPeers } from './ikp-verdicts.ts';
import { jasaPeers } from './jasa.ts';
import { kslPeers } from './ksl.ts';
import { lmppPeers } from './lmpp.ts';
import { lsmPeers } from './lsm.ts';
import { passkeyPeers } from './passkey.ts';
import type { Peer } from './peer.ts';
import { setPeers } from './set-verdicts.ts';
import { visaPeers } from './visa.ts';

/** All of them, family by family. */
export const peers: readonly Peer[] = [
  ...jasaPeers,
  ...lsmPeers,
  ...ikpPeers,
  ...setPeers,
  ...kslPeers,
  ...lmppPeers,
  ...visaPeers,
  ...passkeyPeers,
];
