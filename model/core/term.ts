/**
 * Terms: messages as mathematics, interned so that equal terms are one integer.
 *
 * A store holds every term of one analysis, found by its head and arguments in a table of integers,
 * so that no key is ever written out. The constructors are those of the algebra port and nothing
 * cancels here: `verify`, `open` and `decode` look at a term's head
 * (`symbolic.ts`). Variables stand for what the attacker has not chosen yet (`narrowing.ts`).
 */
import type { AnyShape, Sort } from './shape.ts';

/** A term of one store; two terms are equal exactly when their integers are. */
export type Term = number & { readonly __term: unique symbol };

/** The head of a term. */
export type Kind =
  | 'constant'
  | 'name'
  | 'derived'
  | 'tuple'
  | 'digest'
  | 'public-key'
  | 'signature'
  | 'box'
  | 'encryption'
  | 'exported'
  | 'crafted'
  | 'variable';

/** Makes and inspects interned terms. */
export interface TermStore {
  /** A public constant; the attacker always has it. */
  constant: (text: string) => Term;
  /** Data that only those have who were given it: a password, an amount, a root seed. */
  name: (sort: Sort, text: string) => Term;
  /** Derived from a seed under a label; its sort is the label. */
  derived: (seed: Term, label: string) => Term;
  /** A message of a shape. */
  tuple: (shape: AnyShape, fields: readonly Term[]) => Term;
  /** A digest. */
  digest: (m: Term) => Term;
  /** The public half of a signing key. */
  publicKey: (signingKey: Term) => Term;
  /** A signature: arguments signing key, message, randomness. */
  signature: (signingKey: Term, m: Term, fresh: Term) => Term;
  /** A ciphertext: arguments key, message, randomness. */
  box: (key: Term, m: Term, fresh: Term) => Term;
  /** A ciphertext for the owner of a public key: arguments public key, message, randomness. */
  encryption: (publicKey: Term, m: Term, fresh: Term) => Term;
  /** The key that an encryption gives both sides: arguments public key, randomness. */
  exported: (publicKey: Term, fresh: Term) => Term;
  /** What an attacker's rule made beyond the algebra (`crafted.ts`); its label is the rule's. */
  crafted: (label: string, sort: Sort, args: readonly Term[]) => Term;
  /** The variable with this number. */
  variable: (index: number, sort: Sort) => Term;
  /** A term with the same head and label over other arguments. */
  rebuild: (t: Term, args: readonly Term[]) => Term;
  /** The head. */
  kind: (t: Term) => Kind;
  /** The arguments, in the order the constructors take them. */
  args: (t: Term) => readonly Term[];
  /** What kind of value it is: `amount`, `public-key`, or a shape's name. */
  sort: (t: Term) => Sort;
  /** The text of a constant or name, the label of a derived term. */
  label: (t: Term) => string;
  /** The shape of a tuple. */
  shapeOf: (t: Term) => AnyShape | undefined;
  /** A number, equal exactly for equal heads: for finding terms that may unify. */
  head: (t: Term) => number;
  /** Whether two terms have the same head, label, sort and arity. */
  sameHead: (a: Term, b: Term) => boolean;
  /** Whether no variable occurs. */
  isGround: (t: Term) => boolean;
  /** How many terms there are. */
  size: () => number;
  /** All terms so far, in the order in which they were made. */
  all: () => readonly Term[];
  /** Whether a number is a term of this store; counters and times of the charts are none. */
  has: (number: number) => boolean;
}

interface Head {
  /** Equal exactly for equal heads. */
  readonly id: number;
  readonly kind: Kind;
  readonly sort: Sort;
  readonly label: string;
  readonly shape?: AnyShape;
}

interface Node {
  readonly head: Head;
  readonly args: readonly Term[];
  readonly ground: boolean;
}

/** Finds or makes the heads of terms. */
interface Heads {
  /** The head with this kind, sort and label, of what is no message. */
  readonly plain: (kind: Kind, sort: Sort, label: string) => Head;
  /** The head of messages of a shape. */
  readonly message: (shape: AnyShape) => Head;
}

/** A map in a map, made where there is none. */
function within<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const found = maps.get(key);
  if (found !== undefined) return found;
  const made = new Map<L, V>();
  maps.set(key, made);
  return made;
}

/** No heads yet. */
function noHeads(): Heads {
  let count = 0;
  const plainHeads = new Map<Kind, Map<Sort, Map<string, Head>>>();
  const messageHeads = new Map<string, Head>();
  const known = new WeakMap<AnyShape, Head>();
  const headOfForm = (shape: AnyShape): Head => {
    const key = JSON.stringify([shape.name, shape.tag, shape.fields]);
    const found = messageHeads.get(key);
    if (found !== undefined) return found;
    const head: Head = { id: count++, kind: 'tuple', sort: shape.name, label: '', shape };
    messageHeads.set(key, head);
    return head;
  };
  return {
    plain: (kind, sort, label) => {
      const ofSort = within(within(plainHeads, kind), sort);
      const found = ofSort.get(label);
      if (found !== undefined) return found;
      const head: Head = { id: count++, kind, sort, label };
      ofSort.set(label, head);
      return head;
    },
    message: (shape) => {
      const found = known.get(shape);
      if (found !== undefined) return found;
      const head = headOfForm(shape);
      known.set(shape, head);
      return head;
    },
  };
}

