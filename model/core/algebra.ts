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

/** How the block cipher is used (A8). `ecb` and `cbc-zero-iv` are deterministic. */
export type Cipher = 'aes-128-ecb' | 'aes-128-cbc' | 'aes-128-cbc-zero-iv' | 'aes-128-ctr';

/** The primitives in force; a reading names them. */
export interface Suite {
  /** Confidentiality (Table 1, §4.2: "AES is employed"). */
  readonly cipher: Cipher;
}

/** Whether sealing the same message twice under one key gives two different boxes. */
export function isRandomised(suite: Suite): boolean {
  return suite.cipher === 'aes-128-cbc' || suite.cipher === 'aes-128-ctr';
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
  /** A one-way digest (SHA-1 in the paper, §4.2). */
  hash: (m: M) => M;
  /** The public half of a signing key; a signing key is any derived value. */
  publicKey: (signingKey: M) => M;
  /** A signature (ECDSA, §4.2). `fresh` feeds the per-signature nonce. */
  sign: (signingKey: M, fresh: M, m: M) => M;
  /** Whether `signature` on `m` verifies; false for anything that is no key or no signature. */
  verify: (publicKey: M, m: M, signature: M) => boolean;
  /** `m` encrypted under a derived symmetric key; `fresh` gives the initialisation vector. */
  seal: (key: M, fresh: M, m: M) => M;
  /**
   * Decrypts and parses in one: the paper's AES has no integrity check, so that a wrong key
   * shows only in padding and format (A8, W13). `undefined` when either is wrong.
   */
  open: <R extends string, O extends string>(
    key: M,
    shape: Shape<R, O>,
    box: M,
  ) => Fields<R, O, M> | undefined;
  /** Whether two values are the same; constant time on bytes. */
  equal: (a: M, b: M) => boolean;
}
