/**
 * The mind of an attacker: what it knows, equal knowledge being one object, and what it makes of that,
 * each worked out once.
 *
 * Each search has one of its own, which is forgotten with it, unless several that have their terms in
 * common are given one; then none of them shows another's but that it need not be worked out again.
 */
import { withFirstMessages } from '../../model/core/crafted.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import { type Beyond, type Knowledge, type KnowledgeBase, knowledgeBase } from '../knowledge.ts';
import type { Form } from './form.ts';
import type { Larder } from './instances.ts';
import { makeableFrom } from './makeable.ts';

/** What is drawn from besides what is known. */
export type Stock = Omit<Larder, 'knowledge' | 'store'>;

/** See above. */
export interface Mind {
  readonly base: KnowledgeBase;
  /** What can be made of forms by who draws from this. */
  readonly makeable: (stock: Stock) => (knowledge: Knowledge, form: Form) => readonly Term[];
}

/** A name for a stock, equal for equal ones. */
function stockName({ ownSorts, ...rest }: Stock): string {
  return JSON.stringify([rest, [...ownSorts].sort()]);
}

/**
 * A mind with nothing in it yet.
 *
 * @param store - where terms are interned
 * @param beyond - the rules of deduction beside Dolev and Yao's; none unless given
 */
export function mindOf(store: TermStore, beyond?: Beyond): Mind {
  const normal = withFirstMessages(store);
  const hasRules = beyond !== undefined && beyond.rules.length > 0;
  const finished = (made: readonly Term[]): readonly Term[] =>
    hasRules ? [...new Set(made.map(normal))] : made;
  const known = new Map<string, ReturnType<Mind['makeable']>>();
  return {
    base: knowledgeBase(store, true, beyond),
    makeable: (stock) => {
      const name = stockName(stock);
      const makeable = known.get(name) ?? makeableFrom({ ...stock, store }, finished);
      known.set(name, makeable);
      return makeable;
    },
  };
}
