/**
 * The protocols whose costs are compared: the named readings, and `minimal` beside them, the cheapest
 * repaired protocol. Which repairs are in it is said here and nowhere else.
 */
import { repairIds, withRepairs } from '../../model/sa2pmp/repair.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';

/**
 * Repairs that `minimal` does without: each customer's key, of no use where everything is encrypted for
 * the bank's; commitments, which resolution brings; the history of keys, of which a payment sees nothing.
 */
const spared: readonly string[] = ['customer-key', 'commitments', 'key-history'];

/** A protocol with a name. */
export interface Point {
  readonly name: string;
  readonly reading: Reading;
}

/** The published protocol with some repairs, and with ID_C signed and looked up but not sent (A3). */
function minimalWith(ids: readonly string[]): Reading {
  return { ...withRepairs(readings.published, ids), A3: 'identifier-looked-up' };
}

const { published, charitable, repaired } = readings;

/** All of them; the first is what the others are compared with. */
export const points: readonly [Point, ...Point[]] = [
  { name: 'published', reading: published },
  { name: 'charitable', reading: charitable },
  { name: 'minimal', reading: minimalWith(repairIds.filter((id) => !spared.includes(id))) },
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
