/**
 * When a variable was chosen, as far as that matters.
 *
 * Typed, a variable of a sort of plain values (`nonce`, `agent`) stands for something of that sort:
 * something that was known by then, or something that the attacker derives from a seed it had.
 * Honest parties derive such values from seeds that the attacker never has, so that of what was
 * known by then only the items of that sort matter. That no value of those sorts is anything else,
 * and no seed of one ever becomes known later, is looked at afterwards, on all terms that there are;
 * where it fails the search begins anew without this reduction.
 */
import { isWild } from '../../../model/core/substitution.ts';
import type { Term } from '../../../model/core/term.ts';
import { isForm } from '../../../model/core/untagged.ts';
import type { Knowledge } from '../../knowledge.ts';
import type { Workshop } from './constraints.ts';

/** What matters of when variables were chosen. */
export interface Choices {
  /** What a variable may stand for, where what was known of its sort by then says it. */
  readonly among: (v: Term, knowledge: Knowledge) => readonly Term[] | undefined;
  /** Notes what becomes known. */
  readonly note: (knowledge: Knowledge) => void;
  /** Whether what has been said was right, for all terms made so far. */
  readonly isSound: () => boolean;
}

/** What matters of choices made in a workshop. */
export function choicesIn({ store, typed, given }: Workshop): Choices {
  const plainSorts = new Map<string, boolean>();
  const noted = new Set<Knowledge>();
  const isPlain = (sort: string): boolean => {
    const known = plainSorts.get(sort);
    if (known !== undefined) return known;
    const answer = typed && !isWild(sort) && hasPlainValues(sort);
    plainSorts.set(sort, answer);
    return answer;
  };
  /** Whether all values of a sort so far are names, derived, or not chosen. */
  const hasPlainValues = (sort: string): boolean =>
    store.all().every((t) => store.sort(t) !== sort || plainKinds.has(store.kind(t)));

  return {
    among: (v, knowledge) => (isPlain(store.sort(v)) ? knowledge.ofSort(store.sort(v)) : undefined),
    note: (knowledge) => void noted.add(knowledge),
    isSound: () => {
      const known = new Set([...noted].flatMap(({ items }) => [...items.keys()]));
      /** Whether a seed is the attacker's from the start, or never. */
      const isSettled = (seed: Term): boolean => {
        if (given.derives(seed)) return true;
        if (known.has(seed)) return false;
        return store.kind(seed) === 'derived'
          ? store.args(seed).every(isSettled)
          : store.kind(seed) === 'name';
      };
      return store.all().every((t) => {
        const sort = store.sort(t);
        if (isForm(sort)) return false;
        if (plainSorts.get(sort) !== true) return true;
        return plainKinds.has(store.kind(t)) && store.args(t).every(isSettled);
      });
    },
  };
}

/** Kinds of plain values. */
const plainKinds: ReadonlySet<string> = new Set(['name', 'derived', 'variable']);
