/**
 * What the literature says of a protocol, as data: a verdict for each claim, who published it, and
 * the bounds under which it shows.
 *
 * Refuses nothing by itself: `properties/classics` asks the engines, and a test holds each answer
 * to the verdict here.
 */
import { atom, joined, text, underKey } from '../script/message.ts';
import { renamedMessage } from '../script/rename.ts';
import type { Belief, Protocol, Role, Step } from '../script/script.ts';
import type { Seat } from '../script/system.ts';
import type { Citation } from './references.ts';

/** What is published about one claim of a protocol. */
export interface Verdict {
  /** Which belief: its kind and what it is about, as in `agreement of key`. */
  readonly claim: string;
  readonly says: 'attack' | 'holds';
  /** Whether a value may be taken for one of another sort: what a type flaw needs. */
  readonly typing: 'typed' | 'untyped';
  /** Who published it. */
  readonly by: Citation;
  /** Where in it, or what the attack does, in a few words. */
  readonly note: string;
  /** The runs under which it shows. */
  readonly seats: readonly Seat[];
  /** A session key of an earlier session, which its initiator has lost to the attacker. */
  readonly lost?: Lost;
  /** Where ours is another verdict: the cited difference of model that makes it so. */
  readonly differs?: { readonly ours: Verdict['says']; readonly why: string };
}

/** Which key of an earlier session is lost, and by whom. */
export interface Lost {
  readonly role: string;
  readonly key: string;
}

/** A protocol and what is published about it. */
export interface Classic {
  readonly protocol: Protocol;
  readonly verdicts: readonly Verdict[];
}

/** The published verdict without what {@link attacked} and {@link holding} say. */
type Published = Omit<Verdict, 'claim' | 'says' | 'typing'> & Partial<Pick<Verdict, 'typing'>>;

/** A claim that the literature breaks; on typed messages unless said. */
export function attacked(claim: string, published: Published): Verdict {
  return { typing: 'typed', ...published, claim, says: 'attack' };
}

/** A claim that the literature finds to hold; on typed messages unless said. */
export function holding(claim: string, published: Published): Verdict {
  return { typing: 'typed', ...published, claim, says: 'holds' };
}

/** The name of a belief in the data: `secrecy of key`, `injective agreement of key`. */
export function nameOf(belief: Belief): string {
  const isInjective = belief.belief === 'agreement' && belief.injective;
  return `${isInjective ? 'injective ' : ''}${belief.belief} of ${belief.about}`;
}

/** Nobody but the two learns it. */
export function secrecyOf(about: string): Belief {
  return { belief: 'secrecy', about };
}

/** Each who believes it has a peer that was running, one of its own. */
export function injectiveOf(about: string): Belief {
  return { belief: 'agreement', about, injective: true };
}

/** Each who believes it has a peer that was running. */
export function agreementOf(about: string): Belief {
  return { belief: 'agreement', about, injective: false };
}

/** What a role knows before it starts, what it makes up, and whether it can look up what others share. */
type Outset = Partial<Pick<Role, 'knows' | 'makes' | 'deposited'>>;

/** A role of a script. */
export function role(
  name: string,
  { knows = [], makes = [], ...rest }: Outset,
  steps: readonly Step[],
): Role {
  return { name, knows, makes, steps, ...rest };
}

/** What two messages share that carry `n` and `n - 1`: no attacker makes one of the other. */
const lessOne = 'less one';

/** The handshake on a session key: a nonce under it, and the nonce less one in answer. */
export const challenge = underKey('Kab', atom('Nb'));
/** See {@link challenge}. */
export const answer = underKey('Kab', joined(atom('Nb'), text(lessOne)));

/** An initiator and whom it means to talk to; `i` is the insider. */
export function initiator(agent: string, peer: string): Seat {
  return { role: 'A', agent, peers: { B: peer, S: 's' } };
}

/** A responder, which learns who talks to it, unless its role knows beforehand. */
export function responder(agent: string, peer = 'a'): Seat {
  return { role: 'B', agent, peers: { A: peer, S: 's' } };
}

/** The server that all trust. */
export const server: Seat = { role: 'S', agent: 's', peers: {} };

/** The initiator of the earlier session whose key is lost. */
export function earlier(agent: string, peer: string): Seat {
  return { role: old, agent, peers: { B: peer, S: 's' } };
}

/** One of each of two parties. */
export const couple: readonly Seat[] = [initiator('a', 'b'), responder('b')];

/** One of each, with the server. */
export const trio: readonly Seat[] = [...couple, server];

/** An initiator, the server, and a responder that may be made to take the same again. */
export const twice: readonly Seat[] = [initiator('a', 'b'), responder('b'), responder('b'), server];

/** The role of whoever lost a key. */
const old = 'O';

/** What a role did in an earlier session: the same, believing nothing of it now. */
function stepsBefore({ name, steps }: Role): readonly Step[] {
  const as = (one: string): string => (one === name ? old : one);
  return steps.flatMap((step): readonly Step[] => {
    if (step.do !== 'state') return [{ ...step, message: renamedMessage(step.message, as) }];
    return step.claim === 'running' ? [step] : [];
  });
}

/**
 * The protocol with one more role: an earlier session of a role that ends with the loss of a key
 * (Denning & Sacco 1981; the `Oops` of Paulson 1998).
 *
 * @throws Error for a role that the protocol does not have: a mistake of ours
 */
export function withLost(protocol: Protocol, { role: name, key }: Lost): Protocol {
  const loser = protocol.roles.find((one) => one.name === name);
  if (loser === undefined) throw new Error(`classics: ${protocol.id} has no role ${name}`);
  const loss: Step = { do: 'send', to: 'network', message: { is: 'atom', name: key } };
  const past: Role = { ...loser, name: old, steps: [...stepsBefore(loser), loss] };
  return { ...protocol, roles: [...protocol.roles, past] };
}
