import { describe, expect, test } from 'vitest';
import { LIBRARIES } from '../testing/libraries.ts';
import * as signed from '../testing/signed-vectors.ts';
import { HAVE_VECTORS, hex, readJson } from '../testing/vectors.ts';
import { ecdsaOn } from './ecdsa.ts';
import { fromDer } from './signatures.ts';

const curve = 'P-256';
const { importPublicKey } = ecdsaOn('secp256r1', 'sha-256');

describe.skipIf(!HAVE_VECTORS).each(LIBRARIES)(
  '$name on the vectors of P-256 and GCM',
  (library) => {
    const own = library.ecdsaOn('secp256r1', 'sha-256');

    test.each([
      ['CAVP SigVer', 'SHA-256', () => signed.cavp(SIGVER, curve, 'SHA-256'), 15],
      ['CAVP SigGen', 'SHA-256', () => signed.cavp(SIGGEN, curve, 'SHA-256'), 15],
      ['ACVP SigVer', 'SHA-256', () => signed.acvp(curve, 'SHA-256'), 7],
      ['RFC 6979', 'SHA-256', () => signed.rfc6979(curve, 'SHA-256'), 2],
      ['CAVP SigVer', 'SHA-1', () => signed.cavp(SIGVER, curve, 'SHA-1'), 15],
      ['RFC 6979', 'SHA-1', () => signed.rfc6979(curve, 'SHA-1'), 2],
    ] as const)('ECDSA P-256, %s, %s: the published verdicts', (...[, digest, read, count]) => {
      const { verify } = library.ecdsaOn('secp256r1', digest === 'SHA-1' ? 'sha-1' : 'sha-256');
      const cases = read();
      expect(cases).toHaveLength(count);
      const verdicts = cases.map(({ point, message, signature }) => {
        const key = importPublicKey(point);
        return key !== undefined && verify(key, message, signature);
      });
      expect(verdicts).toEqual(cases.map(({ valid }) => valid));
    });

    // 173 and 174 of them are valid. Kills: a lenient reader of DER, numbers not checked for their range.
    test.each([
      ['ecdsa_secp256r1_sha256_p1363_test', 262, (octets: Uint8Array) => octets],
      ['ecdsa_secp256r1_sha256_test', 484, (octets: Uint8Array) => fromDer(octets, 32)],
    ])('ECDSA P-256 SHA-256, Wycheproof %s: the published verdicts', (file, count, read) => {
      const cases = wycheproof<SignedCase, KeyGroup>(file).flatMap(({ publicKey, tests }) =>
        tests.map((one) => ({ ...one, key: importPublicKey(hex(publicKey.uncompressed)) })),
      );
      expect(cases).toHaveLength(count);
      for (const { tcId, key, msg, sig, result } of cases) {
        const raw = read(hex(sig));
        const isValid = key !== undefined && raw !== undefined && own.verify(key, hex(msg), raw);
        expect(isValid ? 'valid' : 'invalid', `case ${tcId}`).toBe(result);
      }
    });

    test('ECDSA P-256 SHA-256, ACVP: the published deterministic signatures', () => {
      const path = 'acvp/ecdsa_det_siggen_p256.json';
      const { testGroups } = readJson(path, (json) => json as DeterministicFile);
      const groups = testGroups.filter(({ hashAlg }) => hashAlg === 'SHA2-256');
      const cases = groups.flatMap(({ d, tests }) => tests.map((one) => ({ ...one, d })));
      expect(cases).toHaveLength(11);
      for (const { d, message, r, s } of cases) {
        expect(hexOf(own.sign(hex(d), hex(message), undefined))).toBe(`${r}${s}`.toLowerCase());
      }
    });

    test('ECDH on P-256, Wycheproof: the published secrets, and none for what is no point', () => {
      const cases = wycheproof<AgreedCase>('ecdh_secp256r1_ecpoint_test').flatMap(
        ({ tests }) => tests,
      );
      expect(cases).toHaveLength(355);
      for (const { tcId, public: point, private: scalar, shared, result } of cases) {
        const key = importPublicKey(hex(point));
        const secret = key && own.agree(hex(scalar.replace(/^0+/u, '').padStart(64, '0')), key);
        expect(secret && hexOf(secret), `case ${tcId}`).toBe(
          result === 'invalid' ? undefined : shared,
        );
      }
    });

    // A nonce of another length than 12 octets is refused, so that no more than 197 of 316 are asked.
    test('AES-GCM, Wycheproof: the published boxes and verdicts', () => {
      const groups = wycheproof<GcmCase, GcmGroup>('aes_gcm_test');
      const cases = groups.flatMap(({ ivSize, tests }) => tests.map((one) => ({ ...one, ivSize })));
      expect(cases).toHaveLength(316);
      expect(cases.filter(({ ivSize }) => ivSize === 96)).toHaveLength(197);
      for (const { tcId, ivSize, key, iv, aad, msg, ct, tag, result } of cases) {
        const opened = attempt(() =>
          library.gcm(hex(key), hex(iv), hex(aad)).decrypt(hex(ct + tag)),
        );
        const isValid = ivSize === 96 && result === 'valid';
        expect(opened && hexOf(opened), `case ${tcId}`).toBe(isValid ? msg : undefined);
        if (!isValid) continue;
        expect(hexOf(library.gcm(hex(key), hex(iv), hex(aad)).encrypt(hex(msg)))).toBe(ct + tag);
      }
    });

    // Half of them have tags of 4 octets and nonces of 15: no box of ours.
    test('AES-128-GCM, ACVP: the published boxes and verdicts', () => {
      const { testGroups } = readJson('acvp/aes_gcm.json', (json) => json as AcvpGcmFile);
      const cases = testGroups.flatMap(({ ivLen, tagLen, tests }) =>
        tests.map((one) => ({ ...one, ours: ivLen === 96 && tagLen === 128 })),
      );
      expect(cases).toHaveLength(60);
      expect(cases.filter(({ ours }) => ours)).toHaveLength(30);
      for (const { tcId, ours, key, iv, aad = '', pt = '', ct = '', tag, testPassed } of cases) {
        const box = hex(ct + tag);
        const opened = attempt(() => library.gcm(hex(key), hex(iv), hex(aad)).decrypt(box));
        const isValid = ours && testPassed;
        expect(opened && hexOf(opened), `case ${tcId}`).toBe(
          isValid ? pt.toLowerCase() : undefined,
        );
      }
    });
  },
);

