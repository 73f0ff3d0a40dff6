/** A bounded memory of a pure function: the least recently asked is forgotten first. */

/**
 * `make`, asked at most once per key while the key is among the last `limit` asked.
 *
 * Only for values that the key determines and that are costly to make, such as parsed keys;
 * never for verdicts.
 */
export function remember<V>(limit: number, make: (key: string) => V): (key: string) => V {
  const known = new Map<string, { readonly value: V }>();
  return (key) => {
    const entry = known.get(key) ?? { value: make(key) };
    known.delete(key);
    known.set(key, entry);
    if (known.size > limit) forgetOldest(known);
    return entry.value;
  };
}

/** A map iterates in the order of insertion. */
function forgetOldest(known: Map<string, unknown>): void {
  for (const key of known.keys()) {
    known.delete(key);
    return;
  }
}
