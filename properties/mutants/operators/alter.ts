/**
 * One field of a message another, and the protections that cover it made again or left as they were: what
 * a law of integrity puts before a party (§4.2 S; A3, A20, A22).
 *
 * Refuses nothing: a message without such a field has no alterations.
 */
import { match } from 'ts-pattern';
import type { Term, TermStore } from '../../../model/core/term.ts';

/** A value in a message, where it can be read once boxes are open. */
export interface Place {
  /** The message, what of it the value is in, and so on down to the value. */
  readonly within: readonly Term[];
  /** The names of the fields on the way. */
  readonly fields: readonly string[];
}

/** The name of the private key in a public one. */
export const privateHalf = 'private half';

/** A part of a term: the name of its field, and which argument it is. */
interface Part {
  readonly field: string;
  readonly at: number;
  readonly inner: Term;
}

/** Which arguments of a term are looked into; of a public key the private one, whose owner is another's. */
function partsOf(store: TermStore, t: Term): readonly Part[] {
  const args = store.args(t);
  const only = (field: string, at: number): readonly Part[] =>
    args.slice(at, at + 1).map((inner) => ({ field, at, inner }));
  const { fields = [] } = store.shapeOf(t) ?? {};
  return match(store.kind(t))
    .with('tuple', () => args.map((inner, at) => ({ field: fields[at]?.name ?? '', at, inner })))
    .with('box', 'encryption', () => only('content', 1))
    .with('public-key', () => only(privateHalf, 0))
    .otherwise(() => []);
}

/** How deep messages are looked into: witnesses' answers bring along all that was said before. */
const depthMax = 10;

/** All places in a message, those of messages before those of what is in them. */
export function* placesIn(
  store: TermStore,
  t: Term,
  { within, fields }: Place = { within: [], fields: [] },
): Generator<Place> {
  const here = [...within, t];
  if (here.length > depthMax) return;
  yield { within: here, fields };
  for (const { field, inner } of partsOf(store, t)) {
    yield* placesIn(store, inner, { within: here, fields: [...fields, field] });
  }
}

/** The value at a place. */
const valueAt = ({ within }: Place): Term | undefined => within.at(-1);

/** What protects something in a message, each once. */
function protectionsIn(store: TermStore, message: Term): readonly Term[] {
  const values = [...placesIn(store, message)].flatMap((place) => valueAt(place) ?? []);
  return [...new Set(values.filter((value) => isProtection(store, value)))];
}

/** What is put in the place of what, but in what is kept. */
export interface Replacement {
  readonly from: Term;
  readonly to: Term;
  readonly keeps?: (t: Term) => boolean;
}

/** A term with a part replaced throughout, but for what is kept as it was. */
export function replaced(
  store: TermStore,
  t: Term,
  { from, to, keeps = () => false }: Replacement,
): Term {
  const known = new Map<Term, Term>([[from, to]]);
  const change = (one: Term): Term => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const args = store.args(one);
    const changed = keeps(one) ? args : args.map(change);
    const isSame = changed.every((arg, place) => arg === args[place]);
    const now = isSame ? one : store.rebuild(one, changed);
    known.set(one, now);
    return now;
  };
  return change(t);
}

/** The seed of all values that are put in the place of others. */
const seedOf = (store: TermStore): Term => store.name('seed', 'of another value');

/** Other signatures: one more on the same text, and one by somebody else. */
function otherSignatures(store: TermStore, signature: Term): readonly Term[] {
  const [key = signature, text = signature, fresh = signature] = store.args(signature);
  const other = seedOf(store);
  return [
    store.signature(key, text, other),
    store.signature(store.derived(other, store.label(key)), text, fresh),
  ];
}

/** How many of the values known of a sort are put in the place of one: the last. */
const alikeMax = 3;

/** Other values of the sort of one: those known, and one that nobody has. */
export function othersOf(store: TermStore, value: Term, known: readonly Term[]): readonly Term[] {
  const seed = seedOf(store);
  const sort = store.sort(value);
  const alike = known.filter((one) => store.sort(one) === sort && one !== value).slice(-alikeMax);
  return match(store.kind(value))
    .with('constant', () => [...alike, store.constant('another value')])
    .with('name', () => [...alike, store.name(sort, 'another value')])
    .with('derived', () => [...alike, store.derived(seed, store.label(value))])
    .with('digest', () => [store.digest(seed)])
    .with('signature', () => otherSignatures(store, value))
    .with('box', 'encryption', () => [store.rebuild(value, store.args(value).with(2, seed))])
    .otherwise(() => []);
}

