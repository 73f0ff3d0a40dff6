import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shape } from './shape.ts';
import { isWild, substitution } from './substitution.ts';
import { type Term, termStore } from './term.ts';

const PAIR = shape(['pair', 1], { left: 'any', right: 'any' });

const store = termStore();
const pair = (a: Term, b: Term): Term => store.tuple(PAIR, [a, b]);
const sorts = ['amount', 'account', 'digest', 'pair', 'any', 'frame'] as const;
const variable = fc.nat(5).map((index) => store.variable(index, sorts[index] ?? 'any'));
const atom = fc
  .tuple(fc.constantFrom('amount', 'account'), fc.constantFrom('1', '2'))
  .map(([sort, text]) => store.name(sort, text));

/** Terms over the leaves given. */
function termsOver(leaf: fc.Arbitrary<Term>): fc.Arbitrary<Term> {
  return fc.letrec<{ term: Term }>((tie) => ({
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.tuple(tie('term'), tie('term')).map(([a, b]) => pair(a, b)),
      tie('term').map(store.digest),
      fc.tuple(tie('term'), tie('term')).map(([k, m]) => store.box(k, m, k)),
    ),
  })).term;
}
const open = termsOver(fc.oneof(variable, atom));
const ground = termsOver(atom);

/** Replaces the subterms that `pick` names by a variable, the same one for equal subterms. */
function generalise(t: Term, pick: (t: Term) => Term | undefined): Term {
  return (
    pick(t) ??
    store.rebuild(
      t,
      store.args(t).map((arg) => generalise(arg, pick)),
    )
  );
}

/** A pattern of a ground term: a random set of subterms becomes variables that fit them. */
function patternOf(t: Term, choices: readonly number[], firstFree: number): Term {
  return generalise(t, (part) => {
    const choice = choices[part % choices.length] ?? 0;
    if (choice === 0) return undefined;
    const sort = choice === 1 ? store.sort(part) : 'any';
    return store.variable(firstFree + part, sort);
  });
}

const choices = fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 7, maxLength: 11 });

describe('a unifier', () => {
  // Robinson 1965. Kills: arguments not unified under the bindings so far, occurs check left out.
  test('makes the two terms one', () => {
    fc.assert(
      fc.property(open, open, (a, b) => {
        const unifier = substitution(store).unifier(a, b);
        if (unifier === undefined) return;
        const { refine } = substitution(store, unifier);
        expect(refine(a)).toBe(refine(b));
        expect(refine(refine(a))).toBe(refine(a));
      }),
      { numRuns: 1000 },
    );
  });

  // Most general: whatever instance both have is an instance of what the unifier leaves.
  // Kills: a variable bound although equal already, sorts compared the wrong way round.
  test('exists and is most general when two patterns have an instance in common', () => {
    fc.assert(
      fc.property(ground, choices, choices, (t, left, right) => {
        const [a, b] = [patternOf(t, left, 100), patternOf(t, right, 100_000)];
        const unifier = substitution(store).unifier(a, b);
        if (unifier === undefined) return expect.fail('no unifier of two patterns of one term');
        const general = substitution(store, unifier).refine(a);
        const instance = substitution(store).unifier(general, t);
        expect(instance).toBeDefined();
        expect(substitution(store, instance).refine(general)).toBe(t);
      }),
      { numRuns: 500 },
    );
  });

  test('of terms without variables exists exactly when they are one', () => {
    fc.assert(
      fc.property(ground, ground, (a, b) => {
        expect(substitution(store).unifier(a, b)).toEqual(a === b ? new Map() : undefined);
      }),
    );
  });

  test('never puts a variable inside itself', () => {
    const [x, y] = [store.variable(0, 'any'), store.variable(1, 'any')];
    const { unifier } = substitution(store);
    expect(unifier(x, store.digest(x))).toBeUndefined();
    expect(unifier(pair(x, y), pair(store.digest(y), store.digest(x)))).toBeUndefined();
    expect(unifier(pair(x, x), pair(y, store.digest(y)))).toBeUndefined();
    expect(unifier(x, x)).toEqual(new Map());
  });
});

