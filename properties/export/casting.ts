/**
 * Who takes part in a script that is exported, and who of them may be the attacker's: anybody, or those
 * of a cast of a peer (`model/peers`).
 *
 * A cast says who is dishonest in one run; here whoever may be dishonest in it may be in every run, and
 * all whom a role begins with besides are honest.
 */
import {
  type Cast,
  type CastName,
  classes,
  insider,
  type Peer,
  proofs,
} from '../../model/peers/peer.ts';
import type { Protocol } from '../../model/script/script.ts';
import type { Honesty } from './flow.ts';

/** The casts that can be asked for: those in which the authority plays twice are the same without bounds. */
export const castNames = [...classes, ...proofs] as const satisfies readonly CastName[];

/** The name of a cast. */
export type ExportedCast = (typeof castNames)[number];

/** Something that a role takes once only, in all its runs. */
export interface TakenOnce {
  readonly role: string;
  /** The name whose value is never the same. */
  readonly name: string;
}

/** Who takes part. */
export interface Casting {
  /** Roles that honest agents play. */
  readonly plays: ReadonlySet<string>;
  readonly honesty: Honesty;
  readonly takenOnce?: TakenOnce | undefined;
  /** What is said in the file of who is honest, a line each. */
  readonly says: readonly string[];
  /** What is said of what an attacker can do besides and is left out, a line each. */
  readonly leavesOut?: readonly string[];
  /** The name of the cast, where it is one. */
  readonly cast?: ExportedCast;
}

/** All roles, by anybody; an agent whose statement names nobody but the account is honest itself. */
export function everybody({ roles }: Protocol): Casting {
  const isAnonymous = roles.some(({ steps }) =>
    steps.some((step) => step.do === 'state' && step.anonymous === true),
  );
  const names = roles.map(({ name }) => name);
  const honest = new Map(isAnonymous ? names.map((name) => [name, new Set([name])] as const) : []);
  return {
    plays: new Set(names),
    honesty: { insiders: true, honest },
    says: isAnonymous
      ? ['who plays a role is honest: some statements do not name who makes them']
      : [],
  };
}

/** Whom each role takes for whom, and who is not honest there. */
function dishonestIn({ seats }: Cast, role: string): ReadonlySet<string> {
  const all = seats.flatMap((seat) => (seat.role === role ? Object.entries(seat.peers) : []));
  return new Set(all.flatMap(([name, agent]) => (agent === insider ? [name] : [])));
}

/** What is said of who is dishonest. */
function inWords(cast: ExportedCast, dishonest: readonly string[], { insider: has }: Cast): string {
  if (!has) return `cast ${cast}: no agent is the attacker’s`;
  const whom = dishonest.length === 0 ? 'agents that no role begins with' : dishonest.join(' and ');
  return `cast ${cast}: the attacker may have agents of its own, ${dishonest.length === 0 ? whom : `also in the place of ${whom}`}; all others whom a role begins with are honest`;
}

/** The cast of a peer of that name, with those who play where nobody is dishonest. */
function seatsOf({ casts }: Peer, name: ExportedCast): Cast | undefined {
  const cast = casts[name];
  const isProof = (proofs as readonly string[]).includes(name);
  if (cast === undefined || isProof || casts.network === undefined) return cast;
  return { ...cast, seats: [...cast.seats, ...casts.network.seats] };
}

/** The casts of a peer that can be exported. */
export function castsFor({ casts }: Peer): readonly ExportedCast[] {
  return castNames.filter((name) => casts[name] !== undefined);
}

/** The cast that is exported unless another is named: another customer beside, where there is one. */
export function usualCast(peer: Peer): ExportedCast {
  const [first = 'network'] = castsFor(peer);
  return peer.casts.customer === undefined ? first : 'customer';
}

/** Who takes part in a cast of a peer; `undefined` for one that it does not have. */
export function castingOf(peer: Peer, name: ExportedCast): Casting | undefined {
  const cast = seatsOf(peer, name);
  if (cast === undefined) return undefined;
  const { roles } = peer.protocol;
  const plays = new Set(cast.seats.map(({ role }) => role));
  const honest = roles.map(({ name: role, knows }) => {
    const dishonest = dishonestIn(cast, role);
    return [role, new Set([role, ...knows.filter((one) => !dishonest.has(one))])] as const;
  });
  const dishonest = [...plays].flatMap((role) => [...dishonestIn(cast, role)]);
  return {
    plays,
    honesty: { insiders: cast.insider, honest: new Map(cast.insider ? honest : []) },
    takenOnce: peer.takenOnce,
    says: [inWords(name, [...new Set(dishonest)].sort(), cast)],
    leavesOut:
      peer.mode === undefined
        ? []
        : [
            `encryption is perfect here: what ${peer.mode} lets an attacker do to boxes is left out`,
          ],
    cast: name,
  };
}
