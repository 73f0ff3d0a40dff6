/**
 * Where the hashes of a log are kept: the port, and the store that keeps them in memory.
 *
 * Only complete subtrees are kept. Such a hash never changes once it is known, so the store is
 * written once in every place, and every past tree can be had from it.
 */

/** The hashes of the complete subtrees of one log. */
export interface NodeStore {
  /**
   * The hash, 32 octets, over the 2^level leaves from `index * 2^level` on; level 0 holds the
   * leaf hashes. `undefined` when the log has not all of these leaves.
   */
  readonly get: (level: number, index: number) => Uint8Array | undefined;
  /** Keeps such a hash. Called once for each place, in the order in which subtrees complete. */
  readonly put: (level: number, index: number, hash: Uint8Array) => void;
}

/** An empty store in memory; what it gives out is a copy, the caller's to change. */
export function memoryNodes(): NodeStore {
  const levels: Uint8Array[][] = [];
  return {
    get: (level, index) => levels[level]?.[index]?.slice(),
    put: (level, index, hash) => {
      const row = levels[level] ?? [];
      levels[level] = row;
      row[index] = hash.slice();
    },
  };
}
