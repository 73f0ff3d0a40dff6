/**
 * Terms as messages of a script that is meant for Scyther: keys by their agents, other identifiers of
 * a customer as functions of its name, what is not made twice called by a name once.
 *
 * Refuses keys that are no agent's.
 */
import type { Kind, Term } from '../../model/core/term.ts';
import {
  atom,
  atomsIn,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  signedBy,
  text,
  underKey,
} from '../../model/script/message.ts';
import type { Step } from '../../model/script/script.ts';
import { match } from '../../model/script/steps.ts';
import type { Flow } from './flow.ts';
import { inexpressible } from './inexpressible.ts';
import { identifier } from './names.ts';

/** A word as Scyther names things: what stands after an underscore is a label there. */
export function word(plain: string): string {
  return identifier(plain).replaceAll('_', '-');
}

/** The owners of key pairs. */
const ownerOf: Readonly<Record<string, string>> = {
  bank_signing_key: 'B',
  bank_box_key: 'B',
  log_signing_key: 'L',
};

/** A role being written. */
export interface Desk {
  readonly flow: Flow;
  readonly self: string;
  readonly names: Map<Term, string>;
  readonly sorts: Map<string, string>;
  readonly makes: string[];
  readonly steps: Step[];
  readonly known: Set<string>;
  /** Whether the key that an encryption gives both sides is used: it then travels inside. */
  readonly exports: boolean;
  /** Public keys that the role takes, by what is told of whose they are. */
  readonly owners: Map<Term, string>;
}

/** What is called by a name. */
function named(desk: Desk, t: Term, like: string): string {
  const known = desk.names.get(t);
  if (known !== undefined) return known;
  const count = [...desk.names.values()].filter((name) => name.startsWith(word(like))).length;
  const name = `${word(like)}${desk.self}${count === 0 ? '' : String(count + 1)}`;
  desk.names.set(t, name);
  return name;
}

/** The sort of a value, as far as Scyther's types go; what is no nonce and no key may be anything. */
const sortsOf: Readonly<Record<string, string>> = {
  key: 'key',
  token: 'nonce',
  reference: 'nonce',
  amount: 'nonce',
  payee: 'nonce',
  password: 'nonce',
  nonce: 'nonce',
  challenge: 'nonce',
  transaction: 'nonce',
};

/** A value that the role makes. */
function made(desk: Desk, t: Term, like: string): Message {
  const name = named(desk, t, like);
  if (!desk.makes.includes(name)) {
    const isKey = ['key', 'package_key'].includes(like) || (desk.exports && like === 'iv');
    desk.makes.push(name);
    desk.known.add(name);
    desk.sorts.set(name, isKey ? 'key' : 'nonce');
  }
  return atom(name);
}

/** A value that the role has not made: learnt where it stands first. */
function learnt(desk: Desk, t: Term): Message {
  const { store } = desk.flow;
  const owner = desk.owners.get(t);
  if (owner !== undefined) return atom(owner);
  const sort = store.sort(t);
  const name = named(desk, t, sort);
  const isKey = desk.exports && sort === 'box-randomness';
  if (!desk.sorts.has(name)) desk.sorts.set(name, isKey ? 'key' : (sortsOf[sort] ?? 'ticket'));
  desk.known.add(name);
  return atom(name);
}

/** Whose a private key is; `undefined` for one of which nothing is told. */
export function owner(desk: Desk, key: Term): string | undefined {
  const origin = desk.flow.origin(key);
  if (origin?.from === 'world') return ownerOf[origin.name];
  if (origin?.from === 'made') return desk.self;
  return desk.owners.get(key);
}

function ownerOrRefuse(desk: Desk, key: Term): string {
  const found = owner(desk, key);
  if (found !== undefined) return found;
  throw inexpressible('a key pair that is not an agent’s: Scyther’s keys are functions of agents');
}

/** What is not made of others, as a message; what an order names is of the phone's choosing. */
export function leaf(desk: Desk, t: Term): Message | undefined {
  const { origin, store } = desk.flow;
  const from = origin(t);
  if (from === undefined || from.from === 'agent' || from.from === 'key') return undefined;
  if (from.from === 'customer') return customers(desk, t, from.name);
  if (from.from !== 'everybody') return made(desk, t, from.name);
  return store.sort(t) === 'bank' ? text(word(from.name)) : made(desk, t, store.sort(t));
}

/** What a customer has: the account is the agent, other identifiers are functions of it. */
function customers(desk: Desk, t: Term, name: string): Message {
  if (name === 'accid') return atom('P');
  if (name === 'password') {
    return desk.self === 'P' ? made(desk, t, name) : learnt(desk, t);
  }
  if (name === 'package_key') return made(desk, t, name);
  return hashOf(joined(text(name), atom('P')));
}

