/**
 * A system that the paper compares with, as data: its script under one reading of its source, what
 * it promises in our terms, who may be dishonest, and the verdicts that the literature has on it.
 *
 * Refuses nothing by itself: `properties/peers` asks the engines.
 */
import type { Cipher } from '../core/algebra.ts';
import { agentSort, type Protocol, type Role, type Step } from '../script/script.ts';
import { renamedStep } from '../script/rename.ts';
import { unlike } from '../script/steps.ts';
import type { Seat } from '../script/system.ts';
import type { Work } from './references.ts';

/** The promises that protocols are compared by, in the order of the table. */
export const goals = ['secret', 'meant', 'once', 'answer', 'seller', 'origin', 'receipt'] as const;

/** A promise. */
export type Goal = (typeof goals)[number];

/** What each promise says. */
export const goalWords: Readonly<Record<Goal, string>> = {
  secret:
    'what only payer and authority are to know stays with them: the order, or the card number',
  meant: 'what the authority carries out, the payer meant, and meant for it',
  once: 'and as often as the payer meant it',
  answer: 'the answer that the payer believes is the authority’s',
  seller: 'what the authority carries out, the seller asked it for',
  origin: 'who is shown evidence that the payer ordered is not deceived, whoever else is dishonest',
  receipt: 'nor who is shown evidence that the authority answered',
};

/** Who attacks: the network alone, or with somebody who takes part dishonestly. */
export const classes = ['network', 'customer', 'between', 'authority'] as const;

/** Who attacks. */
export type AttackerClass = (typeof classes)[number];

/** Proofs are judged with all on the attacker's side but who is accused. */
export const proofs = ['origin', 'receipt'] as const satisfies readonly Goal[];

/** Who is accused, and so honest, where evidence is judged. */
export type Proof = (typeof proofs)[number];

/** Whether a promise is of evidence. */
export function isProof(goal: Goal): goal is Proof {
  return (proofs as readonly Goal[]).includes(goal);
}

/** Who takes part, honestly or not, and in which script. */
export interface Cast {
  /** The script; with roles that play twice and remember where that is asked about. */
  readonly protocol: Protocol;
  readonly seats: readonly Seat[];
  /** Whether the attacker has the keys of somebody who takes part as well. */
  readonly insider: boolean;
  /** The mode in which boxes are made, whose weakness the attacker makes use of; none unless said. */
  readonly mode?: Cipher | undefined;
}

/** A cast in which the authority plays twice, for the promise that it does nothing twice. */
export type TwiceCast = `${AttackerClass}, twice`;

/** The name of a cast: an attacker, or a proof. */
export type CastName = AttackerClass | TwiceCast | Proof;

/** A verdict of the literature. */
export interface PeerVerdict {
  /** Which belief: its kind and what it is about, as in `agreement of order`. */
  readonly claim: string;
  /** Who takes part: the name of a cast. */
  readonly under: CastName;
  readonly says: 'attack' | 'holds';
  /** Whether it holds in that who would be deceived takes nothing at all, so that no belief is stated. */
  readonly refused?: true;
  /** Who published it; `ours` where it follows from the construction and nobody was found to say so. */
  readonly by: Work | 'ours';
  /** What the attack does, or why there is none. */
  readonly note: string;
}

/** A peer under one reading. */
export interface Peer {
  readonly protocol: Protocol;
  /** The name of the system, which readings share: `3KP`. */
  readonly system: string;
  /** What this reading takes the source to say, and repairs if any. */
  readonly reading: string;
  /** Whether it is in the short table. */
  readonly main: boolean;
  /** The role on the customer's side. */
  readonly phone: string;
  /** The role that decides. */
  readonly authority: string;
  /** The role in between, as a gateway or a seller. */
  readonly between: string | undefined;
  /** How many messages come before the first payment and not again. */
  readonly logOn: number;
  /** The mode in which boxes are made, where the reading says one; that of the published SA2pMP unless. */
  readonly mode?: Cipher;
  /** What a role takes once only in all its runs, which its casts show in two: the value of a name. */
  readonly takenOnce?: { readonly role: string; readonly name: string };
  /** The parties that must be trusted for what holds to hold. */
  readonly trusts: string;
  readonly casts: Readonly<Partial<Record<CastName, Cast>>>;
  /** The belief by which each promise is judged; those that it does not make are left out. */
  readonly promises: Readonly<Partial<Record<Goal, string>>>;
  readonly verdicts: readonly PeerVerdict[];
}

