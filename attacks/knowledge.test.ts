import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shape } from '../model/core/shape.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { type Term, termStore } from '../model/core/term.ts';
import { derivation } from './derivation.ts';
import { type Knowledge, knowledgeBase } from './knowledge.ts';
import { evaluate } from './recipe.ts';

const PAIR = shape(['pair', 1], { left: 'any', right: 'any' });

const store = termStore();
const algebra = symbolic(store, { cipher: 'aes-128-cbc' });
const fresh = store.name('seed', 'fresh');
/** Randomness of an honest party, and of nobody in particular. */
const randomness = fc.constantFrom(fresh, store.constant('r'));
const atom = fc.oneof(
  fc.constantFrom('1', '2', '3').map((text) => store.name('data', text)),
  fc.constantFrom('1', '2').map((text) => store.derived(store.name('seed', text), 'key')),
  fc.constantFrom('pay').map(store.constant),
);

/** Messages as roles make them: what is sealed, under a key of the kind, is of some shape. */
const sealedUnder = (key: fc.Arbitrary<Term>): fc.Arbitrary<Term> =>
  fc.letrec<{ term: Term; pair: Term }>((tie) => ({
    pair: fc.tuple(tie('term'), tie('term')).map(([a, b]) => store.tuple(PAIR, [a, b])),
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      tie('pair'),
      fc.tuple(key, tie('pair'), randomness).map(([k, m, r]) => algebra.seal(k, r, m)),
      tie('term').map(store.digest),
      tie('term').map(store.publicKey),
      fc.tuple(atom, tie('term'), randomness).map(([k, m, r]) => store.signature(k, m, r)),
      tie('term').map((seed) => store.derived(seed, 'token')),
    ),
  })).term;
const term = sealedUnder(fc.oneof(atom, atom.map(store.digest)));
const terms = fc.array(term, { maxLength: 6 });

const subterms = (t: Term): readonly Term[] => [t, ...store.args(t).flatMap(subterms)];

/**
 * What can be made, the slow way: everything among the subterms that some rule gives, until no
 * rule gives more. Nothing else need be made on the way, as every rule works on subterms.
 */
function derivable(known: readonly Term[], asked: readonly Term[]): ReadonlySet<Term> {
  const universe = new Set([...known, ...asked].flatMap(subterms));
  const made = new Set(known);
  const composed = (t: Term): boolean =>
    store.kind(t) === 'constant' ||
    (store.kind(t) !== 'name' && store.args(t).every((arg) => made.has(arg)));
  const parts = (t: Term): readonly Term[] => {
    const [key, content] = store.args(t);
    if (store.kind(t) === 'tuple') return store.args(t);
    const opens = store.kind(t) === 'box' && key !== undefined && made.has(key);
    return opens && content !== undefined ? [content] : [];
  };
  for (let before = -1; made.size !== before;) {
    before = made.size;
    for (const t of universe) {
      if (composed(t)) made.add(t);
      if (made.has(t)) parts(t).forEach((part) => made.add(part));
    }
  }
  return made;
}

const know = (given: readonly Term[]): Knowledge => knowledgeBase(store, true).initial(given);
const itemsOf = ({ items }: Knowledge): readonly Term[] => [...items.keys()].sort((a, b) => a - b);