/** A term as a message to be sent. */
export function said(desk: Desk, t: Term): Message {
  const { store } = desk.flow;
  const simple = leaf(desk, t);
  if (simple !== undefined) return simple;
  const kind = store.kind(t);
  if (kind === 'variable') return learnt(desk, t);
  if (kind === 'signature' && !desk.names.has(t)) {
    const name = named(desk, t, kind);
    desk.sorts.set(name, 'ticket');
    desk.steps.push(match(name, plainly(desk, t)));
    desk.known.add(name);
  }
  return desk.names.has(t) ? atom(named(desk, t, kind)) : plainly(desk, t);
}

/** Writes a term of a kind. */
type Writer = (desk: Desk, t: Term, args: readonly [Term, Term, Term]) => Message;

const writers: Readonly<Partial<Record<Kind, Writer>>> = {
  constant: ({ flow }, t) => text(flow.store.label(t) === '' ? 'none' : word(flow.store.label(t))),
  tuple: (desk, t) => tuple(desk, t, (part) => said(desk, part)),
  digest: (desk, _, [m]) => hashOf(said(desk, m)),
  'public-key': (desk, _, [key]) => atom(ownerOrRefuse(desk, key)),
  signature: (desk, _, [key, m]) => signedBy(ownerOrRefuse(desk, key), said(desk, m)),
  box: (desk, _, [key, m]) => underKey(keyName(desk, key), said(desk, m)),
  encryption: (desk, _, parts) => encryption(desk, parts, (part) => said(desk, part)),
  derived: (desk, t, [seed]) =>
    hashOf(joined(text(word(desk.flow.store.label(t))), said(desk, seed))),
};

/** A message of a shape, its name before its parts. */
function tuple(desk: Desk, t: Term, part: (t: Term) => Message): Message {
  const { store } = desk.flow;
  return joined(text(word(store.sort(t))), ...store.args(t).map(part));
}

/** An encryption; with what its key for both sides is, where that is used. */
function encryption(
  desk: Desk,
  [key, m, fresh]: readonly [Term, Term, Term],
  part: (t: Term) => Message,
): Message {
  const inside = part(m);
  return encryptedTo(publicOwner(desk, key), desk.exports ? joined(inside, part(fresh)) : inside);
}

/** A term as it is made. */
function plainly(desk: Desk, t: Term): Message {
  const { store } = desk.flow;
  const kind = store.kind(t);
  const [first = t, second = t, third = t] = store.args(t);
  const message = writers[kind]?.(desk, t, [first, second, third]);
  if (message === undefined) throw inexpressible(`a value of the kind ${kind} in a message`);
  return message;
}

/** Whose a public key is. */
function publicOwner(desk: Desk, key: Term): string {
  const { store } = desk.flow;
  if (store.kind(key) !== 'public-key') {
    const found = desk.owners.get(key);
    if (found === undefined) throw inexpressible('encryption for a public key that was received');
    return found;
  }
  return ownerOrRefuse(desk, store.args(key)[0] ?? key);
}

/** The name of a shared key. The key that an encryption gives both sides is its randomness here. */
function keyName(desk: Desk, key: Term): string {
  const { store } = desk.flow;
  const inside = store.kind(key) === 'exported' ? (store.args(key)[1] ?? key) : key;
  const message = said(desk, inside);
  if (message.is === 'atom') return message.name;
  throw inexpressible('a key that is made of others');
}

/** Something to be checked once a message is taken: a signature, a digest. */
export interface Later {
  readonly name: string;
  readonly of: Term;
}

/** A term as a message that is received: what cannot be taken apart is called by a name, and checked later. */
export function taken(desk: Desk, t: Term, later: Later[]): Message {
  const { store, origin } = desk.flow;
  const kind = store.kind(t);
  if (origin(t) !== undefined || desk.names.has(t)) return said(desk, t);
  const part = (inner: Term): Message => taken(desk, inner, later);
  const [first = t, second = t, third = t] = store.args(t);
  if (kind === 'tuple') return tuple(desk, t, part);
  if (kind === 'box') return underKey(keyName(desk, first), part(second));
  if (kind === 'encryption') return encryption(desk, [first, second, third], part);
  if (kind !== 'signature' && kind !== 'digest') return said(desk, t);
  const name = named(desk, t, kind);
  desk.sorts.set(name, 'ticket');
  later.push({ name, of: t });
  return atom(name);
}

/** Checks what is to be checked, each once what it needs is known. */
export function check(desk: Desk, later: readonly Later[]): void {
  let waiting = later.map(({ name, of }) => ({ name, message: plainly(desk, of) }));
  const named = new Set(waiting.map(({ name }) => name));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ message }) =>
      atomsIn(message).every((one) => !named.has(one) || desk.known.has(one)),
    );
    const now = ready.length > 0 ? ready : waiting;
    for (const { name, message } of now) {
      desk.steps.push(match(name, message));
      desk.known.add(name);
    }
    waiting = waiting.filter((one) => !now.includes(one));
  }
}
