/**
 * Hybrid public-key encryption: HPKE in base mode, single shot (RFC 9180 §5.1.1, §6.1), with
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM or AES-256-GCM, once for every library.
 *
 * Public keys come and go as compressed points, 33 octets; what is hashed has them uncompressed, as
 * the RFC says (decision 0027). Every change of an encryption is refused.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { GCM_NONCE_BYTES } from './box.ts';
import { CURVES, SIZES } from './curves.ts';
import type { Primitives } from './primitives.ts';

/** What is wanted of a library, on P-256. */
export type HpkePrimitives = Pick<
  Primitives,
  'publicKey' | 'agree' | 'uncompressed' | 'hmacSha256' | 'gcm'
>;

/** The sizes of keys that the RFC has AES-GCM with (§7.3). */
export type HpkeKeyBits = 128 | 256;

/** What both sides know besides the message; empty unless said. */
export interface Known {
  /** Bound into the key. */
  readonly info?: Uint8Array;
  /** Authenticated with the message. */
  readonly associated?: Uint8Array;
}

/** Encryption for the owner of a key of P-256. */
export interface Hpke {
  /** The private scalar made of octets of any length (§7.1.3, DeriveKeyPair). */
  readonly scalarFrom: (ikm: Uint8Array) => Uint8Array;
  /**
   * The ephemeral public key, 33 octets, and the ciphertext; `undefined` under what is no key.
   * `ikm` makes the ephemeral key: another for each message.
   */
  readonly seal: (
    publicKey: Uint8Array,
    given: Known & { readonly ikm: Uint8Array; readonly message: Uint8Array },
  ) => Uint8Array | undefined;
  /** What was encrypted for the owner of a signing key, scalar or seed; `undefined` for all else. */
  readonly open: (
    privateKey: Uint8Array,
    given: Known & { readonly sealed: Uint8Array },
  ) => Uint8Array | undefined;
  /**
   * What both sides export of the encryption that `ikm` makes (§5.3); `undefined` under what is no key.
   */
  readonly exportFor: (
    publicKey: Uint8Array,
    given: Pick<Known, 'info'> & Partial<Exporting> & { readonly ikm: Uint8Array },
  ) => Uint8Array | undefined;
  /** The same for the owner, of the encapsulated key in front of what was sealed. */
  readonly exportWith: (
    privateKey: Uint8Array,
    given: Pick<Known, 'info'> & Partial<Exporting> & { readonly sealed: Uint8Array },
  ) => Uint8Array | undefined;
}

/** What is exported (§5.3). */
export interface Exporting {
  /** What it is for; {@link EXPORT_CONTEXT} unless said. */
  readonly context: Uint8Array;
  /** At most 32 octets; as many as keys of the suite have, unless said. */
  readonly lengthBytes: number;
}

/** What exported keys are for in this protocol: `exporter_context`. */
const EXPORT_CONTEXT = utf8ToBytes('sa2pmp answer');

const NONE = new Uint8Array(0);
const VERSION = utf8ToBytes('HPKE-v1');

/** DHKEM(P-256, HKDF-SHA256) (§7.1). */
const KEM = [0x00, 0x10] as const;

/** HKDF-SHA256 (§7.2). */
const KDF = [0x00, 0x01] as const;

/** AES-128-GCM and AES-256-GCM (§7.3). */
const AEAD: Readonly<Record<HpkeKeyBits, readonly [number, number]>> = {
  128: [0x00, 0x01],
  256: [0x00, 0x02],
};

/** Octets of the secret that is encapsulated (§7.1). */
const SECRET_BYTES = 32;

const { publicKeyBytes, scalarBytes } = SIZES.secp256r1;

