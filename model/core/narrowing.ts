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
 * run the role on it once more, or hold it against the path's refused tests.
 */
import { type Algebra, isRandomised, type Suite } from './algebra.ts';
import { openings } from './narrowing-box.ts';
import { verification } from './narrowing-signature.ts';
import { type AnyShape, byName, inOrder, type Sort } from './shape.ts';
import { type Bindings, type Substitution, substitution } from './substitution.ts';
import type { Term, TermStore } from './term.ts';
import { visible } from './untagged.ts';

/** One way in which a step can go. */
export interface Path<R> {
  /** The message that goes this way, with variables where anything will do. */
  readonly pattern: Term;
  /** What the step returned. */
  readonly result: R;
  /** Applies what this path learned about its variables to a term of `result`. */
  readonly refine: (t: Term) => Term;
  /** What this path learned about its variables. */
  readonly learned: Bindings;
  /** The tests that this path refused, in order. */
  readonly refused: readonly Refused[];
}

/** A test that was refused: whatever stands for the `any`, the two are not the same. */
export interface Refused {
  readonly left: Term;
  readonly right: Term;
  /** Variables of `right` that stand for anything: the fields of a form, a seal's randomness. */
  readonly any: readonly Term[];
}

/** Where and how to narrow. */
export interface NarrowingSpace {
  /** Where terms are interned. */
  readonly store: TermStore;
  /** The primitives in force. */
  readonly suite: Suite;
  /** Labels of the crafted terms that an attacker may put in (`crafted.ts`); none unless said. */
  readonly crafts?: ReadonlySet<string>;
  /** Whether a variable takes terms of its own sort only; true unless said. */
  readonly typed?: boolean;
  /** The least number of a new variable; the first that the unknown leaves free unless said. */
  readonly firstFree?: number;
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
  const firstFree = space.firstFree ?? 1 + highestVariable(space.store, unknown);
  let choices: readonly boolean[] = [];
  for (;;) {
    const run = openRun(space, choices, firstFree);
    const result = step(run.algebra);
    const { refine } = run.bindings;
    const [learned, refused] = [run.bindings.bound(), run.refused];
    paths.push({ pattern: refine(unknown), result, refine, learned, refused });
    const taken = run.taken();
    const last = taken.lastIndexOf(true);
    if (last < 0) return paths;
    choices = [...taken.slice(0, last), false];
  }
}

/** The variables in a term, as often as they occur. */
export function variablesOf(store: TermStore, t: Term): readonly Term[] {
  const variables: Term[] = [];
  const visit = (part: Term): void => {
    if (store.isGround(part)) return;
    if (store.kind(part) === 'variable') variables.push(part);
    else for (const arg of store.args(part)) visit(arg);
  };
  visit(t);
  return variables;
}

/** The highest number of a variable in a term; -1 when there is none. */
function highestVariable(store: TermStore, t: Term): number {
  return Math.max(-1, ...variablesOf(store, t).map((v) => Number(store.label(v))));
}

interface Run {
  readonly algebra: Algebra<Term>;
  readonly bindings: Substitution;
  readonly refused: readonly Refused[];
  readonly taken: () => readonly boolean[];
}

/** The algebra of one run: follows `choices`, then always succeeds, and notes what it took. */
function openRun(
  { store, suite, crafts, typed }: NarrowingSpace,
  choices: readonly boolean[],
  firstFree: number,
): Run {
  const taken: boolean[] = [];
  const refused = new Map<string, Refused>();
  const bindings = substitution(store, undefined, typed);
  const settled = new Set<Term>();
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
    const unifier = bindings.missing(left, right);
    if (unifier === undefined || refused.has(`${left}=${test}`)) return false;
    if (choose()) {
      bindings.bind(unifier);
      for (const t of [left, right]) for (const v of variablesOf(store, t)) settled.add(v);
      return true;
    }
    // A variable made for this test, and met in none that passed, was free to be anything.
    const isFree = (v: Term): boolean => Number(store.label(v)) >= firstFree && !settled.has(v);
    const any = variablesOf(store, right).filter(isFree);
    refused.set(`${left}=${test}`, { left, right, any });
    return false;
  };

  const tuple = (shape: AnyShape): Term =>
    store.tuple(
      visible(shape),
      shape.fields.map((field) => variable(field.sort)),
    );
  const decode: Algebra<Term>['decode'] = (shape, m) => {
    const known = bindings.walk(m);
    if (store.kind(known) !== 'variable') {
      const own = store.shapeOf(known);
      return own?.name === visible(shape).name ? byName(shape, store.args(known)) : undefined;
    }
    const form = tuple(shape);
    return unify(known, form, visible(shape).name) ? byName(shape, store.args(form)) : undefined;
  };

  const { walk, refine } = bindings;
  const verify = verification({ store, suite, crafts, unify, walk, refine, variable });

  const fresh = (): Term => variable('box-randomness');
  const sealing = { fresh, randomness: () => randomness(fresh()) };
  const boxTools = { store, unify, walk, tuple, decode, ...sealing };
  const algebra: Algebra<Term> = {
    constant: store.constant,
    name: store.name,
    derive: store.derived,
    encode: (shape, fields) => store.tuple(visible(shape), inOrder(shape, fields)),
    decode,
    hash: store.digest,
    publicKey: store.publicKey,
    isPublicKey: (m) => {
      const known = bindings.walk(m);
      if (store.kind(known) !== 'variable' || store.sort(known) === 'public-key') {
        return store.sort(known) === 'public-key';
      }
      return unify(known, variable('public-key'), 'a public key');
    },
    sign: (key, fresh, m) => store.signature(key, m, fresh),
    verify,
    seal: (key, fresh, m) => store.box(key, m, randomness(fresh)),
    // Asked for the cause of a refusal alone: a way that ends there anyway does not fork.
    opens: (key, box) => {
      const known = bindings.walk(box);
      return store.kind(known) === 'box' && bindings.refine(store.args(known)[0] ?? known) === key;
    },
    encryptFor: (key, fresh, m) => store.encryption(key, m, fresh),
    ...openings(boxTools),
    equal: unify,
  };
  return {
    algebra,
    bindings,
    get refused() {
      return [...refused.values()];
    },
    taken: () => taken,
  };
}
