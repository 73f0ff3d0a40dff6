/**
 * Repairs: choices on axes of a reading that close named weaknesses (R1 to R9 of the project's list,
 * split where the parts can be switched alone).
 *
 * Repairs that set the same axis set it to the same choice, so that their order does not matter.
 */
import type { Reading } from './reading/axes.ts';
import { repairs } from './repair/repairs.ts';

export type { Repair } from './repair/kind.ts';
export { repairs } from './repair/repairs.ts';

/** All repairs' ids, in the order of the list. */
export const repairIds: readonly string[] = repairs.map(({ id }) => id);

/**
 * A reading with repairs.
 *
 * @throws Error when there is no repair of an id: a mistake of ours, who have checked the ids
 */
export function withRepairs(base: Reading, ids: readonly string[]): Reading {
  const sets = ids.map((id) => {
    const found = repairs.find((repair) => repair.id === id);
    if (found === undefined) throw new Error(`repair: there is none called ${id}`);
    return found.sets;
  });
  return Object.assign({}, base, ...sets) as Reading;
}

/** The repairs that cost less than nothing. */
const lightening: readonly string[] = repairs
  .filter(({ lightens }) => lightens === true)
  .map(({ id }) => id);

/**
 * The cheapest repairs with which every claim of the first table holds against the attackers of it;
 * that they are is computed and tested (`properties/repairs/minimal.ts`).
 */
export const minimalRepairs = [
  'freshness',
  'registration',
  'encapsulation',
  'commitments',
] as const;

/** The published protocol with nothing sent that is known. */
export function lightestFrom(base: Reading): Reading {
  return withRepairs(base, lightening);
}

/** The published protocol, light, with the repairs that it cannot do without. */
export function minimalFrom(base: Reading): Reading {
  return withRepairs(lightestFrom(base), minimalRepairs);
}

/** The published protocol with all repairs. */
export function repairedFrom(base: Reading): Reading {
  return withRepairs(base, repairIds);
}
