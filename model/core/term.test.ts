import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shape } from './shape.ts';
import { type Term, termStore, type TermStore } from './term.ts';

const PAIR = shape(['pair', 1], { left: 'any', right: 'any' });
const TWIN = shape(['twin', 2], { left: 'any', right: 'any' });
const ONE = shape(['one', 3], { it: 'any' });
const shapes = { pair: PAIR, twin: TWIN, one: ONE };

/** How a term is built, as data: the meaning that terms are held to. */
type Plan = readonly [string, ...(string | number | Plan)[]];

const word = fc.constantFrom('a', 'b', 'ab', '1', '');
const { plan } = fc.letrec<{ plan: Plan }>((tie) => {
  const sub = tie('plan');
  return {
    plan: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(fc.constant('constant'), word),
      fc.tuple(fc.constant('name'), word, word),
      fc.tuple(fc.constant('variable'), fc.nat(3), word),
      fc.tuple(fc.constant('derived'), sub, word),
      fc.tuple(fc.constantFrom('pair', 'twin'), sub, sub),
      fc.tuple(fc.constantFrom('one', 'digest', 'public-key'), sub),
      fc.tuple(fc.constantFrom('signature', 'box'), sub, sub, sub),
    ),
  };
});

function build(store: TermStore, [head, ...rest]: Plan): Term {
  const args = rest.filter((part) => typeof part === 'object').map((part) => build(store, part));
  const [first, second, third] = args as [Term, Term, Term];
  const text = rest.filter((part) => typeof part === 'string');
  if (head in shapes) return store.tuple(shapes[head as keyof typeof shapes], args);
  const [word1, word2] = text as [string, string];
  const made: Readonly<Record<string, () => Term>> = {
    constant: () => store.constant(word1),
    name: () => store.name(word1, word2),
    variable: () => store.variable(rest[0] as number, word1),
    derived: () => store.derived(first, word1),
    digest: () => store.digest(first),
    'public-key': () => store.publicKey(first),
    signature: () => store.signature(first, second, third),
    box: () => store.box(first, second, third),
  };
  return made[head]?.() ?? expect.fail(head);
}

const hasVariable = ([head, ...rest]: Plan): boolean =>
  head === 'variable' || rest.some((part) => typeof part === 'object' && hasVariable(part));

