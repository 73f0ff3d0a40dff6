/**
 * The algebra port: all that a role may do with a value.
 *
 * A role never sees a byte or a term. It makes, takes apart and compares opaque values `M`
 * through this port, so that one role definition runs on symbolic terms, on bytes, on both in
 * lockstep, and on terms with parts not yet chosen (`narrowing.ts`).
 *
 * Every operation is total: what cannot be done answers `undefined` or `false`, because XState
 * re-wraps errors thrown in guards and because a peer's bytes must never throw.
 */
import type { Fields, Shape, Sort } from './shape.ts';

/**
 * How the block cipher is used (A8). All but `cbc`, `ctr` and `gcm` are deterministic; `gcm` alone
 * notices a change (SP 800-38D). `gcm-once` is GCM where each key makes one box: its nonce is zero
 * and does not travel.
 */
export type Cipher =
  | 'aes-128-ecb'
  | 'aes-128-cbc'
  | 'aes-128-cbc-zero-iv'
  | 'aes-128-cbc-fixed-iv'
  | 'aes-128-ctr'
  | 'aes-128-gcm'
  | 'aes-128-gcm-once';

/** The curve of signatures (A30), of 192 bits or of 256 (SEC 2). Terms know no curves. */
export type Curve = 'secp192r1' | 'secp192k1' | 'secp256r1';

/** The digest: of `hash`, and inside signatures. The paper's is SHA-1 (§4.2). */
export type Digest = 'sha-1' | 'sha-256';

/** How messages are written in octets (`src/codec/`). Terms know no octets. */
export type Encoding = 'wide' | 'compact';

/** The primitives in force; a reading names them. What is left out is as the paper's default. */
export interface Suite {
  /** Confidentiality (Table 1, §4.2: "AES is employed"). */
  readonly cipher: Cipher;
  /** The size of AES keys in bits (A8b); 128 unless said, whatever the name of the cipher. */
  readonly keyBits?: 128 | 192 | 256;
  /** The curve (A30); secp192r1 unless said. */
  readonly curve?: Curve;
  /** How a signature is written (A30b): r then s, unless it is to be DER. */
  readonly signatures?: 'raw' | 'der';
  /** Whether signatures with the higher of two s are refused, and none are made (A30c). */
  readonly lowS?: boolean;
  /**
   * The nonce k of a signature. `hedged`, unless said: fresh randomness goes into it with key and
   * message. `direct`: fresh randomness alone makes it (A24), so that signing two messages with the
   * same gives the key away. Roles choose the randomness (`roles/signing.ts`): under A30d=rfc6979
   * there is none, under A24=weak-nonce the key alone gives it.
   */
  readonly nonce?: 'hedged' | 'direct';
  /** The digest of `hash` and of signatures; SHA-1 unless said. */
  readonly digest?: Digest;
  /** How messages are written; wide unless said. */
  readonly encoding?: Encoding;
}

/** The ciphers that make another box each time. */
const randomised: readonly Cipher[] = ['aes-128-cbc', 'aes-128-ctr', 'aes-128-gcm'];

/** Whether sealing the same message twice under one key gives two different boxes. */
export function isRandomised(suite: Suite): boolean {
  return randomised.includes(suite.cipher);
}

/** Whether a box that was changed opens for nobody. */
export function isAuthenticated({ cipher }: Pick<Suite, 'cipher'>): boolean {
  return cipher === 'aes-128-gcm' || cipher === 'aes-128-gcm-once';
}

/** Operations on opaque values `M`. */
export interface Algebra<M> {
  /** A public constant of the protocol: a message type, a status. Bytes: the UTF-8 text. */
  constant: (text: string) => M;
  /**
   * Data that the scenario hands to some parties: an identifier, an amount, a password, a root
   * seed. Who else knows it is the scenario's business. Bytes: the UTF-8 text.
   */
  name: (sort: Sort, text: string) => M;
  /** A value derived from an unguessable seed; unguessable itself, and distinct per label. */
  derive: (seed: M, label: string) => M;
  /** The message of this shape with these fields (those the shape lists). */
  encode: <R extends string, O extends string>(shape: Shape<R, O>, fields: Fields<R, O, M>) => M;
  /** The fields of `m`, or `undefined` when `m` is not of this shape. */
  decode: <R extends string, O extends string>(
    shape: Shape<R, O>,
    m: M,
  ) => Fields<R, O, M> | undefined;
  /** A one-way digest (SHA-1 in the paper, §4.2; else as the suite says). */
  hash: (m: M) => M;
  /** The public half of a signing key; a signing key is any derived value. */
  publicKey: (signingKey: M) => M;
  /** Whether a value can be a public key at all: on bytes, whether it is a point of the curve. */
  isPublicKey: (m: M) => boolean;
  /** A signature (ECDSA, §4.2). `fresh` feeds the per-signature nonce. */
  sign: (signingKey: M, fresh: M, m: M) => M;
  /** Whether `signature` on `m` verifies; false for anything that is no key or no signature. */
  verify: (publicKey: M, m: M, signature: M) => boolean;
  /** `m` encrypted under a derived symmetric key; `fresh` gives the initialisation vector. */
  seal: (key: M, fresh: M, m: M) => M;
  /**
   * Decrypts and parses in one: the paper's AES has no integrity check, so that a wrong key
   * shows only in padding and format (A8, W13); under GCM in the tag. `undefined` when anything is
   * wrong.
   */
  open: <R extends string, O extends string>(
    key: M,
    shape: Shape<R, O>,
    box: M,
  ) => Fields<R, O, M> | undefined;
  /**
   * Whether a box decrypts under a key at all, whatever comes out: correct padding, or tag. Asked for the
   * cause of a refusal alone (A36, W13); narrowing does not follow it.
   */
  opens: (key: M, box: M) => boolean;
  /**
   * `m` encrypted for the owner of a public key; `fresh` makes it another ciphertext each time. The
   * paper has none of this: the classics do (Needham & Schroeder 1978). Bytes: ECIES, or HPKE.
   */
  encryptFor: (publicKey: M, fresh: M, m: M) => M;
  /** Decrypts with a private key and parses, as {@link Algebra.open} does with a shared one. */
  decryptWith: <R extends string, O extends string>(
    privateKey: M,
    shape: Shape<R, O>,
    box: M,
  ) => Fields<R, O, M> | undefined;
  /**
   * The key that whoever encrypts for a public key with this `fresh` shares with its owner, by that
   * encryption alone and whatever is encrypted: nothing of it travels (RFC 9180 §5.3, export).
   */
  exportFor: (publicKey: M, fresh: M) => M;
  /** The same for the owner, who has the ciphertext. Asked of what {@link Algebra.decryptWith} has read. */
  exportWith: (privateKey: M, box: M) => M | undefined;
  /** Whether two values are the same; constant time on bytes. */
  equal: (a: M, b: M) => boolean;
}
