/**
 * Vaudenay's attack (EUROCRYPT 2002) on bytes: a box of CBC decrypted by asking somebody, of boxes
 * of the attacker's making, whether their padding is right (PKCS#7, RFC 5652 §6.3).
 *
 * A block is decrypted by itself behind a block of the attacker's choice: whatever is added to what
 * the block decrypts to makes its padding right for one octet in 256. What messages mostly hold is
 * tried first, which saves most questions about texts and none about signatures.
 */
import type { Trial, Weaken } from '../../model/core/weakness.ts';
import { type Bytes, fromBytes, toBytes } from '../bytes.ts';
import { BLOCK_BYTES } from '../crypto/box.ts';

/** Whether a box has right padding. */
type Asks = (box: Uint8Array) => boolean;

/** A block and the one before it, whose octets decryption adds. */
interface Chained {
  readonly before: Uint8Array;
  readonly block: Uint8Array;
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const codes = (text: string): readonly number[] =>
  Array.from(text, (letter) => letter.charCodeAt(0));

/** Octets in the order in which they are tried: lengths and padding, then texts, then the rest. */
const likely: readonly number[] = [
  ...new Set([
    0,
    ...range(1, BLOCK_BYTES),
    ...codes('0123456789 eatoinsrhldcupmfgybwkvxqjz-@.ACDEXTBS2'),
    ...range(0, 255),
  ]),
];

/** Box of two blocks: under CBC with the vector in front, vector and block. */
function boxOf(front: Uint8Array, block: Uint8Array): Uint8Array {
  return Uint8Array.of(...front, ...block);
}

/** Whether padding is right for the last octet's sake, not because of those in front of it. */
function isLast(asks: Asks, front: Uint8Array, block: Uint8Array): boolean {
  const other = front.map((octet, at) => (at === BLOCK_BYTES - 2 ? octet ^ 0xff : octet));
  return asks(boxOf(other, block));
}

/** The octet at a place of a message's block, the ones behind it being known. */
function octetAt(
  asks: Asks,
  { before, block }: Chained,
  behind: readonly number[],
): number | undefined {
  const at = BLOCK_BYTES - 1 - behind.length;
  const padding = behind.length + 1;
  const chosen = (place: number, octet: number): number => (before[place] ?? 0) ^ octet ^ padding;
  const front = before.map((octet, place) => {
    const known = behind[place - at - 1];
    return known === undefined || place <= at ? octet : chosen(place, known);
  });
  // In padding, the octet behind is the best guess.
  return [...new Set([...behind.slice(0, 1), ...likely])].find((guess) => {
    front[at] = chosen(at, guess);
    return asks(boxOf(front, block)) && (padding > 1 || isLast(asks, front, block));
  });
}

/** What a block holds; `undefined` when no octet will do: nobody answers. */
function decryptedBlock(asks: Asks, chained: Chained): readonly number[] | undefined {
  let known: readonly number[] = [];
  while (known.length < BLOCK_BYTES) {
    const octet = octetAt(asks, chained, known);
    if (octet === undefined) return undefined;
    known = [octet, ...known];
  }
  return known;
}

/** What a box holds, padding removed. */
function decrypted(asks: Asks, vector: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  const chain = Uint8Array.of(...vector, ...ciphertext);
  const message: number[] = [];
  for (let at = BLOCK_BYTES; at < chain.length; at += BLOCK_BYTES) {
    const before = chain.slice(at - BLOCK_BYTES, at);
    const block = decryptedBlock(asks, { before, block: chain.slice(at, at + BLOCK_BYTES) });
    if (block === undefined) return undefined;
    message.push(...block);
  }
  const padding = message.at(-1) ?? 0;
  // Who says yes to everything has let nothing on: the first guess, 0, is no padding.
  return padding === 0 ? undefined : Uint8Array.from(message.slice(0, -padding));
}

/**
 * Decryption by asking.
 *
 * @param vector - the initialisation vector, where boxes do not carry it in front
 * @returns carries the rule out: a box and the place of the oracle to what the box holds
 */
export function askingAboutPadding(vector: Uint8Array | undefined): Weaken<Bytes> {
  return (of, [oracle], trial) => {
    const [box] = of.map(fromBytes);
    if (box === undefined || trial === undefined) return undefined;
    const asks: Asks = (forged) => trial(Number(oracle), toBytes(forged)) === true;
    const start = vector === undefined ? BLOCK_BYTES : 0;
    const isWhole = box.length % BLOCK_BYTES === 0 && box.length > start;
    if (!isWhole) return undefined;
    const message = decrypted(asks, vector ?? box.slice(0, start), box.slice(start));
    return message && toBytes(message);
  };
}

/** A trial that counts its questions. */
export interface Counted {
  readonly trial: Trial<Bytes>;
  /** How many questions have been asked. */
  readonly questions: () => number;
}

/** Counts the questions put to an oracle. */
export function counting(trial: Trial<Bytes>): Counted {
  let questions = 0;
  return {
    trial: (oracle, box) => {
      questions += 1;
      return trial(oracle, box);
    },
    questions: () => questions,
  };
}
