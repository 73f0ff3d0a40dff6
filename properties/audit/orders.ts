/**
 * Orders counted to the end of a run: how often each was sent by its owner, accepted by the bank
 * and carried out.
 */
import type { Trace } from '../../model/core/trace.ts';
import type { Bytes } from '../../src/bytes.ts';
import { textOf } from '../../src/host/names.ts';
import { showWritten } from '../cli/system/amount.ts';

/** Reads an order out of its octets. */
export type ReadOrder = (
  order: Bytes,
) => Readonly<Record<'type' | 'payee' | 'amount', Bytes>> | undefined;

interface Tally {
  readonly account: Bytes;
  readonly order: Bytes;
  sent: number;
  accepted: number;
  done: number;
}

/** When the counts of an order break a claim, as the claim itself has it. */
const breaks = {
  'agreement-order': ({ sent, accepted }: Tally) => accepted > 0 && sent === 0,
  'injective-agreement-order': ({ sent, accepted }: Tally) => accepted > sent,
  'at-most-once': ({ sent, done }: Tally) => done > Math.max(1, sent),
} as const;

/** A claim about how often something happens to an order. */
export type OrderClaim = keyof typeof breaks;

/** Whether a claim is one on how often something happens to an order. */
export function isOrderClaim(claim: string): claim is OrderClaim {
  return Object.hasOwn(breaks, claim);
}

/** Every order on a judged account that breaks a claim, in words, in the order of the run. */
export function overdone(
  claim: OrderClaim,
  trace: Trace<Bytes>,
  read: ReadOrder,
): readonly string[] {
  return tallied(trace)
    .filter(breaks[claim])
    .map((tally) => inWords(tally, read));
}

function tallied({ principals, events }: Trace<Bytes>): readonly Tally[] {
  const owners = new Map(
    principals.filter(({ honest }) => honest).map(({ account, party }) => [account, party]),
  );
  const tallies = new Map<string, Tally>();
  for (const event of events) {
    if (event.kind !== 'claimed' || !owners.has(event.account)) continue;
    const { account, claim, about, values } = event;
    const [order] = values;
    if (order === undefined) continue;
    const key = `${account} ${order}`;
    const tally = tallies.get(key) ?? { account, order, sent: 0, accepted: 0, done: 0 };
    const what = `${claim} ${about}`;
    if (what === 'running order' && event.party === owners.get(account)) tally.sent += 1;
    else if (what === 'commit order') tally.accepted += 1;
    else if (what === 'did posted') tally.done += 1;
    else continue;
    tallies.set(key, tally);
  }
  return [...tallies.values()];
}

/** `alice-01: pay 4.00 CAD to bob-02: carried out 3 times, ordered once`. */
function inWords({ account, order, sent, accepted, done }: Tally, read: ReadOrder): string {
  const happened = [
    ...(done > 0 ? [`carried out ${times(done)}`] : []),
    ...(accepted === done ? [] : [`accepted ${times(accepted)}`]),
    sent === 0 ? 'never ordered' : `ordered ${times(sent)}`,
  ];
  return `${written(account)}: ${orderInWords(read(order))}: ${happened.join(', ')}`;
}

function orderInWords(order: ReturnType<ReadOrder>): string {
  if (order === undefined) return 'an order that cannot be read';
  const [type, payee, amount] = [order.type, order.payee, order.amount].map(written);
  return type === 'pay' || type === 'bill'
    ? `${type} ${showWritten(amount ?? '')} to ${payee ?? ''}`
    : (type ?? '');
}

/** Text as it is; octets that are none, and control characters, in hex. */
function written(value: Bytes): string {
  const text = textOf(value);
  return text === undefined || /\p{C}/u.test(text) ? value : text;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
