/**
 * What ECDSA lets anybody compute, on bytes: the arithmetic behind the rules of
 * `attacks/rule/{malleability,joint-signature,key-substitution,nonce-reuse}.ts` (W8, W9, W10, W21).
 *
 * Each answers `undefined` for values that are no signatures, keys or pairs of them.
 */
import { bytesToNumberBE } from '@noble/curves/utils.js';
import type { Algebra, Suite } from '../../model/core/algebra.ts';
import { jointSignature } from '../../model/core/crafted.ts';
import type { Weaken, Weaknesses } from '../../model/core/weakness.ts';
import { type Bytes, fromBytes } from '../bytes.ts';
import { derive } from '../crypto/derive.ts';
import { ecdsaOn } from '../crypto/ecdsa.ts';
import { SIZES } from '../crypto/curves.ts';
import { encoded, type Group, groupOf, type Point, type RS } from './group.ts';

/** (r, s) and (r, n - s) verify alike (Stern et al. 2002). */
function mauls({ read, write, order }: Group): Weaken<Bytes> {
  return ([signature]) => {
    const parts = signature === undefined ? undefined : read(signature);
    return parts && write({ r: parts.r, s: order - parts.s });
  };
}

/** A key made for a signature. */
interface Joint {
  readonly d: bigint;
  readonly signature: RS;
}

/**
 * A key and one signature on two messages: k comes first, r = x(kG), and d = -(h1 + h2) / 2r makes
 * s = (h1 + rd) / k = -(h2 + rd) / k, of which verification takes either sign.
 *
 * @param of - a seed, the messages
 */
function joint(
  group: Group,
  { curve = 'secp192r1', digest = 'sha-1' }: Suite,
  of: readonly Bytes[],
) {
  const { rOf, modulo, inverse, digestOf } = group;
  const [seed, first, second] = of;
  if (seed === undefined || first === undefined || second === undefined) return undefined;
  const { signingScalar } = ecdsaOn(curve, digest);
  const k = bytesToNumberBE(signingScalar(derive(fromBytes(seed), 'joint nonce')));
  const [h1, h2] = [digestOf(first), digestOf(second)];
  const r = rOf(k);
  const d = modulo(-(h1 + h2) * inverse(2n * r));
  const s = modulo(inverse(k) * (h1 + r * d));
  const made: Joint = { d, signature: { r, s } };
  return d === 0n || s === 0n ? undefined : made;
}

/** The key or the signature of a joint pair, as the label says. */
function jointly(group: Group, suite: Suite): Weaken<Bytes> {
  const { write, order, keyOf } = group;
  return (of, [label]) => {
    const made = joint(group, suite, of);
    if (made === undefined) return undefined;
    if (label !== jointSignature) return keyOf(made.d);
    const { r, s } = made.signature;
    return write({ r, s: suite.lowS === true && 2n * s > order ? order - s : s });
  };
}

/** What a key is computed from. */
interface Wanted {
  readonly parts: RS;
  readonly h: bigint;
  /** The nonce's point, or its negative. */
  readonly point: Point;
}

/** The key under which (r, s) verifies on a digest with R for the nonce's point: (sR - hG) / r. */
function keyFor({ base, inverse, times }: Group, { parts, h, point }: Wanted): Bytes | undefined {
  const { r, s } = parts;
  const [left, right] = [times(point, s * inverse(r)), times(base, -h * inverse(r))];
  const sum = right === undefined ? left : left?.add(right);
  return sum === undefined || sum.is0() ? undefined : encoded(sum);
}

/**
 * A public key under which a signature verifies on a message, and which is not the key given: with
 * x(R) = r there are two R, hence two keys, one of which is the signer's on the signer's message.
 *
 * Takes the signature, the message and the key that it is not to be.
 */
function substitutes(group: Group): Weaken<Bytes> {
  return ([signature, message, first]) => {
    const parts = signature === undefined ? undefined : group.read(signature);
    if (parts === undefined || message === undefined) return undefined;
    return group
      .pointsAt(parts.r)
      .map((point) => keyFor(group, { parts, h: group.digestOf(message), point }))
      .find((key) => key !== undefined && key !== first);
  };
}

/**
 * The private key of two signatures with one nonce: k = (h1 - h2) / (s1 -+ s2), d = (s1 k - h1) / r.
 * Where s is brought to its lower half either sign may be right; r = x(kG) tells which.
 *
 * Takes a signature, its message, the other signature, its message.
 */
function solves({ read, modulo, inverse, rOf, digestOf, keyOf }: Group): Weaken<Bytes> {
  return ([one, m1, two, m2]) => {
    if (one === undefined || m1 === undefined || two === undefined || m2 === undefined) {
      return undefined;
    }
    const [a, b] = [read(one), read(two)];
    if (a === undefined || a.r !== b?.r) return undefined;
    const [h1, h2] = [digestOf(m1), digestOf(m2)];
    const [k] = [modulo(a.s - b.s), modulo(a.s + b.s)]
      .filter((divisor) => divisor !== 0n)
      .map((divisor) => modulo((h1 - h2) * inverse(divisor)))
      .filter((nonce) => nonce !== 0n && rOf(nonce) === a.r);
    const d = k === undefined ? 0n : modulo((a.s * k - h1) * inverse(a.r));
    return d === 0n ? undefined : keyOf(d);
  };
}

/** Weak signatures, by the ids of their rules. */
export function weakSignatures(suite: Suite): Weaknesses<Bytes> {
  const group = groupOf(suite);
  return {
    malleability: mauls(group),
    'joint-signature': jointly(group, suite),
    'key-substitution': substitutes(group),
    'nonce-reuse': solves(group),
  };
}

/**
 * Whether two values are the same to a claim: equal, or signing keys of one public half. A key that
 * was computed is a scalar, as long as the suite's curve has them; the phone keeps the seed that it is
 * made of.
 */
export function sameKey(
  { equal, publicKey }: Algebra<Bytes>,
  { curve = 'secp192r1' }: Suite,
): (a: Bytes, b: Bytes) => boolean {
  const { scalarBytes } = SIZES[curve];
  const isScalar = (value: Bytes): boolean => fromBytes(value).length === scalarBytes;
  return (a, b) =>
    equal(a, b) || (isScalar(a) !== isScalar(b) && equal(publicKey(a), publicKey(b)));
}
