/**
 * What weak signatures are to give, for the laws of `law.ts`: worlds of a few signers, messages
 * and signatures, some of them the attacker's own.
 */
import { jointSignatures } from '../../attacks/rule/joint-signature.ts';
import { keySubstitution } from '../../attacks/rule/key-substitution.ts';
import { malleability } from '../../attacks/rule/malleability.ts';
import { nonceReuse } from '../../attacks/rule/nonce-reuse.ts';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { jointKey, jointSignature, mauled, substitutedKey } from '../../model/core/crafted.ts';
import { shape } from '../../model/core/shape.ts';
import type { Term, TermStore } from '../../model/core/term.ts';
import type { Draw, LawCase, World } from './law.ts';

const text = shape(['law-text', 200], { payee: 'payee', amount: 'amount' });

const base = { cipher: 'aes-128-cbc' } as const;
const suites: readonly Suite[] = [
  base,
  { ...base, lowS: true, curve: 'secp256r1', digest: 'sha-256' },
  { ...base, curve: 'secp192k1', signatures: 'der' },
];

/** How many signatures somebody else has made in a world. */
const signaturesMax = 4;

/** A text that names a drawn payee and amount. */
function textOf<M>(algebra: Algebra<M>, draw: Draw): M {
  const payee = algebra.name('payee', `payee ${draw(2)}`);
  const amount = algebra.name('amount', `amount ${draw(3)}`);
  return algebra.encode(text, { payee, amount });
}

/** Two honest signers, some signatures of theirs with their texts, a signature of the attacker's. */
function signedWorld<M>(algebra: Algebra<M>, draw: Draw): World<M> {
  const root = algebra.name('seed', 'honest seed');
  const own = algebra.name('seed', 'own seed');
  const signers = [0, 1].map((signer) => algebra.derive(root, `signing-key ${signer}`));
  const ownKey = algebra.derive(own, 'signing-key');
  const signed = Array.from({ length: 1 + draw(signaturesMax) }, () => {
    const key = signers[draw(2)] ?? root;
    const m = textOf(algebra, draw);
    return { m, signature: algebra.sign(key, algebra.derive(root, `nonce ${draw(2)}`), m) };
  });
  const ownText = textOf(algebra, draw);
  const ownSignature = algebra.sign(ownKey, algebra.derive(own, 'nonce'), ownText);
  const draft = (amount: string): M =>
    algebra.encode(text, {
      payee: algebra.name('payee', 'draft'),
      amount: algebra.name('amount', amount),
    });
  const publicKeys = [...signers, ownKey].map(algebra.publicKey);
  const knownKeys = publicKeys.filter(() => draw(2) === 0);
  return {
    given: {
      seed: own,
      ownText,
      ownSignature,
      ...Object.fromEntries(knownKeys.map((key, at) => [`public key ${at}`, key])),
      ...Object.fromEntries(signed.map(({ m }, at) => [`text ${at}`, m])),
      ...Object.fromEntries(signed.map(({ signature }, at) => [`signature ${at}`, signature])),
    },
    drafts: { small: draft('1'), large: draft('99999') },
    publicKeys,
    messages: [...new Set([...signed.map(({ m }) => m), ownText])],
  };
}

/** Signatures of somebody else's in a world, with what they are made of. */
function othersIn(
  store: TermStore,
  { given }: World<Term>,
): readonly { readonly t: Term; readonly args: readonly [Term, Term, Term] }[] {
  const ownKey = store.derived(store.name('seed', 'own seed'), 'signing-key');
  return [...new Set(Object.values(given))].flatMap((t) => {
    const [key, m, nonce] = store.args(t);
    if (store.kind(t) !== 'signature' || key === ownKey) return [];
    if (key === undefined || m === undefined || nonce === undefined) return [];
    return [{ t, args: [key, m, nonce] }];
  });
}