/** A message with one value another. */
export interface Alteration {
  readonly message: Term;
  /** What was altered, and what was left as it was. */
  readonly says: string;
}

/** What is altered in a message, and with which values. */
export interface Altering {
  readonly store: TermStore;
  readonly message: Term;
  /** Which places. */
  readonly at: (place: Place) => boolean;
  /** Values that there are, of any sort. */
  readonly known: readonly Term[];
  /** What protects the field. */
  readonly protects: (t: Term) => boolean;
}

/** What is left as it was made: everything, nothing, or one protection. */
interface Kept {
  readonly says: string;
  readonly keeps: (t: Term) => boolean;
}

/** Whether a term protects others. */
export const isProtection = (store: TermStore, t: Term): boolean =>
  ['signature', 'digest'].includes(store.kind(t));

/** Whether some term is in another: asked often of one. */
function containing(store: TermStore, isIt: (t: Term) => boolean): (t: Term) => boolean {
  const known = new Map<Term, boolean>();
  const contains = (t: Term): boolean => {
    const before = known.get(t);
    if (before !== undefined) return before;
    const now = isIt(t) || store.args(t).some(contains);
    known.set(t, now);
    return now;
  };
  return contains;
}

function keptIn({ store, message, protects }: Altering): readonly Kept[] {
  const own = containing(store, protects);
  const each = protectionsIn(store, message).map((kept, place) => ({
    says: `${store.kind(kept)} ${place + 1} as it was`,
    keeps: (t: Term) => t === kept,
  }));
  return [
    { says: 'protections as they were', keeps: (t) => isProtection(store, t) },
    { says: 'protections made again', keeps: () => false },
    { says: 'what protects it as it was', keeps: (t) => isProtection(store, t) && own(t) },
    ...each,
  ];
}

/** A message with the value at a place in it another. */
function rebuiltAt(store: TermStore, { within, fields }: Place, value: Term): Term {
  return within.slice(0, -1).reduceRight((inner, t, depth) => {
    const part = partsOf(store, t).find(({ field }) => field === fields[depth]);
    return part === undefined ? t : store.rebuild(t, store.args(t).with(part.at, inner));
  }, value);
}

/** A place as seen from a message on the way to it. */
const below = ({ within, fields }: Place, depth: number): Place => ({
  within: within.slice(depth),
  fields: fields.slice(depth),
});

/** The place of a message on the way to another. */
const above = ({ within, fields }: Place, depth: number): Place => ({
  within: within.slice(0, depth + 1),
  fields: fields.slice(0, depth),
});

/** The alterations at one place: what of the message is another, and within what of it throughout. */
function* alteredAt(altering: Altering, place: Place, other: Term): Generator<Alteration> {
  const { store } = altering;
  const name = place.fields.join('.');
  const kept = keptIn(altering);
  for (const [inner, from] of place.within.entries()) {
    const to = rebuiltAt(store, below(place, inner), other);
    for (const outer of new Set([0, inner])) {
      const scope = place.within[outer] ?? from;
      for (const { says, keeps } of kept) {
        const changed = replaced(store, scope, { from, to, keeps });
        const rebuilt = rebuiltAt(store, above(place, outer), changed);
        const where = `from ${inner} within ${outer}`;
        yield { message: rebuilt, says: `${name} another, ${says}, ${where}` };
      }
    }
  }
}

/**
 * What a message is with one of its values another. Some are equal, so that two messages of one form have
 * as many alterations, in the same order.
 */
export function* alterations(altering: Altering): Generator<Alteration> {
  const { store, message, at, known } = altering;
  for (const place of placesIn(store, message)) {
    const value = valueAt(place);
    if (value === undefined || !at(place)) continue;
    for (const other of othersOf(store, value, known)) yield* alteredAt(altering, place, other);
  }
}

/** All terms in some, each once. */
export function termsIn(store: TermStore, terms: readonly Term[]): ReadonlySet<Term> {
  const all = new Set<Term>();
  const look = (t: Term): void => {
    if (all.has(t)) return;
    all.add(t);
    for (const arg of store.args(t)) look(arg);
  };
  for (const t of terms) look(t);
  return all;
}

/** Whether a value is not made of others. */
export const isAtom = (store: TermStore, value: Term): boolean =>
  ['constant', 'name', 'derived'].includes(store.kind(value));
