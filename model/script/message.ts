/**
 * The message language of role scripts: atoms and the constructors of the algebra port, written as
 * in the literature (Lowe's Casper, Scyther's roles, Alice & Bob notation).
 *
 * A message says nothing of who knows what; `pattern.ts` makes and takes apart, and
 * `executable.ts` refuses a script in which a role would need what it cannot have.
 */

/** A message of a script. */
export type Message =
  /** A name of the script: an agent, a nonce, a session key, or something passed on unopened. */
  | { readonly is: 'atom'; readonly name: string }
  /** A public constant. */
  | { readonly is: 'text'; readonly text: string }
  /** Two messages joined. */
  | { readonly is: 'pair'; readonly left: Message; readonly right: Message }
  /** Encrypted under a shared key. */
  | { readonly is: 'sealed'; readonly key: Key; readonly of: Message }
  /** Encrypted under an agent's public key. */
  | { readonly is: 'encrypted'; readonly to: string; readonly of: Message }
  /** A signature; what it is on travels beside it or is known. */
  | { readonly is: 'signed'; readonly by: string; readonly of: Message }
  /** A digest. */
  | { readonly is: 'hash'; readonly of: Message }
  /** A long-term secret as a value: a card number, a PIN, the key of a MAC. */
  | Shared;

/** A secret that agents have from the start, by the names that a script gives them. */
export interface Shared {
  readonly is: 'secret';
  /** The two who have it; none: a secret of the application, which all who run it have. */
  readonly between: readonly [] | readonly [string, string];
  /** What it is, which is also its sort: `pin`. */
  readonly what: string;
}

/** A shared key. */
export type Key =
  /** The long-term key of two agents, by the names that a script gives them. */
  | {
      readonly key: 'shared';
      readonly between: readonly [string, string];
      /** Whether the key from one to the other is not the key back; it is unless said. */
      readonly directed?: true;
    }
  /** A session key, by its name. */
  | { readonly key: 'atom'; readonly name: string };

/** A name of the script. */
export function atom(name: string): Message {
  return { is: 'atom', name };
}

/** A public constant. */
export function text(words: string): Message {
  return { is: 'text', text: words };
}

/** Messages joined, nested to the right: `a, b, c` is `a, (b, c)`. */
export function joined(first: Message, ...others: readonly Message[]): Message {
  const [second, ...rest] = others;
  return second === undefined ? first : { is: 'pair', left: first, right: joined(second, ...rest) };
}

/** Names joined. */
export function atoms(first: string, ...others: readonly string[]): Message {
  return joined(atom(first), ...others.map(atom));
}

/** `of` under the long-term key of two agents. */
export function underShared(between: readonly [string, string], of: Message): Message {
  return { is: 'sealed', key: { key: 'shared', between }, of };
}

/** `of` under a session key. */
export function underKey(name: string, of: Message): Message {
  return { is: 'sealed', key: { key: 'atom', name }, of };
}

/** `of` under an agent's public key. */
export function encryptedTo(agent: string, of: Message): Message {
  return { is: 'encrypted', to: agent, of };
}

/** An agent's signature on `of`. */
export function signedBy(agent: string, of: Message): Message {
  return { is: 'signed', by: agent, of };
}

/** A secret that two agents share, or all who run the application. */
export function secretOf(between: Shared['between'], what: string): Message {
  return { is: 'secret', between, what };
}

/**
 * The MAC of `of` under a key: the digest is taken twice, the key before each, so that none can be
 * lengthened (Bellare, Canetti & Krawczyk, CRYPTO 1996).
 */
export function macOf(key: Message, of: Message): Message {
  return hashOf(joined(key, hashOf(joined(key, of))));
}

/** The digest of `of`. */
export function hashOf(of: Message): Message {
  return { is: 'hash', of };
}

/** The names in a message, those of session keys with them. */
export function atomsIn(message: Message): readonly string[] {
  if (message.is === 'atom') return [message.name];
  if (message.is === 'pair') return [...atomsIn(message.left), ...atomsIn(message.right)];
  const key = message.is === 'sealed' && message.key.key === 'atom' ? [message.key.name] : [];
  return 'of' in message ? [...key, ...atomsIn(message.of)] : key;
}

/** The names in a message, agents whose keys it needs included. */
export function namesIn(message: Message): readonly string[] {
  switch (message.is) {
    case 'atom':
      return [message.name];
    case 'text':
      return [];
    case 'pair':
      return [...namesIn(message.left), ...namesIn(message.right)];
    case 'sealed': {
      const { key } = message;
      return [...(key.key === 'atom' ? [key.name] : key.between), ...namesIn(message.of)];
    }
    case 'encrypted':
      return [message.to, ...namesIn(message.of)];
    case 'signed':
      return [message.by, ...namesIn(message.of)];
    case 'hash':
      return namesIn(message.of);
    case 'secret':
      return message.between;
  }
}

/** The names learnt by whoever takes a message apart. */
export function learntFrom(message: Message): readonly string[] {
  if (message.is === 'atom') return [message.name];
  if (message.is === 'pair') return [...learntFrom(message.left), ...learntFrom(message.right)];
  return message.is === 'sealed' || message.is === 'encrypted' ? learntFrom(message.of) : [];
}
