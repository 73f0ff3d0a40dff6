/**
 * What the search of the space of repairs found, as JSON (docs/schema/repairs.schema.json).
 */
import type { Bounds } from '../../model/sa2pmp/scenario/bounds.ts';
import type { Breaking } from '../repairs/breaking.ts';
import type { Lattice } from '../repairs/lattice.ts';
import { pointsIn, type Space } from '../repairs/space.ts';

/** What was asked. */
export interface RepairScope {
  readonly base: string;
  readonly bounds: Bounds & { readonly statesMax: number };
  readonly space: Space;
}

/** The report as one object. */
export function repairsJson(
  { base, bounds, space }: RepairScope,
  {
    lattices,
    breakings,
  }: { readonly lattices: readonly Lattice[]; readonly breakings: readonly Breaking[] },
): object {
  return {
    version: 1,
    base,
    bounds,
    repairs: space.repairs.map(({ id, part, title, rule, sets, closes }) => ({
      id,
      part,
      title,
      rule,
      sets,
      closes,
    })),
    sets: 2 ** space.count,
    points: pointsIn(space),
    lattices,
    breakings,
  };
}
