/**
 * Memory of what depends on the local states of a few parties, found one after the other: which
 * party matters next may depend on the states of those before. A lookup reads just those.
 */
import type { LocalId } from './stage.ts';

/** A party's local state that something depended on. */
export type Reading = readonly [party: number, local: LocalId];

/** The party that matters next, and what follows by the local state that it is in. */
interface Branch<V> {
  readonly party: number;
  readonly by: Map<LocalId, Node<V>>;
}

type Node<V> = Branch<V> | { readonly value: V };

/** Remembers values of one question. */
export interface Memory<V> {
  /** What is remembered for these local states; `undefined` where that is new. */
  readonly recall: (locals: readonly LocalId[]) => V | undefined;
  /** Remembers a value for the local states that it depended on, each party once, in order. */
  readonly remember: (readings: readonly Reading[], value: V) => void;
}

/** An empty memory; the same party has to matter first for every value. */
export function memory<V>(): Memory<V> {
  let root: Node<V> | undefined;
  return {
    recall: (locals) => {
      let at = root;
      while (at !== undefined && 'by' in at) at = at.by.get(locals[at.party] ?? -1);
      return at?.value;
    },
    remember: (readings, value) => {
      let place = (node: Node<V>): void => {
        root = node;
      };
      let at = root;
      for (const [party, local] of readings) {
        const branch: Branch<V> = at !== undefined && 'by' in at ? at : { party, by: new Map() };
        place(branch);
        at = branch.by.get(local);
        place = (node) => branch.by.set(local, node);
      }
      place({ value });
    },
  };
}
