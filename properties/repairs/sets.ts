/**
 * Sets of at most thirty things as the bits of a number: sets of repairs, and of attackers.
 */

/** A set: bit `i` stands for the thing at place `i`. */
export type Bits = number;

/** How many things there may be. */
export const thingsMax = 30;

/** Everything, where there are `count` things. */
export function everything(count: number): Bits {
  return 2 ** count - 1;
}

/** The set of one thing. */
export function only(place: number): Bits {
  return 1 << place;
}

/** The places of a set, lowest first. */
export function placesOf(set: Bits): readonly number[] {
  const places: number[] = [];
  for (let place = 0; set >> place !== 0; place += 1) if ((set >> place) & 1) places.push(place);
  return places;
}

/** Whether every thing in `part` is in `whole`. */
export function isWithin(part: Bits, whole: Bits): boolean {
  return (part & whole) === part;
}

/** How many things are in a set. */
function sizeOf(set: Bits): number {
  return placesOf(set).length;
}

/** The smaller set first; of two as small, the one whose things come first. */
export function bySize(a: Bits, b: Bits): number {
  return sizeOf(a) - sizeOf(b) || a - b;
}

/** The sets that no other one is within. */
export function largest(sets: readonly Bits[]): readonly Bits[] {
  return sets.filter((set) => !sets.some((other) => other !== set && isWithin(set, other)));
}

/** The sets within which no other one is. */
export function smallest(sets: readonly Bits[]): readonly Bits[] {
  return sets.filter((set) => !sets.some((other) => other !== set && isWithin(other, set)));
}

/**
 * With one more set to be met: the minimal sets that meet all of them (Berge 1989, multiplication).
 *
 * @param meeting - the minimal sets that meet all the sets so far; for none, the empty set alone
 * @param set - the set that is to be met too
 */
export function meetingToo(meeting: readonly Bits[], set: Bits): readonly Bits[] {
  const meets = meeting.filter((one) => (one & set) !== 0);
  const longer = meeting
    .filter((one) => (one & set) === 0)
    .flatMap((one) => placesOf(set).map((place) => one | only(place)));
  const added = longer.filter((one) => !meets.some((other) => isWithin(other, one)));
  return [...meets, ...smallest([...new Set(added)])].sort(bySize);
}
