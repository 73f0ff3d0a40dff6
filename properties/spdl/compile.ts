/**
 * A file's protocols as one script: their runs share the network, so roles bear the protocol's name
 * where there are several.
 *
 * Refuses files with mistakes, or with constructs that are not carried out here: all complaints come
 * with their places.
 */
import type { Claim } from '../../model/core/claim.ts';
import { mistakesIn } from '../../model/script/executable.ts';
import type { Protocol } from '../../model/script/script.ts';
import { claimFor, type Exchange, type Stated } from './claims.ts';
import { declaredIn, unsupportedIn } from './declared.ts';
import { type Complaint, type Place, treeOf, within } from './grammar.ts';
import type { Drafted, DraftedRole } from './draft.ts';
import { draftOf } from './role.ts';
import { misnamedIn } from './names.ts';
import { settledSorts } from './sorts.ts';

/** A claim of a file. */
export interface SpdlClaim {
  readonly at: Place;
  /** The name of its role in the script. */
  readonly role: string;
  readonly kind: string;
  readonly says: string;
  readonly claim: Claim;
}

/** A file, ready to be searched. */
export interface Compiled {
  readonly script: Protocol;
  /** The roles of each protocol, by their names in the script. */
  readonly casts: readonly (readonly string[])[];
  readonly claims: readonly SpdlClaim[];
  readonly insider: string;
}

/** Messages before a step of a role whose both ends must have happened by then (Cremers & Mauw). */
function before(drafted: Drafted, role: DraftedRole, position: number): readonly Exchange[] {
  const placeOf = (name: string): number =>
    drafted.roles.findIndex((one) => one.role.name === name);
  const needed = new Set<string>();
  const visit = ({ role: { name }, events }: DraftedRole, until: number): void => {
    for (const event of events.filter(({ step }) => step < until)) {
      const key = `${name} ${String(event.step)}`;
      if (needed.has(key)) continue;
      needed.add(key);
      const other = drafted.roles.find(({ role: { name: peer } }) => peer === event.peer);
      const matching = other?.events.find(({ label }) => label === event.label);
      if (event.does === 'receive' && other !== undefined && matching !== undefined) {
        visit(other, matching.step + 1);
      }
    }
  };
  visit(role, position);
  return drafted.roles.flatMap(({ role: { name }, events }) =>
    events
      .filter(({ does, step, label }) => {
        const to = drafted.roles.find((one) =>
          one.events.some((other) => other.label === label && other.does === 'receive'),
        );
        const got = to?.events.find((other) => other.label === label);
        const isGot = got !== undefined && needed.has(`${to?.role.name ?? ''} ${String(got.step)}`);
        return does === 'send' && needed.has(`${name} ${String(step)}`) && isGot;
      })
      .map(({ label, peer }) => ({
        name: `${drafted.name} ${label}`,
        from: placeOf(name),
        to: placeOf(peer),
      })),
  );
}

/** The claims of a role. */
function claimsOf(drafted: Drafted, role: DraftedRole): readonly SpdlClaim[] {
  return role.claims.map(({ at, kind, says, about, step, running }) => {
    const stated: Stated = {
      about,
      kind,
      says,
      running,
      place: drafted.roles.indexOf(role),
      roles: drafted.roles.length,
      messages: ['Niagree', 'Nisynch'].includes(kind) ? before(drafted, role, step) : [],
    };
    return { at, role: role.role.name, kind, says, claim: claimFor(stated) };
  });
}

/** Roles that cannot do what they are told, with the places where they are told so. */
function impossible(script: Protocol, drafted: readonly Drafted[]): readonly Complaint[] {
  const roles = drafted.flatMap((one) => one.roles);
  return mistakesIn(script).flatMap((mistake) => {
    const [, name, number, reason] = /^(.*), step (\d+): (.*)$/u.exec(mistake) ?? [];
    const role = roles.find((one) => one.role.name === name);
    const at = role?.places[Number(number) - 1];
    return at === undefined ? [] : [{ at, says: `role ${name ?? ''} ${reason ?? ''}` }];
  });
}

/** Reads a file and makes a script of it; what is wrong with it where that cannot be done. */
export function compiled(text: string): Compiled | readonly Complaint[] {
  // Some editors begin a file with a mark of its byte order.
  const tree = treeOf(text.replace(/^\uFEFF/u, ''));
  if ('says' in tree) return [tree];
  const refused = unsupportedIn(tree);
  if (refused.length > 0) return refused;
  const misnamed = misnamedIn(tree);
  if (misnamed.length > 0) return misnamed;
  const declared = declaredIn(tree);
  const protocols = within(tree, 'Protocol');
  const complaints: Complaint[] = [];
  const complain = (complaint: Complaint): void => void complaints.push(complaint);
  const isOne = protocols.length === 1;
  const drafted = protocols.map((protocol) => draftOf(protocol, { declared, complain, isOne }));
  if (drafted.length === 0) return [{ at: { line: 1, column: 1 }, says: 'expected a protocol' }];
  if (complaints.length > 0) return complaints;
  const script: Protocol = {
    id: 'spdl',
    title: drafted.map(({ name }) => name).join(', '),
    source: 'a file',
    sorts: settledSorts(drafted),
    trusted: [],
    beliefs: [],
    roles: drafted.flatMap(({ roles }) => roles.map(({ role }) => role)),
  };
  const impossibilities = impossible(script, drafted);
  if (impossibilities.length > 0) return impossibilities;
  return {
    script,
    casts: drafted.map(({ roles }) => roles.map(({ role }) => role.name)),
    claims: drafted.flatMap((one) => one.roles.flatMap((role) => claimsOf(one, role))),
    insider: declared.insider,
  };
}
