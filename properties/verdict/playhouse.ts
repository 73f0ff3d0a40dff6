/**
 * The systems of the last search of this thread: the next one uses them as well if it is about the
 * same problem, so that what the charts do need not be worked out for each attacker, nor what attacks
 * on bytes have in common.
 */
import type { Problem } from '../../attacks/search/stage.ts';
import { theatre, type Theatre } from '../../attacks/search/theatre.ts';
import type { Bytes } from '../../src/bytes.ts';
import { type Built, builtOnBytes } from './confirm.ts';

/** What is made for a problem, once for searches that follow each other. */
function lastMade<R>(
  make: (problem: Problem) => R,
  isUsable: (made: R) => boolean,
): (problem: Problem) => R {
  let last: { readonly name: string; readonly made: R } | undefined;
  return (problem) => {
    const { name } = problem;
    if (name === undefined) return make(problem);
    if (last?.name === name && isUsable(last.made)) return last.made;
    last = { name, made: make(problem) };
    return last.made;
  };
}

/** A theatre in which more terms have been made than this is left, for the memory that it takes. */
const termsMax = 200_000;

/** A theatre for a problem: the last one if that is for the same, else a new one. */
export const theatreFor: (problem: Problem) => Theatre = lastMade(
  theatre,
  ({ store }) => store.size() <= termsMax,
);

/** The system on bytes for a problem, in the same way. */
export const bytesFor: (problem: Problem) => Built<Bytes> = lastMade(builtOnBytes, () => true);
