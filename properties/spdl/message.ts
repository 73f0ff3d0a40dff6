/**
 * Terms of a file as messages of a script.
 *
 * `{m}sk(A)` is a signature with message recovery: here `m` and the signature beside it. What is
 * signed and encrypted inside is made once and called by a name. Refuses keys and functions that the
 * message language does not have, with the place.
 */
import {
  atom,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  signedBy,
  text,
  underKey,
} from '../../model/script/message.ts';
import type { Declared } from './declared.ts';
import { type Complaint, type Tree, within } from './grammar.ts';

/** Where terms stand: what is declared, and what the role calls its own. */
export interface Scope {
  readonly declared: Declared;
  /** The roles' names in the script, by those in the file. */
  readonly roles: ReadonlyMap<string, string>;
  /** The role's own names in the script, by those in the file. */
  readonly own: ReadonlyMap<string, string>;
  /** Takes note of what is wrong. */
  readonly complain: (complaint: Complaint) => void;
  /** Gives a message that is not the same twice a name; the name in the script. */
  readonly call: (message: Message) => string;
}

/** Terms as one message. */
export function messageOf(scope: Scope, terms: Tree): Message {
  const [first = text(''), ...others] = termsIn(terms).map((term) => termOf(scope, term));
  return joined(first, ...others);
}

/** The terms of a list. */
export function termsIn(terms: Tree): readonly Tree[] {
  return terms.rule === 'Term' ? [terms] : within(terms, 'Term');
}

/** The terms that a name stands for, where it is a macro's. */
function spelledOut({ declared }: Scope, term: Tree): Tree | undefined {
  return declared.macros.get(term.text);
}

function termOf(scope: Scope, term: Tree): Message {
  const [inner = term] = term.rule === 'Term' || term.rule === 'Key' ? term.parts : [term];
  const [terms = inner] = within(inner, 'Terms');
  const macro = spelledOut(scope, inner);
  if (macro !== undefined) return messageOf(scope, macro);
  if (inner.rule === 'Tuple') return messageOf(scope, terms);
  if (inner.rule === 'Name') return nameOf(scope, inner);
  if (inner.rule === 'Encrypted') return encryptedOf(scope, inner);
  const [name = inner] = within(inner, 'ident');
  if (!scope.declared.functions.has(name.text)) {
    const says = `${name.text}(...) as a part of a message is not supported`;
    scope.complain({ at: inner.at, says });
  }
  return hashOf(joined(text(name.text), messageOf(scope, terms)));
}

/** A name: of a role, of the role's own, or of a constant. */
function nameOf(scope: Scope, name: Tree): Message {
  const called = scope.roles.get(name.text) ?? scope.own.get(name.text);
  if (called !== undefined) return atom(called);
  if (!scope.declared.constants.has(name.text)) {
    scope.complain({ at: name.at, says: `${name.text} is not declared` });
  }
  return text(name.text);
}

function encryptedOf(scope: Scope, encrypted: Tree): Message {
  const [terms = encrypted] = encrypted.parts.filter(({ rule }) => rule === 'Terms');
  const [key = encrypted] = encrypted.parts.filter(({ rule }) => rule === 'Key');
  const of = messageOf(scope, terms);
  const [applied] = key.parts.filter(({ rule }) => rule === 'Applied');
  if (applied === undefined) {
    const own = scope.own.get(key.text);
    if (own !== undefined) return underKey(own, of);
    scope.complain({ at: key.at, says: `the key ${key.text} is not supported` });
    return of;
  }
  return underFunction(scope, applied, of);
}

/** A message under a key that is a function of agents. */
function underFunction(scope: Scope, applied: Tree, of: Message): Message {
  const [name, ...agents] = within(applied, 'ident').map(({ text: word }) => word);
  const [first, second] = agents.map((agent) => scope.roles.get(agent));
  const count = agents.length;
  if (name === 'pk' && first !== undefined && count === 1) return encryptedTo(first, of);
  if (name === 'sk' && first !== undefined && count === 1) return signed(scope, first, of);
  if (name === 'k' && first !== undefined && second !== undefined && count === 2) {
    return { is: 'sealed', key: { key: 'shared', between: [first, second], directed: true }, of };
  }
  scope.complain({ at: applied.at, says: `the key ${applied.text} is not supported` });
  return of;
}

/** A message and a signature on it, what is not the same twice called by names. */
function signed(scope: Scope, by: string, of: Message): Message {
  const named = (message: Message): Message => {
    if (message.is === 'pair') {
      return { ...message, left: named(message.left), right: named(message.right) };
    }
    return ['atom', 'text', 'hash'].includes(message.is) ? message : atom(scope.call(message));
  };
  const inside = named(of);
  return joined(inside, signedBy(by, inside));
}
