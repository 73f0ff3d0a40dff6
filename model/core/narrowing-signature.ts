/**
 * Narrowing a verification: by the owner's signing, or by craft where an attacker's rule may have
 * made the key or the signature (`crafted.ts`).
 */
import {
  isMauled,
  jointKey,
  jointSignature,
  jointSignatureOf,
  sameDigest,
  substitutedKey,
} from './crafted.ts';
import type { Suite } from './algebra.ts';
import type { Sort } from './shape.ts';
import type { Term, TermStore } from './term.ts';

/** What one run of narrowing lends. */
export interface SignatureTools {
  readonly store: TermStore;
  /** The primitives in force. */
  readonly suite: Suite;
  /** Labels of the crafted terms that the attacker may put in. */
  readonly crafts: ReadonlySet<string> | undefined;
  /** Makes two terms equal if the choice is to do so; `test` names the test. */
  readonly unify: (a: Term, b: Term, test?: string) => boolean;
  /** Follows a variable's binding. */
  readonly walk: (t: Term) => Term;
  /** Replaces all bound variables in a term. */
  readonly refine: (t: Term) => Term;
  /** A new variable. */
  readonly variable: (sort: Sort) => Term;
}

/** Whether a verification succeeds by craft; false leaves it to be explained by signing. */
function craftedVerification(
  tools: SignatureTools,
): (publicKey: Term, m: Term, signature: Term) => boolean {
  const { store, crafts, unify, walk, variable } = tools;
  const isOneOf = (m: Term, messages: readonly Term[]): boolean =>
    messages.some((other) => unify(m, other));
  /** A key that was made for a signature, or may be one. */
  const underSubstituted = (publicKey: Term, m: Term, signature: Term): boolean => {
    if (store.kind(publicKey) === 'crafted') {
      const [made, ...messages] = store.args(publicKey);
      return made !== undefined && unify(signature, made) && isOneOf(m, messages);
    }
    if (crafts?.has(substitutedKey) !== true || store.kind(publicKey) !== 'variable') return false;
    const substituted = store.crafted(substitutedKey, 'public-key', [signature, m]);
    return unify(publicKey, substituted, `substituted ${signature}`);
  };
  /** A signature on two messages of which neither is known: `m` is the one or the other. */
  const asEither = (publicKey: Term, m: Term, signature: Term): boolean => {
    const [maker, other] = [variable('any'), variable('any')];
    return [
      [m, other],
      [other, m],
    ].some((both, place) => {
      const joint = store.crafted(jointSignature, 'signature', [maker, ...both]);
      return unify(signature, joint, `joint ${place}`) && unify(publicKey, store.publicKey(maker));
    });
  };
  const jointly = (publicKey: Term, m: Term, signature: Term): boolean => {
    const [signer, ...messages] = store.args(signature);
    if (store.kind(signature) === 'crafted' && signer !== undefined) {
      return unify(publicKey, store.publicKey(signer)) && isOneOf(m, messages);
    }
    if (crafts?.has(jointKey) !== true || store.kind(signature) !== 'variable') return false;
    const owner = walk(store.args(publicKey)[0] ?? publicKey);
    const joint = jointSignatureOf(store, owner);
    if (joint !== undefined) {
      return unify(signature, joint, `joint ${joint}`) && isOneOf(m, store.args(owner).slice(1));
    }
    return store.kind(owner) === 'variable' && asEither(publicKey, m, signature);
  };
  return (publicKey, m, signature) => {
    const [key, made] = [walk(publicKey), walk(signature)];
    return underSubstituted(key, m, made) || jointly(key, m, made);
  };
}

/** Whether a signature verifies, along the choices of one run of narrowing. */
export function verification(
  tools: SignatureTools,
): (publicKey: Term, m: Term, signature: Term) => boolean {
  const { store, suite, unify, walk, refine, variable } = tools;
  const verifiesByCraft = craftedVerification(tools);
  const signingKeyOf = (publicKey: Term): Term | undefined => {
    const known = walk(publicKey);
    if (store.kind(known) === 'public-key') return store.args(known)[0];
    const signingKey = variable('signing-key');
    return unify(known, store.publicKey(signingKey), 'public key') ? signingKey : undefined;
  };
  return (publicKey, m, signature) => {
    if (verifiesByCraft(publicKey, m, signature)) return true;
    const signingKey = signingKeyOf(publicKey);
    if (signingKey === undefined) return false;
    const known = walk(signature);
    if (suite.lowS === true && isMauled(store, known)) return false;
    const [signer, signed] = store.args(known);
    if (store.kind(known) === 'signature' && signer !== undefined && signed !== undefined) {
      return unify(signer, signingKey) && unify(signed, sameDigest(store, refine(m)));
    }
    const made = store.signature(signingKey, m, variable('signature-randomness'));
    return unify(known, made, `signature ${signingKey} ${refine(m)}`);
  };
}
