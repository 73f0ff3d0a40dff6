/**
 * A gauge on a search that runs elsewhere: memory shared by threads, in which the search says how
 * far it is and its owner says when it is to end. Nothing is sent while a search runs.
 */

/** Places in the shared memory. */
const place = { stopped: 0, states: 1, open: 2 } as const;

/** How far a search is. */
export interface Reading {
  readonly states: number;
  /** Claims not broken so far. */
  readonly open: number;
}

/** The shared memory of a gauge. */
export type Gauge = Int32Array<SharedArrayBuffer>;

/** A gauge at zero. */
export function gauge(): Gauge {
  const places = Object.keys(place).length;
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * places));
}

/** Asks the search to end. */
export function stop(shared: Gauge): void {
  Atomics.store(shared, place.stopped, 1);
}

/** How far the search is. */
export function read(shared: Gauge): Reading {
  return { states: Atomics.load(shared, place.states), open: Atomics.load(shared, place.open) };
}

/** Notes how far a search is; says whether it is to go on. */
export function note(shared: Gauge, { states, open }: Reading): boolean {
  Atomics.store(shared, place.states, states);
  Atomics.store(shared, place.open, open);
  return Atomics.load(shared, place.stopped) === 0;
}