/** The agent that plays a role honestly: its name in small letters. */
function agentOf(role: string): string {
  return role.toLowerCase();
}

/** Who the attacker is among those who take part. */
export const insider = 'i';

/** A protocol's honest and dishonest roles. */
interface Casting {
  /** Roles that the attacker plays. */
  readonly dishonest?: readonly string[];
  /** Roles that an honest agent plays twice. */
  readonly twice?: readonly string[];
  /** Roles that nobody plays. */
  readonly without?: readonly string[];
  /** Further seats, as of who serves a customer that is the attacker. */
  readonly besides?: readonly Seat[];
  /** Whether the attacker has keys of its own, though it plays no role that others know. */
  readonly insider?: boolean;
  /** See {@link Cast.mode}. */
  readonly mode?: Cipher | undefined;
}

/** A seat in which others are dishonest. */
export function seatOf(
  { roles }: Pick<Protocol, 'roles'>,
  role: string,
  dishonest: readonly string[] = [],
): Seat {
  const others = roles.find(({ name }) => name === role)?.knows ?? [];
  const peers = others.map((name) => [name, dishonest.includes(name) ? insider : agentOf(name)]);
  return { role, agent: agentOf(role), peers: Object.fromEntries(peers) as Seat['peers'] };
}

/** One honest agent in each role that is played honestly. */
export function castOf(protocol: Protocol, casting: Casting): Cast {
  const { dishonest = [], twice = [], without = [], besides = [] } = casting;
  const played = protocol.roles
    .map(({ name }) => name)
    .filter((name) => !dishonest.includes(name) && !without.includes(name));
  const seats = played.flatMap((name) => {
    const seat = seatOf(protocol, name, dishonest);
    return twice.includes(name) ? [seat, seat] : [seat];
  });
  const isInsider = casting.insider ?? (dishonest.length > 0 || besides.length > 0);
  const { mode } = casting;
  return { protocol, seats: [...seats, ...besides], insider: isInsider, mode };
}

/** The mark of names in a second run. */
const prime = '′';

/** What a role that plays twice and remembers does. */
interface Remembering {
  /** At which step a run begins: what comes before is done once. */
  readonly from: number;
  /** Names that are the same in both runs, beside the role's own. */
  readonly kept: readonly string[];
  /** The name whose value is taken once only. */
  readonly fresh: string;
}

/** The role playing twice, and refusing what it has taken before. */
export function remembering(role: Role, { from, kept, fresh }: Remembering): Role {
  const isKept = (name: string): boolean => name === role.name || kept.includes(name);
  const as = (name: string): string => (isKept(name) ? name : name + prime);
  const again = role.steps.slice(from).map((step) => renamedStep(step, as));
  const [first, ...rest] = again;
  const makes = role.makes.filter((name) => !kept.includes(name)).map(as);
  const steps: readonly Step[] =
    first === undefined ? [] : [first, unlike(as(fresh), fresh), ...rest];
  return { ...role, makes: [...role.makes, ...makes], steps: [...role.steps, ...steps] };
}

/** The sorts of names in second runs beside those of the first; `roles` may be others there. */
export function withSecondRuns(
  sorts: Readonly<Record<string, string>>,
  roles: readonly string[],
): Readonly<Record<string, string>> {
  const all = [...Object.entries(sorts), ...roles.map((name) => [name, agentSort] as const)];
  const second = all.map(([name, sort]) => [name + prime, sort]);
  return { ...sorts, ...(Object.fromEntries(second) as Readonly<Record<string, string>>) };
}
