/**
 * What a cryptanalyst of ECDSA computes with (FIPS 186-4 §6.4): points, numbers modulo the order,
 * r and s of a signature in the suite's form (A30, A30b).
 */
import { type WeierstrassPoint, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import type { Suite } from '../../model/core/algebra.ts';
import { type Bytes, fromBytes, toBytes } from '../bytes.ts';
import { CURVES, SIZES, type WeierstrassNumbers } from '../crypto/curves.ts';
import { digestOf } from '../crypto/digest.ts';
import { digestNumber } from '../crypto/ecdsa.ts';
import { fromDer, toDer } from '../crypto/signatures.ts';

/** A signature's two numbers, in [1, n-1]. */
export interface RS {
  readonly r: bigint;
  readonly s: bigint;
}

/** The points of a curve. */
const pointsOf = (numbers: WeierstrassNumbers) =>
  weierstrass<bigint>(numbers, { allowInfinityPoint: false });

/** A point of a curve. */
export type Point = WeierstrassPoint<bigint>;

/** The group of a suite's curve, and its signatures. */
export interface Group {
  /** The base point. */
  readonly base: Point;
  /** The group's order. */
  readonly order: bigint;
  /** A number modulo the order, in [0, n-1]. */
  readonly modulo: (value: bigint) => bigint;
  /** The inverse modulo the order, of anything but its multiples. */
  readonly inverse: (value: bigint) => bigint;
  /** A multiple of a point, by any number; `undefined` where it is the point at infinity. */
  readonly times: (point: Point, factor: bigint) => Point | undefined;
  /** x of a multiple of the base point, modulo the order: the r of a signature with that nonce. */
  readonly rOf: (nonce: bigint) => bigint;
  /** The two points with this x, the one of even y first; none where x is of no point. */
  readonly pointsAt: (x: bigint) => readonly Point[];
  /** A signature taken apart; `undefined` where it is none. */
  readonly read: (signature: Bytes) => RS | undefined;
  /** A signature put together. */
  readonly write: (parts: RS) => Bytes;
  /** The number that ECDSA makes of a message: the first bits of its digest. */
  readonly digestOf: (message: Bytes) => bigint;
  /** A private key of which the scalar is known, which signs as what it is. */
  readonly keyOf: (scalar: bigint) => Bytes;
}

/** A compressed point. */
export function encoded(point: Point): Bytes {
  return toBytes(point.toBytes(true));
}

/** The group of a suite. */
export function groupOf({
  curve = 'secp192r1',
  signatures = 'raw',
  digest = 'sha-1',
}: Suite): Group {
  const numbers = CURVES[curve];
  const { scalarBytes, signatureBytes } = SIZES[curve];
  const octets = (value: bigint): Uint8Array => numberToBytesBE(value, scalarBytes);
  const order = numbers.n;
  const points = pointsOf(numbers);
  const base = points.BASE;
  const modulo: Group['modulo'] = (value) => ((value % order) + order) % order;
  const isIn = (value: bigint): boolean => value > 0n && value < order;
  return {
    base,
    order,
    modulo,
    inverse: (value) => points.Fn.inv(modulo(value)),
    times: (point, factor) => {
      const reduced = modulo(factor);
      return reduced === 0n ? undefined : point.multiply(reduced);
    },
    rOf: (nonce) => modulo(base.multiply(nonce).toAffine().x),
    pointsAt: (x) =>
      [2, 3].flatMap((head) => {
        try {
          return [points.fromBytes(Uint8Array.from([head, ...octets(x)]))];
        } catch {
          return [];
        }
      }),
    read: (signature) => {
      const written = fromBytes(signature);
      const raw = signatures === 'der' ? fromDer(written, scalarBytes) : written;
      if (raw?.length !== signatureBytes) return undefined;
      const r = bytesToNumberBE(raw.subarray(0, scalarBytes));
      const s = bytesToNumberBE(raw.subarray(scalarBytes));
      return isIn(r) && isIn(s) ? { r, s } : undefined;
    },
    write: ({ r, s }) => {
      const raw = Uint8Array.from([...octets(r), ...octets(s)]);
      return toBytes(signatures === 'der' ? toDer(raw) : raw);
    },
    digestOf: (message) => digestNumber(digestOf(digest, fromBytes(message)), curve),
    keyOf: (scalar) => toBytes(octets(scalar)),
  };
}
