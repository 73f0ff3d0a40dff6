/**
 * Terms: messages as mathematics, interned so that equal terms are one integer.
 *
 * A store holds every term of one analysis in typed arrays. The constructors are those of the
 * algebra port and nothing cancels here: `verify`, `open` and `decode` look at a term's head
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
  /** Whether two terms have the same head, label, sort and arity. */
  sameHead: (a: Term, b: Term) => boolean;
  /** Whether no variable occurs. */
  isGround: (t: Term) => boolean;
  /** How many terms there are. */
  size: () => number;
}

interface Head {
  readonly kind: Kind;
  readonly sort: Sort;
  readonly label: string;
  readonly shape?: AnyShape;
}

/** An empty store. */
export function termStore(): TermStore {
  const heads: Head[] = [];
  const headIds = new Map<string, number>();
  const nodes: {
    readonly head: number;
    readonly args: readonly Term[];
    readonly ground: boolean;
  }[] = [];
  const interned = new Map<string, Term>();

  const shapeKeys = new WeakMap<AnyShape, string>();
  const shapeKey = (shape: AnyShape | undefined): string => {
    if (shape === undefined) return '';
    const known = shapeKeys.get(shape) ?? JSON.stringify([shape.tag, shape.fields]);
    shapeKeys.set(shape, known);
    return known;
  };
  /** Texts carry their lengths, so that no two heads share a key. */
  const headId = (head: Head): number => {
    const { kind, sort, label, shape } = head;
    const key = `${kind} ${sort.length} ${sort} ${label.length} ${label} ${shapeKey(shape)}`;
    const found = headIds.get(key);
    if (found !== undefined) return found;
    heads.push(head);
    headIds.set(key, heads.length - 1);
    return heads.length - 1;
  };

  const node = (t: Term): (typeof nodes)[number] => {
    const found = nodes[t];
    if (found === undefined) throw new Error(`term ${t} is not of this store`);
    return found;
  };
  const headAt = (index: number): Head => {
    const found = heads[index];
    if (found === undefined) throw new Error(`head ${index} is not of this store`);
    return found;
  };
  const headOf = (t: Term): Head => headAt(node(t).head);

  const intern = (head: number, args: readonly Term[]): Term => {
    const key = `${head}:${args.join(',')}`;
    const found = interned.get(key);
    if (found !== undefined) return found;
    const ground = headAt(head).kind !== 'variable' && args.every((arg) => node(arg).ground);
    nodes.push({ head, args, ground });
    const t = (nodes.length - 1) as Term;
    interned.set(key, t);
    return t;
  };
  const make = (head: Head, args: readonly Term[]): Term => intern(headId(head), args);

  return {
    constant: (text) => make({ kind: 'constant', sort: 'constant', label: text }, []),
    name: (sort, text) => make({ kind: 'name', sort, label: text }, []),
    derived: (seed, label) => make({ kind: 'derived', sort: label, label }, [seed]),
    tuple: (shape, fields) => make({ kind: 'tuple', sort: shape.name, label: '', shape }, fields),
    digest: (m) => make({ kind: 'digest', sort: 'digest', label: '' }, [m]),
    publicKey: (key) => make({ kind: 'public-key', sort: 'public-key', label: '' }, [key]),
    signature: (key, m, fresh) =>
      make({ kind: 'signature', sort: 'signature', label: '' }, [key, m, fresh]),
    box: (key, m, fresh) => make({ kind: 'box', sort: 'box', label: '' }, [key, m, fresh]),
    encryption: (key, m, fresh) =>
      make({ kind: 'encryption', sort: 'encryption', label: '' }, [key, m, fresh]),
    crafted: (label, sort, args) => make({ kind: 'crafted', sort, label }, args),
    variable: (index, sort) => make({ kind: 'variable', sort, label: String(index) }, []),
    rebuild: (t, args) => intern(node(t).head, args),
    kind: (t) => headOf(t).kind,
    args: (t) => node(t).args,
    sort: (t) => headOf(t).sort,
    label: (t) => headOf(t).label,
    shapeOf: (t) => headOf(t).shape,
    sameHead: (a, b) =>
      node(a).head === node(b).head && node(a).args.length === node(b).args.length,
    isGround: (t) => node(t).ground,
    size: () => nodes.length,
  };
}
