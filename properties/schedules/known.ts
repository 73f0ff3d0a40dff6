/**
 * What is known to hold, and so must hold in every schedule: the claims of the first table, for the
 * named readings and each attacker, as a search to its end has them; made by
 * `node properties/schedules/known.ts --write` and Prettier, in minutes. Attackers then stand in the
 * order of the list of them; that of the file does not matter.
 *
 * Of a reading that no search was asked about, of larger bounds and of cells that a search left open
 * nothing is known: a break that is found there by chance is counted and no failure.
 */
import { writeFileSync } from 'node:fs';
import { capabilities } from '../../attacks/capability/index.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from '../verdict/ask.ts';
import { protocol, protocolNames } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import known from './known.json' with { type: 'json' };
import type { World } from './world.ts';

type Known = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** States beyond which a cell is left open. */
const statesMax = 20_000;

const nothing: readonly string[] = [];

/** The claims that must hold in a world, by id. */
export function holdsIn({
  base,
  changes,
  bounds,
  attacker,
  court,
  reach,
}: World): readonly string[] {
  const { sessions, customers, renewals } = bounds;
  const isWithin =
    sessions <= defaultBounds.sessions &&
    customers <= defaultBounds.customers &&
    renewals <= defaultBounds.renewals;
  const isAsked = reach === 'own' && (court === 'none' || court === 'trial');
  if (changes.length > 0 || !isWithin || !isAsked) return nothing;
  return (known as Known)[base]?.[attacker] ?? nothing;
}

/** Asks the search about all of it again. */
function askedAgain(
  bases: readonly (typeof protocolNames)[number][],
  attackers: readonly string[],
): Known {
  const of = (base: (typeof protocolNames)[number], id: string): readonly string[] => {
    const attacker = capabilities.find((one) => one.id === id);
    if (attacker === undefined) throw new Error(`known: no attacker ${id}`);
    const question = { protocol: protocol(base), attacker, claims: usualClaims };
    return ask({ ...question, bounds: defaultBounds, statesMax })
      .filter(({ verdict }) => verdict === 'holds')
      .map(({ claim }) => claim.id);
  };
  return Object.fromEntries(
    bases.map((base) => [base, Object.fromEntries(attackers.map((id) => [id, of(base, id)]))]),
  );
}

if (process.argv[1] === import.meta.filename && process.argv.includes('--write')) {
  const all = askedAgain(
    protocolNames,
    capabilities.map(({ id }) => id),
  );
  writeFileSync(new URL('known.json', import.meta.url), `${JSON.stringify(all, undefined, 1)}\n`);
}
