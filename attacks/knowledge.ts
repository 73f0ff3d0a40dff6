/**
 * What an attacker can know (Dolev & Yao 1983): a set of terms closed under taking apart, and on
 * demand what can be composed from it. Every item remembers how it was come by.
 *
 * Taking apart: the fields of a message, the content of a box whose key can be derived. A digest,
 * a signature and a public key give nothing away.
 */
import type { Suite } from '../model/core/algebra.ts';
import type { Term, TermStore } from '../model/core/term.ts';
import { makes, type Rule } from './rule/rule.ts';
import { perObject } from '../model/core/remembered.ts';
import { listing } from './search/remembered.ts';

/** How an item was come by. */
export type Origin =
  | { readonly from: 'given' }
  | { readonly from: 'observed' }
  | { readonly from: 'field'; readonly of: Term; readonly field: string }
  | { readonly from: 'box'; readonly of: Term; readonly key: Term }
  | { readonly from: 'export'; readonly of: Term; readonly key: Term }
  | {
      readonly from: 'rule';
      readonly rule: string;
      readonly of: readonly Term[];
      readonly labels: readonly string[];
    };

/** A closed set of terms. */
export interface Knowledge {
  /** Equal exactly for equal sets within one base. */
  readonly id: number;
  /** The items and how they were come by, in that order. */
  readonly items: ReadonlyMap<Term, Origin>;
  /** The items of a sort; one list within one base where they are the same in the same order. */
  readonly ofSort: (sort: string) => readonly Term[];
  /** Whether the attacker can make a term without variables. */
  readonly derives: (t: Term) => boolean;
}

/** Makes and extends knowledge, equal sets being one object. */
export interface KnowledgeBase {
  /** What is known from the start. */
  readonly initial: (given: readonly Term[]) => Knowledge;
  /** What is known once a message has been observed. */
  readonly observe: (knowledge: Knowledge, message: Term) => Knowledge;
  /** All that was known at some time, where equal sets are one object; else nothing. */
  readonly all: () => Iterable<Knowledge>;
}

/** The rules of deduction beside Dolev and Yao's, and the primitives that they are about. */
export interface Beyond {
  /** Those that apply. */
  readonly rules: readonly Rule[];
  readonly suite: Suite;
  /** See `RuleSpace.drafts`; none unless said. */
  readonly drafts?: readonly Term[];
  /** See `RuleSpace.tells`; none unless said. */
  readonly tells?: readonly (Term | undefined)[];
}

/** What a base works on. */
interface Ground {
  readonly store: TermStore;
  readonly beyond: Beyond | undefined;
  /** Whether a crafted term can be made of its arguments. */
  readonly crafts: (t: Term) => boolean;
}

/**
 * Composition: constants are public; every constructor but names is the attacker's too, and of
 * crafted terms those that its rules make.
 */
function deriver(
  { store, crafts }: Ground,
  items: ReadonlyMap<Term, Origin>,
): (t: Term) => boolean {
  const known = new Map<Term, boolean>();
  const composes = (t: Term): boolean => {
    const kind = store.kind(t);
    if (kind === 'constant') return true;
    if (kind === 'crafted' && !crafts(t)) return false;
    return kind !== 'name' && kind !== 'variable' && store.args(t).every(derives);
  };
  const derives = (t: Term): boolean => {
    const found = known.get(t);
    if (found !== undefined) return found;
    const answer = items.has(t) || composes(t);
    known.set(t, answer);
    return answer;
  };
  return derives;
}

/** What opens a ciphertext: its key, or the private half of it; `undefined` where nothing does. */
function openerOf(store: TermStore, t: Term, key: Term): Term | undefined {
  if (store.kind(t) === 'box') return key;
  if (store.kind(t) !== 'encryption' || store.kind(key) !== 'public-key') return undefined;
  return store.args(key)[0];
}

