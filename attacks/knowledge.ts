/**
 * What an attacker can know (Dolev & Yao 1983): a set of terms closed under taking apart, and on
 * demand what can be composed from it. Every item remembers how it was come by.
 *
 * Taking apart: the fields of a message, the content of a box whose key can be derived. A digest,
 * a signature and a public key give nothing away.
 */
import type { Term, TermStore } from '../model/core/term.ts';

/** How an item was come by. */
export type Origin =
  | { readonly from: 'given' }
  | { readonly from: 'observed' }
  | { readonly from: 'field'; readonly of: Term; readonly field: string }
  | { readonly from: 'box'; readonly of: Term; readonly key: Term };

/** A closed set of terms. */
export interface Knowledge {
  /** Equal exactly for equal sets within one base. */
  readonly id: number;
  /** The items and how they were come by, in that order. */
  readonly items: ReadonlyMap<Term, Origin>;
  /** The items of a sort. */
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
}

/** Composition: constants are public; every constructor but names is the attacker's too. */
function deriver(store: TermStore, items: ReadonlyMap<Term, Origin>): (t: Term) => boolean {
  const known = new Map<Term, boolean>();
  const composes = (t: Term): boolean => {
    const kind = store.kind(t);
    if (kind === 'constant') return true;
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

/** What an item gives away: its fields, or its content if the key can be derived. */
function partsOf(
  store: TermStore,
  t: Term,
  derives: (t: Term) => boolean,
): readonly (readonly [Term, Origin])[] {
  const shape = store.shapeOf(t);
  if (shape !== undefined) {
    return store
      .args(t)
      .map((arg, index) => [arg, { from: 'field', of: t, field: shape.fields[index]?.name ?? '' }]);
  }
  if (store.kind(t) !== 'box') return [];
  const [key, content] = store.args(t);
  if (key === undefined || content === undefined || !derives(key)) return [];
  return [[content, { from: 'box', of: t, key }]];
}

/** Adds terms to a set and closes it. */
function close(
  store: TermStore,
  items: ReadonlyMap<Term, Origin>,
  added: readonly (readonly [Term, Origin])[],
): ReadonlyMap<Term, Origin> {
  const closed = new Map(items);
  let news: readonly (readonly [Term, Origin])[] = added;
  while (news.length > 0) {
    for (const [t, origin] of news) if (!closed.has(t)) closed.set(t, origin);
    const derives = deriver(store, closed);
    news = [...closed.keys()]
      .flatMap((t) => partsOf(store, t, derives))
      .filter(([part]) => !closed.has(part));
  }
  return closed;
}

/** The items by sort. */
function bySort(
  store: TermStore,
  items: ReadonlyMap<Term, Origin>,
): ReadonlyMap<string, readonly Term[]> {
  const sorted = new Map<string, Term[]>();
  for (const t of items.keys()) {
    const sort = store.sort(t);
    const known = sorted.get(sort);
    if (known === undefined) sorted.set(sort, [t]);
    else known.push(t);
  }
  return sorted;
}

/**
 * A base over one store.
 *
 * @param store - where terms are interned
 * @param shared - whether equal sets are made one object, however they were come by; the search
 *   does so, and whoever asks how things were come by does not, since another path may have
 *   observed what this one took out of a box
 */
export function knowledgeBase(store: TermStore, shared: boolean): KnowledgeBase {
  const interned = new Map<string, Knowledge>();
  const extensions = new Map<string, Knowledge>();
  let count = 0;
  const make = (items: ReadonlyMap<Term, Origin>): Knowledge => {
    const key = shared ? [...items.keys()].sort((a, b) => a - b).join(',') : '';
    const found = shared ? interned.get(key) : undefined;
    if (found !== undefined) return found;
    const sorted = bySort(store, items);
    const made: Knowledge = {
      id: count++,
      items,
      ofSort: (sort) => sorted.get(sort) ?? [],
      derives: deriver(store, items),
    };
    if (shared) interned.set(key, made);
    return made;
  };
  return {
    initial: (given) =>
      make(
        close(
          store,
          new Map(),
          given.map((t) => [t, { from: 'given' }]),
        ),
      ),
    observe: (knowledge, message) => {
      if (knowledge.items.has(message)) return knowledge;
      const key = `${knowledge.id}+${message}`;
      const found = extensions.get(key);
      if (found !== undefined) return found;
      const extended = make(close(store, knowledge.items, [[message, { from: 'observed' }]]));
      extensions.set(key, extended);
      return extended;
    },
  };
}
