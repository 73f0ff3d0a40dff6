/**
 * What else a message could have been: the same with one value in one place another, and the same as it
 * would have been made with that value throughout, in what is signed and hashed as well.
 *
 * Boxes are opened for it: a law of roles is no attacker, and says what a party makes of whatever its key opens.
 */
import type { Kind, Term, TermStore } from '../../../model/core/term.ts';

/** Makes another value of a kind. */
type Other = (store: TermStore, value: Term) => Term;

const seedOf = (store: TermStore): Term => store.name('seed', 'of another value');
const keyOf = (store: TermStore): Term => store.derived(seedOf(store), 'signing-key');

/** Another value of the same sort, by kind; none of what is made of others. */
const others: Readonly<Partial<Record<Kind, Other>>> = {
  constant: (store) => store.constant('another value'),
  name: (store, value) => store.name(store.sort(value), 'another value'),
  derived: (store, value) => store.derived(seedOf(store), store.label(value)),
  'public-key': (store) => store.publicKey(keyOf(store)),
  signature: (store, value) => {
    const [, signed = value, fresh = value] = store.args(value);
    return store.signature(keyOf(store), signed, fresh);
  },
  digest: (store) => store.digest(seedOf(store)),
};

const otherThan = (store: TermStore, value: Term): Term | undefined =>
  others[store.kind(value)]?.(store, value);

/** Which arguments of a term are looked into: all of a message, and what is in a box. */
function innerOf(store: TermStore, t: Term): readonly number[] {
  const kind = store.kind(t);
  if (kind === 'tuple') return store.args(t).map((_, place) => place);
  return kind === 'box' || kind === 'encryption' ? [1] : [];
}

/** A message with the value in each place another, one at a time. */
function* elsewhere(store: TermStore, t: Term): Generator<Term> {
  const other = otherThan(store, t);
  if (other !== undefined) yield other;
  const args = store.args(t);
  for (const place of innerOf(store, t)) {
    const inner = args[place];
    if (inner === undefined) continue;
    for (const changed of elsewhere(store, inner)) {
      yield store.rebuild(t, args.with(place, changed));
    }
  }
}

/** The values in a message, each once, as they come. */
function valuesIn(store: TermStore, t: Term, found = new Set<Term>()): ReadonlySet<Term> {
  if (['constant', 'name', 'derived', 'public-key'].includes(store.kind(t))) found.add(t);
  for (const place of innerOf(store, t)) {
    const inner = store.args(t)[place];
    if (inner !== undefined) valuesIn(store, inner, found);
  }
  return found;
}

/** A term with one value in the place of another throughout. */
function throughout(store: TermStore, t: Term, [from, to]: readonly [Term, Term]): Term {
  if (t === from) return to;
  const args = store.args(t);
  return args.length === 0
    ? t
    : store.rebuild(
        t,
        args.map((arg) => throughout(store, arg, [from, to])),
      );
}

/** All that a message could have been besides. */
export function* variants(store: TermStore, message: Term): Generator<Term> {
  yield* elsewhere(store, message);
  for (const value of valuesIn(store, message)) {
    const other = otherThan(store, value);
    if (other !== undefined) yield throughout(store, message, [value, other]);
  }
}
