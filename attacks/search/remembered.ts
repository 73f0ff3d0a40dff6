/**
 * Functions of two whose answers are remembered, and lists of which equal ones are one object.
 */
import type { Answer } from '../../model/core/remembered.ts';

/**
 * A function of two that works each answer out once. It holds on to what it was asked about, so that
 * it is for one search: maps that do not hold on cost the garbage collector more than all else here.
 */
export function perPair<A, B, V>(make: (a: A, b: B) => V): (a: A, b: B) => V {
  const known = new Map<A, Map<B, Answer<V>>>();
  return (a, b) => {
    let ofA = known.get(a);
    if (ofA === undefined) {
      ofA = new Map();
      known.set(a, ofA);
    }
    const found = ofA.get(b);
    if (found !== undefined) return found.value;
    const value = make(a, b);
    ofA.set(b, { value });
    return value;
  };
}

/** Lists of numbers, one object for the same ones in the same order. */
export function listing<T extends number>(): (list: readonly T[]) => readonly T[] {
  const lists = new Map<string, readonly T[]>();
  return (list) => {
    const name = list.join(' ');
    const found = lists.get(name) ?? list;
    lists.set(name, found);
    return found;
  };
}
