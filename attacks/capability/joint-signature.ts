/**
 * A dishonest customer who generates its key pair for one signature on two texts (W9): the phone
 * generates the keys (§4.3), so that nobody else has a say in them.
 */
import { jointSignatures } from '../rule/joint-signature.ts';
import type { Capability } from './capability.ts';
import { dishonestClient } from './dishonest-client.ts';

/** A customer who can disown what it signed. */
export const jointSigner: Capability = {
  ...dishonestClient,
  id: 'joint-signature',
  title: jointSignatures.title,
  says: `${dishonestClient.says}; ${jointSignatures.says}`,
  source: `§4.3 "generate the key pair in the mobile device"; ${jointSignatures.source}`,
  rules: [jointSignatures],
};
