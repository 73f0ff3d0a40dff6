/** Published ECDSA signatures and public keys of one curve and digest, out of NIST's files and RFC 6979. */
import { hex, readCases, readJson } from './vectors.ts';

/** A curve as NIST's files name it. */
export type VectorCurve = 'P-192' | 'P-256';

/** A digest as most of them name it. */
export type VectorDigest = 'SHA-1' | 'SHA-256';

/** A public key and its verdict. */
export interface Key {
  /** 04, x, y. */
  readonly point: Uint8Array;
  readonly valid: boolean;
}

/** A signature and its verdict. */
export interface Signed extends Key {
  readonly message: Uint8Array;
  /** r then s. */
  readonly signature: Uint8Array;
}

const digits: Readonly<Record<VectorCurve, number>> = { 'P-192': 48, 'P-256': 64 };

/** A number as wide as the curve's are; out-of-range coordinates keep their length and are refused for it. */
export function wide(curve: VectorCurve, number: string): Uint8Array {
  return hex(number.padStart(digits[curve], '0'));
}

/** 04, x, y. */
export function point(curve: VectorCurve, x: string, y: string): Uint8Array {
  return Buffer.concat([Uint8Array.of(4), wide(curve, x), wide(curve, y)]);
}

function pair(curve: VectorCurve, r: string, s: string): Uint8Array {
  return Buffer.concat([wide(curve, r), wide(curve, s)]);
}

/** The cases of a CAVP file. SigVer names a result; SigGen does not, and all of it is valid. */
export function cavp(path: string, curve: VectorCurve, digest?: VectorDigest): readonly Signed[] {
  const section = digest === undefined ? curve : `${curve},${digest}`;
  return readCases(path, section).map(
    ({ Msg = '', Qx = '', Qy = '', R = '', S = '', Result = 'P' }) => ({
      message: hex(Msg),
      point: point(curve, Qx, Qy),
      signature: pair(curve, R, S),
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

function acvpCases(path: string, curve: VectorCurve, digest?: VectorDigest): readonly AcvpCase[] {
  const file = readJson(path, (json) => json as AcvpFile);
  const named = digest === 'SHA-256' ? 'SHA2-256' : digest;
  const groups = file.testGroups.filter(
    (group) => group.curve === curve && group.hashAlg === named,
  );
  return groups.flatMap(({ tests }) => tests);
}

/** The signatures of ACVP: one good and six faults. */
export function acvp(curve: VectorCurve, digest: VectorDigest): readonly Signed[] {
  return acvpCases('acvp/ecdsa_sigver_p192_p256.json', curve, digest).map(
    ({ message, qx, qy, r, s, testPassed }) => ({
      message: hex(message),
      point: point(curve, qx, qy),
      signature: pair(curve, r, s),
      valid: testPassed,
    }),
  );
}

/** The public keys of CAVP and ACVP. */
export function keys(curve: VectorCurve): readonly Key[] {
  const byCavp = readCases('cavp/fips186-3_ecdsa_pkv.rsp', curve).map(
    ({ Qx = '', Qy = '', Result = '' }) => ({
      point: point(curve, Qx, Qy),
      valid: Result.startsWith('P'),
    }),
  );
  const byAcvp = acvpCases('acvp/ecdsa_keyver_p192_p256.json', curve).map(
    ({ qx, qy, testPassed }) => ({ point: point(curve, qx, qy), valid: testPassed }),
  );
  return [...byCavp, ...byAcvp];
}

interface Rfc6979Curve {
  readonly curve: string;
  readonly private: string;
  readonly Ux: string;
  readonly Uy: string;
  readonly cases: readonly { hash: string; message: string; r: string; s: string }[];
}

/** The signatures of RFC 6979 §A.2, with the key that makes them. */
export function rfc6979(
  curve: VectorCurve,
  digest: VectorDigest,
): readonly (Signed & { readonly scalar: Uint8Array })[] {
  const path = 'rfc/rfc6979_ecdsa_p192_p256.json';
  return readJson(path, (json) => json as readonly Rfc6979Curve[])
    .filter((one) => one.curve === `NIST ${curve}`)
    .flatMap(({ private: scalar, Ux, Uy, cases }) =>
      cases
        .filter(({ hash }) => hash === digest)
        .map(({ message, r, s }) => ({
          scalar: hex(scalar),
          message: Buffer.from(message),
          point: point(curve, Ux, Uy),
          signature: pair(curve, r, s),
          valid: true,
        })),
    );
}
