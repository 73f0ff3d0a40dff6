import { createSign, generateKeyPairSync, verify as opensslVerify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIBRARIES, NOBLE } from '../testing/libraries.ts';
import { CURVES, SCALAR_BYTES, SIGNATURE_BYTES } from './p192.ts';
import { fromDer, isLow, toDer, twin } from './signatures.ts';

const raw = fc.uint8Array({ minLength: SIGNATURE_BYTES, maxLength: SIGNATURE_BYTES });
const message = new TextEncoder().encode('pay 10 to shop-0815');
const seed = new Uint8Array(16).fill(7);

describe('the DER form of a signature', () => {
  test('reads as what was written, whatever zeros stand in front', () => {
    fc.assert(
      fc.property(raw, fc.nat(SCALAR_BYTES), (octets, zeros) => {
        const given = Uint8Array.from(octets, (octet, index) => (index < zeros ? 0 : octet));
        expect(fromDer(toDer(given))).toEqual(given);
      }),
    );
  });

  // Kills: a lenient reader, under which one signature has many forms.
  test('is the only one that reads as that signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => {
        const read = fromDer(octets);
        if (read !== undefined) expect(toDer(read)).toEqual(octets);
      }),
    );
    fc.assert(
      fc.property(raw, fc.nat(60), fc.integer({ min: 1, max: 255 }), (octets, at, change) => {
        const der = toDer(octets);
        const changed = Uint8Array.from(der, (octet, index) =>
          index === at % der.length ? octet ^ change : octet,
        );
        const read = fromDer(changed);
        if (read !== undefined) expect(toDer(read)).toEqual(changed);
        expect(fromDer(Uint8Array.of(...der, 0))).toBeUndefined();
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
      expect(fromDer(Uint8Array.from(Buffer.from(text, 'hex'))), text).toBeUndefined();
    }
    expect(fromDer(Uint8Array.from(Buffer.from('3006020101020102', 'hex')))).toBeDefined();
  });

  // The form is OpenSSL's.
  test('is what OpenSSL writes and reads', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime192v1' });
    for (let round = 0; round < 20; round += 1) {
      const der = createSign('sha1').update(message).update(String(round)).sign(pair.privateKey);
      const read = fromDer(der);
      expect(read && Buffer.from(toDer(read))).toEqual(der);
      const signed = Buffer.concat([message, Buffer.from(String(round))]);
      const key = { key: pair.publicKey, dsaEncoding: 'ieee-p1363' } as const;
      expect(opensslVerify('sha1', signed, key, read ?? new Uint8Array())).toBe(true);
    }
  });
});

const curves = Object.keys(CURVES) as readonly (keyof typeof CURVES)[];

describe.each(LIBRARIES.flatMap((library) => curves.map((curve) => ({ library, curve }))))(
  'signatures on $curve with $library.name',
  ({ library, curve }) => {
    const { n } = CURVES[curve];
    const own = library.ecdsaOn(curve);
    const scalar = own.signingScalar(seed);
    const publicKey = own.publicKeyOf(scalar);

    test('verify, and so do those of the other library, octet for octet', () => {
      const other = NOBLE.ecdsaOn(curve);
      for (const fresh of [undefined, seed, message]) {
        const signature = own.sign(scalar, message, fresh);
        expect(own.verify(publicKey, message, signature)).toBe(true);
        expect(own.verify(publicKey, seed, signature)).toBe(false);
        expect(Buffer.from(signature)).toEqual(Buffer.from(other.sign(scalar, message, fresh)));
      }
      expect(Buffer.from(publicKey)).toEqual(Buffer.from(other.publicKeyOf(scalar)));
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
        Buffer.from(signature.subarray(0, SCALAR_BYTES)).toString('hex');
      expect(r(two)).toBe(r(one));
      expect(r(three)).not.toBe(r(one));
      expect(own.verify(publicKey, message, one)).toBe(true);
      expect(own.verify(publicKey, seed, two)).toBe(true);
      const sameByNoble = NOBLE.ecdsaOn(curve).signWith(scalar, message, seed);
      expect(Buffer.from(one)).toEqual(Buffer.from(sameByNoble));
    });

    test('are under points of the curve and no others', () => {
      expect(own.isPublicKey(publicKey)).toBe(true);
      const elsewhere = library.ecdsaOn(curve === 'secp192r1' ? 'secp192k1' : 'secp192r1');
      // Half of all x are on a curve: of so many keys of the other one some are not on this.
      const foreign = Array.from({ length: 32 }, (_, index) =>
        elsewhere.publicKeyOf(elsewhere.signingScalar(Uint8Array.of(index))),
      );
      expect(foreign.some((key) => !own.isPublicKey(key))).toBe(true);
      for (const bad of [seed, new Uint8Array(25), publicKey.subarray(1)]) {
        expect(own.isPublicKey(bad)).toBe(false);
        expect(own.verify(bad, message, own.sign(scalar, message, seed))).toBe(false);
      }
    });
  },
);
