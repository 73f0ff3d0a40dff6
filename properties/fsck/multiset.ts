/** Things counted: how often each of some texts occurs. */

/** How often each text occurs. */
export type Multiset = ReadonlyMap<string, number>;

/** Counts. */
export function counted(texts: readonly string[]): Multiset {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** What is in the first and not in the second, with how often it is in excess. */
export function less(first: Multiset, second: Multiset): Multiset {
  const rest = [...first].map(([text, n]) => [text, n - (second.get(text) ?? 0)] as const);
  return new Map(rest.filter(([, n]) => n > 0));
}

/** How many there are in all. */
export function total(counts: Multiset): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0);
}
