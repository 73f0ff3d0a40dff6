/**
 * The marginal cost of each repair: added to the published protocol, and taken out of the repaired one.
 *
 * What a repair sets and another repair sets as well stays when it is taken out. Combinations that
 * contradict are named with the reason and not metered.
 */
import { type Repair, repairIds, repairs, withRepairs } from '../../model/sa2pmp/repair.ts';
import { contradictions, type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Costs, costsOf, type Library } from './meter.ts';

/** A metered combination, or why it makes no sense. */
export type Metered =
  | { readonly metered: true; readonly costs: Costs }
  | { readonly metered: false; readonly why: string };

/** What a repair costs. */
export interface Marginal {
  readonly repair: Repair;
  /** Published with this repair alone. */
  readonly added: Metered;
  /** Repaired without it. */
  readonly removed: Metered;
}

/** Meters a reading, unless it contradicts itself. */
function metered(reading: Reading, library?: Library): Metered {
  const [first] = contradictions(reading);
  return first === undefined
    ? { metered: true, costs: costsOf(reading, library) }
    : { metered: false, why: first.reason };
}

/** The cost of every repair, in the order of the list; on noble unless told. */
export function marginals(library?: Library): readonly Marginal[] {
  const { published } = readings;
  return repairs.map((repair) => {
    const others = repairIds.filter((id) => id !== repair.id);
    return {
      repair,
      added: metered(withRepairs(published, [repair.id]), library),
      removed: metered(withRepairs(published, others), library),
    };
  });
}