/** What an item gives away: its fields, or its content if the key can be derived. */
function partsOf(
  store: TermStore,
  t: Term,
  derives: (t: Term) => boolean,
): readonly (readonly [Term, Origin])[] {
  const shape = store.shapeOf(t);
  // Values one after the other have no ends (A3'): whoever put them together has them.
  if (shape?.plain === true) return [];
  if (shape !== undefined) {
    return store
      .args(t)
      .map((arg, index) => [arg, { from: 'field', of: t, field: shape.fields[index]?.name ?? '' }]);
  }
  const [key, content] = store.args(t);
  const opener = key === undefined ? undefined : openerOf(store, t, key);
  if (opener === undefined || content === undefined || !derives(opener)) return [];
  const exported = exportedBy(store, t);
  return [
    [content, { from: 'box', of: t, key: opener }],
    ...(exported === undefined
      ? []
      : [[exported, { from: 'export', of: t, key: opener }] as const]),
  ];
}

/** The key that who reads an encryption shares with who made it; `undefined` for other terms. */
export function exportedBy(store: TermStore, t: Term): Term | undefined {
  if (store.kind(t) !== 'encryption') return undefined;
  const [owner, , fresh] = store.args(t);
  return owner === undefined || fresh === undefined ? undefined : store.exported(owner, fresh);
}

/** What rules beside Dolev and Yao's give of what is known. */
function beyondOf(
  { store, beyond }: Ground,
  items: ReadonlyMap<Term, Origin>,
  derives: (t: Term) => boolean,
): readonly (readonly [Term, Origin])[] {
  if (beyond?.rules.some(({ gives }) => gives !== undefined) !== true) return [];
  const { rules, suite, drafts = [], tells = [] } = beyond;
  const sorted = bySort(store, items.keys());
  const ofSort = (sort: string): readonly Term[] => sorted.get(sort) ?? [];
  const space = { store, suite, items: [...items.keys()], ofSort, derives, drafts, tells };
  return [...items.keys()].flatMap((item) =>
    rules.flatMap(({ id, gives }) =>
      (gives?.(space, item) ?? []).map(
        ({ term, of, labels }) => [term, { from: 'rule', rule: id, of, labels }] as const,
      ),
    ),
  );
}

/** What terms are interned in, with rules of deduction that there are. */
function groundOf(store: TermStore, beyond: Beyond | undefined): Ground {
  const rules = beyond?.rules ?? [];
  return { store, beyond: rules.length > 0 ? beyond : undefined, crafts: makes(store, rules) };
}

/** Whether rules give nothing of what is known that is not known anyhow. */
export function staysClosed(store: TermStore, beyond: Beyond, known: Int32Array): boolean {
  const items = new Map<Term, Origin>();
  for (const t of known) items.set(t as Term, { from: 'given' });
  const ground = groundOf(store, beyond);
  return beyondOf(ground, items, deriver(ground, items)).every(([term]) => items.has(term));
}

/** Whether a term is a ciphertext whose content is not among what is known. */
function isSealed({ store }: Ground, items: ReadonlyMap<Term, Origin>, t: Term): boolean {
  const kind = store.kind(t);
  if (kind !== 'box' && kind !== 'encryption') return false;
  const isUnknown = (part: Term | undefined): boolean => part !== undefined && !items.has(part);
  return isUnknown(store.args(t)[1]) || isUnknown(exportedBy(store, t));
}

/** What is closed already, and the ciphertexts in it whose contents are not known. */
interface Closed {
  readonly items: ReadonlyMap<Term, Origin>;
  readonly sealed: readonly Term[];
}

/**
 * Adds terms to a closed set and closes it. Of what was closed before, only sealed ciphertexts can
 * give something that is not there yet: their keys may have come.
 */
function close(
  ground: Ground,
  { items, sealed }: Closed,
  added: readonly (readonly [Term, Origin])[],
): ReadonlyMap<Term, Origin> {
  const closed = new Map(items);
  const yielding = [...sealed];
  let news: readonly (readonly [Term, Origin])[] = added;
  while (news.length > 0) {
    for (const [t, origin] of news) {
      if (closed.has(t)) continue;
      closed.set(t, origin);
      yielding.push(t);
    }
    const derives = deriver(ground, closed);
    const parts = yielding.flatMap((t) => partsOf(ground.store, t, derives));
    const beside = beyondOf(ground, closed, derives);
    news = [...parts, ...beside].filter(([part]) => !closed.has(part));
  }
  return closed;
}

/** Terms by sort. */
type Sorted = ReadonlyMap<string, readonly Term[]>;

