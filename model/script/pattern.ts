/**
 * Makes messages of a script and takes them apart, through the algebra port.
 *
 * Taking apart goes from left to right: a name not known yet is learnt, a known one compared. What
 * cannot be taken apart (a digest, what is signed) is made again and compared, so that it must
 * consist of what is known by then.
 */
import type { Algebra } from '../core/algebra.ts';
import type { Key, Message, Shared } from './message.ts';
import type { Layout } from './layout.ts';

/** What a role knows, by the script's names. */
export type Names<M> = Readonly<Record<string, M>>;

/** An entry of a directory: an agent and its key. */
export interface Entry<M> {
  readonly of: M;
  readonly key: M;
}

/** The keys that an agent has or can look up. */
export interface Keyring<M> {
  /** The long-term keys that it shares, each with another agent. */
  readonly shared: readonly Entry<M>[];
  /** Keys for one direction: to another agent, and from it. */
  readonly toward: readonly Entry<M>[];
  readonly from: readonly Entry<M>[];
  /** Everybody's public keys. */
  readonly published: readonly Entry<M>[];
  /** Its own private key. */
  readonly own: M;
  /** Secrets that are values, by what they are: those with another agent. */
  readonly secrets: Readonly<Record<string, readonly Entry<M>[]>>;
  /** Those that all have who run the application. */
  readonly common: Readonly<Record<string, M>>;
  /** What two others share, where it is deposited: long-term keys under the name `key`. */
  readonly deposited: Readonly<Record<string, readonly Deposit<M>[]>>;
}

/** Something that two agents share. */
export interface Deposit<M> {
  readonly between: readonly [M, M];
  readonly key: M;
}

/** Where messages are made and taken apart. */
export interface Bench<M> {
  /** The role that is played: the script's name for the agent itself. */
  readonly self: string;
  readonly algebra: Algebra<M>;
  readonly layout: Layout;
  readonly keyring: Keyring<M>;
}

/** The key of an agent; `undefined` where the directory does not have it. */
function lookUp<M>(algebra: Algebra<M>, entries: readonly Entry<M>[], agent: M): M | undefined {
  return entries.find(({ of: owner }) => algebra.equal(agent, owner))?.key;
}

/** What two others share, where it is deposited. */
function deposit<M>(
  { algebra, keyring }: Bench<M>,
  names: Names<M>,
  { what, between }: { readonly what: string; readonly between: readonly [string, string] },
): M | undefined {
  const [one, other] = between.map((name) => names[name]);
  if (one === undefined || other === undefined) return undefined;
  return keyring.deposited[what]?.find((entry) => {
    const [left, right] = entry.between;
    return algebra.equal(one, left) && algebra.equal(other, right);
  })?.key;
}

/** A secret as a value. */
function secretIn<M>(bench: Bench<M>, names: Names<M>, { between, what }: Shared): M | undefined {
  const { algebra, keyring, self } = bench;
  const [one, another] = between;
  if (one === undefined || another === undefined) return keyring.common[what];
  if (one !== self && another !== self) {
    return deposit(bench, names, { what, between: [one, another] });
  }
  const other = names[one === self ? another : one];
  return other === undefined ? undefined : lookUp(algebra, keyring.secrets[what] ?? [], other);
}

function keyOf<M>(bench: Bench<M>, names: Names<M>, key: Key): M | undefined {
  if (key.key === 'atom') return names[key.name];
  const { algebra, keyring, self } = bench;
  if (!key.between.includes(self)) return deposit(bench, names, { ...key, what: 'key' });
  const other = names[key.between.find((name) => name !== self) ?? self];
  const way = key.between[0] === self ? keyring.toward : keyring.from;
  const entries = key.directed === true ? way : keyring.shared;
  return other === undefined ? undefined : lookUp(algebra, entries, other);
}

function publicKeyOf<M>({ algebra, keyring }: Bench<M>, names: Names<M>, agent: string) {
  const owner = names[agent];
  return owner === undefined ? undefined : lookUp(algebra, keyring.published, owner);
}

/** A message to be made, and a seed for its randomness. */
export interface Making<M> {
  readonly message: Message;
  readonly fresh: M;
}

/** What is made of some parts, if all of them could be. */
function of<M, P extends readonly (M | undefined)[]>(
  parts: P,
  make: (...values: { [K in keyof P]: M }) => M,
): M | undefined {
  if (parts.some((part) => part === undefined)) return undefined;
  return make(...(parts as unknown as { [K in keyof P]: M }));
}

/**
 * Makes a message.
 *
 * @param bench - the algebra, the shapes and the keys
 * @param names - what is known
 * @returns `undefined` when a name or key is missing
 */
