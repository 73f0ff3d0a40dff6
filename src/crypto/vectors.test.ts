import { describe, expect, test } from 'vitest';
import { LIBRARIES } from '../testing/libraries.ts';
import * as signed from '../testing/signed-vectors.ts';
import { HAVE_VECTORS, hex, readCases, readJson } from '../testing/vectors.ts';
import { ecdsaOn } from './ecdsa.ts';

const { importPublicKey } = ecdsaOn('secp192r1', 'sha-1');

const curve = 'P-192';

describe.skipIf(!HAVE_VECTORS).each(LIBRARIES)('$name on the published vectors', (library) => {
  const accepts = ({ point, message, signature }: signed.Signed): boolean => {
    const key = importPublicKey(point);
    return key !== undefined && library.verify(key, message, signature);
  };

  test.each([
    [
      'CAVP FIPS 186-3 SigVer',
      () => signed.cavp('cavp/fips186-3_ecdsa_sigver.rsp', curve, 'SHA-1'),
      15,
    ],
    [
      'CAVP FIPS 186-3 SigGen',
      () => signed.cavp('cavp/fips186-3_ecdsa_siggen.txt', curve, 'SHA-1'),
      15,
    ],
    [
      'CAVP FIPS 186-2 SigVer',
      () => signed.cavp('cavp/fips186-2_ecdsa_sigver_sha1.rsp', curve),
      15,
    ],
    [
      'CAVP FIPS 186-2 SigGen',
      () => signed.cavp('cavp/fips186-2_ecdsa_siggen_sha1.txt', curve),
      15,
    ],
    ['ACVP SigVer', () => signed.acvp(curve, 'SHA-1'), 7],
    ['RFC 6979', () => signed.rfc6979(curve, 'SHA-1'), 2],
  ])('ECDSA P-192 SHA-1, %s: the published verdicts', (_name, read, count) => {
    const cases = read();
    expect(cases).toHaveLength(count);
    expect(cases.map(accepts)).toEqual(cases.map(({ valid }) => valid));
  });

  test('ECDSA P-192 SHA-1, RFC 6979: the published signatures', () => {
    for (const { scalar, message, signature } of signed.rfc6979(curve, 'SHA-1')) {
      expect(hexOf(library.sign(scalar, message, undefined))).toBe(hexOf(signature));
    }
  });

  test('P-192 public keys, CAVP SigGen: the published points', () => {
    const cases = readCases('cavp/fips186-3_ecdsa_siggen.txt', 'P-192,SHA-1');
    expect(cases).toHaveLength(15);
    for (const { d = '', Qx = '', Qy = '' } of cases) {
      const key = importPublicKey(signed.point(curve, Qx, Qy));
      expect(key).toBeDefined();
      expect(hexOf(library.publicKeyOf(signed.wide(curve, d)))).toBe(
        hexOf(key ?? new Uint8Array()),
      );
    }
  });

  test('AES-128-CBC, CAVP: the published ciphertexts', () => {
    const cases = AES_FILES.flatMap((file) => readCases(`cavp/aes_CBC${file}128.rsp`));
    expect(cases.length).toBeGreaterThan(500);
    const { encrypt, decrypt } = library.aes128('aes-128-cbc');
    for (const { KEY = '', IV = '', PLAINTEXT = '', CIPHERTEXT = '' } of cases) {
      const box = encrypt({ key: hex(KEY), iv: hex(IV) }, hex(PLAINTEXT));
      // The files know no padding: the box has one block more.
      expect(hexOf(box).slice(0, -32)).toBe(IV + CIPHERTEXT);
      expect(hexOf(decrypt(hex(KEY), box) ?? new Uint8Array())).toBe(PLAINTEXT);
    }
  });

  test('AES-128-CBC with PKCS#7, Wycheproof: the published verdicts', () => {
    const cases = wycheproofCbc();
    expect(cases.length).toBeGreaterThan(50);
    const { encrypt, decrypt } = library.aes128('aes-128-cbc');
    for (const { key, iv, msg, ct, result } of cases) {
      const opened = decrypt(hex(key), hex(iv + ct));
      expect(opened === undefined ? 'invalid' : 'valid').toBe(result);
      if (opened === undefined) continue;
      expect(hexOf(opened)).toBe(msg);
      expect(hexOf(encrypt({ key: hex(key), iv: hex(iv) }, hex(msg)))).toBe(iv + ct);
    }
  });

  test('SHA-1, CAVP short messages: the published digests', () => {
    const cases = readCases('cavp/SHA1ShortMsg.rsp').filter(({ MD }) => MD !== undefined);
    expect(cases).toHaveLength(65);
    for (const { Len = '', Msg = '', MD } of cases) {
      expect(hexOf(library.digestOf('sha-1', hex(Msg).subarray(0, Number(Len) / 8)))).toBe(MD);
    }
  });

  test('HKDF-SHA-256, Wycheproof: the published keys, and none over 255 hashes', () => {
    const cases = wycheproofHkdf();
    expect(cases).toHaveLength(86);
    for (const { ikm, salt, info, size, okm, result } of cases) {
      const make = (): Uint8Array =>
        library.hkdfSha256(hex(ikm), { salt: hex(salt), info: hex(info), lengthBytes: size });
      if (result === 'valid') expect(hexOf(make())).toBe(okm);
      else expect(make).toThrow();
    }
  });
});

describe.skipIf(!HAVE_VECTORS)('importing P-192 public keys', () => {
  test('CAVP and ACVP: the published verdicts', () => {
    const cases = signed.keys(curve);
    expect(cases).toHaveLength(15);
    const verdicts = cases.map(({ point }) => importPublicKey(point) !== undefined);
    expect(verdicts).toEqual(cases.map(({ valid }) => valid));
  });
});

const AES_FILES = ['GFSbox', 'KeySbox', 'MMT', 'VarKey', 'VarTxt'] as const;

interface Wycheproof<T> {
  readonly testGroups: readonly { readonly keySize: number; readonly tests: readonly T[] }[];
}

interface CbcCase {
  readonly key: string;
  readonly iv: string;
  readonly msg: string;
  readonly ct: string;
  readonly result: string;
}

function wycheproofCbc(): readonly CbcCase[] {
  const path = 'wycheproof/aes_cbc_pkcs5_test.json';
  const { testGroups } = readJson(path, (json) => json as Wycheproof<CbcCase>);
  return testGroups.filter(({ keySize }) => keySize === 128).flatMap(({ tests }) => tests);
}

interface HkdfCase {
  readonly ikm: string;
  readonly salt: string;
  readonly info: string;
  readonly size: number;
  readonly okm: string;
  readonly result: string;
}

function wycheproofHkdf(): readonly HkdfCase[] {
  const path = 'wycheproof/hkdf_sha256_test.json';
  const { testGroups } = readJson(path, (json) => json as Wycheproof<HkdfCase>);
  return testGroups.flatMap(({ tests }) => tests);
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
