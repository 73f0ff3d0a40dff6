/** What schedules amounted to, counted by name. */

/** How often each thing was seen. */
export type Figures = Map<string, number>;

/** Adds one thing, or several. */
export function count(figures: Figures, name: string, times = 1): void {
  figures.set(name, (figures.get(name) ?? 0) + times);
}

/** Adds all that others counted. */
export function addAll(figures: Figures, others: Iterable<readonly [string, number]>): void {
  for (const [name, times] of others) count(figures, name, times);
}

/** In the order of names. */
export function sorted(figures: Figures): readonly (readonly [string, number])[] {
  return [...figures].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