describe('a variable', () => {
  // The typing assumption. Kills: sortFits always true.
  test('takes terms of its own sort alone, unless its sort is wild', () => {
    fc.assert(
      fc.property(variable, ground, (x, t) => {
        const fits = store.sort(x) === store.sort(t) || isWild(store.sort(x));
        const expected = fits ? new Map([[x, t]]) : undefined;
        expect(substitution(store).unifier(x, t)).toEqual(expected);
        expect(substitution(store).unifier(t, x)).toEqual(expected);
      }),
    );
  });

  test('takes no term whose sort is wild, unless that is its own', () => {
    const amount = store.variable(1, 'amount');
    const { unifier } = substitution(store);
    for (const sort of ['any', 'frame', 'box-randomness']) {
      expect(unifier(amount, store.name(sort, '1'))).toBeUndefined();
      expect(unifier(store.name(sort, '1'), amount)).toBeUndefined();
    }
  });

  test('meets another in the more exact sort, and never across two exact ones', () => {
    const wild = store.variable(0, 'any');
    const amount = store.variable(1, 'amount');
    const account = store.variable(2, 'account');
    const { unifier } = substitution(store);
    expect(unifier(wild, amount)).toEqual(new Map([[wild, amount]]));
    expect(unifier(amount, wild)).toEqual(new Map([[wild, amount]]));
    expect(unifier(amount, account)).toBeUndefined();
    expect(unifier(pair(wild, wild), pair(amount, account))).toBeUndefined();
  });

  test('is wild for whole frames, fields of any sort and randomness, and for nothing else', () => {
    const wild = ['any', 'frame', 'box-randomness', 'signature-randomness'];
    expect(wild.every(isWild)).toBe(true);
    expect(['amount', 'box', 'constant', 'signing-key', 'token'].some(isWild)).toBe(false);
  });
});

describe('a substitution', () => {
  test('makes several pairs one together, or binds nothing', () => {
    const [x, y] = [store.variable(0, 'any'), store.variable(1, 'any')];
    const [s, t] = [store.constant('s'), store.constant('t')];
    const bindings = substitution(store);
    expect(
      bindings.unify([
        [x, s],
        [y, t],
        [x, t],
      ]),
    ).toBe(false);
    expect([bindings.walk(x), bindings.walk(y)]).toEqual([x, y]);
    expect(
      bindings.unify([
        [x, y],
        [y, t],
      ]),
    ).toBe(true);
    expect([bindings.walk(x), bindings.walk(y)]).toEqual([t, t]);
    expect(bindings.unify([])).toBe(true);
  });

  test('without types has a variable take a term of any sort', () => {
    const amount = store.variable(1, 'amount');
    const account = store.variable(2, 'account');
    const { unifier } = substitution(store, undefined, false);
    expect(unifier(amount, store.name('account', '1'))).toBeDefined();
    expect(unifier(amount, account)).toEqual(new Map([[amount, account]]));
  });

  test('that goes on leaves what it was given, and what it gave, as it was', () => {
    const [x, y, z] = [0, 1, 2].map((index) => store.variable(index, 'any')) as [Term, Term, Term];
    const [s, t] = [store.constant('s'), store.constant('t')];
    const before = new Map([[x, s]]);
    const bindings = substitution(store, before);
    bindings.bind(new Map([[y, t]]));
    const given = bindings.bound();
    expect(given).toEqual(
      new Map([
        [x, s],
        [y, t],
      ]),
    );
    bindings.bind(new Map([[z, t]]));
    bindings.bind(new Map());
    expect(before).toEqual(new Map([[x, s]]));
    expect(given).toEqual(
      new Map([
        [x, s],
        [y, t],
      ]),
    );
    expect(bindings.bound()).toEqual(
      new Map([
        [x, s],
        [y, t],
        [z, t],
      ]),
    );
  });

  test('asked for a unifier binds nothing until told to', () => {
    const x = store.variable(0, 'any');
    const t = store.constant('t');
    const bindings = substitution(store);
    const unifier = bindings.unifier(x, t) ?? expect.fail('no unifier');
    expect(bindings.refine(store.digest(x))).toBe(store.digest(x));
    bindings.bind(unifier);
    expect(bindings.walk(x)).toBe(t);
    expect(bindings.refine(store.digest(x))).toBe(store.digest(t));
  });

  test('keeps what is bound when it goes on', () => {
    const [x, y] = [store.variable(0, 'any'), store.variable(1, 'any')];
    const [s, t] = [store.constant('s'), store.constant('t')];
    const bindings = substitution(store, new Map([[x, y]]));
    bindings.bind(bindings.unifier(x, t) ?? expect.fail('no unifier'));
    expect([bindings.walk(x), bindings.walk(y)]).toEqual([t, t]);
    expect(bindings.unifier(y, s)).toBeUndefined();
  });
});
