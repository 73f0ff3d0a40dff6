/**
 * What goes on in court besides a customer being blamed for an order: nothing in the plainest
 * scenario and in the running system, where evidence is a file. Searches of claims about evidence
 * ask for more, and pay for it in states.
 */
import type { Claim, Quorum } from '../core/claim.ts';

/** What a judge hears cases about. */
export type Cause = 'origin' | 'receipt' | 'submission';

/** What goes on in court. */
export interface Proceedings {
  /** Whether parties go to court by themselves and keep what they would show there. */
  readonly disputes: boolean;
  /** What the judge hears cases about. */
  readonly hears: readonly Cause[];
  /** How many verdicts of each kind the judge gives. */
  readonly hearings: number;
  /** Whether the judge remembers what convinced it, and compares views of the log; not unless said. */
  readonly comparesViews?: boolean;
  /** Who cosigns the heads of a log that is a tree (A20 merkle); nobody unless said. */
  readonly witnesses?: Quorum | undefined;
  /**
   * Whether anybody is ever shown what the log keeps. Where nobody is, as in searches without a
   * court, the log need not remember its head (A20), which then tells no two states apart.
   */
  readonly shown: boolean;
}

/** No witnesses. */
export const nobody: Quorum = { of: 0, need: 0 };

/** Whoever shows a record has a customer blamed for an order, and that is all. */
export const plainProceedings: Proceedings = {
  disputes: false,
  hears: ['origin'],
  hearings: 1,
  shown: true,
};

/** How many verdicts of each kind parties can have when they go to court by themselves. */
const verdictsInDisputes = 4;

/** What a claim asks of the court. */
export function proceedingsOf(
  claim: Pick<Claim, 'disputes' | 'hearings' | 'needs' | 'court'>,
): Proceedings {
  const disputes = claim.disputes === true;
  const hears: readonly Cause[] = disputes
    ? ['origin', 'receipt', 'submission']
    : [claim.needs?.cause ?? 'origin'];
  const hearings = claim.hearings ?? (disputes ? verdictsInDisputes : 1);
  return {
    disputes,
    hears,
    hearings,
    witnesses: claim.needs?.witnesses,
    comparesViews: claim.needs?.comparesViews === true,
    shown: claim.court,
  };
}
