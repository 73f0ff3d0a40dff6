/**
 * Passwords as the bank keeps them: scrypt verifiers (RFC 7914), by OpenSSL.
 *
 * A verifier says its own cost, `scrypt$N$r$p$salt$key` in hex, so that the cost can be raised for
 * new customers without touching the others. What is stretched is the password's SHA-256: scrypt
 * begins with HMAC, which pads and hashes its key, so that two passwords could share a verifier.
 * In the model the bank keeps the password itself.
 */
import { createHash, scryptSync, timingSafeEqual } from 'node:crypto';
import { type Bytes, fromBytes, textToBytes, toBytes } from '../bytes.ts';

/** What a guess costs. */
export interface PasswordCost {
  /** CPU and memory cost, a power of two; memory is 128·N·r octets. */
  readonly N: number;
  /** Block size. */
  readonly r: number;
  /** How many times over. */
  readonly p: number;
}

/** The cost for new customers: 32 MiB, three times over. */
export const passwordCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };

const KEY_BYTES = 32;

/** No verifier of a higher cost is computed: memory in octets. */
const MEMORY_BYTES_MAX = 256 * 1024 * 1024;

/** A key made of a password, or of a PIN. */
export function stretched(password: Bytes, salt: Uint8Array, { N, r, p }: PasswordCost): Buffer {
  const digest = createHash('sha256').update(fromBytes(password)).digest();
  return scryptSync(digest, salt, KEY_BYTES, { N, r, p, maxmem: MEMORY_BYTES_MAX });
}

/**
 * The verifier of a password.
 *
 * @param password - the password's octets
 * @param salt - 16 unguessable octets or more
 * @param cost - what a guess is to cost
 */
export function verifierOf(password: Bytes, salt: Uint8Array, cost: PasswordCost): Bytes {
  const key = stretched(password, salt, cost).toString('hex');
  const { N, r, p } = cost;
  return textToBytes(`scrypt$${N}$${r}$${p}$${Buffer.from(salt).toString('hex')}$${key}`);
}

/**
 * The verifier with which a phone proves that it knows a password that it never sends (A13 verifier),
 * the same whenever it is made: userid and bank are the salt, so that two customers, or two banks of
 * one customer, never share one. What the bank keeps is this; its cost is set when it is made.
 */
export function provenVerifier(
  password: Bytes,
  { userid, bank }: { readonly userid: Bytes; readonly bank: Bytes },
  cost: PasswordCost,
): Bytes {
  // P-LGN-2
  const salt = createHash('sha256')
    .update(JSON.stringify(['sa2pmp password', bank, userid]))
    .digest();
  return toBytes(stretched(password, salt, cost));
}

/** Whether a verifier is the one that is kept, in constant time ({@link provenVerifier}). */
export function isSameVerifier(given: Bytes, kept: Bytes): boolean {
  return given.length === kept.length && timingSafeEqual(fromBytes(given), fromBytes(kept));
}

/** Whether a value is a verifier as {@link verifierOf} makes them. */
export function isVerifier(value: Bytes): boolean {
  return partsOf(value) !== undefined;
}

function partsOf(
  verifier: Bytes,
): { readonly cost: PasswordCost; readonly salt: Buffer; readonly key: Buffer } | undefined {
  const text = Buffer.from(fromBytes(verifier)).toString('utf8');
  const parts =
    /^scrypt\$([1-9]\d{0,6})\$([1-9]\d?)\$([1-9])\$([0-9a-f]{32,128})\$([0-9a-f]{64})$/u.exec(text);
  const [, N, r, p, salt, key] = parts ?? [];
  if (salt === undefined || key === undefined) return undefined;
  const [cost, memory] = [Number(N), 128 * Number(N) * Number(r)];
  if (cost < 2 || (cost & (cost - 1)) !== 0 || memory > MEMORY_BYTES_MAX / 2) return undefined;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'hex'),
    key: Buffer.from(key, 'hex'),
  };
}

/** Whether a password is the one that a verifier was made of; in constant time once stretched. */
export function isPassword(given: Bytes, verifier: Bytes): boolean {
  const parts = partsOf(verifier);
  if (parts === undefined) return false;
  return timingSafeEqual(stretched(given, parts.salt, parts.cost), parts.key);
}