describe('a term', () => {
  // Kills: kind, sort, label or field names left out of the head, order of arguments ignored.
  test('is the same integer as another exactly when both are built alike', () => {
    fc.assert(
      fc.property(plan, plan, (left, right) => {
        const store = termStore();
        const same = build(store, left) === build(store, right);
        expect(same).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
      { numRuns: 1000 },
    );
  });

  // Texts may hold whatever separates them. Kills: heads keyed by texts joined with a separator.
  test('is told from another by where its texts end and by its shape', () => {
    const store = termStore();
    const separators = ['|', ' ', ',', ':', '"', '\\', '', '1 '];
    const texts = ['a', 'b', '1', ...separators].flatMap((a) =>
      separators.map((between) => `${a}${between}b`),
    );
    const words = [...new Set(['c', ...texts])];
    const names = words.flatMap((sort) => words.map((text) => store.name(sort, text)));
    expect(new Set(names).size).toBe(words.length ** 2);
    expect(store.name('a|b', 'c')).not.toBe(store.name('a', 'b|c'));

    const one = store.constant('1');
    const shapes = [
      shape(['s', 1], { a: 'any' }),
      shape(['s', 2], { a: 'any' }),
      shape(['s', 1], { b: 'any' }),
      shape(['s', 1], { a: 'key' }),
      shape(['t', 1], { a: 'any' }),
    ];
    expect(new Set(shapes.map((form) => store.tuple(form, [one]))).size).toBe(shapes.length);
    const [a, b] = [shape(['s', 1], { 'a,b': 'x' }), shape(['s', 1], { a: 'b', b: 'x' })];
    expect(store.sameHead(store.tuple(a, [one]), store.tuple(b, [one]))).toBe(false);
    expect(store.tuple(shape(['s', 1], { a: 'any' }), [one])).toBe(
      store.tuple(shape(['s', 1], { a: 'any' }), [one]),
    );
  });

  test('built again adds nothing to the store', () => {
    fc.assert(
      fc.property(plan, (how) => {
        const store = termStore();
        const t = build(store, how);
        const size = store.size();
        expect(build(store, how)).toBe(t);
        expect(store.size()).toBe(size);
      }),
    );
  });

  test('rebuilt over its own arguments is itself, over others has its head and those', () => {
    fc.assert(
      fc.property(plan, plan, (how, other) => {
        const store = termStore();
        const [t, o] = [build(store, how), build(store, other)];
        expect(store.rebuild(t, store.args(t))).toBe(t);
        const args = store.args(t).map(() => o);
        const rebuilt = store.rebuild(t, args);
        expect(store.args(rebuilt)).toEqual(args);
        expect(store.sameHead(rebuilt, t)).toBe(true);
        expect([store.kind(rebuilt), store.sort(rebuilt), store.label(rebuilt)]).toEqual([
          store.kind(t),
          store.sort(t),
          store.label(t),
        ]);
      }),
    );
  });

  test('is ground exactly when no variable occurs', () => {
    fc.assert(
      fc.property(plan, (how) => {
        const store = termStore();
        expect(store.isGround(build(store, how))).toBe(!hasVariable(how));
      }),
    );
  });

  test('has the sort and label of its constructor', () => {
    const store = termStore();
    const seed = store.name('seed', 's');
    const facts = (t: Term) => [store.kind(t), store.sort(t), store.label(t)];
    expect(facts(store.constant('pay'))).toEqual(['constant', 'constant', 'pay']);
    expect(facts(store.name('amount', '5'))).toEqual(['name', 'amount', '5']);
    expect(facts(store.derived(seed, 'token'))).toEqual(['derived', 'token', 'token']);
    expect(facts(store.tuple(PAIR, [seed, seed]))).toEqual(['tuple', 'pair', '']);
    expect(facts(store.digest(seed))).toEqual(['digest', 'digest', '']);
    expect(facts(store.publicKey(seed))).toEqual(['public-key', 'public-key', '']);
    expect(facts(store.signature(seed, seed, seed))).toEqual(['signature', 'signature', '']);
    expect(facts(store.box(seed, seed, seed))).toEqual(['box', 'box', '']);
    expect(facts(store.variable(7, 'frame'))).toEqual(['variable', 'frame', '7']);
  });

  test('keeps its arguments in the order the constructor takes them', () => {
    const store = termStore();
    const [k, m, r] = [store.constant('k'), store.constant('m'), store.constant('r')];
    expect(store.args(store.signature(k, m, r))).toEqual([k, m, r]);
    expect(store.args(store.box(k, m, r))).toEqual([k, m, r]);
    expect(store.args(store.encryption(k, m, r))).toEqual([k, m, r]);
    expect(store.args(store.exported(k, r))).toEqual([k, r]);
    expect(store.args(store.crafted('joint', 'any', [k, m, r]))).toEqual([k, m, r]);
    expect(store.args(store.tuple(PAIR, [m, k]))).toEqual([m, k]);
  });

  // Kills: arguments compared as far as the one has them, in a table that is half full.
  test('is another with more arguments, or fewer', () => {
    const store = termStore();
    const [seed] = [store.constant('seed')];
    const made = (args: readonly Term[]): Term => store.crafted('joint', 'any', args);
    const longer = Array.from({ length: 1500 }, (_, n) => made([seed, store.constant(String(n))]));
    expect(longer).not.toContain(made([seed]));
    expect(store.args(made([seed]))).toEqual([seed]);
    expect(store.args(made([]))).toEqual([]);
  });

  // Kills: a table that grows and loses what it had, or looks for it elsewhere than it put it.
  test('is found again however many there are', () => {
    const store = termStore();
    const build = (): readonly Term[] =>
      Array.from({ length: 3000 }, (_, n) => store.digest(store.constant(String(n))));
    const made = build();
    expect(build()).toEqual(made);
    expect(store.size()).toBe(6000);
    expect(new Set(store.all()).size).toBe(6000);
  });

  // What charts count and what they date stays a number.
  test('is a number that no counter and no time is, of the terms that there are', () => {
    const store = termStore();
    const [first, second] = [store.constant('a'), store.constant('b')];
    expect([first, second].map(store.has)).toEqual([true, true]);
    const none = [0, 1, -1, first - 1, second + 1, first + 0.5, Number.NaN, Infinity];
    expect(none.map(store.has)).toEqual(none.map(() => false));
    expect(first).toBeGreaterThan(10_000_000);
    expect(store.has(store.digest(second))).toBe(true);
  });

  test('has the head of another only with as many arguments', () => {
    const store = termStore();
    const [a, b] = [store.constant('a'), store.constant('b')];
    const made = (label: string, ...args: readonly Term[]): Term =>
      store.crafted(label, 'any', args);
    expect(store.sameHead(made('joint', a), made('joint', b))).toBe(true);
    expect(store.sameHead(made('joint', a), made('joint', a, b))).toBe(false);
    expect(store.sameHead(made('joint', a), made('other', a))).toBe(false);
  });

  test('has a shape exactly when it is a tuple', () => {
    const store = termStore();
    const t = store.tuple(PAIR, [store.constant('a'), store.constant('b')]);
    expect(store.shapeOf(t)).toEqual(PAIR);
    expect(store.shapeOf(store.digest(t))).toBeUndefined();
  });

  test('of another store is refused', () => {
    const t = termStore().constant('a');
    expect(() => termStore().kind(t)).toThrow('not of this store');
  });
});