/** Terms by sort. */
function bySort(store: TermStore, terms: Iterable<Term>): Sorted {
  const sorted = new Map<string, Term[]>();
  for (const t of terms) {
    const sort = store.sort(t);
    const known = sorted.get(sort);
    if (known === undefined) sorted.set(sort, [t]);
    else known.push(t);
  }
  return sorted;
}

/** Terms by sort and some that came after them. */
function sortedWith(
  before: Sorted | undefined,
  added: Sorted,
  listed: (list: readonly Term[]) => readonly Term[],
): Sorted {
  const sorted = new Map(before);
  for (const [sort, terms] of added) {
    sorted.set(sort, listed([...(before?.get(sort) ?? []), ...terms]));
  }
  return sorted;
}

/** No terms. */
const none: readonly Term[] = [];

/** A number equal for equal sets, in whatever order. */
function hashOf(items: ReadonlyMap<Term, Origin>): number {
  let hash = 0;
  for (const t of items.keys()) {
    const mixed = Math.imul(t + 1, 0x9e3779b1);
    hash = (hash + Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)) | 0;
  }
  return hash;
}

/** Whether two sets are equal. */
function hasSame(left: ReadonlyMap<Term, Origin>, right: ReadonlyMap<Term, Origin>): boolean {
  if (left.size !== right.size) return false;
  for (const t of left.keys()) if (!right.has(t)) return false;
  return true;
}

/**
 * A base over one store.
 *
 * @param store - where terms are interned
 * @param shared - whether equal sets are made one object, however they were come by; the search
 *   does so, and whoever asks how things were come by does not, since another path may have
 *   observed what this one took out of a box
 * @param beyond - rules of deduction beside Dolev and Yao's; none unless given
 */
export function knowledgeBase(store: TermStore, shared: boolean, beyond?: Beyond): KnowledgeBase {
  const ground = groundOf(store, beyond);
  const known = new Map<number, Knowledge[]>();
  const extensions = new WeakMap<Knowledge, Map<Term, Knowledge>>();
  const listed = listing<Term>();
  /** What each was extended from. */
  const earlier = new WeakMap<Knowledge, Knowledge>();
  /** What came after that. */
  const laterIn = (knowledge: Knowledge): readonly Term[] =>
    [...knowledge.items.keys()].slice(earlier.get(knowledge)?.items.size ?? 0);
  const sortedOf = perObject((knowledge: Knowledge): Sorted => {
    const before = earlier.get(knowledge);
    return sortedWith(before && sortedOf(before), bySort(store, laterIn(knowledge)), listed);
  });
  /** The ciphertexts whose contents are not known, in the order in which they came. */
  const sealedOf = perObject((knowledge: Knowledge): readonly Term[] => {
    const before = earlier.get(knowledge);
    const sealedBefore = before === undefined ? [] : sealedOf(before);
    return [...sealedBefore, ...laterIn(knowledge)].filter((t) =>
      isSealed(ground, knowledge.items, t),
    );
  });
  let count = 0;
  const make = (items: ReadonlyMap<Term, Origin>, before?: Knowledge): Knowledge => {
    const hash = shared ? hashOf(items) : 0;
    const alike = known.get(hash) ?? [];
    const found = alike.find((knowledge) => hasSame(knowledge.items, items));
    if (found !== undefined) return found;
    const made: Knowledge = {
      id: count++,
      items,
      ofSort: (sort) => sortedOf(made).get(sort) ?? none,
      derives: deriver(ground, items),
    };
    if (before !== undefined) earlier.set(made, before);
    if (shared) known.set(hash, [...alike, made]);
    return made;
  };
  return {
    initial: (given) =>
      make(
        close(
          ground,
          { items: new Map(), sealed: [] },
          given.map((t) => [t, { from: 'given' }]),
        ),
      ),
    observe: (knowledge, message) => {
      if (knowledge.items.has(message)) return knowledge;
      const ofKnowledge = extensions.get(knowledge) ?? new Map<Term, Knowledge>();
      const found = ofKnowledge.get(message);
      if (found !== undefined) return found;
      const extended = make(
        close(ground, { items: knowledge.items, sealed: sealedOf(knowledge) }, [
          [message, { from: 'observed' }],
        ]),
        knowledge,
      );
      extensions.set(knowledge, ofKnowledge.set(message, extended));
      return extended;
    },
    all: () => [...known.values()].flat(),
  };
}
