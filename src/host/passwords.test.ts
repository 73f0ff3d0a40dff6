import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, textToBytes } from '../bytes.ts';
import { textOf } from './names.ts';
import {
  isPassword,
  isSameVerifier,
  isVerifier,
  passwordCost,
  provenVerifier,
  verifierOf,
} from './passwords.ts';

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

describe('a verifier’s cost and salt', () => {
  const reads = (head: string, salted = '07'.repeat(16), key = '00'.repeat(32)) =>
    isVerifier(said(`${head}$${salted}$${key}`));

  // As much memory as 128 MiB, and not more. Kills: a bound that is off by one.
  test.for([
    ...['scrypt$2$1$1', 'scrypt$16$10$1', 'scrypt$16$99$9', 'scrypt$1048576$1$1'],
    ...['scrypt$65536$16$9', 'scrypt$524288$2$1'],
  ])('may be %o', (head) => {
    expect(reads(head)).toBe(true);
  });

  test.for([
    ...['scrypt$2097152$1$1', 'scrypt$65536$17$1', 'scrypt$16$100$1', 'scrypt$16$1$10'],
    ...['scrypt$16$01$1', 'scrypt$016$1$1', 'scrypt$33554432$1$1', 'xscrypt$16$1$1'],
    ...['scrypt$16$a$1', 'scrypt$16$1a$1', 'scrypt$a$1$1', 'scrypt$1a$1$1', 'scrypt$16$1$a'],
  ])('may not be %o', (head) => {
    expect(reads(head)).toBe(false);
  });

  test('are written in so many digits of hex', () => {
    for (const octets of [16, 64]) expect(reads('scrypt$16$1$1', '0f'.repeat(octets))).toBe(true);
    for (const salted of ['0f'.repeat(15), '0f'.repeat(65), '0g'.repeat(16), '']) {
      expect(reads('scrypt$16$1$1', salted)).toBe(false);
    }
    for (const key of ['0f'.repeat(31), '0f'.repeat(33), '0g'.repeat(32)]) {
      expect(reads('scrypt$16$1$1', '07'.repeat(16), key)).toBe(false);
    }
  });
});

// A13 verifier: nobody is asked for a salt, and what phone and bank make is to be the same for years.
describe('a verifier that is proved', () => {
  const [userid, bank] = [said('alice'), said('the bank')];
  const proven = (password: string, names = { userid, bank }) =>
    provenVerifier(said(password), names, cheap);

  test('is the same whenever it is made', () => {
    expect(proven('hunter2')).toBe(
      '9e6615ea0982dc61a531ac47089acc3c3e24edae4db00543941caf20fbdbe0a6',
    );
  });

  test('is another for another password, userid or bank', () => {
    const other = said('another');
    const all = [
      ...[proven('hunter2'), proven('hunter3'), proven('hunter2', { userid: other, bank })],
      ...[proven('hunter2', { userid, bank: other })],
      proven('hunter2', { userid: bank, bank: userid }),
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const one of all) expect(isSameVerifier(one, all[0] ?? other)).toBe(one === all[0]);
  });

  test('is no other that is longer or shorter', () => {
    const one = proven('hunter2');
    for (const other of [`${one}00`, one.slice(0, -2), '']) {
      expect(isSameVerifier(other as Bytes, one)).toBe(false);
      expect(isSameVerifier(one, other as Bytes)).toBe(false);
    }
  });
});

test('a new password costs 32 MiB, three times over', () => {
  const { N, r, p } = passwordCost;
  expect([128 * N * r, p]).toEqual([32 * 1024 * 1024, 3]);
});
