/**
 * What stands in the bank's answers, and the key that they are under (§5.2, A7, A17, R1c, R3).
 *
 * Refuses, with no word on why, what does not open or is no answer; whether the bank said it is asked
 * of its signature (`security-module.ts`).
 */
import type { Fields, Shape } from '../../../core/shape.ts';
import { packageKey } from '../../confidential.ts';
import { chainsTokens, encapsulates, impliesRequest, rotatesTokens } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { type ClientContext, installed } from './context.ts';

/** The key that an answer is under: K, or the one that went with the request (R3). */
export function replyKeyIn<M>(
  { reading }: Setting<M>,
  context: ClientContext<M>,
  sent: M | undefined,
): M | undefined {
  return encapsulates(reading) ? sent : packageKey(installed(context));
}

/** What an answer says: the result, and the token for the next order (A7 token-once). */
export interface Said<M> {
  readonly fields: Fields<'status' | 'reference', 'request', M>;
  readonly next: M | undefined;
}

/** What an answer holds, in the clear or under its key (A17); `undefined` when it holds no result. */
export function saidIn<M>(
  setting: Setting<M>,
  { key, request }: { readonly key: M | undefined; readonly request: M | undefined },
  body: M,
): Said<M> | undefined {
  const { algebra, messages, reading } = setting;
  const implies = impliesRequest(reading);
  // P-RES-2
  // What is not sent is taken to be what the phone awaits: the signature says whether it is (R1c).
  const whole = (told: Fields<'status' | 'reference', 'request', M>): Said<M>['fields'] =>
    implies ? { ...told, request } : told;
  const read = <R extends string, O extends string>(
    shape: Shape<R, O>,
  ): Fields<R, O, M> | undefined =>
    reading.A17 === 'clear' ? algebra.decode(shape, body) : key && algebra.open(key, shape, body);
  if (!rotatesTokens(reading) || chainsTokens(reading)) {
    const told = implies ? read(messages.toldResult) : read(messages.result);
    return told && { fields: whole(told), next: undefined };
  }
  const answer = read(messages.answer);
  if (answer === undefined) return undefined;
  const { result, next } = answer;
  const told = implies
    ? algebra.decode(messages.toldResult, result)
    : algebra.decode(messages.result, result);
  return told && { fields: whole(told), next };
}
