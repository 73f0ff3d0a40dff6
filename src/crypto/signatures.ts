/**
 * How a signature is written and which s it may have (A30b, A30c), once for every library.
 *
 * DER as in X9.62 and RFC 3279 §2.2.3, read strictly: one octet string for each r and s, or
 * `undefined`. What a lenient reader takes is a signature with many forms (CVE-2014-8275, BIP 66).
 */

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** The sign bit of an integer in DER. */
const SIGN = 0x80;

/** r, and s, of a signature that is r then s. */
function halves(raw: Uint8Array): readonly [Uint8Array, Uint8Array] {
  const middle = raw.length >> 1;
  return [raw.subarray(0, middle), raw.subarray(middle)];
}

/** A number without the zeros in front, as a DER integer, which has a sign. */
function derInteger(number: Uint8Array): readonly number[] {
  const first = number.findIndex((octet) => octet !== 0);
  const digits = first < 0 ? [0] : [...number.subarray(first)];
  const octets = (digits[0] ?? 0) >= SIGN ? [0, ...digits] : digits;
  return [INTEGER, octets.length, ...octets];
}

/** The DER form of r then s; both are short, so that every length is one octet. */
export function toDer(raw: Uint8Array): Uint8Array {
  const [r, s] = halves(raw);
  const content = [...derInteger(r), ...derInteger(s)];
  return Uint8Array.of(SEQUENCE, content.length, ...content);
}

/** Whether octets are a number above -1 in the shortest form of a DER integer, of so many at most. */
function isInteger(octets: Uint8Array, scalarBytes: number): boolean {
  const [first, second = 0] = octets;
  if (first === undefined || first >= SIGN) return false;
  if (first !== 0) return octets.length <= scalarBytes;
  return octets.length === 1 || (second >= SIGN && octets.length <= scalarBytes + 1);
}

/** Where an integer is read, and how wide the number is to be. */
interface Place {
  readonly at: number;
  readonly scalarBytes: number;
}

/** The number of a DER integer, fixed width, and where it ends. */
function readInteger(
  der: Uint8Array,
  { at, scalarBytes }: Place,
): { readonly number: Uint8Array; readonly end: number } | undefined {
  const end = at + 2 + (der[at + 1] ?? 0);
  if (der[at] !== INTEGER || end > der.length) return undefined;
  const octets = der.subarray(at + 2, end);
  if (!isInteger(octets, scalarBytes)) return undefined;
  const digits = octets[0] === 0 ? octets.subarray(1) : octets;
  const number = new Uint8Array(scalarBytes);
  number.set(digits, scalarBytes - digits.length);
  return { number, end };
}

/**
 * r then s out of their DER form; `undefined` for every octet string that {@link toDer} never makes.
 *
 * @param scalarBytes - octets of r and of s on the curve
 */
export function fromDer(der: Uint8Array, scalarBytes: number): Uint8Array | undefined {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) return undefined;
  const r = readInteger(der, { at: 2, scalarBytes });
  const s = r === undefined ? undefined : readInteger(der, { at: r.end, scalarBytes });
  if (r === undefined || s?.end !== der.length) return undefined;
  return Uint8Array.of(...r.number, ...s.number);
}

function toNumber(octets: Uint8Array): bigint {
  return octets.reduce((sum, octet) => 256n * sum + BigInt(octet), 0n);
}

/** Whether s is the lower of the two that verify (BIP 62); n is the order of the base point. */
export function isLow(raw: Uint8Array, n: bigint): boolean {
  const [, s] = halves(raw);
  return 2n * toNumber(s) <= n;
}

/** The twin of a signature with the other s, n - s (W8). */
export function twin(raw: Uint8Array, n: bigint): Uint8Array {
  const made = Uint8Array.from(raw);
  const [, s] = halves(raw);
  let rest = n - toNumber(s);
  for (let at = raw.length - 1; at >= raw.length - s.length; at -= 1) {
    made[at] = Number(rest % 256n);
    rest /= 256n;
  }
  return made;
}
