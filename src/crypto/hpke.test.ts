import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIBRARIES, NOBLE } from '../testing/libraries.ts';
import { hex } from '../testing/vectors.ts';
import { type Hpke, hpkeOn } from './hpke.ts';

const hexOf = (octets: Uint8Array | undefined): string | undefined =>
  octets === undefined ? undefined : Buffer.from(octets).toString('hex');
const octets = fc.uint8Array({ maxLength: 60 });
const seed = fc.uint8Array({ minLength: 16, maxLength: 16 });

const P256 = { curve: 'secp256r1', digest: 'sha-256' } as const;

// RFC 9180 §A.3.1: base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, sequence number 0.
const VECTOR = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  ikmE: hex('4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e'),
  skEm: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  pkEm:
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9' +
    '8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ikmR: hex('668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550'),
  skRm: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
  pkRm:
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82' +
    '6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  pt: hex('4265617574792069732074727574682c20747275746820626561757479'),
  aad: hex('436f756e742d30'),
  ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
} as const;

const cases = LIBRARIES.map((library) => ({ name: library.name, on: library.primitives(P256) }));

describe.each(cases)('HPKE on $name', ({ on }) => {
  const { publicKey, uncompressed } = on;
  const hpke: Hpke = hpkeOn(on, 128);
  const { scalarFrom, seal, open, exportFor, exportWith } = hpke;

  test('gives the published answers (RFC 9180 §A.3.1)', () => {
    const { info, aad: associated, pt: message, ikmE: ikm } = VECTOR;
    const owner = scalarFrom(VECTOR.ikmR);
    expect(hexOf(owner)).toBe(VECTOR.skRm);
    expect(hexOf(scalarFrom(ikm))).toBe(VECTOR.skEm);
    expect(hexOf(uncompressed(publicKey(owner)))).toBe(VECTOR.pkRm);
    const sealed = seal(publicKey(owner), { ikm, message, info, associated });
    // The encapsulated key travels compressed, and is that of the vector.
    expect(hexOf(uncompressed(sealed?.slice(0, 33) ?? message))).toBe(VECTOR.pkEm);
    expect(hexOf(sealed?.slice(33))).toBe(VECTOR.ct);
    expect(hexOf(open(owner, { sealed: sealed ?? message, info, associated }))).toBe(
      hexOf(message),
    );
  });

  // RFC 9180 §A.3.1.2. Kills: a label, a length or a context that is in no derivation.
  test.each([
    ['', '5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d'],
    ['00', '6cff87658931bda83dc857e6353efe4987a201b849658d9b047aab4cf216e796'],
    ['54657374436f6e74657874', 'd8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a'],
  ])('exports what is published for the context "%s", on both sides', (context, exported) => {
    const { info, pt: message, ikmE: ikm } = VECTOR;
    const owner = scalarFrom(VECTOR.ikmR);
    const what = { info, context: hex(context), lengthBytes: 32 };
    const sealed = seal(publicKey(owner), { ikm, message, info }) ?? message;
    expect(hexOf(exportFor(publicKey(owner), { ikm, ...what }))).toBe(exported);
    expect(hexOf(exportWith(owner, { sealed, ...what }))).toBe(exported);
  });

  // Kills: an answer remembered for another key or another randomness.
  test('exports one key of one encryption, whatever is encrypted, and another of every other', () => {
    fc.assert(
      fc.property(fc.tuple(seed, seed), fc.tuple(seed, seed), ([owner, other], [ikm, next]) => {
        fc.pre(hexOf(owner) !== hexOf(other) && hexOf(ikm) !== hexOf(next));
        const key = (to: Uint8Array, by: Uint8Array) => exportFor(publicKey(to), { ikm: by });
        const sealed = seal(publicKey(owner), { ikm, message: next }) ?? next;
        expect(hexOf(exportWith(owner, { sealed }))).toBe(hexOf(key(owner, ikm)));
        const all = [key(owner, ikm), key(owner, next), key(other, ikm)];
        expect(new Set(all.map(hexOf)).size).toBe(3);
        expect(hexOf(key(owner, ikm))).toBe(hexOf(all[0]));
        expect(all.map((one) => one?.length)).toEqual([16, 16, 16]);
      }),
      { numRuns: 10 },
    );
  });

  test('opens what was sealed for a key and by nobody else, and under what is no key seals nothing', () => {
    fc.assert(
      fc.property(fc.tuple(seed, seed), octets, octets, ([owner, other], ikm, message) => {
        fc.pre(hexOf(owner) !== hexOf(other));
        const sealed = seal(publicKey(owner), { ikm, message }) ?? new Uint8Array(0);
        expect(hexOf(open(owner, { sealed }))).toBe(hexOf(message));
        expect(open(other, { sealed })).toBeUndefined();
        expect(open(owner, { sealed, info: other })).toBeUndefined();
        expect(open(owner, { sealed, associated: other })).toBeUndefined();
        expect(seal(ikm, { ikm, message })).toBeUndefined();
        expect(open(owner, { sealed: message })).toBeUndefined();
      }),
      { numRuns: 10 },
    );
  });

  // Kills: an ephemeral key left out of the derivation, whose sign the shared secret does not show.
  test('refuses every change of one bit, every cut and every addition', () => {
    const owner = scalarFrom(VECTOR.ikmR);
    const message = VECTOR.aad;
    const sealed = seal(publicKey(owner), { ikm: VECTOR.ikmE, message }) ?? message;
    expect(sealed).toHaveLength(33 + message.length + 16);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed, (octet, at) =>
        at === bit >> 3 ? octet ^ (1 << (bit & 7)) : octet,
      );
      expect(open(owner, { sealed: changed }), `bit ${bit}`).toBeUndefined();
    }
    for (let end = 0; end < sealed.length; end += 1) {
      expect(open(owner, { sealed: sealed.slice(0, end) })).toBeUndefined();
    }
    expect(open(owner, { sealed: Uint8Array.of(...sealed, 0) })).toBeUndefined();
  });

  test('is the same on noble, under keys of either size', () => {
    fc.assert(
      fc.property(seed, octets, octets, (owner, ikm, message) => {
        const [short, long] = ([128, 256] as const).map((bits) =>
          [on, NOBLE.primitives(P256)].map((each) =>
            hexOf(hpkeOn(each, bits).seal(publicKey(owner), { ikm, message })),
          ),
        );
        expect(short?.[0]).toBe(short?.[1]);
        expect(long?.[0]).toBe(long?.[1]);
        expect(short?.[0]).not.toBe(long?.[0]);
      }),
      { numRuns: 10 },
    );
  });
});
