import { createSign, generateKeyPairSync, verify as opensslVerify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIBRARIES, NOBLE } from '../testing/libraries.ts';
import type { Curve, Digest } from '../../model/core/algebra.ts';
import { CURVES, SIZES } from './curves.ts';
import { fromDer, isLow, toDer, twin } from './signatures.ts';

const message = new TextEncoder().encode('pay 10 to shop-0815');
const seed = new Uint8Array(16).fill(7);

describe.each([24, 32])('the DER form of a signature with numbers of %i octets', (scalarBytes) => {
  const raw = fc.uint8Array({ minLength: 2 * scalarBytes, maxLength: 2 * scalarBytes });
  const read = (der: Uint8Array): Uint8Array | undefined => fromDer(der, scalarBytes);

  test('reads as what was written, whatever zeros stand in front', () => {
    fc.assert(
      fc.property(raw, fc.nat(scalarBytes), (octets, zeros) => {
        const given = Uint8Array.from(octets, (octet, index) => (index < zeros ? 0 : octet));
        expect(read(toDer(given))).toEqual(given);
      }),
    );
  });

  // Kills: a lenient reader, under which one signature has many forms.
  test('is the only one that reads as that signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 76 }), (octets) => {
        const made = read(octets);
        if (made !== undefined) expect(toDer(made)).toEqual(octets);
      }),
    );
    fc.assert(
      fc.property(raw, fc.nat(60), fc.integer({ min: 1, max: 255 }), (octets, at, change) => {
        const der = toDer(octets);
        const changed = Uint8Array.from(der, (octet, index) =>
          index === at % der.length ? octet ^ change : octet,
        );
        const made = read(changed);
        if (made !== undefined) expect(toDer(made)).toEqual(changed);
        expect(read(Uint8Array.of(...der, 0))).toBeUndefined();
      }),
    );
  });

  test('pads, cuts and signs of integers are refused', () => {
    const bad = [
      '30080202000102020001',
      '3006020180020101',
      '30060201010201',
      '3006020101020100ff',
    ];
    const padded = ['3007020200010201', '300702020001020101', '3003020101', '3006030101020101'];
    for (const text of [...bad, ...padded]) {
      expect(read(Uint8Array.from(Buffer.from(text, 'hex'))), text).toBeUndefined();
    }
    expect(read(Uint8Array.from(Buffer.from('3006020101020102', 'hex')))).toBeDefined();
  });

  // The form is OpenSSL's.
  test('is what OpenSSL writes and reads', () => {
    const pair = generateKeyPairSync('ec', {
      namedCurve: scalarBytes === 24 ? 'prime192v1' : 'prime256v1',
    });
    for (let round = 0; round < 20; round += 1) {
      const der = createSign('sha1').update(message).update(String(round)).sign(pair.privateKey);
      const made = read(der);
      expect(made && Buffer.from(toDer(made))).toEqual(der);
      const signed = Buffer.concat([message, Buffer.from(String(round))]);
      const key = { key: pair.publicKey, dsaEncoding: 'ieee-p1363' } as const;
      expect(opensslVerify('sha1', signed, key, made ?? new Uint8Array())).toBe(true);
    }
  });
});

const curves = Object.keys(CURVES) as readonly Curve[];
const digests: readonly Digest[] = ['sha-1', 'sha-256'];

const cases = LIBRARIES.flatMap((library) =>
  curves.flatMap((curve) => digests.map((digest) => ({ library, curve, digest }))),
);

