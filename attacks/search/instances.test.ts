import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shape } from '../../model/core/shape.ts';
import { substitution } from '../../model/core/substitution.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { type Knowledge, knowledgeBase } from '../knowledge.ts';
import { instances, type Larder } from './instances.ts';
import { makeableFrom } from './makeable.ts';

/** A larder with all that is known. */
type Stocked = Larder & { readonly knowledge: Knowledge };

const ORDER = shape(['order', 1], { payee: 'account', amount: 'amount' });
const SIGNED = shape(['signed', 2], { text: 'order', signature: 'signature' });

const store = termStore();
const accounts = ['1', '2'].map((text) => store.name('account', text));
const amounts = ['1', '2'].map((text) => store.name('amount', text));
const keys = ['1', '2'].map((text) => store.derived(store.name('seed', text), 'key'));
const fresh = store.name('seed', 'fresh');
const seeds = ['1', '2'].map((text) => store.name('seed', `own ${text}`));

const [x, y, v, w] = [
  store.variable(1, 'account'),
  store.variable(2, 'amount'),
  store.variable(3, 'signature-randomness'),
  store.variable(4, 'box-randomness'),
];

const order = fc
  .tuple(fc.constantFrom(...accounts), fc.constantFrom(...amounts))
  .map(([payee, amount]) => store.tuple(ORDER, [payee, amount]));
const message = fc.oneof(
  fc.constantFrom(...accounts, ...amounts, ...keys),
  order,
  fc
    .tuple(fc.constantFrom(...keys), order)
    .map(([key, m]) => store.tuple(SIGNED, [m, store.signature(key, m, fresh)])),
  fc.tuple(fc.constantFrom(...keys), order).map(([key, m]) => store.box(key, m, fresh)),
);

const openOrder = fc
  .tuple(fc.constantFrom(x, ...accounts), fc.constantFrom(y, ...amounts))
  .map(([payee, amount]) => store.tuple(ORDER, [payee, amount]));
const pattern = fc.oneof(
  openOrder,
  fc
    .tuple(fc.constantFrom(...keys), openOrder)
    .map(([key, m]) => store.tuple(SIGNED, [m, store.signature(key, m, v)])),
  fc.tuple(fc.constantFrom(...keys), openOrder).map(([key, m]) => store.box(key, m, w)),
  openOrder.map((m) => store.digest(m)),
);

/** A larder of an attacker that knows this, and without more said draws on nothing else. */
function larderOf(knowledge: Knowledge, more: Partial<Larder> = {}): Stocked {
  const none = { seeds: [], ownValues: {}, inert: [], ownSorts: new Set<string>() };
  return { store, ...none, ...more, knowledge };
}

const larders = fc
  .record({
    known: fc.array(message, { maxLength: 6 }),
    usable: fc.nat(2),
    given: fc.subarray(['account', 'amount']),
    two: fc.boolean(),
  })
  .map(({ known, usable, given, two }): Stocked => {
    const knowledge = knowledgeBase(store, true).initial([...known, ...seeds]);
    const ownValues: Larder['ownValues'] = two ? { account: 2 } : {};
    const ownSorts = new Set<string>(given);
    return larderOf(knowledge, { seeds: seeds.slice(0, usable), ownValues, ownSorts });
  });

/** All terms that may stand for the variables here: what there is, and values made up. */
function universe({ knowledge, seeds: own }: Stocked, sort: string): readonly Term[] {
  const made = own.map((seed) => store.derived(seed, sort));
  const all = { account: accounts, amount: amounts }[sort] ?? [fresh];
  return [...new Set([...all, ...knowledge.ofSort(sort), ...made])];
}

const matches = (form: Term, t: Term): boolean =>
  substitution(store).unifier(form, t) !== undefined;

/** The instances of a pattern over the universe that can be derived: brute force. */
function bruteForce(larder: Stocked, form: Term): readonly Term[] {
  const { knowledge } = larder;
  return universe(larder, 'account').flatMap((account) =>
    universe(larder, 'amount').flatMap((amount) =>
      [fresh, ...universe(larder, 'signature-randomness')].flatMap((r) =>
        [fresh, ...universe(larder, 'box-randomness')].flatMap((s) => {
          const bindings = new Map([
            [x, account],
            [y, amount],
            [v, r],
            [w, s],
          ] as const);
          const t = substitution(store, bindings).refine(form);
          return knowledge.derives(t) ? [t] : [];
        }),
      ),
    ),
  );
}

/** Whether a term has a value of the attacker's own of which it needs none, or not so many. */
function needless(larder: Stocked, t: Term): boolean {
  const { ownSorts, ownValues, knowledge } = larder;
  const sort = store.sort(t);
  const own = seeds.findIndex((seed) => store.derived(seed, sort) === t);
  const usable = Math.min(larder.seeds.length, ownValues[sort] ?? 1);
  if (own >= 0 && !knowledge.items.has(t) && (ownSorts.has(sort) || own >= usable)) return true;
  return store.args(t).some((arg) => needless(larder, arg));
}

