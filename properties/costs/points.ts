/** The protocols whose costs are compared: the named readings. */
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';

/** A protocol with a name. */
export interface Point {
  readonly name: string;
  readonly reading: Reading;
}

const { published, charitable, minimal, repaired } = readings;

/** All of them; the first is what the others are compared with. */
export const points: readonly [Point, ...Point[]] = [
  { name: 'published', reading: published },
  { name: 'charitable', reading: charitable },
  { name: 'minimal', reading: minimal },
  { name: 'repaired', reading: repaired },
];

/**
 * What `minimal` is to undercut: published as §4.2 can be read, with the public key "combined" with each
 * message (A1).
 */
export const aim: Point = {
  name: 'published, key in each message',
  reading: { ...published, A1: 'in-message' },
};
