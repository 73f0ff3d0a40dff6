/**
 * Names for searches: equal exactly for searches that are the same, whatever their attackers are
 * called, so that each is made once.
 */
import type { Capability } from '../../attacks/capability/capability.ts';
import type { Inquiry } from './inquiry.ts';
import { canonical } from './canonical-value.ts';
import { boundsFor } from './problem.ts';

/** What an attacker can do, whatever it is called. */
function strength(capability: Capability): string {
  const { id: _, title: __, says: ___, source: ____, ...rest } = capability;
  const unordered = (values: readonly unknown[] = []): readonly string[] =>
    values.map(canonical).sort();
  const { reveals, corrupts, thefts, rules, desks } = rest;
  return canonical({
    ...rest,
    reveals: unordered(reveals),
    corrupts: unordered(corrupts),
    thefts: unordered(thefts),
    rules: unordered(rules),
    desks: unordered(desks),
  });
}

/** The name of a search. */
export function searchName({ question, claims, attacker }: Inquiry): string {
  const { protocol, bounds, statesMax, attacks, coverage } = question;
  const [first] = claims;
  const { reading, omitted } = protocol;
  const ids = claims.map(({ id }) => id);
  const asked = { reading, omitted, statesMax, attacks, coverage, ids };
  return `${canonical(asked)} ${canonical(boundsFor(bounds, attacker, first))} ${strength(attacker)}`;
}
