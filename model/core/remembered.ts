/**
 * Functions whose answers are remembered by the objects asked about; whoever asks has to pass the
 * very same objects again.
 */

/** An answer, so that `undefined` can be one. */
export interface Answer<V> {
  readonly value: V;
}

/** A function that works each answer out once. */
export function perObject<A extends object, V>(make: (a: A) => V): (a: A) => V {
  const known = new WeakMap<A, Answer<V>>();
  return (a) => {
    const found = known.get(a);
    if (found !== undefined) return found.value;
    const value = make(a);
    known.set(a, { value });
    return value;
  };
}
