/**
 * The systems of the last search of this thread: the next one uses them as well if it is about the
 * same problem, so that what the charts do need not be worked out for each attacker, nor what attacks
 * on bytes have in common. Of a problem with the same charts but other people it uses what these do.
 */
import type { Problem } from '../../attacks/search/stage.ts';
import {
  type Repertoire,
  repertoire,
  theatre,
  type Theatre,
} from '../../attacks/search/theatre.ts';
import type { Bytes } from '../../src/bytes.ts';
import { type Built, builtOnBytes } from './confirm.ts';

/** What is made for a problem, once for those of one name that follow each other. */
function lastMade<R>(
  make: (problem: Problem) => R,
  {
    nameOf,
    isUsable,
  }: {
    readonly nameOf: (problem: Problem) => string | undefined;
    readonly isUsable: (made: R) => boolean;
  },
): (problem: Problem) => R {
  let last: { readonly name: string; readonly made: R } | undefined;
  return (problem) => {
    const name = nameOf(problem);
    if (name === undefined) return make(problem);
    if (last?.name === name && isUsable(last.made)) return last.made;
    last = { name, made: make(problem) };
    return last.made;
  };
}

/** Where more terms have been made than this nothing further is made, for the memory that it takes. */
const termsMax = 200_000;

/** What theatres of one company have in common: the last one's if that is of the same, else new. */
const repertoireFor: (problem: Problem) => Repertoire = lastMade(({ suite }) => repertoire(suite), {
  nameOf: ({ company }) => company,
  isUsable: ({ store }) => store.size() <= termsMax,
});

/** A theatre for a problem: the last one if that is for the same, else a new one. */
export const theatreFor: (problem: Problem) => Theatre = lastMade(
  (problem) => theatre(problem, repertoireFor(problem)),
  { nameOf: ({ name }) => name, isUsable: ({ store }) => store.size() <= termsMax },
);

/** The system on bytes for a problem, in the same way. */
export const bytesFor: (problem: Problem) => Built<Bytes> = lastMade(builtOnBytes, {
  nameOf: ({ name }) => name,
  isUsable: () => true,
});