/**
 * The number of the first term: beyond the counters and times that charts keep, so that no number in
 * a local state is taken for a term, however many terms there are.
 */
const firstTerm = 2 ** 24;

/** How many places a table of terms has at first; a power of two, as ever after. */
const placesAtFirst = 1024;

/** Where the search for a term in a table begins. */
function hashOf(head: Head, args: readonly Term[]): number {
  let hash = Math.imul(head.id + 1, 0x9e3779b1);
  for (const arg of args) {
    hash = Math.imul(hash ^ arg, 0x85ebca6b);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** Whether a node has this head and these arguments. */
function isNodeOf(node: Node | undefined, head: Head, args: readonly Term[]): boolean {
  if (node?.head !== head || node.args.length !== args.length) return false;
  for (let index = 0; index < args.length; index += 1) {
    if (node.args[index] !== args[index]) return false;
  }
  return true;
}

/**
 * Finds nodes by what they are made of, by open addressing: a place holds a node's number and one,
 * or nothing.
 */
function nodeTable(nodes: readonly Node[]): {
  /** The number of a node that there is, or what {@link note} wants to be told. */
  readonly find: (head: Head, args: readonly Term[]) => number;
  /** Notes the node added last at the place where it was not found. */
  readonly note: (missing: number) => void;
} {
  let places = new Int32Array(placesAtFirst);
  const emptyFrom = (hash: number): number => {
    const mask = places.length - 1;
    let place = hash & mask;
    while (places[place] !== 0) place = (place + 1) & mask;
    return place;
  };
  const grow = (): void => {
    places = new Int32Array(places.length * 2);
    for (const [index, { head, args }] of nodes.entries()) {
      places[emptyFrom(hashOf(head, args))] = index + 1;
    }
  };
  return {
    find: (head, args) => {
      const mask = places.length - 1;
      for (let place = hashOf(head, args) & mask; ; place = (place + 1) & mask) {
        const index = (places[place] ?? 0) - 1;
        if (index < 0) return -1 - place;
        if (isNodeOf(nodes[index], head, args)) return index;
      }
    },
    note: (missing) => {
      places[-1 - missing] = nodes.length;
      if (nodes.length * 2 > places.length) grow();
    },
  };
}

/** An empty store. */
export function termStore(): TermStore {
  const nodes: Node[] = [];
  const { plain, message } = noHeads();
  const table = nodeTable(nodes);

  const node = (t: Term): Node => {
    const found = nodes[t - firstTerm];
    if (found === undefined) throw new Error(`term ${t} is not of this store`);
    return found;
  };
  const headOf = (t: Term): Head => node(t).head;

  const make = (head: Head, args: readonly Term[]): Term => {
    const found = table.find(head, args);
    if (found >= 0) return (found + firstTerm) as Term;
    const ground = head.kind !== 'variable' && args.every((arg) => node(arg).ground);
    nodes.push({ head, args, ground });
    table.note(found);
    return (nodes.length - 1 + firstTerm) as Term;
  };
  const over = (kind: Kind, args: readonly Term[]): Term => make(plain(kind, kind, ''), args);

  return {
    constant: (text) => make(plain('constant', 'constant', text), []),
    name: (sort, text) => make(plain('name', sort, text), []),
    derived: (seed, label) => make(plain('derived', label, label), [seed]),
    tuple: (shape, fields) => make(message(shape), fields),
    digest: (m) => over('digest', [m]),
    publicKey: (key) => over('public-key', [key]),
    signature: (key, m, fresh) => over('signature', [key, m, fresh]),
    box: (key, m, fresh) => over('box', [key, m, fresh]),
    encryption: (key, m, fresh) => over('encryption', [key, m, fresh]),
    exported: (key, fresh) => over('exported', [key, fresh]),
    crafted: (label, sort, args) => make(plain('crafted', sort, label), args),
    variable: (index, sort) => make(plain('variable', sort, String(index)), []),
    rebuild: (t, args) => make(headOf(t), args),
    kind: (t) => headOf(t).kind,
    args: (t) => node(t).args,
    sort: (t) => headOf(t).sort,
    label: (t) => headOf(t).label,
    shapeOf: (t) => headOf(t).shape,
    head: (t) => headOf(t).id,
    sameHead: (a, b) => {
      const [left, right] = [node(a), node(b)];
      return left.head === right.head && left.args.length === right.args.length;
    },
    isGround: (t) => node(t).ground,
    size: () => nodes.length,
    all: () => nodes.map((_, index) => (firstTerm + index) as Term),
    has: (number) =>
      Number.isInteger(number) && number >= firstTerm && number < firstTerm + nodes.length,
  };
}
