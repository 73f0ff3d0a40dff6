/**
 * Ambiguous concatenation (A3', W16): where what is signed is values one after the other without
 * their lengths, the end of one may be read as the beginning of the next, and the signature is on
 * both readings. "shop-0815" and "1000 CAD" are the octets of "shop-081" and "51000 CAD".
 *
 * One character moves on, from each text to the next. More would be more of the same: another payee
 * and a greater amount. Constants stay, for no role accepts half of one.
 */
import { sameSignature } from '../../model/core/concatenation.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Gift, Rule, RuleSpace } from './rule.ts';

/** Two texts after one character has moved from the end of the first to the second. */
interface Moved {
  readonly head: Term;
  readonly tail: Term;
}

/** A text without its last character; `undefined` where nothing would be left. */
function headOf(store: TermStore, text: Term): Term | undefined {
  const letters = Array.from(store.label(text)).slice(0, -1);
  return store.kind(text) !== 'name' || letters.length === 0
    ? undefined
    : store.name(store.sort(text), letters.join(''));
}

/** A text behind the last character of the one before. */
function tailOf(store: TermStore, before: Term, text: Term): Term | undefined {
  const last = Array.from(store.label(before)).at(-1);
  const areTexts = store.kind(before) === 'name' && store.kind(text) === 'name';
  return last === undefined || !areTexts
    ? undefined
    : store.name(store.sort(text), last + store.label(text));
}

/** Both. */
function moved(store: TermStore, first: Term, second: Term): Moved | undefined {
  const [head, tail] = [headOf(store, first), tailOf(store, first, second)];
  return head === undefined || tail === undefined ? undefined : { head, tail };
}

/** The signature, read as one on a message with one character moved on from a place. */
function reread(store: TermStore, signature: Term, place: number): Term | undefined {
  const [key, m, fresh] = store.args(signature);
  if (store.kind(signature) !== 'signature' || m === undefined) return undefined;
  if (key === undefined || fresh === undefined || store.shapeOf(m)?.plain !== true)
    return undefined;
  const fields = store.args(m);
  const [first, second] = [fields[place], fields[place + 1]];
  const pair =
    first === undefined || second === undefined ? undefined : moved(store, first, second);
  if (pair === undefined) return undefined;
  const changed = fields.with(place, pair.head).with(place + 1, pair.tail);
  return store.signature(key, store.rebuild(m, changed), fresh);
}

/** The readings of a signature, and the texts that make the message that goes with each. */
function rereadings({ store, derives, ofSort }: RuleSpace, item: Term): readonly Gift[] {
  const [, m] = store.args(item);
  if (store.kind(item) !== 'signature' || m === undefined) return [];
  // What is a reading already is not read anew.
  const first = ofSort('signature').find((other) => sameSignature(store, other, item));
  if (first !== undefined && first !== item) return [];
  return store.args(m).flatMap((before, place): readonly Gift[] => {
    const after = store.args(m)[place + 1];
    const signature = reread(store, item, place);
    if (signature === undefined || after === undefined) return [];
    if (!derives(before) || !derives(after)) return [];
    const pair = moved(store, before, after);
    if (pair === undefined) return [];
    return [
      { term: signature, of: [item], labels: ['signature', String(place)] },
      { term: pair.head, of: [before], labels: ['head'] },
      { term: pair.tail, of: [before, after], labels: ['tail'] },
    ];
  });
}

/** One signature, two readings of what it is on. */
export const plainConcatenation: Rule = {
  id: 'plain-concatenation',
  title: 'ambiguous concatenation',
  says: 'a signature on texts without their lengths is one on the texts with a character moved from one to the next',
  source: 'W16; §4.2 "combine" without a format (A3\')',
  gives: rereadings,
  onTerms: (store) => (of, labels) => {
    const [[first, second], [what, place]] = [of, labels];
    if (first === undefined) return undefined;
    if (what === 'signature') return reread(store, first, Number(place));
    if (what === 'head') return headOf(store, first);
    return what === 'tail' && second !== undefined ? tailOf(store, first, second) : undefined;
  },
};
