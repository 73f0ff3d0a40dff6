/**
 * Mutants of `model/` that live because the change makes no difference, each with why (`equivalent.ts`).
 */

/** All that are known. */
export const inModel = [
  {
    because:
      'a renewal is looked for behind a theft, and what stands behind something never has place 0',
    mutants: [
      'model/core/claim/compromise.ts: if (at < 0) return false;: EqualityOperator at 9: at <= 0',
    ],
  },
  {
    because:
      'whether two verdicts clash is the same both ways round, and none clashes with itself: to look at all pairs twice finds what looking once finds',
    mutants: [
      'model/core/claim/dispute.ts: given.slice(0, index).some((other) => {: MethodExpression at 7: given',
    ],
  },
  {
    because:
      'two statements of different kinds (a posting and a giving up, a sending and a receipt) never stand at one place of a trace',
    mutants: [
      'model/core/claim/dispute.ts: leftShort(trace, outcome, equal).some(([gaveUp, posted]) => posted > gaveUp): EqualityOperator at 65: posted >= gaveUp',
      'model/core/claim/synchronisation.ts: place < index && isClaimed(other, sent) && sameValues(other.values, receipt.values, equal);: EqualityOperator at 7: place <= index',
    ],
  },
] as const;
