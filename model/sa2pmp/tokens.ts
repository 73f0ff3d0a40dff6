/**
 * The token for the next order (A7): drawn by the bank and sent with the answer, or made by bank and
 * phone alike of the last token and of the key of the answer (token-chain).
 *
 * The last token is in it, not the key alone: the phone determines the key, and a phone that used
 * one twice would have the bank await one token twice, so that its own order could be played again.
 */
import { chainsTokens, rotatesTokens } from './reading.ts';
import type { Setting } from './setting.ts';

/** What is known when an order has been answered. */
export interface Answered<M> {
  /** msg, which holds the last token. */
  readonly order: M;
  /** The key of the answer. */
  readonly replyKey: M;
}

/** The next token on both sides; `undefined` where tokens are not chained. */
export function chainedToken<M>(
  { algebra, messages, reading }: Setting<M>,
  { order, replyKey: key }: Answered<M>,
): M | undefined {
  const token = chainsTokens(reading) ? algebra.decode(messages.order, order)?.token : undefined;
  if (token === undefined) return undefined;
  // P-TOK-2
  return algebra.derive(
    algebra.hash(algebra.encode(messages.tokenSource, { key, token })),
    'token',
  );
}

/** The bank's token for the next order; `undefined` where a token is good for a whole session. */
export function nextToken<M>(
  setting: Setting<M>,
  { fresh, ...answered }: Answered<M> & { readonly fresh: M },
): M | undefined {
  if (!rotatesTokens(setting.reading)) return undefined;
  return chainedToken(setting, answered) ?? setting.algebra.derive(fresh, 'token');
}
