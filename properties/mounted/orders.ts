/**
 * Orders taken apart and put together again by an attacker with a package of its own, and what is weak
 * about the primitives of a reading, on bytes.
 */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { weaknesses } from '../../src/weak/weaknesses.ts';
import type { LiveAttack } from './means.ts';
import type { Mounted } from './mounted.ts';
import type { Vantage } from './vantage.ts';

/** A live attack on a reading of its own. */
export interface LiveElsewhere extends LiveAttack<Mounted> {
  /** What is otherwise than published. */
  readonly on: Partial<Reading>;
}

/** What is weak about the primitives of a reading, by rule; nothing where they are not. */
export function weak(
  { reading }: Vantage,
  [rule, ...labels]: readonly [string, ...string[]],
  of: readonly Bytes[],
): Bytes | undefined {
  return weaknesses(suiteOf(reading))[rule]?.(of, labels, undefined);
}

/** An order taken apart with the key in one's own package; `undefined` where that opens nothing. */
export function opened({ algebra, messages, knownKey }: Vantage, frame: Bytes) {
  const body = algebra.decode(messages.orderFrame, frame)?.body;
  const signed = body && algebra.open(knownKey, messages.signedOrder, body);
  const text = signed && algebra.decode(messages.signedText, signed.text);
  const order = text && algebra.decode(messages.order, text.order);
  return signed && text && order && { ...signed, parts: text, order };
}

type Opened = NonNullable<ReturnType<typeof opened>>;

/** What was signed of an order, as the paper puts it together (A3’ plain). */
export function signedPart({ algebra, messages }: Vantage, { order, parts }: Opened): Bytes {
  const client = algebra.decode(messages.clientId, parts.clientId ?? textToBytes(''));
  const { sim, phid, accid } = client ?? { sim: order.type, phid: order.type, accid: order.type };
  return algebra.encode(messages.plainText, { ...order, sim, phid, accid });
}

/** S(msg, ID_C) sealed for the bank with the key in one's own package. */
export function resealed(
  at: Vantage,
  { parts }: Opened,
  given: { order: Bytes; signature: Bytes },
): Bytes {
  const { algebra, messages, knownKey } = at;
  const text = algebra.encode(messages.signedText, { ...parts, order: given.order });
  const signed = algebra.encode(messages.signedOrder, { text, signature: given.signature });
  const body = algebra.seal(knownKey, textToBytes('sealed anew'), signed);
  return algebra.encode(messages.orderFrame, { body });
}
