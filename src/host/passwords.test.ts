import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, textToBytes } from '../bytes.ts';
import { textOf } from './names.ts';
import { isPassword, isVerifier, passwordCost, verifierOf } from './passwords.ts';

const cheap = { N: 16, r: 1, p: 1 } as const;
const salt = new Uint8Array(16).fill(7);
const said = textToBytes;
const of = (password: string, cost: typeof passwordCost = cheap): Bytes =>
  verifierOf(said(password), salt, cost);

describe('a password', () => {
  const password = fc
    .string({ unit: 'binary', maxLength: 80 })
    .filter((text) => text.isWellFormed());
  /** Another one, not far off. */
  const near = fc
    .tuple(password, fc.constantFrom('\0', '\0\0', 'a', ' ', ''))
    .map(([one, tail]) => [one, `${one}${tail}`] as const);

  // The model's `isPassword`, hashed. Kills: cost, salt or key not used; a padding of the hash's
  // key taken for the password (HMAC pads keys with zeros, RFC 2104 §2).
  test('is accepted if and only if the verifier was made of it', () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(password, password)), ([given, kept]) => {
        expect(isPassword(said(given), of(kept))).toBe(given === kept);
        expect(isPassword(said(kept), of(given))).toBe(given === kept);
      }),
      { numRuns: 200, examples: [[['a', 'a\0']]] },
    );
  });

  test('longer than a block is not its own digest', async () => {
    const long = 'p'.repeat(65);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(long));
    const hashed = Buffer.from(digest).toString('hex') as Bytes;
    expect(isPassword(hashed, of(long))).toBe(false);
    expect(isPassword(said(long), of(long))).toBe(true);
  });
});

describe('a verifier', () => {
  test('says its cost, its salt and its key, and the password nowhere', () => {
    const text = textOf(of('hunter2'));
    expect(text).toMatch(/^scrypt\$16\$1\$1\$(07){16}\$[0-9a-f]{64}$/u);
    expect(text).not.toContain('hunter2');
    expect(isVerifier(of('hunter2'))).toBe(true);
  });

  test('is compared at the cost that it says', () => {
    const costs = [cheap, { N: 32, r: 1, p: 1 }, { N: 16, r: 2, p: 1 }, { N: 16, r: 1, p: 2 }];
    const made = costs.map((cost) => of('p', cost));
    expect(new Set(made.map((one) => textOf(one)?.split('$').at(-1))).size).toBe(costs.length);
    for (const one of made) expect(isPassword(said('p'), one)).toBe(true);
  });

  test('of the same password differs by its salt', () => {
    expect(verifierOf(said('p'), new Uint8Array(16), cheap)).not.toBe(of('p'));
  });

  test('claiming another cost, salt or key than its own is not of the password', () => {
    const [scheme, , r, p, salted = '', key = ''] = textOf(of('p'))?.split('$') ?? [];
    const remade = (parts: readonly (string | undefined)[]) => said(parts.join('$'));
    const flipped = (hex: string) => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`;
    for (const other of [
      remade([scheme, '32', r, p, salted, key]),
      remade([scheme, '16', r, p, flipped(salted), key]),
      remade([scheme, '16', r, p, salted, flipped(key)]),
    ]) {
      expect(isPassword(said('p'), other)).toBe(false);
    }
  });

  // A verifier in a damaged file. Kills: a cost that OpenSSL refuses, thrown instead of refused.
  test.for([
    ...['', 'p', 'scrypt', 'bcrypt$16$1$1', 'scrypt$0$1$1', 'scrypt$17$1$1', 'scrypt$1$1$1'],
    ...['scrypt$16$0$1', 'scrypt$16$1$0', 'scrypt$8388608$8$1', 'scrypt$-16$1$1'],
  ])('that is damaged is of no password: %o', (head) => {
    const damaged = said(`${head}$${'07'.repeat(16)}$${'00'.repeat(32)}`);
    expect(isPassword(said('p'), damaged)).toBe(false);
    expect(isVerifier(damaged)).toBe(false);
  });

  test('cut short, or with more behind it, is none', () => {
    const text = textOf(of('p')) ?? '';
    for (const other of [text.slice(0, -2), `${text}00`, `${text}\n`, ` ${text}`]) {
      expect(isPassword(said('p'), said(other))).toBe(false);
    }
    expect(isPassword(said('p'), `${of('p').slice(0, -2)}ff` as Bytes)).toBe(false);
  });
});

test('a new password costs 32 MiB, three times over', () => {
  const { N, r, p } = passwordCost;
  expect([128 * N * r, p]).toEqual([32 * 1024 * 1024, 3]);
});