function joined(...parts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

/** What is expanded, and to how many octets: one block of SHA-256 at most. */
interface Expansion {
  readonly label: string;
  readonly info: Uint8Array;
  readonly lengthBytes: number;
}

/** The labelled key derivation of one suite (§4). */
function derivation(hmac: HpkePrimitives['hmacSha256'], suiteId: Uint8Array) {
  const labelled = (label: string): Uint8Array => joined(VERSION, suiteId, utf8ToBytes(label));
  return {
    /** LabeledExtract; the salt is empty but in one place. */
    extract: (label: string, ikm: Uint8Array, salt: Uint8Array = NONE): Uint8Array =>
      hmac(salt, joined(labelled(label), ikm)),
    /** LabeledExpand: the first block of HKDF-Expand (RFC 5869 §2.3). */
    expand: (prk: Uint8Array, { label, info, lengthBytes }: Expansion): Uint8Array => {
      const length = [lengthBytes >> 8, lengthBytes & 0xff];
      return hmac(prk, joined(length, labelled(label), info, [1])).slice(0, lengthBytes);
    },
  };
}

function isScalar(octets: Uint8Array): boolean {
  const value = octets.reduce((sum, octet) => 256n * sum + BigInt(octet), 0n);
  return value > 0n && value < CURVES.secp256r1.n;
}

/** The key encapsulation (§4.1). */
function kemOn({ publicKey, agree, uncompressed, hmacSha256 }: HpkePrimitives) {
  const { extract, expand } = derivation(hmacSha256, joined(utf8ToBytes('KEM'), KEM));
  const scalarFrom = (ikm: Uint8Array): Uint8Array => {
    const prk = extract('dkp_prk', ikm);
    for (let counter = 0; counter < 256; counter += 1) {
      const info = Uint8Array.of(counter);
      const candidate = expand(prk, { label: 'candidate', info, lengthBytes: scalarBytes });
      if (isScalar(candidate)) return candidate;
    }
    throw new Error('unreachable: chance 2^-8192');
  };
  /** ExtractAndExpand of what two keys share, bound to the ephemeral key and the owner's. */
  const sharedSecret = (
    [own, other]: readonly [own: Uint8Array, other: Uint8Array],
    publicKeys: readonly [ephemeral: Uint8Array, owner: Uint8Array],
  ): Uint8Array | undefined => {
    const dh = agree(own, other);
    const [ephemeral, owner] = publicKeys.map(uncompressed);
    if (dh === undefined || ephemeral === undefined || owner === undefined) return undefined;
    const info = joined(ephemeral, owner);
    const prk = extract('eae_prk', dh);
    return expand(prk, { label: 'shared_secret', info, lengthBytes: SECRET_BYTES });
  };
  return {
    scalarFrom,
    /** For who makes the ephemeral key. */
    encapsulated: (ephemeral: Uint8Array, owner: Uint8Array) =>
      sharedSecret([ephemeral, owner], [publicKey(ephemeral), owner]),
    /** For the owner. */
    decapsulated: (owner: Uint8Array, ephemeral: Uint8Array) =>
      sharedSecret([owner, ephemeral], [ephemeral, publicKey(owner)]),
  };
}

/** A function of two texts that knows its last answer: what is sealed and what is exported share one. */
function rememberingLast<V>(
  make: (a: Uint8Array, b: Uint8Array) => V,
): (a: Uint8Array, b: Uint8Array) => V {
  let last: { readonly a: string; readonly b: string; readonly value: V } | undefined;
  return (left, right) => {
    const [a, b] = [left.join(), right.join()];
    if (last?.a !== a || last.b !== b) last = { a, b, value: make(left, right) };
    return last.value;
  };
}

/** HPKE on a library, with keys of so many bits. */
export function hpkeOn(primitives: HpkePrimitives, keyBits: HpkeKeyBits): Hpke {
  const { publicKey, hmacSha256, gcm } = primitives;
  const { scalarFrom, encapsulated, decapsulated } = kemOn(primitives);
  const suiteId = joined(utf8ToBytes('HPKE'), KEM, KDF, AEAD[keyBits]);
  const { extract, expand } = derivation(hmacSha256, suiteId);
  /** KeySchedule in base mode: no key shared before (§5.1). */
  const scheduled = (secret: Uint8Array, told: Uint8Array) => {
    const mode = [0];
    const info = joined(mode, extract('psk_id_hash', NONE), extract('info_hash', told));
    return { info, prk: extract('secret', NONE, secret) };
  };
  /** The first message's nonce is the base (§5.2). */
  const cipherOf = (secret: Uint8Array, { info: told = NONE, associated = NONE }: Known) => {
    const { info, prk } = scheduled(secret, told);
    const key = expand(prk, { label: 'key', info, lengthBytes: keyBits / 8 });
    const nonce = expand(prk, { label: 'base_nonce', info, lengthBytes: GCM_NONCE_BYTES });
    return gcm(key, nonce, associated);
  };
  /** Context.Export (§5.3). */
  const exportedOf = (
    secret: Uint8Array,
    given: Pick<Known, 'info'> & Partial<Exporting>,
  ): Uint8Array => {
    const { context = EXPORT_CONTEXT, lengthBytes = keyBits / 8 } = given;
    const { info, prk } = scheduled(secret, given.info ?? NONE);
    const exporter = expand(prk, { label: 'exp', info, lengthBytes: SECRET_BYTES });
    return expand(exporter, { label: 'sec', info: context, lengthBytes });
  };
  const sent = rememberingLast((owner: Uint8Array, ikm: Uint8Array) => {
    const ephemeral = scalarFrom(ikm);
    const secret = encapsulated(ephemeral, owner);
    return secret && { secret, encapsulated: publicKey(ephemeral) };
  });
  const received = rememberingLast(decapsulated);
  return {
    scalarFrom,
    exportFor: (owner, { ikm, ...given }) => {
      const made = sent(owner, ikm);
      return made && exportedOf(made.secret, given);
    },
    exportWith: (owner, { sealed, ...given }) => {
      const secret = received(owner, sealed.subarray(0, publicKeyBytes));
      return secret && exportedOf(secret, given);
    },
    seal: (owner, { ikm, message, ...known }) => {
      const made = sent(owner, ikm);
      if (made === undefined) return undefined;
      // P-CRY-5
      return joined(made.encapsulated, cipherOf(made.secret, known).encrypt(message));
    },
    open: (owner, { sealed, ...known }) => {
      const secret = received(owner, sealed.subarray(0, publicKeyBytes));
      if (secret === undefined) return undefined;
      try {
        return cipherOf(secret, known).decrypt(sealed.subarray(publicKeyBytes));
      } catch {
        return undefined; // what was wrong with it is nobody's business
      }
    },
  };
}
