import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivation } from '../../attacks/derivation.ts';
import { knowledgeBase } from '../../attacks/knowledge.ts';
import { evaluate } from '../../attacks/recipe.ts';
import { plainConcatenation } from '../../attacks/rule/plain-concatenation.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { plain, type Shape, shape } from '../../model/core/shape.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { concrete } from '../../src/concrete.ts';
import { native } from '../../src/native.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';

const suite = { cipher: 'aes-128-cbc' } as const;
const rules = [plainConcatenation];
const text = fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).filter((s) => s !== '');
const texts = fc.array(text, { minLength: 2, maxLength: 4 });

type Texts = readonly string[];
type Text = Shape;

const formOf = (count: number): Text =>
  shape(
    ['text', 1],
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, `s${index}`])),
  );
const fieldsOf = <M>(values: readonly M[]): Readonly<Record<string, M>> =>
  Object.fromEntries(values.map((value, index) => [`f${index}`, value]));

/** A signature on texts, and the texts. */
function signed<M>(algebra: Algebra<M>, form: Text, of: Texts): Readonly<Record<string, M>> {
  const key = algebra.name('seed', 'signer');
  const names = of.map((each, index) => algebra.name(`s${index}`, each));
  const message = algebra.encode(form, fieldsOf(names));
  return {
    signature: algebra.sign(key, algebra.derive(key, 'randomness'), message),
    ...Object.fromEntries(names.map((name, index) => [`text ${index}`, name])),
  };
}

/** Texts with a character moved on from a place. */
function moved(of: Texts, place: number): Texts | undefined {
  const letters = Array.from(of[place] ?? '');
  const next = of[place + 1];
  const last = letters.pop();
  if (letters.length === 0 || last === undefined || next === undefined) return undefined;
  return of.with(place, letters.join('')).with(place + 1, last + next);
}

/** What an attacker with the signature and the texts has. */
function world(form: Text, of: Texts) {
  const store = termStore();
  const terms = symbolic(store, suite);
  const hand = signed(terms, form, of);
  const known = Object.values(hand);
  const knowledge = knowledgeBase(store, false, { rules, suite }).initial(known);
  const without = knowledgeBase(store, false).initial(known);
  const given = new Map(Object.entries(hand).map(([name, t]) => [t, name]));
  const recipeFor = derivation(store, knowledge, { given, observed: new Map(), rules });
  return { store, terms, hand, knowledge, without, recipeFor };
}

/** Expects a message of these texts, and the signature given on it, to be made and to verify. */
function expectSigned<M>(algebra: Algebra<M>, { form, of, made }: Case<M>): void {
  const key = algebra.publicKey(algebra.name('seed', 'signer'));
  const names = of.map((each, index) => algebra.name(`s${index}`, each));
  expect(made.texts).toEqual(names);
  const message = algebra.encode(form, fieldsOf(names));
  expect(made.signature !== undefined && algebra.verify(key, message, made.signature)).toBe(true);
}

/** A reading: the texts expected, and what recipes made. */
interface Case<M> {
  readonly form: Text;
  readonly of: Texts;
  readonly made: {
    readonly signature: M | undefined;
    readonly texts: readonly (M | undefined)[];
  };
}

describe('a signature on texts without their lengths', () => {
  // W16 "`msg, ID_C` … without an injective encoding". Kills: the character moved the wrong way, a
  // text shortened by an octet and not a character, the signature changed.
  test('is on the texts with a character moved on, on terms and in both libraries', () => {
    let readings = 0;
    fc.assert(
      fc.property(texts, (of) => {
        const form = plain(formOf(of.length));
        const { store, terms, hand, knowledge, without, recipeFor } = world(form, of);
        const [key, , fresh] = store.args(hand['signature'] ?? expect.fail('no signature'));
        for (const place of of.keys()) {
          const other = moved(of, place);
          if (other === undefined) continue;
          readings += 1;
          const names = other.map((each, index) => terms.name(`s${index}`, each));
          const message = terms.encode(form, fieldsOf(names));
          const wanted = store.signature(key ?? message, message, fresh ?? message);
          const needed: readonly Term[] = [wanted, ...names];
          expect(needed.map(knowledge.derives)).not.toContain(false);
          expect(without.derives(wanted)).toBe(false);
          const recipes = needed.map(recipeFor);
          const madeBy = <M>(
            algebra: Algebra<M>,
            weak: Parameters<typeof evaluate<M>>[1]['weak'],
          ) => {
            const given = signed(algebra, form, of);
            const [signature, ...made] = recipes.map((recipe) =>
              evaluate(algebra, { given, observed: [], ...(weak && { weak }) }, recipe),
            );
            expectSigned(algebra, { form, of: other, made: { signature, texts: made } });
          };
          madeBy(terms, { [plainConcatenation.id]: plainConcatenation.onTerms(store, suite) });
          for (const bytes of [concrete(suite), native(suite)]) madeBy(bytes, weaknesses(suite));
        }
      }),
      { numRuns: 40 },
    );
    expect(readings).toBeGreaterThan(40);
  });

  // Freshness by signatures (A7) compares them. Kills: readings of one signature taken for two.
  test('is the same signature whatever way it is read', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const { store, terms, hand, knowledge } = world(plain(formOf(of.length)), of);
        const original = hand['signature'] ?? expect.fail('no signature');
        for (const t of knowledge.ofSort('signature')) {
          expect(terms.equal(t, original)).toBe(true);
          expect(store.kind(t)).toBe('signature');
        }
      }),
    );
  });
});

describe('a signature on an injective encoding', () => {
  test('has one reading', () => {
    fc.assert(
      fc.property(texts, (of) => {
        const { knowledge, hand } = world(formOf(of.length), of);
        expect([...knowledge.items.keys()]).toEqual([...new Set(Object.values(hand))]);
      }),
    );
  });
});
