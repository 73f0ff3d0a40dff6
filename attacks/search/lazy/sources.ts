/**
 * Where a term that is to be made may come from: something known, or something inside a box that
 * can be opened. What is known is sorted by heads once, so that a term meets only what it may unify
 * with, and what cannot be had whatever is chosen is given up before anything branches.
 *
 * A term that some choice of the variables makes makeable has, at every place that is not composed,
 * the head of something known or of something in a box (Millen & Shmatikov 2001: variables are no
 * sources, since what stands for them the attacker made before).
 */
import { perObject } from '../../../model/core/remembered.ts';
import { type Bindings, substitution } from '../../../model/core/substitution.ts';
import type { Term, TermStore } from '../../../model/core/term.ts';
import { exportedBy, type Knowledge, type KnowledgeBase } from '../../knowledge.ts';

/** Where a term may come from, if some variables are bound. */
export interface Origin {
  /** What is to be bound besides. */
  readonly missing: Bindings;
  /** The boxes in which it is, the outermost first; none where it is known. */
  readonly boxes: readonly Term[];
}

/** Finds where terms may come from. */
export interface Sources {
  /** Where a term may come from as it stands, bound variables replaced; remembered. */
  readonly origins: (knowledge: Knowledge, t: Term) => readonly Origin[];
  /** Whether a term could be made once more is chosen; `true` is no promise. */
  readonly canBeHad: (knowledge: Knowledge, t: Term) => boolean;
  /** Whether anybody can make a term of its arguments. */
  readonly isComposed: (t: Term) => boolean;
}

/** Whether a term has a content under a key. */
function isCiphertext(store: TermStore, t: Term): boolean {
  return store.kind(t) === 'box' || store.kind(t) === 'encryption';
}

/** A term in boxes; in none where it is known. */
interface Place {
  readonly term: Term;
  readonly boxes: readonly Term[];
}

/** What stands in a box that is not open: its content and what that falls into. */
function* insides(store: TermStore, box: Term, boxes: readonly Term[]): Generator<Place> {
  const [, content] = store.args(box);
  const around = [...boxes, box];
  const within = function* (t: Term): Generator<Place> {
    if (store.kind(t) === 'variable') return;
    yield { term: t, boxes: around };
    const shape = store.shapeOf(t);
    if (shape !== undefined && shape.plain !== true) {
      for (const arg of store.args(t)) yield* within(arg);
    }
    if (isCiphertext(store, t)) yield* insides(store, t, around);
  };
  if (content !== undefined) yield* within(content);
  const exported = exportedBy(store, box);
  if (exported !== undefined) yield { term: exported, boxes: around };
}

/** Constructors whose terms anybody makes of their arguments. */
const composable: ReadonlySet<string> = new Set([
  'derived',
  'tuple',
  'digest',
  'public-key',
  'signature',
  'box',
  'encryption',
  'exported',
]);

/** All places of what is known and of what is in boxes, by their terms' heads. */
interface Index {
  readonly byHead: ReadonlyMap<number, readonly Place[]>;
  /** Ground terms in all those places. */
  readonly ground: ReadonlySet<Term>;
  /** Heads of the terms with variables. */
  readonly openHeads: ReadonlySet<number>;
  readonly origins: Map<Term, readonly Origin[]>;
  readonly canBeHad: Map<Term, boolean>;
}

function indexOf(store: TermStore, { items }: Knowledge): Index {
  const byHead = new Map<number, Place[]>();
  const ground = new Set<Term>();
  const openHeads = new Set<number>();
  const add = (place: Place): void => {
    const head = store.head(place.term);
    const alike = byHead.get(head) ?? [];
    alike.push(place);
    byHead.set(head, alike);
    if (store.isGround(place.term)) ground.add(place.term);
    else openHeads.add(head);
  };
  for (const item of items.keys()) {
    if (store.kind(item) === 'variable') continue;
    add({ term: item, boxes: [] });
    const isSealed = isCiphertext(store, item) && !items.has(store.args(item)[1] ?? item);
    if (isSealed) for (const place of insides(store, item, [])) add(place);
  }
  return { byHead, ground, openHeads, origins: new Map(), canBeHad: new Map() };
}

/** What is asked when it is looked for where terms come from. */
export interface Asking {
  readonly store: TermStore;
  /** Whether variables are typed. */
  readonly typed: boolean;
  /** The crafted terms that can be made. */
  readonly crafts: ReadonlySet<string>;
}

/** What has been found by those who have one base of what is known, and so one store and craft. */
const found = perObject((_: KnowledgeBase) => new Map<boolean, Sources>());

/** As {@link sourcesIn}, what was found before in the same base being found still. */
export function sourcesOf(asking: Asking & { readonly base: KnowledgeBase }): Sources {
  const before = found(asking.base);
  const sources = before.get(asking.typed) ?? sourcesIn(asking);
  before.set(asking.typed, sources);
  return sources;
}

/** Finds where terms may come from, remembering it for each knowledge. */
export function sourcesIn({ store, typed, crafts }: Asking): Sources {
  const indices = new WeakMap<Knowledge, Index>();
  const nothingBound = substitution(store, undefined, typed);
  const index = (knowledge: Knowledge): Index => {
    const found = indices.get(knowledge) ?? indexOf(store, knowledge);
    indices.set(knowledge, found);
    return found;
  };
  const isComposed = (t: Term): boolean =>
    composable.has(store.kind(t)) || (store.kind(t) === 'crafted' && crafts.has(store.label(t)));

  /** Whether what a term has at its head is known, or in some box. */
  const isThere = ({ ground, openHeads, byHead }: Index, t: Term): boolean =>
    store.isGround(t) ? ground.has(t) || openHeads.has(store.head(t)) : byHead.has(store.head(t));

  const canBeHad = (knowledge: Knowledge, t: Term): boolean => {
    if (store.kind(t) === 'variable') return true;
    const own = index(knowledge);
    const known = own.canBeHad.get(t);
    if (known !== undefined) return known;
    const answer =
      isThere(own, t) ||
      knowledge.derives(t) ||
      (isComposed(t) && store.args(t).every((arg) => canBeHad(knowledge, arg)));
    own.canBeHad.set(t, answer);
    return answer;
  };

  /** Whether the key of a box could be had, or its private half. */
  const mayOpen = (knowledge: Knowledge, box: Term): boolean => {
    const [key] = store.args(box);
    if (key === undefined) return false;
    if (store.kind(box) === 'box' || store.kind(key) === 'variable') {
      return canBeHad(knowledge, key);
    }
    const [own] = store.args(key);
    return store.kind(key) === 'public-key' && own !== undefined && canBeHad(knowledge, own);
  };

  const originsOf = (knowledge: Knowledge, t: Term): readonly Origin[] => {
    const places = index(knowledge).byHead.get(store.head(t)) ?? [];
    return places.flatMap(({ term, boxes }) => {
      const missing = nothingBound.missing(t, term);
      const isOpen = missing !== undefined && boxes.every((box) => mayOpen(knowledge, box));
      return isOpen ? [{ missing, boxes }] : [];
    });
  };
  return {
    isComposed,
    canBeHad,
    origins: (knowledge, t) => {
      const { origins } = index(knowledge);
      const known = origins.get(t) ?? originsOf(knowledge, t);
      origins.set(t, known);
      return known;
    },
  };
}
