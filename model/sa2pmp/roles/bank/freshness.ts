/**
 * Whether an order is fresh, by each reading of A7. The paper says nothing (W4).
 */
import type { Fields } from '../../../core/shape.ts';
import { counterLookahead, slotMs, slotsBackMax } from '../../limits.ts';
import type { Messages } from '../../messages.ts';
import type { Setting } from '../../setting.ts';
import type { AuthenticOrder, BankContext } from './context.ts';

/** The fields of a shape, each of which a reading may leave out. */
export type FieldsOf<S, M> = S extends {
  readonly fields: readonly { readonly name: infer N }[];
}
  ? Readonly<Partial<Record<N & string, M | undefined>>>
  : never;

/** The fields of an order message. */
export type OrderFields<M> = FieldsOf<Messages['order'], M> &
  Fields<'type' | 'payee' | 'amount', never, M>;

/** What freshness is judged by. */
export interface Candidate<M> {
  readonly order: OrderFields<M>;
  readonly ciphertext: M;
  readonly signature: M;
  /** The bank's clock, in milliseconds. */
  readonly at: number;
}

/** What an accepted order leaves for the next one to be judged by. */
export type Freshness<M> = Pick<AuthenticOrder<M>, 'trace' | 'counter'>;

/** The counter that an order carries, if it is the next or a little ahead; else `undefined`. */
function acceptedCounter<M>(
  { algebra }: Setting<M>,
  last: number,
  counter: M | undefined,
): number | undefined {
  if (counter === undefined) return undefined;
  const ahead = Array.from({ length: counterLookahead }, (_, index) => last + 1 + index);
  return ahead.find((next) => algebra.equal(counter, algebra.constant(`number ${next}`)));
}

/** Whether an order's time is the current slot's or one of the last (A7, A40). */
function inWindow<M>({ algebra }: Setting<M>, at: number, time: M | undefined): boolean {
  if (time === undefined) return false;
  const slot = Math.floor(at / slotMs);
  return Array.from({ length: slotsBackMax + 1 }, (_, back) => slot - back).some((accepted) =>
    algebra.equal(time, algebra.constant(`slot ${accepted}`)),
  );
}

/** What the reading has the bank remember of an order. */
function traceOf<M>({ reading }: Setting<M>, candidate: Candidate<M>): M | undefined {
  if (reading.A7 === 'ciphertexts') return candidate.ciphertext;
  if (reading.A7 === 'signatures') return candidate.signature;
  return reading.A7 === 'transactions' ? candidate.order.transaction : undefined;
}

/** Whether two values that may be missing are there and equal. */
function isSame<M>({ algebra }: Setting<M>, one: M | undefined, other: M | undefined): boolean {
  return one !== undefined && other !== undefined && algebra.equal(one, other);
}

/**
 * Judges freshness.
 *
 * @returns what to remember, or `undefined` when the order is not fresh
 */
export function isFresh<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  candidate: Candidate<M>,
): Freshness<M> | undefined {
  const { algebra, reading, check } = setting;
  const { order, at } = candidate;
  const trace = traceOf(setting, candidate);
  const counter =
    reading.A7 === 'counter' ? acceptedCounter(setting, context.counter, order.counter) : undefined;
  const fresh = (): boolean => {
    switch (reading.A7) {
      case 'none':
        return true;
      case 'token-once':
      case 'token-chain':
        // It has been compared by then (A13b), and is spent (setup.ts).
        return true;
      case 'ciphertexts':
      case 'signatures':
      case 'transactions':
        return trace !== undefined && !context.seen.some((seen) => algebra.equal(seen, trace));
      case 'clock-window':
        return inWindow(setting, at, order.time);
      case 'counter':
        return counter !== undefined;
      case 'challenge':
        return isSame(setting, context.challenge, order.challenge);
    }
  };
  return check('freshness', fresh) ? { trace, counter: counter ?? context.counter } : undefined;
}
