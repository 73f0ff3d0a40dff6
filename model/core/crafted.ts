/**
 * Crafted terms: signatures and keys that no signing makes, and what they verify.
 *
 * An ideal signature is on one message under one key. ECDSA promises only that nobody signs anew
 * (existential unforgeability): whoever makes a key may give it one signature that is on two
 * messages (Stern, Pointcheval, Malone-Lee & Smart 2002; W9), and anybody can make a public key
 * under which a signature of somebody else's is valid (Blake-Wilson & Menezes 1999; W10). Of a
 * signature anybody makes a second one on the same message (Stern et al. 2002; W8). An ideal digest
 * is of one message; SHA-1 has two for whoever can choose a part of both (Leurent & Peyrin 2020;
 * W22). Terms for all of these are made by an attacker's rules only; here is what they verify.
 */
import type { Term, TermStore } from './term.ts';

/** The label of a signature on several messages at once: arguments signing key, messages. */
export const jointSignature = 'joint-signature';

/** The label of a signing key made for one signature: arguments seed, messages. */
export const jointKey = 'joint-key';

/** The label of a public key made for a signature: arguments signature, message. */
export const substitutedKey = 'substituted-key';

/** The label of the randomness of a signature whose s another has exchanged for n - s. */
export const mauled = 'mauled';

/** The label of a free text chosen for a collision: arguments as of {@link collidingMessage}. */
export const collisionBlock = 'collision-block';

/** The sort of the field in which a collision block stands. */
export const freeText = 'memo';

/** Whether a signature is another one with its s exchanged. */
export function isMauled(store: TermStore, signature: Term): boolean {
  const randomness = store.args(signature)[2];
  if (store.kind(signature) !== 'signature' || randomness === undefined) return false;
  return store.kind(randomness) === 'crafted' && store.label(randomness) === mauled;
}

/** A signature with its s exchanged; `undefined` where it is one already, or no signing made it. */
export function mauledSignature(store: TermStore, signature: Term): Term | undefined {
  const [signingKey, m, randomness] = store.args(signature);
  if (store.kind(signature) !== 'signature' || isMauled(store, signature)) return undefined;
  if (signingKey === undefined || m === undefined || randomness === undefined) return undefined;
  const exchanged = store.crafted(mauled, 'signature-randomness', [randomness]);
  return store.signature(signingKey, m, exchanged);
}

/** A message, or a part of it, that has a free text, and where that stands. */
export interface FreelyWorded {
  /** The message or part. */
  readonly part: Term;
  /** Its place among the fields of the message; `undefined` where it is the message itself. */
  readonly at: number | undefined;
  /** The place of the free text in it. */
  readonly textAt: number;
}

/** The place of the free text among the fields of a message; -1 where there is none. */
function freeTextAt(store: TermStore, m: Term): number {
  return store.shapeOf(m)?.fields.findIndex(({ sort }) => sort === freeText) ?? -1;
}

/** Where a message has a free text: itself, or in one of its parts. */
export function freelyWorded(store: TermStore, m: Term): FreelyWorded | undefined {
  const own = freeTextAt(store, m);
  if (own >= 0) return { part: m, at: undefined, textAt: own };
  if (store.shapeOf(m) === undefined) return undefined;
  const parts = store.args(m).map((part, at) => ({ part, at, textAt: freeTextAt(store, part) }));
  return parts.find(({ textAt }) => textAt >= 0);
}

/** A tuple with one field exchanged. */
function withField(store: TermStore, t: Term, [at, value]: readonly [number, Term]): Term {
  const args = store.args(t).map((arg, index) => (index === at ? value : arg));
  return store.rebuild(t, args);
}

/**
 * The message that collides with another.
 *
 * @param store - where terms are interned
 * @param m - a message with a free text
 * @param other - what is to stand instead of the part with the free text, that text aside
 * @returns `undefined` where there is no free text, or the two are not of one form
 */
export function collidingMessage(store: TermStore, m: Term, other: Term): Term | undefined {
  const found = freelyWorded(store, m);
  if (found === undefined || !store.sameHead(found.part, other)) return undefined;
  const block = store.crafted(collisionBlock, freeText, [m, other]);
  const exchanged = withField(store, other, [found.textAt, block]);
  return found.at === undefined ? exchanged : withField(store, m, [found.at, exchanged]);
}

/** The message of the same digest that was there first: the message itself but for a collision. */
export function sameDigest(store: TermStore, m: Term): Term {
  const found = freelyWorded(store, m);
  const block = found && store.args(found.part)[found.textAt];
  if (block === undefined || store.kind(block) !== 'crafted') return m;
  const [first, other] = store.args(block);
  if (first === undefined || other === undefined) return m;
  return collidingMessage(store, first, other) === m ? first : m;
}

/** A term in which signatures and digests are those of the messages that were there first. */
export function withFirstMessages(store: TermStore): (t: Term) => Term {
  const known = new Map<Term, Term>();
  const rebuilt = (t: Term): Term => {
    const kept = store.args(t).map(first);
    const signs = store.kind(t) === 'signature' ? 1 : 0;
    const isOfMessage = store.kind(t) === 'signature' || store.kind(t) === 'digest';
    const same = kept.map((arg, at) =>
      isOfMessage && at === signs ? sameDigest(store, arg) : arg,
    );
    return store.rebuild(t, same);
  };
  const first = (t: Term): Term => {
    const found = known.get(t) ?? rebuilt(t);
    known.set(t, found);
    return found;
  };
  return first;
}

/** The signature for which a signing key was made; `undefined` for any other key. */
export function jointSignatureOf(store: TermStore, signingKey: Term): Term | undefined {
  if (store.kind(signingKey) !== 'crafted' || store.label(signingKey) !== jointKey) {
    return undefined;
  }
  const messages = store.args(signingKey).slice(1);
  return store.crafted(jointSignature, 'signature', [signingKey, ...messages]);
}

/**
 * The messages on which a signature verifies by craft: because the key was made for the signature,
 * or the signature for several messages. `undefined` where neither is the case.
 */
export function craftedMessages(
  store: TermStore,
  publicKey: Term,
  signature: Term,
): readonly Term[] | undefined {
  if (store.kind(publicKey) === 'crafted') {
    const [made, ...messages] = store.args(publicKey);
    return made === signature ? messages : undefined;
  }
  if (store.kind(signature) !== 'crafted' || store.kind(publicKey) !== 'public-key') {
    return undefined;
  }
  const [signingKey, ...messages] = store.args(signature);
  return store.args(publicKey)[0] === signingKey ? messages : undefined;
}