describe('knowledge', () => {
  // Dolev & Yao 1983. Kills: boxes opened without the key, digests inverted, a key that is only
  // found later not tried on earlier boxes.
  test('derives exactly what the rules give', () => {
    fc.assert(
      fc.property(terms, terms, (given, asked) => {
        const expected = derivable(given, asked);
        const { derives } = know(given);
        for (const t of [...given, ...asked].flatMap(subterms)) {
          expect(derives(t)).toBe(expected.has(t));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is closed: its own items, and all that they give away, add nothing', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const base = knowledgeBase(store, true);
        const knowledge = base.initial(given);
        expect(base.initial([...knowledge.items.keys()])).toBe(knowledge);
        for (const t of knowledge.items.keys()) expect(base.observe(knowledge, t)).toBe(knowledge);
      }),
    );
  });

  test('only grows, and takes nothing but what is observed and what that gives away', () => {
    fc.assert(
      fc.property(terms, term, (given, message) => {
        const base = knowledgeBase(store, true);
        const before = base.initial(given);
        const after = base.observe(before, message);
        expect(itemsOf(after)).toEqual(itemsOf(know([...given, message])));
        expect(itemsOf(after)).toEqual(expect.arrayContaining([...itemsOf(before)]));
        for (const t of given.flatMap(subterms)) {
          expect(!before.derives(t) || after.derives(t)).toBe(true);
        }
      }),
    );
  });

  // R3. Kills: a key exported by who cannot read, or by who only knows what was encrypted.
  // Kills: a box that is looked into once more with the next message alone, and not with all later ones.
  test('opens a box whenever its key comes, whatever comes between', () => {
    const [key, secret] = [store.name('data', 'a key'), store.name('data', 'a secret')];
    const box = algebra.seal(key, fresh, store.tuple(PAIR, [secret, store.constant('pay')]));
    const keyed = store.digest(key);
    fc.assert(
      fc.property(
        fc.array(
          term.filter((t) => !subterms(t).includes(key)),
          { maxLength: 4 },
        ),
        fc.constantFrom([box, key], [key, box], [keyed, box, key]),
        (between, order) => {
          const { initial, observe } = knowledgeBase(store, true);
          const seen = [...order.slice(0, 1), ...between, ...order.slice(1)];
          const known = seen.reduce(observe, initial([]));
          expect(known.items.has(secret)).toBe(true);
          expect(itemsOf(known)).toEqual(itemsOf(know(seen)));
        },
      ),
    );
  });

  test('has the key that an encryption gives both sides, where it made or can read it', () => {
    const [owner, seed] = ['o', 's'].map((text) => store.name('seed', text));
    if (owner === undefined || seed === undefined) throw new Error('two names');
    const content = store.tuple(PAIR, [store.constant('a'), store.constant('b')]);
    const sealed = store.encryption(store.publicKey(owner), content, seed);
    const exported = store.exported(store.publicKey(owner), seed);
    expect(algebra.exportFor(algebra.publicKey(owner), seed)).toBe(exported);
    expect(algebra.exportWith(owner, sealed)).toBe(exported);
    expect(algebra.exportWith(seed, sealed)).toBeUndefined();
    expect(know([sealed, content, store.publicKey(owner)]).derives(exported)).toBe(false);
    expect(know([store.publicKey(owner), seed]).derives(exported)).toBe(true);
    for (const order of [
      [sealed, owner],
      [content, sealed, owner],
      [owner, sealed],
    ]) {
      const base = knowledgeBase(store, false);
      const knowledge = order.reduce(base.observe, base.initial([]));
      expect(knowledge.derives(exported)).toBe(true);
      const observed = new Map(order.map((t, index) => [t, index]));
      const recipe = derivation(store, knowledge, { given: new Map(), observed })(exported);
      expect(recipe.make).toBe('export-read');
      expect(evaluate(algebra, { given: {}, observed: order }, recipe)).toBe(exported);
    }
    const base = knowledgeBase(store, false);
    const own = base.initial([store.publicKey(owner), seed]);
    const given = new Map([
      [store.publicKey(owner), 'pk'],
      [seed, 'own'],
    ]);
    const recipe = derivation(store, own, { given, observed: new Map() })(exported);
    const hand = { given: { pk: store.publicKey(owner), own: seed }, observed: [] };
    expect(evaluate(algebra, hand, recipe)).toBe(exported);
  });

  // Deduplication of states rests on this. Kills: ids by order of observation.
  test('is one object for one set, in whatever order it was come by', () => {
    fc.assert(
      fc.property(terms, fc.infiniteStream(fc.nat()), (messages, order) => {
        const base = knowledgeBase(store, true);
        const observeAll = (all: readonly Term[]): Knowledge =>
          all.reduce(base.observe, base.initial([]));
        const shuffled = messages
          .map((message) => ({ message, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ message }) => message);
        expect(observeAll(shuffled)).toBe(observeAll(messages));
        expect(base.initial(messages)).toBe(observeAll(messages));
      }),
    );
  });

  test('has one id for one set and another for another', () => {
    fc.assert(
      fc.property(terms, terms, (left, right) => {
        const base = knowledgeBase(store, true);
        const [a, b] = [base.initial(left), base.initial(right)];
        expect(a.id === b.id).toBe(itemsOf(a).join() === itemsOf(b).join());
      }),
    );
  });

  test('finds its items by their sort', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const knowledge = know(given);
        const sorts = new Set(itemsOf(knowledge).map((t) => store.sort(t)));
        const bySort = [...sorts].flatMap((sort) => knowledge.ofSort(sort));
        expect([...bySort].sort((a, b) => a - b)).toEqual(itemsOf(knowledge));
        expect(knowledge.ofSort('no such sort')).toEqual([]);
      }),
    );
  });

  test('not shared says of each path how things were come by there', () => {
    const [a, b] = [store.name('data', '1'), store.name('data', '2')];
    const pair = store.tuple(PAIR, [a, b]);
    const base = knowledgeBase(store, false);
    const early = base.observe(base.observe(base.initial([]), a), pair);
    const late = base.observe(base.observe(base.initial([]), pair), a);
    expect(early.items.get(a)).toEqual({ from: 'observed' });
    expect(late.items.get(a)).toEqual({ from: 'field', of: pair, field: 'left' });
    expect(early.id).not.toBe(late.id);
  });
});

