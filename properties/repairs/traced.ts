/**
 * What an answer was found by looking at: the choices of the reading and the parts of the suite that
 * were read on the way. Whatever was not read cannot have made a difference, so that the answer is
 * that of every other reading in which what was read is the same.
 */

/** What was read, by name; `null` for what there is not, so that it can be written down. */
export type Reads = Record<string, unknown>;

/** A value that notes what is read of it. @throws Error when it is asked for its names. */
export function traced<T extends object>(value: T, reads: Reads): T {
  return watched(value, reads, () => true);
}

/**
 * A value that notes what is read of it once it is watched.
 *
 * @throws Error when it is asked for its names while it is
 */
export function watched<T extends object>(value: T, reads: Reads, isWatched: () => boolean): T {
  return new Proxy(value, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof name === 'string' && isWatched()) reads[name] = found ?? null;
      return found;
    },
    ownKeys: (target) => {
      if (isWatched()) throw new Error('traced: what is asked for all of its names tells nothing');
      return Reflect.ownKeys(target);
    },
  });
}

/** Whether a value is the same in all that was read. */
export function agrees(value: object, reads: Readonly<Reads>): boolean {
  return Object.entries(reads).every(
    ([name, found]) => ((Reflect.get(value, name) as unknown) ?? null) === found,
  );
}
