/**
 * Plain concatenation: two messages whose texts, one after the other, are the same octets (A3', W16).
 *
 * On terms a plain message is a tuple like any other; that a signature on one is a signature on the
 * other is an attacker's rule (`attacks/rule/plain-concatenation.ts`). Here is when they are.
 */
import type { Term, TermStore } from './term.ts';

/**
 * What a plain message is, its texts run together: texts, and terms that are none between them.
 *
 * @returns `undefined` for what is no plain message
 */
function runTogether(store: TermStore, m: Term): readonly (string | Term)[] | undefined {
  if (store.shapeOf(m)?.plain !== true) return undefined;
  const joined: (string | Term)[] = [];
  for (const field of store.args(m)) {
    const kind = store.kind(field);
    const last = joined.at(-1);
    if (kind !== 'name' && kind !== 'constant') joined.push(field);
    else if (typeof last === 'string') joined.splice(-1, 1, last + store.label(field));
    else joined.push(store.label(field));
  }
  return joined.filter((part) => part !== '');
}

/** Whether two plain messages are the same octets. */
function sameOctets(store: TermStore, a: Term, b: Term): boolean {
  if (a === b) return true;
  const [left, right] = [runTogether(store, a), runTogether(store, b)];
  return (
    left !== undefined &&
    left.length === right?.length &&
    left.every((part, index) => part === right[index])
  );
}

/** Whether two signatures, by one key with the same randomness, are on the same octets. */
export function sameSignature(store: TermStore, a: Term, b: Term): boolean {
  if (store.kind(a) !== 'signature' || store.kind(b) !== 'signature') return false;
  const [[key, m, fresh], [other, n, again]] = [store.args(a), store.args(b)];
  if (key !== other || fresh !== again || m === undefined || n === undefined) return false;
  return sameOctets(store, m, n);
}
