import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Term } from '../../model/core/term.ts';
import { type Knowledge, knowledgeBase } from '../knowledge.ts';
import { instances } from './instances.ts';
import { makeableFrom } from './makeable.ts';
import { fresh, larders, message, pattern, store, x } from './testing/larder.ts';

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

// Kills: an answer that a message depended on and that was not noted, a question asked of the wrong
// knowledge, forms taken for each other.
test('what can be made of a form is the same remembered as worked out', () => {
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
