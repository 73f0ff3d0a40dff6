/**
 * Coalitions: attackers that act as one, each giving what it has (KTV 2010: any set of parties
 * short of the one whose claim is tested).
 *
 * Refuses a coalition that has nobody left to attack, and one that would steal from a party that it
 * plays.
 */
import type { PartyKind } from '../../model/core/system.ts';
import type { Theft } from '../theft.ts';
import type { Capability, Needs, Reveal } from './capability.ts';
import { heldByBoth } from './hold.ts';

/** A coalition, or why there is none. */
export type Alliance =
  | { readonly formed: true; readonly capability: Capability }
  | { readonly formed: false; readonly problems: readonly string[] };

/** Each value once, by a name that equal ones share. */
function once<T>(values: readonly T[], nameOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [nameOf(value), value])).values()];
}

const nameOfReveal = ({ kind, of }: Reveal): string => `${kind} ${of}`;
const nameOfTheft = ({ from, what, when, times = 1, pin, reads }: Theft): string =>
  `${from} ${what} ${when} ${times} ${String(pin)} ${String(reads)}`;

/** What either needs. */
function needsOfBoth(a: Partial<Needs>, b: Partial<Needs>): Partial<Needs> {
  const renewals = Math.max(a.renewals ?? 0, b.renewals ?? 0);
  return {
    ...(renewals > 0 ? { renewals } : {}),
    ...(a.secondBank === true || b.secondBank === true ? { secondBank: true } : {}),
  };
}

/** An optional list of both; absent where neither has it. */
function listOfBoth<K extends string, T>(
  field: K,
  [a, b]: readonly [readonly T[] | undefined, readonly T[] | undefined],
  nameOf: (value: T) => string,
): Partial<Readonly<Record<K, readonly T[]>>> {
  if (a === undefined && b === undefined) return {};
  const both = { [field]: once([...(a ?? []), ...(b ?? [])], nameOf) };
  return both as Partial<Readonly<Record<K, readonly T[]>>>;
}

/** What two attackers can do together. */
function both(a: Capability, b: Capability): Capability {
  const needs = needsOfBoth(a.needs ?? {}, b.needs ?? {});
  const witnesses = Math.max(a.witnesses ?? 0, b.witnesses ?? 0);
  return {
    id: `${a.id}+${b.id}`,
    title: `${a.title} with ${b.title}`,
    says: `${a.says}; with it: ${b.says}`,
    source: once([a.source, b.source], String).join('; '),
    holds: heldByBoth(a.holds, b.holds),
    insider: a.insider || b.insider,
    reveals: once([...a.reveals, ...b.reveals], nameOfReveal),
    corrupts: once([...a.corrupts, ...b.corrupts], String),
    ...listOfBoth('thefts', [a.thefts, b.thefts], nameOfTheft),
    ...listOfBoth('rules', [a.rules, b.rules], ({ id }) => id),
    ...listOfBoth('desks', [a.desks, b.desks], String),
    ...(witnesses > 0 ? { witnesses } : {}),
    ...(Object.keys(needs).length > 0 ? { needs } : {}),
  };
}

/**
 * Attackers acting as one; one that is named twice counts once. Its id is theirs joined by `+`.
 *
 * @param first - a member
 * @param others - the other members
 */
export function coalition(first: Capability, ...others: readonly Capability[]): Capability {
  return once([first, ...others], ({ id }) => id).reduce(both);
}

/** Parties of whom one at least must be honest, for a claim of somebody's to be tested. */
const judged: readonly PartyKind[] = ['client', 'bank', 'log'];

/** What makes no sense about an attacker. */
export function contradictions({ corrupts, thefts = [] }: Capability): readonly string[] {
  const nobody = judged.every((kind) => corrupts.includes(kind))
    ? ['nobody is left whose claim could be tested: client, bank and log are all its own']
    : [];
  const robbed = thefts
    .filter(({ from }) => corrupts.includes(from))
    .map(({ from, what }) => `it would steal the ${what} of a ${from} that it plays itself`);
  return [...nobody, ...new Set(robbed)];
}

/**
 * A coalition of named attackers, checked.
 *
 * @param ids - the members' ids, at least one
 * @param among - the attackers there are
 */
export function allied(ids: readonly string[], among: readonly Capability[]): Alliance {
  const members = ids.map((id) => among.find((capability) => capability.id === id));
  const unknown = ids.filter((_, index) => members[index] === undefined);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  const [first, ...others] = members.filter((member) => member !== undefined);
  const problems = [
    ...unknown.map((id) => `there is no attacker ${id}`),
    ...[...new Set(repeated)].map((id) => `${id} is named more than once`),
    ...(ids.length === 0 ? ['no attacker is named'] : []),
  ];
  if (problems.length > 0 || first === undefined) return { formed: false, problems };
  const capability = coalition(first, ...others);
  const senseless = contradictions(capability);
  return senseless.length > 0
    ? { formed: false, problems: senseless }
    : { formed: true, capability };
}