describe('a derivation', () => {
  const secretKey = fc
    .constantFrom('1', '2')
    .map((text) => store.derived(store.name('seed', text), 'key'));
  const messages = fc.array(sealedUnder(secretKey), { maxLength: 6 });
  const given = (all: readonly Term[]): ReadonlyMap<Term, string> =>
    new Map(all.map((t, index) => [t, `given ${index}`]));

  // Recipes are what attacks are written as. Kills: arguments swapped, key and content swapped,
  // the wrong field, an observed message taken for another.
  test('is a recipe that makes that very term of what was given and observed', () => {
    fc.assert(
      fc.property(messages, messages, messages, (start, observed, asked) => {
        const base = knowledgeBase(store, false);
        const knowledge = observed.reduce(base.observe, base.initial(start));
        const names = given(start);
        const places = new Map(observed.map((t, index) => [t, index]));
        const recipeFor = derivation(store, knowledge, { given: names, observed: places });
        const hand = {
          given: Object.fromEntries([...names].map(([t, name]) => [name, t])),
          observed,
        };
        for (const t of [...start, ...observed, ...asked].flatMap(subterms)) {
          if (knowledge.derives(t)) expect(evaluate(algebra, hand, recipeFor(t))).toBe(t);
          else expect(() => recipeFor(t)).toThrow('cannot make');
        }
      }),
      { numRuns: 300 },
    );
  });

  // Kills: a key sought in the box that it opens, and so for ever.
  test('of what a box holds ends, though the box also holds its own key', () => {
    const seed = store.name('seed', 'own');
    const secret = store.name('data', 'in the box');
    const expectMade = (key: Term, observed: readonly Term[]): void => {
      const base = knowledgeBase(store, false);
      const knowledge = observed.reduce(base.observe, base.initial([seed]));
      const recipeFor = derivation(store, knowledge, {
        given: new Map([[seed, 'seed']]),
        observed: new Map(observed.map((t, index) => [t, index])),
      });
      const asked = [secret, ...observed.flatMap(subterms)].filter((t) => t !== fresh);
      for (const t of [key, ...asked]) {
        expect(evaluate(algebra, { given: { seed }, observed }, recipeFor(t))).toBe(t);
      }
    };
    for (const key of [store.derived(seed, 'key'), store.digest(seed)]) {
      const box = algebra.seal(key, fresh, store.tuple(PAIR, [key, secret]));
      const outer = algebra.seal(key, fresh, store.tuple(PAIR, [box, key]));
      for (const observed of [[box], [outer], [outer, box]]) expectMade(key, observed);
    }
  });

  test('fails, and does not throw, on a hand that lacks what it needs', () => {
    fc.assert(
      fc.property(terms, (start) => {
        const knowledge = know(start);
        const recipeFor = derivation(store, knowledge, {
          given: given(start),
          observed: new Map(),
        });
        for (const t of start) {
          expect(evaluate(algebra, { given: {}, observed: [] }, recipeFor(t))).toBeUndefined();
        }
      }),
    );
  });

  test('of a field or a content fails on a message of another shape', () => {
    const data = store.name('data', '1');
    const hand = { given: { data }, observed: [] };
    const of = { make: 'given', name: 'data' } as const;
    const field = { make: 'field', of, shape: PAIR, field: 'left' } as const;
    const content = { make: 'content', of, key: of, shape: PAIR } as const;
    expect(evaluate(algebra, hand, field)).toBeUndefined();
    expect(evaluate(algebra, hand, content)).toBeUndefined();
  });
});