export function made<M>(
  bench: Bench<M>,
  names: Names<M>,
  { message, fresh }: Making<M>,
): M | undefined {
  const { algebra, layout, keyring } = bench;
  const part = (inner: Message, label: string): M | undefined =>
    made(bench, names, { message: inner, fresh: algebra.derive(fresh, label) });
  const wrapped = (inner: Message): M | undefined =>
    of([part(inner, 'inside')], (m: M) =>
      algebra.encode(layout.wrapping('content', inner), { of: m }),
    );
  const boxed = (inner: Message, key: M | undefined, seal: Algebra<M>['seal']): M | undefined =>
    of([key, wrapped(inner)], (k: M, m: M) => seal(k, algebra.derive(fresh, 'box-randomness'), m));
  switch (message.is) {
    case 'atom':
      return names[message.name];
    case 'text':
      return algebra.constant(message.text);
    case 'pair':
      return of([part(message.left, 'left'), part(message.right, 'right')], (left: M, right: M) =>
        algebra.encode(layout.pair(message.left, message.right), { left, right }),
      );
    case 'sealed':
      return boxed(message.of, keyOf(bench, names, message.key), algebra.seal);
    case 'encrypted':
      return boxed(message.of, publicKeyOf(bench, names, message.to), algebra.encryptFor);
    case 'signed':
      return of([part(message.of, 'signed')], (m: M) =>
        algebra.sign(keyring.own, algebra.derive(fresh, 'signature-randomness'), m),
      );
    case 'hash':
      return of([part(message.of, 'hashed')], algebra.hash);
    case 'secret':
      return secretIn(bench, names, message);
  }
}

/** The names after a message has been taken apart; `undefined` when it is not of the form. */
export type Taken<M> = Names<M> | undefined;

/** A value to be taken for a message of a form. */
export interface Taking<M> {
  readonly message: Message;
  readonly value: M;
}

/**
 * Takes a value for a message of a form.
 *
 * @param bench - the algebra, the shapes and the keys
 * @param names - what is known
 */
export function taken<M>(
  bench: Bench<M>,
  names: Names<M>,
  { message, value }: Taking<M>,
): Taken<M> {
  const { algebra, layout, keyring } = bench;
  const inside = (inner: Message, fields: { readonly of: M } | undefined): Taken<M> =>
    fields && taken(bench, names, { message: inner, value: fields.of });
  const same = (m: M | undefined): Taken<M> =>
    m !== undefined && algebra.equal(m, value) ? names : undefined;
  switch (message.is) {
    case 'atom': {
      const isNew = names[message.name] === undefined;
      return isNew ? { ...names, [message.name]: value } : same(names[message.name]);
    }
    case 'text':
      return same(algebra.constant(message.text));
    case 'pair':
      return bothTaken(bench, names, { message, value });
    case 'sealed': {
      const key = keyOf(bench, names, message.key);
      const form = layout.wrapping('content', message.of);
      return key === undefined ? undefined : inside(message.of, algebra.open(key, form, value));
    }
    case 'encrypted': {
      const form = layout.wrapping('content', message.of);
      return inside(message.of, algebra.decryptWith(keyring.own, form, value));
    }
    case 'signed':
      return isSigned(bench, names, { message, value }) ? names : undefined;
    case 'hash':
    case 'secret':
      return same(again(bench, names, message));
  }
}

/** Takes a pair apart, from left to right. */
function bothTaken<M>(
  bench: Bench<M>,
  names: Names<M>,
  { message, value }: { readonly message: Extract<Message, { is: 'pair' }>; readonly value: M },
): Taken<M> {
  const fields = bench.algebra.decode(bench.layout.pair(message.left, message.right), value);
  const after = fields && taken(bench, names, { message: message.left, value: fields.left });
  return after && taken(bench, after, { message: message.right, value: fields.right });
}

/** Whether a value is an agent's signature on what is known. */
function isSigned<M>(
  bench: Bench<M>,
  names: Names<M>,
  { message, value }: { readonly message: Extract<Message, { is: 'signed' }>; readonly value: M },
): boolean {
  const key = publicKeyOf(bench, names, message.by);
  const m = again(bench, names, message.of);
  return key !== undefined && m !== undefined && bench.algebra.verify(key, m, value);
}

/** A message made again to be compared: it holds nothing random (`executable.ts`). */
function again<M>(bench: Bench<M>, names: Names<M>, message: Message): M | undefined {
  return made(bench, names, { message, fresh: bench.algebra.constant('nothing random') });
}