describe.each(cases)(
  'signatures on $curve with $digest and $library.name',
  ({ library, curve, digest }) => {
    const { n } = CURVES[curve];
    const { scalarBytes, publicKeyBytes, signatureBytes } = SIZES[curve];
    const own = library.ecdsaOn(curve, digest);
    const scalar = own.signingScalar(seed);
    const publicKey = own.publicKeyOf(scalar);

    test('verify, and so do those of the other library, octet for octet', () => {
      const other = NOBLE.ecdsaOn(curve, digest);
      for (const fresh of [undefined, seed, message]) {
        const signature = own.sign(scalar, message, fresh);
        expect(own.verify(publicKey, message, signature)).toBe(true);
        expect(own.verify(publicKey, seed, signature)).toBe(false);
        expect(Buffer.from(signature)).toEqual(Buffer.from(other.sign(scalar, message, fresh)));
      }
      expect(Buffer.from(publicKey)).toEqual(Buffer.from(other.publicKeyOf(scalar)));
    });

    test('have the sizes of their curve, and so have their keys', () => {
      expect(scalar).toHaveLength(scalarBytes);
      expect(publicKey).toHaveLength(publicKeyBytes);
      expect(own.sign(scalar, message, seed)).toHaveLength(signatureBytes);
      expect(own.uncompressed(publicKey)).toHaveLength(1 + 2 * scalarBytes);
      expect(own.uncompressed(publicKey)?.slice(1, 1 + scalarBytes)).toEqual(publicKey.slice(1));
    });

    // ECDH. Kills: y instead of x, a secret that one side alone has.
    test('have keys of which two share a secret, the same in either library', () => {
      const other = own.signingScalar(message);
      const shared = own.agree(scalar, own.publicKeyOf(other));
      expect(shared).toHaveLength(scalarBytes);
      expect(own.agree(other, publicKey)).toEqual(shared);
      const byNoble = NOBLE.ecdsaOn(curve, digest).agree(scalar, own.publicKeyOf(other));
      expect(Buffer.from(shared ?? [])).toEqual(Buffer.from(byNoble ?? []));
    });

    // Kills: a digest that the suite does not say.
    test('with the other digest are none', () => {
      const other = library.ecdsaOn(curve, digest === 'sha-1' ? 'sha-256' : 'sha-1');
      expect(other.verify(publicKey, message, own.sign(scalar, message, seed))).toBe(false);
    });

    // W8: without a rule on s each signature has a twin, of which one is low.
    test('have a twin that verifies as well, and one of the two is low', () => {
      for (const fresh of [seed, message, publicKey]) {
        const signature = own.sign(scalar, message, fresh);
        const other = twin(signature, n);
        expect(own.verify(publicKey, message, other)).toBe(true);
        expect([signature, other].filter((one) => isLow(one, n))).toHaveLength(1);
        expect(twin(other, n)).toEqual(Uint8Array.from(signature));
      }
    });

    // A24. Kills: a nonce into which the message goes, one that does not depend on `fresh`.
    test('with a nonce of fresh randomness alone share r when they share it, and verify', () => {
      const one = own.signWith(scalar, message, seed);
      const two = own.signWith(scalar, seed, seed);
      const three = own.signWith(scalar, message, message);
      const r = (signature: Uint8Array): string =>
        Buffer.from(signature.subarray(0, scalarBytes)).toString('hex');
      expect(r(two)).toBe(r(one));
      expect(r(three)).not.toBe(r(one));
      expect(own.verify(publicKey, message, one)).toBe(true);
      expect(own.verify(publicKey, seed, two)).toBe(true);
      const sameByNoble = NOBLE.ecdsaOn(curve, digest).signWith(scalar, message, seed);
      expect(Buffer.from(one)).toEqual(Buffer.from(sameByNoble));
    });

    test('are under points of the curve and no others', () => {
      expect(own.isPublicKey(publicKey)).toBe(true);
      // Half of all x are on a curve: of so many some are not on this.
      const others = Array.from({ length: 32 }, (_, index) =>
        Uint8Array.of(2, ...new Uint8Array(scalarBytes - 1).fill(1), index),
      );
      const isOn = others.map((key) => own.isPublicKey(key));
      expect(new Set(isOn)).toEqual(new Set([true, false]));
      const byNoble = NOBLE.ecdsaOn(curve, digest);
      expect(others.map((key) => byNoble.isPublicKey(key))).toEqual(isOn);
      for (const bad of [seed, new Uint8Array(publicKeyBytes), publicKey.subarray(1)]) {
        expect(own.isPublicKey(bad)).toBe(false);
        expect(own.uncompressed(bad)).toBeUndefined();
        expect(own.agree(scalar, bad)).toBeUndefined();
        expect(own.verify(bad, message, own.sign(scalar, message, seed))).toBe(false);
      }
    });
  },
);
