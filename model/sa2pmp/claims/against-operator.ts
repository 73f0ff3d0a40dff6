/**
 * What claims against the operator have in common: it passes traffic on and reads it, and what it
 * shows two judges of the log is its own making, signed as the log; a witness, where the log has
 * heads (A20 merkle), cosigns what follows. One search for all of them.
 */
import type { Claim } from '../../core/claim.ts';

/** The operator on the attacker's side, and nobody else. */
export const againstOperator = {
  corrupts: [],
  court: true,
  with: ['operator-log-keeper'],
  hearings: 2,
  ordered: true,
  // One claim asks when records were made, none in what order the judge hears of them.
  inOrder: ['running record'],
  needs: { witness: true },
} as const satisfies Partial<Claim>;
