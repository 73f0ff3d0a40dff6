/**
 * Off-line guessing of a secret of little entropy (Lowe, "Analysing Protocols Subject to Guessing
 * Attacks", 2002; Delaune & Jacquemard, CSFW 2004): whether something that the attacker has tells a
 * right guess from a wrong one.
 *
 * A guess is tried by adding the secret to the knowledge. It is confirmed by (a) an item that can
 * then be put together otherwise than by having it; (b) a box that then opens: what it holds is a
 * message of a known form, which a wrong key does not give but by accident; (c) a signature that
 * then verifies, because its text and its key can then be made. These are the tests on subterms of
 * what is known, in the sense of static equivalence for these constructors (Baudet, CCS 2005).
 *
 * Not covered: tests on the length or timing of messages, several secrets guessed together, a
 * secret of so few values that an on-line trial will do, and rules of weak primitives.
 */
import type { Algebra } from '../model/core/algebra.ts';
import type { AnyShape } from '../model/core/shape.ts';
import type { Term, TermStore } from '../model/core/term.ts';
import { derivation } from './derivation.ts';
import { type Knowledge, knowledgeBase } from './knowledge.ts';
import { evaluate, type Hand, type Recipe } from './recipe.ts';

/** How a guess is put to the test; `T` stands for terms in a search and recipes in a plan. */
export type Guess<T> =
  /** What is put together with the guess is what was had before. */
  | { readonly test: 'equal'; readonly made: T; readonly known: T }
  /** The key opens the box. */
  | { readonly test: 'opens'; readonly key: T; readonly known: T; readonly shape: AnyShape }
  /** The signature verifies on the text. */
  | { readonly test: 'verifies'; readonly key: T; readonly made: T; readonly known: T };

/** The name under which recipes find the guess in the hand. */
export const guessName = 'the guess';

/** Whether a term has another in it. */
function contains(store: TermStore, whole: Term, part: Term): boolean {
  return whole === part || store.args(whole).some((arg) => contains(store, arg, part));
}

/** What is known without the guess and with it. */
interface Both {
  readonly before: Knowledge;
  readonly after: Knowledge;
}

/** Whether all of some terms can be made with the guess, and not all without it. */
function needsGuess({ before, after }: Both, terms: readonly Term[]): boolean {
  return terms.every((t) => after.derives(t)) && !terms.every((t) => before.derives(t));
}

/** The test of an item, if with the guess there is one. */
function testOf(store: TermStore, both: Both, known: Term): Guess<Term> | undefined {
  const args = store.args(known);
  const kind = store.kind(known);
  if (needsGuess(both, args)) return { test: 'equal', made: known, known };
  const [key, content] = args;
  if (key === undefined || content === undefined) return undefined;
  if (kind === 'box' && needsGuess(both, [key])) {
    const shape = store.shapeOf(content);
    return shape && { test: 'opens', key, known, shape };
  }
  if (kind !== 'signature') return undefined;
  const publicKey = store.publicKey(key);
  return needsGuess(both, [publicKey, content])
    ? { test: 'verifies', key: publicKey, made: content, known }
    : undefined;
}

/** Knowledge with the guess added, and as it was before. */
function withGuess(store: TermStore, knowledge: Knowledge, secret: Term): Both {
  const base = knowledgeBase(store, false);
  const before = base.initial([...knowledge.items.keys()]);
  return { before, after: base.observe(before, secret) };
}

/**
 * How a guess of a secret is confirmed off-line; `undefined` when nothing known tells a right one
 * from a wrong one, and when the secret is known without guessing.
 *
 * @param store - where terms are interned
 * @param knowledge - what the attacker knows
 * @param secret - what is guessed
 */
export function guessOf(
  store: TermStore,
  knowledge: Knowledge,
  secret: Term,
): Guess<Term> | undefined {
  if (knowledge.derives(secret)) return undefined;
  const both = withGuess(store, knowledge, secret);
  const telling = [...both.before.items.keys()].filter((item) => contains(store, item, secret));
  for (const item of telling) {
    const found = testOf(store, both, item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a guess is tried on. */
export interface Guessing {
  readonly store: TermStore;
  readonly knowledge: Knowledge;
  /** The names and places of what is held. */
  readonly sources: Parameters<typeof derivation>[2];
}

/**
 * The recipes of a test, over the hand and the guess.
 *
 * @param guessing - what is held
 * @param secret - what is guessed
 * @param guess - the test on terms
 */
export function guessRecipe(
  { store, knowledge, sources }: Guessing,
  secret: Term,
  guess: Guess<Term>,
): Guess<Recipe> {
  const extended = knowledgeBase(store, false).observe(knowledge, secret);
  const given = new Map([...sources.given, [secret, guessName]]);
  const having = derivation(store, knowledge, sources);
  const guessing = derivation(store, extended, { ...sources, given });
  switch (guess.test) {
    case 'equal':
      // Put together anew: as one of the things held it would be compared with itself.
      return { ...guess, made: composed(store, guess.made, guessing), known: having(guess.known) };
    case 'opens':
      return { ...guess, key: guessing(guess.key), known: having(guess.known) };
    case 'verifies': {
      const [key, made] = [guessing(guess.key), guessing(guess.made)];
      return { ...guess, key, made, known: having(guess.known) };
    }
  }
}

/** The recipe of a term by its constructor, its arguments by a guess. */
function composed(store: TermStore, t: Term, recipe: (t: Term) => Recipe): Recipe {
  const [first, second, third] = store.args(t).map(recipe);
  const shape = store.shapeOf(t);
  const kind = store.kind(t);
  if (shape !== undefined) return { make: 'tuple', shape, fields: store.args(t).map(recipe) };
  if (first !== undefined && second !== undefined && third !== undefined) {
    if (kind === 'signature' || kind === 'box') {
      return { make: kind, key: first, of: second, fresh: third };
    }
  }
  if (first === undefined) throw new Error(`guess: term ${t} (${kind}) has no parts`);
  if (kind === 'derived') return { make: 'derived', seed: first, label: store.label(t) };
  return { make: kind === 'digest' ? 'digest' : 'public-key', of: first };
}

/**
 * Whether a value passes the test as a guess.
 *
 * @param algebra - the algebra in force
 * @param hand - what the attacker holds, the guess not included
 * @param trial - the test and the value tried
 */
export function passes<M>(
  algebra: Algebra<M>,
  hand: Hand<M>,
  { guess, value }: { readonly guess: Guess<Recipe>; readonly value: M },
): boolean {
  const holding = { ...hand, given: { ...hand.given, [guessName]: value } };
  const get = (recipe: Recipe): M | undefined => evaluate(algebra, holding, recipe);
  const known = get(guess.known);
  if (known === undefined) return false;
  if (guess.test === 'opens') {
    const key = get(guess.key);
    return key !== undefined && algebra.open<string, never>(key, guess.shape, known) !== undefined;
  }
  const made = get(guess.made);
  if (made === undefined) return false;
  if (guess.test === 'equal') return algebra.equal(made, known);
  const key = get(guess.key);
  return key !== undefined && algebra.verify(key, made, known);
}
