/**
 * One field of a message another, and the protections that cover it made again or left as they were: what
 * a law of integrity puts before a party (§4.2 S; A3, A20, A22).
 *
 * Refuses nothing: a message without such a field has no alterations.
 */
import { match } from 'ts-pattern';
import { substitutedKey } from '../../../model/core/crafted.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import { enquiries, payments } from '../../../model/sa2pmp/business.ts';

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

/** Words of which one stands in a message (§5.1 BLM, §5.2, A17, A27, R7, W4): others are put in its place. */
const vocabularies: readonly (readonly string[])[] = [
  [...payments, ...enquiries],
  ['executed', 'declined'],
  ['recorded', 'aborted'],
  ['renew', 'keep'],
  ['each order once', 'one order twice'],
];

/** The other words that may stand where one stands; none where it is not of a vocabulary. */
function otherWords(store: TermStore, word: Term): readonly Term[] {
  const said = store.label(word);
  const words = vocabularies.find((one) => one.includes(said)) ?? [];
  return words.filter((one) => one !== said).map((one) => store.constant(one));
}

/** How many of the values known of a sort are put in the place of one: the last. */
const alikeMax = 3;

/** Other values of the sort of one: those known, and one that nobody has. */
export function othersOf(store: TermStore, value: Term, known: readonly Term[]): readonly Term[] {
  const seed = seedOf(store);
  const sort = store.sort(value);
  const alike = known.filter((one) => store.sort(one) === sort && one !== value).slice(-alikeMax);
  return match(store.kind(value))
    .with('constant', () => {
      const words = otherWords(store, value);
      return words.length > 0 ? words : [...alike, store.constant('another value')];
    })
    .with('name', () => [...alike, store.name(sort, 'another value')])
    .with('derived', () => [...alike, store.derived(seed, store.label(value))])
    .with('digest', () => [store.digest(seed)])
    .with('public-key', () => [store.constant('no key')])
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
  /** Whether keys are made for the signatures that are there (W10). */
  readonly substitutes: boolean;
}

/** What is left as it was made: everything, nothing, or one protection. */
export interface Kept {
  readonly says: string;
  readonly keeps: (t: Term) => boolean;
  /** Whether it is one protection that is left alone, with digests or without. */
  readonly isAlone?: true;
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

/** What of a message is left as it was made, in turn. */
export function keptIn({
  store,
  message,
  protects,
}: Pick<Altering, 'store' | 'message' | 'protects'>): readonly Kept[] {
  const own = containing(store, protects);
  const isDigest = (t: Term): boolean => store.kind(t) === 'digest';
  const each = protectionsIn(store, message).flatMap((kept, place): readonly Kept[] => {
    const alone = {
      says: `${store.kind(kept)} ${place + 1} as it was`,
      keeps: (t: Term) => t === kept,
      isAlone: true as const,
    };
    const says = `${store.kind(kept)} ${place + 1} and digests as they were`;
    const keeps = (t: Term): boolean => t === kept || isDigest(t);
    const withDigests = { says, keeps, isAlone: true as const };
    return isDigest(kept) ? [alone] : [alone, withDigests];
  });
  return [
    { says: 'protections as they were', keeps: (t) => isProtection(store, t) },
    { says: 'protections made again', keeps: () => false },
    { says: 'digests as they were', keeps: isDigest },
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

/** The signatures in a message whose keys are there as well, and those keys. */
function underKeys(store: TermStore, message: Term): readonly (readonly [Term, Term])[] {
  const values = new Set([...placesIn(store, message)].flatMap((place) => valueAt(place) ?? []));
  return [...values].flatMap((value) => {
    const [owner] = store.kind(value) === 'signature' ? store.args(value) : [];
    const key = owner === undefined ? undefined : store.publicKey(owner);
    return key !== undefined && values.has(key) ? [[value, key] as const] : [];
  });
}

/** One value in the place of another, within a part of a message. */
interface Exchange {
  readonly place: Place;
  /** How deep in the message what is exchanged begins, and within what it is throughout. */
  readonly inner: number;
  readonly outer: number;
  readonly to: Term;
}

/** A message with something exchanged. */
function exchanged(
  store: TermStore,
  { place, inner, outer, to }: Exchange,
  keeps: Kept['keeps'],
): Term | undefined {
  const [from, scope] = [place.within[inner], place.within[outer]];
  if (from === undefined || scope === undefined) return undefined;
  return rebuiltAt(store, above(place, outer), replaced(store, scope, { from, to, keeps }));
}

/** A message as it is, under a key that was made for a signature in it (W10). */
function* underMadeKeys({ store, message }: Altering): Generator<Alteration> {
  for (const [signature, key] of underKeys(store, message)) {
    const [, text = signature] = store.args(signature);
    const own = store.crafted(substitutedKey, 'public-key', [signature, text]);
    const keeps = (t: Term): boolean => isProtection(store, t);
    const shown = replaced(store, message, { from: key, to: own, keeps });
    yield { message: shown, says: 'as it is, a signature under a key made for it' };
  }
}

/** The same with a signature as it was, under a key that was made for it and what it now stands on (W10). */
function* underOtherKeys(
  { store, message }: Altering,
  exchange: Exchange,
  { says, keeps }: Kept,
): Generator<Alteration> {
  const { place, inner, to } = exchange;
  const from = place.within[inner] ?? to;
  for (const [signature, key] of underKeys(store, message)) {
    const [, text = signature] = store.args(signature);
    const rebuilt = exchanged(store, exchange, (t) => t === signature || keeps(t));
    const made = [signature, replaced(store, text, { from, to })];
    const own = store.crafted(substitutedKey, 'public-key', made);
    const shown =
      rebuilt &&
      replaced(store, rebuilt, { from: key, to: own, keeps: (t) => isProtection(store, t) });
    if (shown === undefined) continue;
    yield { message: shown, says: `${says}, a signature under a key made for it` };
  }
}

/** What of a message is exchanged for a value at a place to be another: the value, or a part that it is in. */
function exchangesAt(store: TermStore, place: Place, other: Term): readonly Exchange[] {
  return [...place.within.keys()].flatMap((inner) => {
    const to = rebuiltAt(store, below(place, inner), other);
    return [...new Set([0, inner])].map((outer) => ({ place, inner, outer, to }));
  });
}

/** The alterations at one place: what of the message is another, and within what of it throughout. */
function* alteredAt(altering: Altering, place: Place, other: Term): Generator<Alteration> {
  const { store, substitutes } = altering;
  const kept = keptIn(altering);
  for (const exchange of exchangesAt(store, place, other)) {
    const { inner, outer } = exchange;
    for (const { says, keeps, isAlone } of kept) {
      const message = exchanged(store, exchange, keeps);
      if (message === undefined) continue;
      const all = `${place.fields.join('.')} another, ${says}, from ${inner} within ${outer}`;
      yield { message, says: all };
      if (substitutes && isAlone !== true)
        yield* underOtherKeys(altering, exchange, { says: all, keeps });
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
    const isKey = store.kind(value) === 'public-key';
    if (altering.substitutes && isKey) yield* underMadeKeys(altering);
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