const mauls: LawCase = {
  rule: malleability,
  suites,
  world: signedWorld,
  gives: (store, world) =>
    othersIn(store, world).map(({ args: [key, m, nonce] }) =>
      store.signature(key, m, store.crafted(mauled, 'signature-randomness', [nonce])),
    ),
  refuses: (store, world) =>
    othersIn(store, world).flatMap(({ args: [key, m, nonce] }) => {
      const once = store.crafted(mauled, 'signature-randomness', [nonce]);
      const other = store.tuple(text, [store.constant('another'), store.constant('amount')]);
      return [
        store.signature(key, m, store.crafted(mauled, 'signature-randomness', [once])),
        store.signature(key, other, nonce),
        store.signature(key, other, once),
        key,
      ];
    }),
};

/** The key and the signature for messages. */
function jointly(store: TermStore, of: readonly Term[]): readonly [Term, Term] {
  const key = store.crafted(jointKey, 'signing-key', of);
  return [key, store.crafted(jointSignature, 'signature', [key, ...of.slice(1)])];
}

const signsJointly: LawCase = {
  rule: jointSignatures,
  suites,
  world: signedWorld,
  gives: (store, { drafts: { small, large }, messages: [m] }) => {
    const seed = store.name('seed', 'own seed');
    const other = store.derived(seed, 'other');
    if (small === undefined || large === undefined || m === undefined) return [];
    return [...jointly(store, [seed, small, large]), ...jointly(store, [other, large, m])];
  },
  refuses: (store, { drafts: { small, large } }) => {
    const seed = store.name('seed', 'own seed');
    const ownKey = store.derived(seed, 'signing-key');
    if (small === undefined || large === undefined) return [];
    const [key] = jointly(store, [seed, small, large]);
    const secret = store.name('seed', 'honest seed');
    return [
      store.crafted(jointSignature, 'signature', [ownKey, small, large]),
      store.crafted(jointSignature, 'signature', [key, large, small]),
      ...jointly(store, [secret, small, large]),
    ];
  },
};

const substitutes: LawCase = {
  rule: keySubstitution,
  suites,
  world: signedWorld,
  gives: (store, world) =>
    othersIn(store, world).flatMap(({ t, args: [key, m] }) => {
      const isKnown = Object.values(world.given).includes(store.publicKey(key));
      const others = [...Object.values(world.drafts), ...world.messages.filter((it) => it !== m)];
      return [...(isKnown ? [m] : []), ...others].map((message) =>
        store.crafted(substitutedKey, 'public-key', [t, message]),
      );
    }),
  refuses: (store, world) =>
    othersIn(store, world).flatMap(({ t, args: [key, m] }) => {
      const isKnown = Object.values(world.given).includes(store.publicKey(key));
      return isKnown ? [key] : [key, store.crafted(substitutedKey, 'public-key', [t, m])];
    }),
};

// Only here is a nonce used twice. Of two signatures with one nonce everybody has the key, and can
// do more than the other rules say: a key substituted for the one verifies the other, with the
// messages exchanged.
const solves: LawCase = {
  rule: nonceReuse,
  times: 6,
  suites: suites.map((suite) => ({ ...suite, nonce: 'direct' })),
  world: signedWorld,
  gives: (store, world) => {
    const others = othersIn(store, world);
    const shared = others.filter(({ args: [key, m, nonce] }) =>
      others.some(({ args: it }) => it[0] === key && it[1] !== m && it[2] === nonce),
    );
    return [...new Set(shared.map(({ args: [key] }) => key))];
  },
  refuses: (store, world) => {
    const others = othersIn(store, world);
    const shares = (key: Term): boolean =>
      others.some(({ args: [owner, m, nonce] }) =>
        others.some(
          ({ args: it }) => owner === key && it[0] === key && it[1] !== m && it[2] === nonce,
        ),
      );
    return others.map(({ args: [key] }) => key).filter((key) => !shares(key));
  },
};

/** Every rule about weak signatures. */
export const signatureCases: readonly LawCase[] = [mauls, signsJointly, substitutes, solves];
