/**
 * A box: an AES ciphertext with what is needed to open it, for each reading of A8.
 *
 * Decides where the initialisation vector comes from and travels, once for every library; the
 * library supplies the modes. But for GCM there is no integrity check, as in the paper: a wrong key
 * or a changed box shows, if at all, in the padding and in the format of what comes out (W13).
 */
import type { Cipher } from '../../model/core/algebra.ts';

/** AES's block, in octets (FIPS 197 §5); a key of AES-128 is as long. */
export const BLOCK_BYTES = 16;

/** The sizes of AES keys (FIPS 197 §5, A8b). */
export type KeyBits = 128 | 192 | 256;

/** The nonce of GCM in octets: the one length that needs no hashing (SP 800-38D §8.2). */
export const GCM_NONCE_BYTES = 12;

/** The tag of GCM in octets, behind the ciphertext, in full: shorter ones are refused. */
export const GCM_TAG_BYTES = 16;

/** A mode under a key and an initialisation vector; both directions throw on bad input. */
export type Mode = (
  key: Uint8Array,
  iv: Uint8Array,
  /** What is authenticated besides, under GCM; none unless given. */
  associated?: Uint8Array,
) => {
  /** The ciphertext, without the vector. */
  readonly encrypt: (message: Uint8Array) => Uint8Array;
  /** The message; throws on bad padding or a bad tag. */
  readonly decrypt: (ciphertext: Uint8Array) => Uint8Array;
};

/** A key with the vector of one encryption. */
export interface Keying {
  /** As long as the suite's keys are: 16, 24 or 32 octets. */
  readonly key: Uint8Array;
  /**
   * As many octets as {@link Boxes.ivBytes} says: unpredictable, and under GCM never the same twice;
   * ignored by the deterministic ciphers.
   */
  readonly iv: Uint8Array;
}

/** Sealing and opening under one cipher. */
export interface Boxes {
  /** Octets of the vector. */
  readonly ivBytes: number;
  /**
   * The box that holds `message`.
   *
   * @throws Error when key or vector has another length: a mistake of ours, not of a peer.
   */
  encrypt: (keying: Keying, message: Uint8Array) => Uint8Array;
  /** What `box` holds; `undefined` on a wrong length, bad padding, a bad tag or a key of the wrong size. */
  decrypt: (key: Uint8Array, box: Uint8Array) => Uint8Array | undefined;
}

/** The boxes of `cipher`, made by the given mode. */
export function boxesOf(cipher: Cipher, mode: Mode): Boxes {
  const carried = CARRIED_IV_BYTES[cipher];
  const isGcm = cipher === 'aes-128-gcm' || cipher === 'aes-128-gcm-once';
  const ivBytes = isGcm ? GCM_NONCE_BYTES : BLOCK_BYTES;
  const written = cipher === 'aes-128-cbc-fixed-iv' ? FIXED_IV : ZERO_IV.subarray(0, ivBytes);
  return {
    ivBytes,
    encrypt: ({ key, iv }, message) => {
      // P-CRY-6
      if (iv.length !== ivBytes) throw new Error(`the vector must have ${ivBytes} octets`);
      const used = carried === 0 ? written : iv;
      return join(used.subarray(0, carried), mode(key, used).encrypt(message));
    },
    decrypt: (key, box) => {
      const used = carried === 0 ? written : box.subarray(0, carried);
      return attempt(() => mode(key, used).decrypt(box.subarray(carried)));
    },
  };
}

/** How many octets of vector stand before the ciphertext; without any it is written down here. */
const CARRIED_IV_BYTES: Readonly<Record<Cipher, number>> = {
  'aes-128-ecb': 0,
  'aes-128-cbc': BLOCK_BYTES,
  'aes-128-cbc-zero-iv': 0,
  'aes-128-cbc-fixed-iv': 0,
  'aes-128-ctr': BLOCK_BYTES,
  'aes-128-gcm': GCM_NONCE_BYTES,
  'aes-128-gcm-once': 0,
};

const ZERO_IV: Uint8Array = new Uint8Array(BLOCK_BYTES);

/** The vector that a program has written into it: the text `SA2pMP fixed IV.` */
export const FIXED_IV: Uint8Array = Uint8Array.of(
  ...[0x53, 0x41, 0x32, 0x70, 0x4d, 0x50, 0x20, 0x66],
  ...[0x69, 0x78, 0x65, 0x64, 0x20, 0x49, 0x56, 0x2e],
);

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

/** Every failure looks alike from here on: which one it was would be a padding oracle. */
function attempt(decrypt: () => Uint8Array): Uint8Array | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}