describe.skipIf(!HAVE_VECTORS)('importing P-256 public keys', () => {
  test('CAVP and ACVP: the published verdicts', () => {
    const cases = signed.keys(curve);
    expect(cases).toHaveLength(15);
    const verdicts = cases.map(({ point }) => importPublicKey(point) !== undefined);
    expect(verdicts).toEqual(cases.map(({ valid }) => valid));
  });
});

const SIGVER = 'cavp/fips186-3_ecdsa_sigver.rsp';
const SIGGEN = 'cavp/fips186-3_ecdsa_siggen.txt';

interface SignedCase {
  readonly tcId: number;
  readonly msg: string;
  readonly sig: string;
  readonly result: string;
}

interface KeyGroup {
  readonly publicKey: { readonly uncompressed: string };
}

interface AgreedCase {
  readonly tcId: number;
  readonly public: string;
  readonly private: string;
  readonly shared: string;
  readonly result: string;
}

interface GcmCase {
  readonly tcId: number;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: string;
}

interface GcmGroup {
  readonly ivSize: number;
}

interface DeterministicFile {
  readonly testGroups: readonly {
    readonly hashAlg: string;
    readonly d: string;
    readonly tests: readonly { readonly message: string; readonly r: string; readonly s: string }[];
  }[];
}

interface AcvpGcmFile {
  readonly testGroups: readonly {
    readonly ivLen: number;
    readonly tagLen: number;
    readonly tests: readonly {
      readonly tcId: number;
      readonly key: string;
      readonly iv: string;
      readonly aad?: string;
      readonly pt?: string;
      readonly ct?: string;
      readonly tag: string;
      readonly testPassed: boolean;
    }[];
  }[];
}

type Group<T, G> = G & { readonly tests: readonly T[] };

function wycheproof<T, G = unknown>(file: string): readonly Group<T, G>[] {
  type File = { readonly testGroups: readonly Group<T, G>[] };
  return readJson(`wycheproof/${file}.json`, (json) => json as File).testGroups;
}

function attempt(decrypt: () => Uint8Array): Uint8Array | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
