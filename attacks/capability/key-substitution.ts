/**
 * A dishonest customer who registers a key under which the signature of another verifies (W10).
 */
import { keySubstitution } from '../rule/key-substitution.ts';
import type { Capability } from './capability.ts';
import { dishonestClient } from './dishonest-client.ts';

/** A customer who appropriates a signature. */
export const keySubstituter: Capability = {
  ...dishonestClient,
  id: 'key-substitution',
  title: keySubstitution.title,
  says: `${dishonestClient.says}; ${keySubstitution.says}`,
  source: `§4.3 "stored in a public key depository"; ${keySubstitution.source}`,
  rules: [keySubstitution],
};