describe('the instances of a pattern', () => {
  // Kills: known signatures not tried, the content of a match not bound, goals lost.
  test('can each be made, match the pattern and have no variable left', () => {
    fc.assert(
      fc.property(larders, pattern, (larder, form) => {
        const found = instances(larder, form);
        expect(new Set(found).size).toBe(found.length);
        for (const t of found) {
          expect(store.isGround(t)).toBe(true);
          expect(larder.knowledge.derives(t)).toBe(true);
          expect(matches(form, t)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  // Completeness within the typing, against brute force. `fresh` is the honest parties' randomness
  // and known to nobody, so that a term with it can only be one that was observed.
  test('are all that can be made of what is known and one value of its own for each seed', () => {
    fc.assert(
      fc.property(larders, pattern, (larder, form) => {
        const found = new Set(instances(larder, form));
        const missed = bruteForce(larder, form).filter(
          (t) => !found.has(t) && !needless(larder, t),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('without seeds are made of what is known alone', () => {
    const knowledge = knowledgeBase(store, true).initial([...accounts]);
    const larder = larderOf(knowledge);
    expect(instances(larder, store.tuple(ORDER, [x, y]))).toEqual([]);
    expect(instances(larder, x)).toEqual(accounts);
  });

  // A frame of which a role demands nothing is not worth sending.
  test('of a frame of which nothing is demanded are none', () => {
    const knowledge = knowledgeBase(store, true).initial([...accounts, ...seeds]);
    const larder = larderOf(knowledge, { seeds });
    expect(instances(larder, store.variable(0, 'frame'))).toEqual([]);
  });

  test('of an inert sort are one, known if there is one', () => {
    const [known, unknown] = [accounts, []].map((given) =>
      knowledgeBase(store, true).initial([...given, ...seeds]),
    );
    const made = [known, unknown].map(
      (knowledge) => knowledge && instances(larderOf(knowledge, { seeds, inert: ['account'] }), x),
    );
    expect(made).toEqual([accounts.slice(0, 1), [store.derived(seeds[0] ?? fresh, 'account')]]);
  });

  test('of a public key include one of which the attacker has the private key', () => {
    const knowledge = knowledgeBase(store, true).initial(seeds);
    const larder = larderOf(knowledge, { seeds });
    const [own] = instances(larder, store.variable(0, 'public-key'));
    expect(own).toBeDefined();
    expect(knowledge.derives(store.args(own ?? fresh)[0] ?? fresh)).toBe(true);
  });
});

/** A form in which no variable is indifferent. */
const formOf = (form: Term) => ({
  pattern: form,
  indifferent: [],
  statements: [],
  merely: undefined,
});

/** What is known of more and more messages, in one base. */
const courses = fc
  .array(fc.array(message, { maxLength: 4 }), { minLength: 2, maxLength: 8 })
  .map((all) => {
    const base = knowledgeBase(store, true);
    return all.map((messages) => messages.reduce<Knowledge>(base.observe, base.initial([])));
  });

describe('what can be made of a form', () => {
  // Kills: an answer that a message depended on and that was not noted, a question asked of the wrong
  // knowledge, forms taken for each other.
  test('is the same remembered as worked out', () => {
    fc.assert(
      fc.property(
        larders,
        courses,
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        (larder, known, forms) => {
          const { knowledge: _, ...rest } = larder;
          const makeable = makeableFrom(rest, (messages) => messages);
          const asked = forms.map(formOf);
          for (const knowledge of known)
            for (const form of asked)
              expect(makeable(knowledge, form)).toEqual(
                instances({ ...rest, knowledge }, form.pattern),
              );
        },
      ),
      { numRuns: 200 },
    );
  });

  // Kills: remembering by all that is known.
  test('is the very same list where what was learnt besides makes no difference', () => {
    const base = knowledgeBase(store, true);
    const before = base.initial([]);
    const [irrelevant, relevant] = [store.digest(fresh), store.name('account', 'another')];
    let worked = 0;
    const rest = { store, seeds: [], ownValues: {}, inert: [], ownSorts: new Set<string>() };
    const makeable = makeableFrom(rest, (messages) => {
      worked += 1;
      return messages;
    });
    const form = formOf(x);
    const lists = [before, base.observe(before, irrelevant), base.observe(before, relevant)].map(
      (knowledge) => makeable(knowledge, form),
    );
    expect(lists[1]).toBe(lists[0]);
    expect(lists[2]).toEqual([relevant]);
    expect(worked).toBe(2);
  });
});
