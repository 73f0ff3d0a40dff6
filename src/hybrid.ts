/**
 * Encryption for the owner of a public key, over any library: HPKE (RFC 9180) where the suite has
 * what it takes, P-256 and AES in GCM, else ECIES (SEC 1 §5.1).
 *
 * The classics need it (`model/classics/`). ECIES is without its MAC: like boxes, what was encrypted is read by
 * padding and form alone, unless the cipher is GCM.
 */
import { isAuthenticated, type Suite } from '../model/core/algebra.ts';
import type { KeyBits } from './crypto/box.ts';
import { SIZES } from './crypto/curves.ts';
import { type Hpke, hpkeOn } from './crypto/hpke.ts';
import type { Primitives } from './crypto/primitives.ts';

/** Encryption for the owner of a public key, on octets. */
export interface Hybrid {
  /** Total: under what is no key, as under one whose private half nobody has. */
  readonly encrypt: (publicKey: Uint8Array, fresh: Uint8Array, message: Uint8Array) => Uint8Array;
  /** `undefined` for what was not encrypted for this key. */
  readonly decrypt: (privateKey: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
  /** The key that an encryption made of `fresh` gives both sides, as long as the suite's are. */
  readonly exportFor: (publicKey: Uint8Array, fresh: Uint8Array) => Uint8Array;
  /** The same for the owner; `undefined` for what was encrypted for nobody. */
  readonly exportWith: (privateKey: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined;
}

/** The label of what a value is derived under that nobody has. */
const NOBODY = 'shared with nobody';

/** The hybrid encryption of a suite. */
export function hybridOf(primitives: Primitives, suite: Suite): Hybrid {
  const { curve, keyBits = 128 } = suite;
  // The RFC has no AES with 192 bits.
  return isAuthenticated(suite) && curve === 'secp256r1' && keyBits !== 192
    ? byHpke(primitives, hpkeOn(primitives, keyBits))
    : ecies(primitives, suite, keyBits);
}

function byHpke({ publicKey, derive }: Primitives, hpke: Hpke): Hybrid {
  const { seal, open, exportFor, exportWith } = hpke;
  return {
    encrypt: (owner, ikm, message) => {
      const sealed =
        seal(owner, { ikm, message }) ?? seal(publicKey(derive(ikm, NOBODY)), { ikm, message });
      if (sealed === undefined) throw new Error('unreachable: a key of our own is a key');
      return sealed;
    },
    decrypt: (privateKey, sealed) => open(privateKey, { sealed }),
    exportFor: (owner, ikm) => {
      const exported =
        exportFor(owner, { ikm }) ?? exportFor(publicKey(derive(ikm, NOBODY)), { ikm });
      if (exported === undefined) throw new Error('unreachable: a key of our own is a key');
      return exported;
    },
    exportWith: (privateKey, sealed) => exportWith(privateKey, { sealed }),
  };
}

/**
 * A key pair made of the randomness, its public half in front, and a box under what it shares with
 * the owner. Under GCM the key is bound to that public half, whose sign is not in what is shared.
 */
function ecies(primitives: Primitives, suite: Suite, keyBits: KeyBits): Hybrid {
  const { cipher, curve = 'secp192r1' } = suite;
  const { publicKeyBytes } = SIZES[curve];
  const boxes = primitives.boxes(cipher, keyBits);
  const secretOf = (shared: Uint8Array, ephemeral: Uint8Array): Uint8Array =>
    isAuthenticated(suite) ? Uint8Array.of(...shared, ...ephemeral) : shared;
  const exported = (shared: Uint8Array, ephemeral: Uint8Array): Uint8Array =>
    primitives.derive(secretOf(shared, ephemeral), 'exported key', keyBits / 8);
  const agreed = (owner: Uint8Array, fresh: Uint8Array): Uint8Array =>
    primitives.agree(fresh, owner) ?? primitives.derive(fresh, NOBODY);
  const keying = (shared: Uint8Array, ephemeral: Uint8Array) => {
    const secret = secretOf(shared, ephemeral);
    return {
      key: primitives.derive(secret, 'encryption key', keyBits / 8),
      iv: primitives.derive(secret, 'encryption vector', boxes.ivBytes),
    };
  };
  return {
    encrypt: (owner, fresh, message) => {
      const ephemeral = primitives.publicKey(fresh);
      const shared = agreed(owner, fresh);
      return Uint8Array.of(...ephemeral, ...boxes.encrypt(keying(shared, ephemeral), message));
    },
    decrypt: (privateKey, sealed) => {
      const ephemeral = sealed.subarray(0, publicKeyBytes);
      const shared = primitives.agree(privateKey, ephemeral);
      if (shared === undefined) return undefined;
      return boxes.decrypt(keying(shared, ephemeral).key, sealed.subarray(publicKeyBytes));
    },
    exportFor: (owner, fresh) => exported(agreed(owner, fresh), primitives.publicKey(fresh)),
    exportWith: (privateKey, sealed) => {
      const ephemeral = sealed.subarray(0, publicKeyBytes);
      const shared = primitives.agree(privateKey, ephemeral);
      return shared && exported(shared, ephemeral);
    },
  };
}
