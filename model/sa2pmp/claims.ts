/**
 * The claims tested: the paper's properties in the field's definitions, one theme a file.
 *
 * Ids are a stable interface. Claims that ask the same of attacker and scenario share a search.
 */
import type { Claim } from '../core/claim.ts';
import { hierarchy } from './claims/hierarchy.ts';
import { keyClaims } from './claims/keys.ts';
import { logClaims } from './claims/log.ts';
import { nonRepudiation } from './claims/non-repudiation.ts';
import { originals } from './claims/originals.ts';
import { outcomes } from './claims/outcomes.ts';
import { paperClaims } from './claims/paper.ts';
import { secrets } from './claims/secrets.ts';

/** All claims, by their stable ids. */
export const claims: readonly Claim[] = [
  ...originals,
  ...hierarchy,
  ...secrets,
  ...keyClaims,
  ...nonRepudiation,
  ...outcomes,
  ...logClaims,
  ...paperClaims,
];
