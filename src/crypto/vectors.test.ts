import { describe, expect, test } from 'vitest';
import { LIBRARIES } from '../testing/libraries.ts';
import { type Case, HAVE_VECTORS, hex, readCases, readJson } from '../testing/vectors.ts';
import { ecdsaOn } from './ecdsa.ts';

const { importPublicKey } = ecdsaOn('secp192r1');

/** One signature of a vector file, numbers in hex. */
interface Signed {
  readonly message: Uint8Array;
  readonly x: string;
  readonly y: string;
  readonly r: string;
  readonly s: string;
  readonly valid: boolean;
}

describe.skipIf(!HAVE_VECTORS).each(LIBRARIES)('$name on the published vectors', (library) => {
  const accepts = (signed: Signed): boolean => {
    const key = importPublicKey(point(signed.x, signed.y));
    const signature = Buffer.concat([wide(signed.r), wide(signed.s)]);
    return key !== undefined && library.verify(key, signed.message, signature);
  };

  test.each([
    ['CAVP FIPS 186-3 SigVer', () => cavp('cavp/fips186-3_ecdsa_sigver.rsp', 'P-192,SHA-1'), 15],
    ['CAVP FIPS 186-3 SigGen', () => cavp('cavp/fips186-3_ecdsa_siggen.txt', 'P-192,SHA-1'), 15],
    ['CAVP FIPS 186-2 SigVer', () => cavp('cavp/fips186-2_ecdsa_sigver_sha1.rsp', 'P-192'), 15],
    ['CAVP FIPS 186-2 SigGen', () => cavp('cavp/fips186-2_ecdsa_siggen_sha1.txt', 'P-192'), 15],
    ['ACVP SigVer', acvp, 7],
    ['RFC 6979', () => rfc6979().map(({ signed }) => signed), 2],
  ])('ECDSA P-192 SHA-1, %s: the published verdicts', (_name, read, count) => {
    const cases = read();
    expect(cases).toHaveLength(count);
    expect(cases.map(accepts)).toEqual(cases.map(({ valid }) => valid));
  });

  test('ECDSA P-192 SHA-1, RFC 6979: the published signatures', () => {
    for (const { scalar, signed } of rfc6979()) {
      const made = library.sign(scalar, signed.message, undefined);
      expect(hexOf(made)).toBe(`${signed.r}${signed.s}`.toLowerCase());
    }
  });

  test('P-192 public keys, CAVP SigGen: the published points', () => {
    for (const { d = '', Qx = '', Qy = '' } of siggen()) {
      const key = importPublicKey(point(Qx, Qy));
      expect(key).toBeDefined();
      expect(hexOf(library.publicKeyOf(wide(d)))).toBe(hexOf(key ?? new Uint8Array()));
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
      expect(hexOf(library.sha1(hex(Msg).subarray(0, Number(Len) / 8)))).toBe(MD);
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
    const cases = [...pkv(), ...keyver()];
    expect(cases).toHaveLength(15);
    const verdicts = cases.map(({ x, y }) => importPublicKey(point(x, y)) !== undefined);
    expect(verdicts).toEqual(cases.map(({ valid }) => valid));
  });
});

const AES_FILES = ['GFSbox', 'KeySbox', 'MMT', 'VarKey', 'VarTxt'] as const;

function siggen(): readonly Case[] {
  return readCases('cavp/fips186-3_ecdsa_siggen.txt', 'P-192,SHA-1');
}

/** SigVer names a result; SigGen does not, and all of it is valid. */
function cavp(path: string, section: string): readonly Signed[] {
  return readCases(path, section).map(
    ({ Msg = '', Qx = '', Qy = '', R = '', S = '', Result = 'P' }) => ({
      message: hex(Msg),
      x: Qx,
      y: Qy,
      r: R,
      s: S,
      valid: Result.startsWith('P'),
    }),
  );
}

interface AcvpCase {
  readonly testPassed: boolean;
  readonly message: string;
  readonly qx: string;
  readonly qy: string;
  readonly r: string;
  readonly s: string;
}

interface AcvpFile {
  readonly testGroups: readonly {
    readonly curve: string;
    readonly hashAlg?: string;
    readonly tests: readonly AcvpCase[];
  }[];
}

function acvpCases(path: string): readonly AcvpCase[] {
  const file = readJson(path, (json) => json as AcvpFile);
  const groups = file.testGroups.filter(
    ({ curve, hashAlg = 'SHA-1' }) => curve === 'P-192' && hashAlg === 'SHA-1',
  );
  return groups.flatMap(({ tests }) => tests);
}

function acvp(): readonly Signed[] {
  return acvpCases('acvp/ecdsa_sigver_p192_p256.json').map(
    ({ message, qx, qy, r, s, testPassed }) => ({
      message: hex(message),
      x: qx,
      y: qy,
      r,
      s,
      valid: testPassed,
    }),
  );
}

function keyver(): readonly { x: string; y: string; valid: boolean }[] {
  return acvpCases('acvp/ecdsa_keyver_p192_p256.json').map(({ qx, qy, testPassed }) => ({
    x: qx,
    y: qy,
    valid: testPassed,
  }));
}

function pkv(): readonly { x: string; y: string; valid: boolean }[] {
  return readCases('cavp/fips186-3_ecdsa_pkv.rsp', 'P-192').map(
    ({ Qx = '', Qy = '', Result = '' }) => ({
      x: Qx,
      y: Qy,
      valid: Result.startsWith('P'),
    }),
  );
}

interface Rfc6979Curve {
  readonly curve: string;
  readonly private: string;
  readonly Ux: string;
  readonly Uy: string;
  readonly cases: readonly { hash: string; message: string; r: string; s: string }[];
}

function rfc6979(): readonly { scalar: Uint8Array; signed: Signed }[] {
  const curves = readJson(
    'rfc/rfc6979_ecdsa_p192_p256.json',
    (json) => json as readonly Rfc6979Curve[],
  );
  return curves
    .filter(({ curve }) => curve === 'NIST P-192')
    .flatMap(({ private: scalar, Ux, Uy, cases }) =>
      cases
        .filter(({ hash }) => hash === 'SHA-1')
        .map(({ message, r, s }) => ({
          scalar: hex(scalar),
          signed: { message: Buffer.from(message), x: Ux, y: Uy, r, s, valid: true },
        })),
    );
}

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

/** 04, x, y; out-of-range coordinates keep their length and are refused for it. */
function point(x: string, y: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(4), wide(x), wide(y)]);
}

function wide(digits: string): Uint8Array {
  return hex(digits.padStart(48, '0'));
}

function hexOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('hex');
}
