/**
 * What the messages of a run look like to others before anything has happened: agents and keys are
 * known, what the run makes up is its own, what it is to learn is open.
 *
 * Whether two such forms could be one is answered generously: a name that stands in two places is
 * not asked to stand for the same in both.
 */
import type { Key, Message } from '../../model/script/message.ts';
import { agentSort, type Protocol, type Role, sortOf } from '../../model/script/script.ts';
import type { Seat } from '../../model/script/system.ts';
import { openSort } from './sorts.ts';

/** A message of a run. */
export type Form =
  /** An agent, a constant, or something that the run makes up. */
  | { readonly is: 'fixed'; readonly sort: string; readonly what: string }
  /** Something that the run learns, by the script's name. */
  | { readonly is: 'open'; readonly sort: string; readonly name: string }
  | { readonly is: 'pair'; readonly left: Form; readonly right: Form }
  | Closed;

/** What nobody sees into, or nobody makes, without a key; or what is made of all of its inside. */
export interface Closed {
  readonly is: 'box' | 'encryption' | 'signature' | 'digest';
  readonly key: FormKey;
  readonly of: Form;
}

/** What a closed form is under. */
export type FormKey =
  /** The long-term key of these agents: of two for a box, of one for an encryption or a signature. */
  | { readonly of: readonly string[] }
  /** A key that is a message of its own. */
  | { readonly form: Form }
  | undefined;

/** Where messages of a run are read. */
export interface Reading {
  readonly script: Pick<Protocol, 'sorts' | 'roles'>;
  readonly role: Role;
  readonly seat: Seat;
  /** What tells this run from others: what it makes up is called by it. */
  readonly tag: string;
  /** What names stand for that are given to messages. */
  readonly called: ReadonlyMap<string, Form>;
}

/** The agent that a run takes to be in a role; the role's name where it is in none. */
function agentIn({ role, seat }: Reading, name: string): string | undefined {
  return name === role.name ? seat.agent : seat.peers[name];
}

function formOfName(reading: Reading, name: string): Form {
  const { called, role, script, tag } = reading;
  const known = called.get(name);
  if (known !== undefined) return known;
  const agent = agentIn(reading, name);
  if (agent !== undefined) return { is: 'fixed', sort: agentSort, what: `agent ${agent}` };
  const sort = sortOf(script, name);
  return role.makes.includes(name)
    ? { is: 'fixed', sort, what: `${tag} ${name}` }
    : { is: 'open', sort, name };
}

function keyOf(reading: Reading, key: Key): FormKey {
  if (key.key === 'atom') return { form: formOfName(reading, key.name) };
  const between = key.between.map((name) => agentIn(reading, name) ?? name);
  return { of: key.directed === true ? between : between.toSorted() };
}

/** A message as a run has it. */
export function formOf(reading: Reading, message: Message): Form {
  const agentOf = (name: string): FormKey => ({ of: [agentIn(reading, name) ?? name] });
  switch (message.is) {
    case 'atom':
      return formOfName(reading, message.name);
    case 'text':
      return { is: 'fixed', sort: 'constant', what: `text ${message.text}` };
    case 'secret':
      return { is: 'fixed', sort: message.what, what: JSON.stringify(message) };
    case 'pair':
      return {
        is: 'pair',
        left: formOf(reading, message.left),
        right: formOf(reading, message.right),
      };
    case 'sealed':
      return { is: 'box', key: keyOf(reading, message.key), of: formOf(reading, message.of) };
    case 'encrypted':
      return { is: 'encryption', key: agentOf(message.to), of: formOf(reading, message.of) };
    case 'signed':
      return { is: 'signature', key: agentOf(message.by), of: formOf(reading, message.of) };
    case 'hash':
      return { is: 'digest', key: undefined, of: formOf(reading, message.of) };
  }
}

/** All closed forms in a form, itself first. */
export function closedIn(form: Form): readonly Closed[] {
  if (form.is === 'pair') return [...closedIn(form.left), ...closedIn(form.right)];
  if (!('of' in form)) return [];
  const key = form.key !== undefined && 'form' in form.key ? closedIn(form.key.form) : [];
  return [form, ...key, ...closedIn(form.of)];
}

/** Whether something open may stand for a form: typed, for one of its sort. */
function mayStandFor(sort: string, form: Form, typed: boolean): boolean {
  if (!typed || sort.includes(openSort)) return true;
  if ('sort' in form) return form.sort === sort || form.sort.includes(openSort);
  return form.is === 'pair' ? sort.startsWith('pair(') : sort === form.is;
}

function mayKeysBeOne(one: FormKey, other: FormKey, typed: boolean): boolean {
  if (one === undefined || other === undefined) return one === other;
  if ('of' in one && 'of' in other) return one.of.join() === other.of.join();
  if ('form' in one && 'form' in other) return mayBeOne(one.form, other.form, typed);
  // A long-term key of the untrusted agent may be passed off as a session key.
  return [one, other].some((key) => 'form' in key && key.form.is === 'open');
}

/** Whether two forms of different runs may be the same message. */
export function mayBeOne(one: Form, other: Form, typed: boolean): boolean {
  if (one.is === 'open') return mayStandFor(one.sort, other, typed);
  if (other.is === 'open') return mayStandFor(other.sort, one, typed);
  if (one.is === 'fixed' && other.is === 'fixed') return one.what === other.what;
  if (one.is === 'pair' && other.is === 'pair') {
    return mayBeOne(one.left, other.left, typed) && mayBeOne(one.right, other.right, typed);
  }
  if (!('of' in one) || !('of' in other)) return false;
  const isAlike = one.is === other.is && mayKeysBeOne(one.key, other.key, typed);
  return isAlike && mayBeOne(one.of, other.of, typed);
}
