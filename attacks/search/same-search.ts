/**
 * Whether a search against another attacker would have been the very same one.
 *
 * Two attackers in one theatre differ in what they hold, may steal and can deduce. Where nothing
 * that a search came across gives the difference an occasion (nothing sent on that channel, nothing
 * taken at those doors, nothing to be stolen, nothing deduced), the other attacker has the same
 * moves in every state: move by move the two searches are one. Refuses to say so of attackers who
 * are given different values, and of rules that make terms of their own.
 */
import type { Door } from '../../model/core/system.ts';
import { staysClosed } from '../knowledge.ts';
import type { Rule } from '../rule/rule.ts';
import { accessOf, type Theft } from '../theft.ts';
import type { Stage } from './stage.ts';
import { openDoors } from './state.ts';
import { abridge } from './trail.ts';

/** Things of one list that are not in the other, and the other way round. */
function apart<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return [...one.filter((it) => !other.includes(it)), ...other.filter((it) => !one.includes(it))];
}

/** Whether two records have the same entries in the same order. */
function isSame(one: Readonly<Record<string, unknown>>, other: typeof one): boolean {
  return JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other));
}

/** Whether the attackers start alike: in one theatre, with the same values. */
function beginsAlike(one: Stage, other: Stage): boolean {
  return (
    one.system === other.system &&
    one.store === other.store &&
    isSame(one.given, other.given) &&
    isSame(one.ownValues, other.ownValues) &&
    JSON.stringify(one.inert) === JSON.stringify(other.inert)
  );
}

/** Whether nobody looked at a channel that the two hold differently. */
function carriesAlike(one: Stage, other: Stage): boolean {
  return [...one.trail.channels].every((channel) => one.holds[channel] === other.holds[channel]);
}

/** Whether nothing is ever taken at a door. */
function isShut({ trail, system, takes }: Stage, door: Door): boolean {
  const hop = system.parties.findIndex(({ name }) => name === door.hop);
  return ![...(trail.locals[hop] ?? [])].some((local) => takes(door, local));
}

/** Whether doors that are open to one alone are of no use to it. */
function entersAlike(one: Stage, other: Stage): boolean {
  const [doors, others] = [openDoors(one), openDoors(other)];
  return apart(doors, others).every((door) => isShut(one, door));
}

/** Whether two thefts are the same but for how the thief comes to the memory. */
function isAlike({ pin: _, reads: __, ...one }: Theft, other: Theft | undefined): boolean {
  if (other === undefined) return false;
  const { pin: ___, reads: ____, ...rest } = other;
  return isSame(one, rest);
}

/** What a theft finds in each state that each party came to. */
function lootOf({ system, memory, trail }: Stage, theft: Theft | undefined): readonly unknown[] {
  return system.parties.flatMap(({ kind }, party) =>
    [...(trail.locals[party] ?? [])].map((local) =>
      theft?.from === kind ? memory(party, local, accessOf(theft))[theft.what] : undefined,
    ),
  );
}

/** Whether thefts, taken one by one, found the same wherever they could happen. */
function stealsAlike(one: Stage, other: Stage): boolean {
  const count = Math.max(one.thefts.length, other.thefts.length);
  return Array.from({ length: count }, (_, index) => index).every((index) => {
    const [left, right] = [one.thefts[index], other.thefts[index]];
    const [loot, otherLoot] = [lootOf(one, left), lootOf(one, right)];
    if (left !== undefined && isAlike(left, right)) {
      return loot.every((found, place) => found === otherLoot[place]);
    }
    return [...loot, ...otherLoot].every((found) => found === undefined);
  });
}

/** Whether rules that one has alone never gave anything. */
function deducesAlike(one: Stage, other: Stage): boolean {
  const [rules, others] = [one.beyond.rules, other.beyond.rules];
  const tellsSame = JSON.stringify(one.beyond.tells) === JSON.stringify(other.beyond.tells);
  const differing: readonly Rule[] = tellsSame
    ? apart(rules, others)
    : [...new Set([...rules, ...others])];
  if (differing.length === 0) return true;
  if (differing.some(({ crafts = [] }) => crafts.length > 0)) return false;
  const ids = differing.map(({ id }) => id);
  abridge(one.trail);
  return one.trail.sets.every(
    (known) =>
      !known.rules.some((rule) => ids.includes(rule)) &&
      staysClosed(one.store, other.beyond, known.terms),
  );
}

/**
 * Whether a search on the other stage would be the same, move by move, as those that were made on
 * this one: then it need not be made.
 */
export function comesToTheSame(one: Stage, other: Stage): boolean {
  return (
    beginsAlike(one, other) &&
    carriesAlike(one, other) &&
    entersAlike(one, other) &&
    stealsAlike(one, other) &&
    deducesAlike(one, other)
  );
}
