/**
 * Narrowing an opening: of a ciphertext under a shared key, and of one for the owner of a public
 * key. What is no ciphertext yet may become the one that opens; what is one opens if its key does.
 */
import type { Algebra } from './algebra.ts';
import type { AnyShape } from './shape.ts';
import type { Term, TermStore } from './term.ts';

/** What one run of narrowing lends. */
export interface BoxTools {
  readonly store: TermStore;
  /** Makes two terms equal if the choice is to do so; `test` names the test. */
  readonly unify: (a: Term, b: Term, test?: string) => boolean;
  /** Follows a variable's binding. */
  readonly walk: (t: Term) => Term;
  /** A message of a shape, its fields not chosen. */
  readonly tuple: (shape: AnyShape) => Term;
  /** Takes a message of a shape apart, along the choices of the run. */
  readonly decode: Algebra<Term>['decode'];
  /** Randomness not chosen. */
  readonly fresh: () => Term;
  /** The same of a box under a shared key; none where the suite has none. */
  readonly randomness: () => Term;
}

/** Opens a ciphertext of a kind, whose first argument is `under`. */
function opening(
  { store, unify, walk, tuple }: BoxTools,
  kind: 'box' | 'encryption',
): (
  under: Term,
  box: Term,
  content: { readonly shape: AnyShape; readonly made: (form: Term) => Term },
) => Term | undefined {
  return (under, box, { shape, made }) => {
    const known = walk(box);
    if (store.kind(known) === kind) {
      const [key, inside] = store.args(known);
      return key !== undefined && unify(key, under) ? inside : undefined;
    }
    const form = tuple(shape);
    return unify(known, made(form), `${kind} ${under} ${store.sort(form)}`) ? form : undefined;
  };
}

/** How ciphertexts are opened along the choices of one run of narrowing. */
export function openings(
  tools: BoxTools,
): Pick<Algebra<Term>, 'open' | 'decryptWith' | 'exportFor' | 'exportWith'> {
  const { store, walk, decode, fresh, randomness } = tools;
  const openBox = opening(tools, 'box');
  const decrypt = opening(tools, 'encryption');
  return {
    open: (key, shape, box) => {
      const made = (form: Term): Term => store.box(key, form, randomness());
      const content = openBox(key, box, { shape, made });
      return content === undefined ? undefined : decode(shape, content);
    },
    decryptWith: (key, shape, box) => {
      const owner = store.publicKey(key);
      const made = (form: Term): Term => store.encryption(owner, form, fresh());
      const content = decrypt(owner, box, { shape, made });
      return content === undefined ? undefined : decode(shape, content);
    },
    exportFor: store.exported,
    // What has been read is an encryption for this key by now: nothing is left to choose.
    exportWith: (_, box) => {
      const known = walk(box);
      const [owner, , sent] = store.args(known);
      const isRead = store.kind(known) === 'encryption' && owner !== undefined;
      return isRead && sent !== undefined ? store.exported(owner, sent) : undefined;
    },
  };
}
