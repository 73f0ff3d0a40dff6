/**
 * Narrowing: run a role on a message that nobody has chosen yet, and read off what it demands.
 *
 * A test or destructor applied to a variable could go either way. The algebra keeps a vector of
 * choices: such an operation takes the next one (success first) and {@link narrow} re-runs the
 * step with the last open choice flipped, until all are spent. Each run refines the variables it
 * tested, so every accepting path ends with the most general message that takes it. The lazy
 * intruder thus comes from the executable role and no pattern is written twice
 * (constraint solving after Millen & Shmatikov 2001; narrowing after Escobar et al. 2009).
 *
 * A pattern over-approximates: a refused test leaves no trace in it. Whoever picks a message must
 * run the role on it once more.
 */
import { type Algebra, isRandomised, type Suite } from './algebra.ts';
import { type AnyShape, byName, inOrder, type Sort } from './shape.ts';
import { type Substitution, substitution } from './substitution.ts';
import type { Term, TermStore } from './term.ts';

/** One way in which a step can go. */
export interface Path<R> {
  /** The message that goes this way, with variables where anything will do. */
  readonly pattern: Term;
  /** What the step returned. */
  readonly result: R;
  /** Applies what this path learned about its variables to a term of `result`. */
  readonly refine: (t: Term) => Term;
}

/** Where and how to narrow. */
export interface NarrowingSpace {
  /** Where terms are interned. */
  readonly store: TermStore;
  /** The primitives in force. */
  readonly suite: Suite;
}

/** More undecided tests than this in one step is taken for a role that does not terminate. */
const choicesPerPathMax = 64;

/**
 * Runs `step` along every choice.
 *
 * @param space - the store and the suite
 * @param unknown - the message, a variable or a term with variables
 * @param step - a pure function of the algebra
 * @returns the paths, in the order success before failure
 * @throws Error when one path takes more than 64 choices
 */
export function narrow<R>(
  space: NarrowingSpace,
  unknown: Term,
  step: (algebra: Algebra<Term>) => R,
): readonly Path<R>[] {
  const paths: Path<R>[] = [];
  const firstFree = 1 + highestVariable(space.store, unknown);
  let choices: readonly boolean[] = [];
  for (;;) {
    const run = openRun(space, choices, firstFree);
    const result = step(run.algebra);
    const { refine } = run.bindings;
    paths.push({ pattern: refine(unknown), result, refine });
    const taken = run.taken();
    const last = taken.lastIndexOf(true);
    if (last < 0) return paths;
    choices = [...taken.slice(0, last), false];
  }
}

/** The highest number of a variable in a term; -1 when there is none. */
function highestVariable(store: TermStore, t: Term): number {
  if (store.isGround(t)) return -1;
  if (store.kind(t) === 'variable') return Number(store.label(t));
  return Math.max(-1, ...store.args(t).map((arg) => highestVariable(store, arg)));
}

interface Run {
  readonly algebra: Algebra<Term>;
  readonly bindings: Substitution;
  readonly taken: () => readonly boolean[];
}

/** The algebra of one run: follows `choices`, then always succeeds, and notes what it took. */
function openRun(
  { store, suite }: NarrowingSpace,
  choices: readonly boolean[],
  firstFree: number,
): Run {
  const taken: boolean[] = [];
  const refused = new Set<string>();
  const bindings = substitution(store);
  const noRandomness = store.constant('no randomness');
  let variables = firstFree;
  const variable = (sort: Sort): Term => store.variable(variables++, sort);
  const randomness = (fresh: Term): Term => (isRandomised(suite) ? fresh : noRandomness);

  const choose = (): boolean => {
    if (taken.length >= choicesPerPathMax) throw new Error('narrowing: too many choices in a step');
    const choice = choices[taken.length] ?? true;
    taken.push(choice);
    return choice;
  };

  /**
   * Makes two terms equal if the choice is to do so; without a choice where none is open. `test`
   * names the test, so that one refused once on this path stays refused.
   */
  const unify = (a: Term, b: Term, test = `${b}`): boolean => {
    const [left, right] = [bindings.refine(a), bindings.refine(b)];
    if (left === right) return true;
    const unifier = bindings.unifier(left, right);
    if (unifier === undefined || refused.has(`${left}=${test}`)) return false;
    if (choose()) {
      bindings.bind(unifier);
      return true;
    }
    refused.add(`${left}=${test}`);
    return false;
  };

  const tuple = (shape: AnyShape): Term =>
    store.tuple(
      shape,
      shape.fields.map((field) => variable(field.sort)),
    );
  const decode: Algebra<Term>['decode'] = (shape, m) => {
    const known = bindings.walk(m);
    if (store.kind(known) !== 'variable') {
      const own = store.shapeOf(known);
      return own?.name === shape.name ? byName(shape, store.args(known)) : undefined;
    }
    const form = tuple(shape);
    return unify(known, form, shape.name) ? byName(shape, store.args(form)) : undefined;
  };

  const signingKeyOf = (publicKey: Term): Term | undefined => {
    const known = bindings.walk(publicKey);
    if (store.kind(known) === 'public-key') return store.args(known)[0];
    const signingKey = variable('signing-key');
    return unify(known, store.publicKey(signingKey), 'public key') ? signingKey : undefined;
  };

  const algebra: Algebra<Term> = {
    constant: store.constant,
    name: store.name,
    derive: store.derived,
    encode: (shape, fields) => store.tuple(shape, inOrder(shape, fields)),
    decode,
    hash: store.digest,
    publicKey: store.publicKey,
    sign: (key, fresh, m) => store.signature(key, m, fresh),
    verify: (publicKey, m, signature) => {
      const signingKey = signingKeyOf(publicKey);
      if (signingKey === undefined) return false;
      const known = bindings.walk(signature);
      const [signer, signed] = store.args(known);
      if (store.kind(known) === 'signature' && signer !== undefined && signed !== undefined) {
        return unify(signer, signingKey) && unify(signed, m);
      }
      const made = store.signature(signingKey, m, variable('signature-randomness'));
      return unify(known, made, `signature ${signingKey} ${bindings.refine(m)}`);
    },
    seal: (key, fresh, m) => store.box(key, m, randomness(fresh)),
    open: (key, shape, box) => {
      const known = bindings.walk(box);
      if (store.kind(known) === 'box') {
        const [boxKey, content] = store.args(known);
        if (boxKey === undefined || content === undefined || !unify(boxKey, key)) return undefined;
        return decode(shape, content);
      }
      const form = tuple(shape);
      const made = store.box(key, form, randomness(variable('box-randomness')));
      const fits = unify(known, made, `box ${key} ${shape.name}`);
      return fits ? byName(shape, store.args(form)) : undefined;
    },
    equal: unify,
  };
  return { algebra, bindings, taken: () => taken };
}
