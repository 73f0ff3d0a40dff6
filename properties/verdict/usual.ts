/**
 * What is asked about unless something else is named: the table that fits a terminal.
 */
import { claims } from '../../model/sa2pmp/claims.ts';
import type { Claim } from '../../model/core/claim.ts';

const usualIds: ReadonlySet<string> = new Set([
  'secrecy-order',
  'secrecy-password',
  'secrecy-key',
  'agreement-order',
  'injective-agreement-order',
  'agreement-result',
  'nro-soundness',
  'at-most-once',
]);

/** The claims of the first table: the paper's four properties, and one about money. */
export const usualClaims: readonly Claim[] = claims.filter(({ id }) => usualIds.has(id));
