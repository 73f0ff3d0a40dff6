/**
 * What claims against the operator have in common: it passes traffic on and reads it, and what it
 * shows two judges of the log is its own making, signed as the log; witnesses, where the log has
 * heads (A20 merkle), cosign what follows. One search for all of them.
 *
 * Two views take 2k - n corrupt witnesses where k of n have to cosign: each honest one stands by one
 * view alone. Three of four bear one that is corrupt, two of three none.
 */
import type { Claim } from '../../core/claim.ts';

/**
 * The operator on the attacker's side, and nobody else; whoever judges hears it once. Witnesses would
 * make no difference: none of them has seen another head, and each cosigns the first that it is shown.
 */
export const againstOperator = {
  corrupts: [],
  court: true,
  with: ['operator-log-keeper'],
} as const satisfies Partial<Claim>;

/** The same where two verdicts are compared. */
export const inTwoViews = {
  ...againstOperator,
  needs: { witnesses: { of: 4, need: 3 } },
  hearings: 2,
  ordered: true,
  // One claim asks when records were made, none in what order the judge hears of them.
  inOrder: ['running record'],
} as const satisfies Partial<Claim>;
