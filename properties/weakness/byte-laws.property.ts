/**
 * Weak primitives of which no rule carries an attack out: the key with a base point of its own
 * (W10 c), and the published SHA-1 collision (W22), as laws about bytes alone.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Suite } from '../../model/core/algebra.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { type Bytes, fromBytes, textToBytes, toBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { ecdsaOn } from '../../src/crypto/ecdsa.ts';
import { shattered } from '../../src/weak/collision.ts';
import { groupOf, type Point } from '../../src/weak/group.ts';
import { libraries } from './law.ts';

const suite: Suite = { cipher: 'aes-128-cbc' };
const group = groupOf(suite);
const { inverse, modulo, times, digestOf } = group;

/** The number that octets are, the most significant first. */
function numberIn(octets: Uint8Array): bigint {
  return BigInt(`0x${toBytes(octets)}`);
}

/** The point that a compressed key is. */
function pointOf(publicKey: Uint8Array): Point {
  const [head = 0, ...x] = publicKey;
  const point = group.pointsAt(numberIn(Uint8Array.from(x)))[head - 2];
  if (point === undefined) throw new Error('no point');
  return point;
}

/** Whether (r, s) verifies on a message with a base point that came with the key (SEC 1 §4.1.4). */
function verifiesWith(
  base: Point,
  publicKey: Point,
  { r, s, m }: { readonly r: bigint; readonly s: bigint; readonly m: Bytes },
): boolean {
  const [left, right] = [times(base, digestOf(m) * inverse(s)), times(publicKey, r * inverse(s))];
  return left !== undefined && right !== undefined && modulo(left.add(right).toAffine().x) === r;
}

describe('a registrar that took the base point with the key (W10 c; CVE-2020-0601)', () => {
  // No reading has it: the curve is the protocol's. Kills: the formula for G' wrong by an inverse;
  // a verification that ignores the base point.
  test('would take a key of known private half for the signature of somebody else', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.bigInt({ min: 1n, max: 2n ** 128n }),
        (a, b, own) => {
          const { signingScalar, publicKeyOf, sign } = ecdsaOn('secp192r1', 'sha-1');
          const scalar = signingScalar(Buffer.from(a));
          const m = toBytes(Buffer.from(b));
          const signature = toBytes(sign(scalar, fromBytes(m), Buffer.from(a)));
          const parts = group.read(signature);
          const honest = pointOf(publicKeyOf(scalar));
          if (parts === undefined) throw new Error('no signature');
          const { r, s } = parts;
          const h = digestOf(m);
          const nonce = group.base
            .multiply(modulo(h * inverse(s)))
            .add(honest.multiply(modulo(r * inverse(s))));
          const t = modulo((h + r * own) * inverse(s));
          const base = nonce.multiply(inverse(t));
          const publicKey = base.multiply(own);
          expect(verifiesWith(group.base, honest, { r, s, m })).toBe(true);
          expect(verifiesWith(base, publicKey, { r, s, m })).toBe(true);
          expect(verifiesWith(group.base, publicKey, { r, s, m })).toBe(false);
          expect(numberIn(publicKey.toBytes(true))).not.toBe(numberIn(honest.toBytes(true)));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('the published SHA-1 collision (W22)', () => {
  const [one, other] = shattered;
  if (one === undefined || other === undefined) throw new Error('no pair');
  const hashed = (name: string, m: Bytes): string =>
    createHash(name).update(fromBytes(m)).digest('hex');

  // Kills: a typing error in the blocks. The digest is the published one of these 320 octets.
  test('is two messages with one SHA-1 digest and two SHA-256 digests', () => {
    expect(hashed('sha1', one)).toBe('f92d74e3874587aaf443d1db961d4e26dde13e9c');
    expect(hashed('sha1', other)).toBe(hashed('sha1', one));
    expect(hashed('sha256', other)).not.toBe(hashed('sha256', one));
    expect([one.length, other.length]).toEqual([640, 640]);
  });

  // The rule's arithmetic: what is appended to both is the same. Kills: signing a stronger digest.
  test.each(libraries)('makes one signature of $name verify on both, whatever follows', (on) => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 40 }), (seed, end) => {
        const algebra = on.algebra(suite);
        const key = algebra.derive(toBytes(Buffer.from(seed)), 'signing-key');
        const [a, b] = [one, other].map((m) =>
          toBytes(Buffer.from(m + Buffer.from(end).toString('hex'), 'hex')),
        );
        if (a === undefined || b === undefined) throw new Error('no pair');
        const signature = algebra.sign(key, textToBytes('fresh'), a);
        expect(algebra.verify(algebra.publicKey(key), b, signature)).toBe(true);
        expect(algebra.hash(a)).toBe(algebra.hash(b));
        const longer = toBytes(Buffer.from(`${b}00`, 'hex'));
        expect(algebra.verify(algebra.publicKey(key), longer, signature)).toBe(false);
      }),
      { numRuns: 5 },
    );
  });

  // Why the protocol attack is symbolic only: a signed text begins with what it is, a tag or the
  // name of the business. Kills: a form of what is signed that begins with what a payee chose.
  test.each(Object.entries(readings))('does not begin as what is signed as %s', (name, reading) => {
    const scenario = { reading, bounds: defaultBounds, insider: true, corrupt: [], court: false };
    const { drafts = {} } = buildSystem(concrete(suite), scenario);
    const begins = (m: Bytes): string =>
      Buffer.from(fromBytes(m).subarray(0, 3)).toString('latin1');
    expect(begins(one)).toBe('%PD');
    // A token that the bank gives out leaves no text to be drafted beforehand, nor does a key under the
    // signature (R1): minimal has the one, repaired both.
    const form = reading["A3'"] === 'plain' ? 'pay' : 'S2\u0001';
    const isDrafted = ['published', 'charitable'].includes(name);
    expect(Object.values(drafts).map(begins)).toEqual(isDrafted ? [form, form] : []);
  });
});
