/**
 * E(S(msg, ID_C)) and S(E(msg, ID_C)) taken apart (Equation (1), A31), for the bank and the judge.
 *
 * Refuses what the key does not open or what has no signature where one belongs.
 */
import type { Setting } from './setting.ts';

/** A signed text, out of its encryption. */
export interface OpenedOrder<M> {
  /** (msg, ID_C) as one message. */
  readonly text: M;
  /** What the signature is on: the text, or the ciphertext (A31). */
  readonly signed: M;
  readonly signature: M;
  /** S(msg, ID_C) as one message; the ciphertext when the signature is outside. */
  readonly whole: M;
}

/** The parts of an order frame that matter here. */
export interface Composed<M> {
  readonly body: M;
  readonly signature?: M | undefined;
}

/** Takes the body of an order frame apart; `undefined` when the key does not open it. */
export function openOrder<M>(
  { algebra, messages, reading }: Setting<M>,
  key: M,
  { body, signature }: Composed<M>,
): OpenedOrder<M> | undefined {
  if (reading.A31 === 'encrypt-then-sign') {
    const text = algebra.open(key, messages.signedText, body);
    if (text === undefined || signature === undefined) return undefined;
    return {
      text: algebra.encode(messages.signedText, text),
      signed: body,
      signature,
      whole: body,
    };
  }
  const opened = algebra.open(key, messages.signedOrder, body);
  return (
    opened && {
      text: opened.text,
      signed: opened.text,
      signature: opened.signature,
      whole: algebra.encode(messages.signedOrder, opened),
    }
  );
}
