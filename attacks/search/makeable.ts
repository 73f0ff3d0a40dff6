/**
 * The messages of a form that the attacker can make, remembered by what is known that they depend on:
 * most of what is learnt later makes no difference to most forms.
 *
 * What they depend on is noted while they are worked out: what is known of some sorts, and whether
 * some terms can be made. Whoever knows the same of these makes the same messages.
 */
import type { Term } from '../../model/core/term.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Form } from './form.ts';
import { instances, type Larder } from './instances.ts';
import { type Answered, type Memory, memory } from './memory.ts';
import { perObject } from '../../model/core/remembered.ts';
import { listing, perPair } from './remembered.ts';

/** What is asked of knowledge: all of a sort, or whether a term can be made. */
type Question = string | Term;

/** What it says: the terms, or yes or no. */
type Answer = readonly Term[] | boolean;

/** Asks knowledge. */
function asked({ ofSort, derives }: Larder['knowledge'], question: Question): Answer {
  return typeof question === 'string' ? ofSort(question) : derives(question);
}

/** Knowledge that notes what it is asked, each question once. */
function noting(knowledge: Larder['knowledge']): {
  readonly knowledge: Larder['knowledge'];
  readonly answers: ReadonlyMap<Question, Answer>;
} {
  const answers = new Map<Question, Answer>();
  const noted = <A extends Answer>(question: Question, answer: A): A => {
    answers.set(question, answer);
    return answer;
  };
  return {
    answers,
    knowledge: {
      ofSort: (sort) => noted(sort, knowledge.ofSort(sort)),
      derives: (t) => noted(t, knowledge.derives(t)),
    },
  };
}

/**
 * What can be made of forms, one list for the same messages.
 *
 * @param larder - what the attacker draws from besides what it knows
 * @param finished - what becomes of the messages of a form; it may not look at what is known
 */
export function makeableFrom(
  larder: Omit<Larder, 'knowledge'>,
  finished: (messages: readonly Term[]) => readonly Term[],
): (knowledge: Knowledge, form: Form) => readonly Term[] {
  const listed = listing<Term>();
  const memories = new Map<string, Memory<Question, Answer, readonly Term[]>>();
  const memoryOf = perObject(({ pattern, indifferent }: Form) => {
    const name = `${pattern} ${indifferent.join(' ')}`;
    const found = memories.get(name) ?? memory<Question, Answer, readonly Term[]>();
    memories.set(name, found);
    return found;
  });
  return perPair((knowledge, form) => {
    const remembered = memoryOf(form);
    const found = remembered.recall((question) => asked(knowledge, question));
    if (found !== undefined) return found;
    const { knowledge: noted, answers } = noting(knowledge);
    const made = instances(
      { ...larder, knowledge: noted },
      form.pattern,
      new Set(form.indifferent),
    );
    const list = listed(finished(made));
    remembered.remember([...answers] satisfies readonly Answered<Question, Answer>[], list);
    return list;
  });
}
