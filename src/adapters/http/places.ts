/** Places to work in: so many at once, so many waiting in order, and no more. */

/** Places that are taken and given back. */
export interface Places {
  /** Whether a place was had: at once, after waiting, or (`false`) not at all, said at once. */
  readonly enter: () => Promise<boolean>;
  /** Gives back a place that was had, to the one who has waited longest. */
  readonly leave: () => void;
}

/** `inFlightMax` places with `queueMax` waiting for them. */
export function places(inFlightMax: number, queueMax: number): Places {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    enter: () => {
      if (taken < inFlightMax) {
        taken += 1;
        return Promise.resolve(true);
      }
      if (waiting.length >= queueMax) return Promise.resolve(false);
      return new Promise((resolve) => waiting.push(() => resolve(true)));
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) taken -= 1;
      else next();
    },
  };
}
