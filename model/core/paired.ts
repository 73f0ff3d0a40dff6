/**
 * Two algebras in lockstep: the drift detector.
 *
 * A value is a pair, one from each side. The same chart is driven once, in both worlds; whatever
 * the two answer differently is noted, and any note is a finding. Only eight operations answer
 * anything: `verify`, `open`, `opens`, `decryptWith`, `exportWith`, `decode`, `isPublicKey` and `equal`; the
 * others make values and cannot disagree before one of the eight looks at what they made.
 */
import type { Algebra } from './algebra.ts';
import { byName, type Fields, inOrder, type Shape } from './shape.ts';

/** A value in both worlds; plain data, as everything in a chart's context. */
export interface Pair<A, B> {
  readonly left: A;
  readonly right: B;
}

/** What the two sides answered differently. */
export interface Disagreement<A, B> {
  readonly operation:
    'verify' | 'open' | 'opens' | 'decryptWith' | 'exportWith' | 'decode' | 'isPublicKey' | 'equal';
  /** Whether the left side said yes: true, or fields. */
  readonly left: boolean;
  /** Whether the right side said yes. */
  readonly right: boolean;
  /** The operands, in the order in which the port takes them. */
  readonly operands: readonly Pair<A, B>[];
  /** The shape expected, of `open`, `decryptWith` and `decode`. */
  readonly shape?: string;
}

/**
 * Runs both sides on everything and answers what they agree on.
 *
 * After a disagreement the run goes on with the refusal: `false` or `undefined`. It is the one
 * answer that needs nothing of the side that has none to give, and a role that refuses leaves no
 * further marks in which the disagreement would be lost.
 *
 * @param left - one world
 * @param right - the other
 * @param note - told of each disagreement, at once
 */
export function paired<A, B>(
  left: Algebra<A>,
  right: Algebra<B>,
  note: (disagreement: Disagreement<A, B>) => void,
): Algebra<Pair<A, B>> {
  const both = agreement(note);
  return {
    ...constructors(left, right),
    decode: (shape, m) =>
      both(
        { operation: 'decode', operands: [m], shape: shape.name },
        zipped(shape, left.decode(shape, m.left), right.decode(shape, m.right)),
      ),
    open: (key, shape, box) =>
      both(
        { operation: 'open', operands: [key, box], shape: shape.name },
        zipped(
          shape,
          left.open(key.left, shape, box.left),
          right.open(key.right, shape, box.right),
        ),
      ),
    decryptWith: (key, shape, box) =>
      both(
        { operation: 'decryptWith', operands: [key, box], shape: shape.name },
        zipped(
          shape,
          left.decryptWith(key.left, shape, box.left),
          right.decryptWith(key.right, shape, box.right),
        ),
      ),
    exportWith: (key, box) =>
      both(
        { operation: 'exportWith', operands: [key, box] },
        pairOf(left.exportWith(key.left, box.left), right.exportWith(key.right, box.right)),
      ),
    verify: (key, m, s) =>
      both(
        { operation: 'verify', operands: [key, m, s] },
        verdicts(left.verify(key.left, m.left, s.left), right.verify(key.right, m.right, s.right)),
      ) ?? false,
    opens: (key, box) =>
      both(
        { operation: 'opens', operands: [key, box] },
        verdicts(left.opens(key.left, box.left), right.opens(key.right, box.right)),
      ) ?? false,
    isPublicKey: (m) =>
      both(
        { operation: 'isPublicKey', operands: [m] },
        verdicts(left.isPublicKey(m.left), right.isPublicKey(m.right)),
      ) ?? false,
    equal: (a, b) =>
      both(
        { operation: 'equal', operands: [a, b] },
        verdicts(left.equal(a.left, b.left), right.equal(a.right, b.right)),
      ) ?? false,
  };
}

type Constructors<M> = Omit<
  Algebra<M>,
  'decode' | 'open' | 'opens' | 'decryptWith' | 'exportWith' | 'verify' | 'isPublicKey' | 'equal'
>;

function constructors<A, B>(left: Algebra<A>, right: Algebra<B>): Constructors<Pair<A, B>> {
  return {
    constant: (text) => ({ left: left.constant(text), right: right.constant(text) }),
    name: (sort, text) => ({ left: left.name(sort, text), right: right.name(sort, text) }),
    derive: (seed, label) => ({
      left: left.derive(seed.left, label),
      right: right.derive(seed.right, label),
    }),
    encode: (shape, fields) => {
      const values = inOrder<Pair<A, B>>(shape, fields);
      return {
        left: left.encode(
          shape,
          byName(
            shape,
            values.map((value) => value.left),
          ),
        ),
        right: right.encode(
          shape,
          byName(
            shape,
            values.map((value) => value.right),
          ),
        ),
      };
    },
    hash: (m) => ({ left: left.hash(m.left), right: right.hash(m.right) }),
    publicKey: (key) => ({ left: left.publicKey(key.left), right: right.publicKey(key.right) }),
    sign: (key, fresh, m) => ({
      left: left.sign(key.left, fresh.left, m.left),
      right: right.sign(key.right, fresh.right, m.right),
    }),
    encryptFor: (key, fresh, m) => ({
      left: left.encryptFor(key.left, fresh.left, m.left),
      right: right.encryptFor(key.right, fresh.right, m.right),
    }),
    exportFor: (key, fresh) => ({
      left: left.exportFor(key.left, fresh.left),
      right: right.exportFor(key.right, fresh.right),
    }),
    seal: (key, fresh, m) => ({
      left: left.seal(key.left, fresh.left, m.left),
      right: right.seal(key.right, fresh.right, m.right),
    }),
  };
}

/** What each side said, and the common answer where both said yes. */
interface Answers<R> {
  readonly left: boolean;
  readonly right: boolean;
  readonly answer: R | undefined;
}

function verdicts(left: boolean, right: boolean): Answers<true> {
  return { left, right, answer: left && right ? true : undefined };
}

/** The values of both sides, where there are two. */
function pairOf<A, B>(left: A | undefined, right: B | undefined): Answers<Pair<A, B>> {
  const answer = left === undefined || right === undefined ? undefined : { left, right };
  return { left: left !== undefined, right: right !== undefined, answer };
}

/** The fields of both sides, paired by name. */
function zipped<R extends string, O extends string, A, B>(
  shape: Shape<R, O>,
  left: Fields<R, O, A> | undefined,
  right: Fields<R, O, B> | undefined,
): Answers<Fields<R, O, Pair<A, B>>> {
  const said = { left: left !== undefined, right: right !== undefined };
  if (left === undefined || right === undefined) return { ...said, answer: undefined };
  const lefts = inOrder<A>(shape, left);
  const rights = inOrder<B>(shape, right);
  const pairs = lefts.map((value, index) => ({ left: value, right: rights[index] as B }));
  return { ...said, answer: byName(shape, pairs) };
}

/** Passes the common answer on and notes when there is none though one side said yes. */
function agreement<A, B>(note: (disagreement: Disagreement<A, B>) => void) {
  return <R>(
    asked: Pick<Disagreement<A, B>, 'operation' | 'operands' | 'shape'>,
    { left, right, answer }: Answers<R>,
  ): R | undefined => {
    if (left !== right) note({ ...asked, left, right });
    return answer;
  };
}
