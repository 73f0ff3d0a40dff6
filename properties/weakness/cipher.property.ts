import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivation } from '../../attacks/derivation.ts';
import { knowledgeBase } from '../../attacks/knowledge.ts';
import { evaluate } from '../../attacks/recipe.ts';
import { cbcFlip } from '../../attacks/rule/cbc-flip.ts';
import { ctrFlip } from '../../attacks/rule/ctr-flip.ts';
import { ecbSplice } from '../../attacks/rule/ecb-splice.ts';
import { bytesIn, leavesOf } from '../../attacks/rule/layout.ts';
import { rules as allRules } from '../../attacks/rule/index.ts';
import { applicable, onTerms, type Rule } from '../../attacks/rule/rule.ts';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { type Bytes, fromBytes, toBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { CIPHERS } from '../../src/testing/libraries.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';
import { bytesOf } from './cipher-bytes.ts';
import { built, formOf, type Part, parts, publicTexts, variant } from './cipher-messages.ts';

const statuses = ['executed', 'declined'];
const rules: readonly Rule[] = [cbcFlip(statuses), ctrFlip(statuses), ecbSplice];

/** Two messages of one form, sealed under a key that the attacker has not, and what it knows. */
function world<M>(algebra: Algebra<M>, of: readonly Part[]): Readonly<Record<string, M>> {
  const root = algebra.name('seed', 'honest');
  const key = algebra.derive(root, 'key');
  const other = variant(of, 'x');
  const box = (which: string, fields: readonly Part[]): M =>
    algebra.seal(key, algebra.derive(root, which), built(algebra, root, fields));
  const words = [...publicTexts(of), ...publicTexts(other)];
  return {
    one: box('one', of),
    two: box('two', other),
    ...Object.fromEntries(words.map((word) => [`word ${word}`, algebra.name('word', word)])),
  };
}

/** What a rule gave, by the recipe that carries it out. */
interface Given {
  readonly term: Term;
  /** What the recipe makes on terms, and in each library. */
  readonly onTerms: Term | undefined;
  readonly onBytes: readonly (Bytes | undefined)[];
  /** What the term is in each library. */
  readonly expected: readonly Bytes[];
  readonly derivedWithout: boolean;
}

const librariesOf = (suite: Suite): readonly Algebra<Bytes>[] => [concrete(suite), native(suite)];

/** All that the rules give an attacker who has the two boxes. */
function givenBy(suite: Suite, of: readonly Part[]): readonly Given[] {
  const store = termStore();
  const terms = symbolic(store, suite);
  const own = applicable(rules, suite);
  const hand = world(terms, of);
  const known = Object.values(hand);
  const knowledge = knowledgeBase(store, false, { rules: own, suite }).initial(known);
  const without = knowledgeBase(store, false).initial(known);
  const names = new Map(Object.entries(hand).map(([name, t]) => [t, name]));
  const recipeFor = derivation(store, knowledge, { given: names, observed: new Map(), rules: own });
  const libraries = librariesOf(suite);
  return [...knowledge.items]
    .filter(([, origin]) => origin.from === 'rule')
    .map(([term]): Given => {
      const recipe = recipeFor(term);
      const weak = weaknesses(suite);
      return {
        term,
        onTerms: evaluate(
          terms,
          { given: hand, observed: [], weak: onTerms(store, suite, own) },
          recipe,
        ),
        onBytes: libraries.map((bytes) =>
          evaluate(bytes, { given: world(bytes, of), observed: [], weak }, recipe),
        ),
        expected: libraries.map((bytes) => bytesOf(store, bytes)(term)),
        derivedWithout: without.derives(term),
      };
    });
}

/** What else the sizes of values and the places of parts hang on. */
const stronger: Omit<Suite, 'cipher'> = {
  keyBits: 256,
  curve: 'secp256r1',
  digest: 'sha-256',
  encoding: 'compact',
};

const ciphers: readonly Suite[] = CIPHERS.map((cipher) => ({ cipher }));
const suites: readonly Suite[] = [...ciphers, ...ciphers.map((one) => ({ ...one, ...stronger }))];

describe('where the parts of a message stand', () => {
  // "Terms have no bytes, but all values of a sort are of one length." Kills: a header or a length
  // counted wrong, padding of whole blocks left out, a vector where the mode has none.
  test.each(suites)('is where the codec puts them, and boxes are as long, with %o', (suite) => {
    fc.assert(
      fc.property(parts, (of) => {
        const store = termStore();
        const ground = { store, suite };
        const bytes = concrete(suite);
        const terms = symbolic(store, suite);
        const message = built(terms, terms.name('seed', 's'), of);
        const octets = fromBytes(built(bytes, bytes.name('seed', 's'), of));
        const { leaves, whole } = leavesOf(ground, message);
        expect(whole).toBe(true);
        for (const { term, at, bytes: length } of leaves) {
          const there = toBytes(octets.slice(at, at + length));
          expect(there).toBe(bytesOf(store, bytes)(term));
        }
        const key = terms.name('key', 'k');
        for (const t of [message, terms.seal(key, terms.derive(key, 'iv'), message)]) {
          expect(bytesIn(ground, t)).toBe(fromBytes(bytesOf(store, bytes)(t)).length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

const weak: readonly Suite[] = [
  { cipher: 'aes-128-cbc' },
  { cipher: 'aes-128-ctr' },
  { cipher: 'aes-128-ecb' },
  { cipher: 'aes-128-ecb', ...stronger },
];

describe.each(weak)('under %o', (suite) => {
  const cases = fc.sample(parts, { seed: 4, numRuns: 60 }).map((of) => givenBy(suite, of));
  const gifts = cases.flat();

  // W13 "cut-and-paste of blocks", "flip bits". Kills: a block counted from the wrong edge, the
  // vector taken for the first block, a mixture cut at the wrong octet.
  test('what a rule gives on terms is what carries it out gives on bytes, in both libraries', () => {
    expect(gifts.length).toBeGreaterThan(30);
    for (const { term, onTerms: made, onBytes, expected } of gifts) {
      expect(made).toBe(term);
      expect(onBytes).toEqual(expected);
    }
  });

  test('nothing that a rule gives can be had without it', () => {
    expect(gifts.filter(({ derivedWithout }) => derivedWithout)).toEqual([]);
  });

  test('the boxes given are opened by their key, and hold messages of the same form', () => {
    for (const bytes of librariesOf(suite)) {
      const root = bytes.name('seed', 'honest');
      const key = bytes.derive(root, 'key');
      for (const [index, of] of fc.sample(parts, { seed: 4, numRuns: 60 }).entries()) {
        const made = cases[index] ?? [];
        const opened = made.map(({ expected: [box] }) =>
          box === undefined ? undefined : bytes.open<string, never>(key, formOf(of, 1), box),
        );
        expect(opened).not.toContain(undefined);
      }
    }
  });
});

describe('a mode that has no such weakness', () => {
  test.each(['aes-128-cbc-zero-iv', 'aes-128-cbc-fixed-iv', 'aes-128-gcm'] as const)(
    'gives nothing: %s',
    (cipher) => {
      expect(applicable(rules, { cipher })).toEqual([]);
    },
  );

  // W13, W22. Kills: an oracle of padding where there is none, a collision of another digest.
  test('GCM takes the rules of ciphers away, SHA-256 the collisions, and nothing else', () => {
    const left = (suite: Suite): readonly string[] =>
      applicable(allRules, suite).map(({ id }) => id);
    const plainly = left({ cipher: 'aes-128-cbc' });
    const strongly = left({ ...stronger, cipher: 'aes-128-gcm' });
    expect(plainly.filter((id) => !strongly.includes(id))).toEqual([
      'hash-collision-identical',
      'hash-collision-chosen',
      'cbc-flip',
      'padding-oracle',
    ]);
    expect(left({ ...stronger, cipher: 'aes-128-cbc' })).toContain('padding-oracle');
    expect(left({ cipher: 'aes-128-gcm' })).toContain('hash-collision-chosen');
    const onBytes = Object.keys(weaknesses({ ...stronger, cipher: 'aes-128-gcm' }));
    expect(onBytes.filter((id) => plainly.includes(id)).toSorted()).toEqual(strongly.toSorted());
  });
});

describe('one who has the key', () => {
  test('needs no rule, and none says anything', () => {
    const store = termStore();
    const suite = { cipher: 'aes-128-ctr' } as const;
    const terms = symbolic(store, suite);
    const of: readonly Part[] = [{ part: 'public', text: 'abc' }];
    const key = terms.derive(terms.name('seed', 'honest'), 'key');
    const known = [...Object.values(world(terms, of)), key];
    const knowledge = knowledgeBase(store, false, { rules, suite }).initial(known);
    const origins = [...knowledge.items.values()].map(({ from }) => from);
    expect(origins).not.toContain('rule');
    expect(origins).toContain('box');
  });
});
