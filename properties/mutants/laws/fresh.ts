/**
 * What of a message is to be fresh (A7, A13, A24; W21): what roles derive anew, and what randomises
 * signatures and boxes; who can make it that has no part in the protocol, and who can that has been told
 * all of its kind that came before.
 *
 * Refuses nothing: of a value that is not to be fresh nothing is said.
 */
import type { Term, TermStore } from '../../../model/core/term.ts';

/** What of a message is to be fresh, and what that is. */
type Fresh = readonly [what: string, value: Term];

/** What of a message is to be fresh, each once: what was derived, and what randomises signatures and boxes. */
export function freshIn(store: TermStore, message: Term): readonly Fresh[] {
  const found: Fresh[] = [];
  const met = new Set<Term>();
  const look = (t: Term): void => {
    if (met.has(t)) return;
    met.add(t);
    const args = store.args(t);
    const kind = store.kind(t);
    if (kind === 'derived') found.push([store.label(t), t]);
    const isRandomised = ['signature', 'box', 'encryption'].includes(kind);
    const [, , fresh] = args;
    if (isRandomised && fresh !== undefined) found.push([`what randomises a ${kind}`, fresh]);
    if (kind === 'derived') return;
    for (const arg of isRandomised ? args.slice(0, 2) : args) look(arg);
  };
  look(message);
  return found;
}

/** What anybody makes of what it is made of. */
const composed: readonly string[] = ['derived', 'digest', 'tuple', 'public-key'];

/** Says whether who knows some values can make another. */
export function knower(store: TermStore, known: Iterable<Term>): (value: Term) => boolean {
  const own = new Set(known);
  const isKnown = (value: Term): boolean => {
    const kind = store.kind(value);
    if (own.has(value) || kind === 'constant') return true;
    return composed.includes(kind) && store.args(value).every(isKnown);
  };
  return isKnown;
}

/** Says whether who was told all values of a kind that came before can make the next. */
export function madeFromEarlier(
  store: TermStore,
  known: readonly Term[],
): (what: string, value: Term) => boolean {
  const met = new Map<string, Set<Term>>();
  return (what, value) => {
    const earlier = met.get(what) ?? new Set<Term>();
    met.set(what, earlier);
    const isMade = !earlier.has(value) && knower(store, [...known, ...earlier])(value);
    earlier.add(value);
    return isMade;
  };
}
