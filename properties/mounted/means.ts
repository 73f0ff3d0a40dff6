/**
 * What live attacks are made of: orders heard and orders forged, money that moves, what a phone's file
 * holds for whoever copies it.
 */
import type { ClientContext } from '../../model/sa2pmp/roles/client/context.ts';
import { orderFrame } from '../../model/sa2pmp/roles/client/security-module.ts';
import { type Bytes, parseBytes, textToBytes } from '../../src/bytes.ts';
import { addressesOf } from '../../src/host/names.ts';
import { pay } from '../audit/system.ts';
import type { Vantage } from './vantage.ts';

/** An attack that is mounted live. */
export interface LiveAttack<At = Vantage> {
  /** The attack of the catalogue. */
  readonly id: string;
  /** What it does, for people. */
  readonly says: string;
  /** Tries it; whether it succeeded. */
  readonly mount: (at: At) => Promise<boolean>;
}

/** The order that alice sends, as it was heard on the air. */
export async function overheard(at: Vantage, amount: string): Promise<Bytes> {
  await at.ready();
  await pay(at.alice, 'bob-02', amount);
  const last = at.tap.heard.findLast(({ to }) => to === 'bank:alice-01');
  if (last === undefined) throw new Error('mounted: nothing was heard');
  return last.message;
}

/** The order that alice sends and the attacker keeps; alice has given it up. */
export async function keptBack(at: Vantage, amount: string): Promise<Bytes> {
  at.tap.conducts({ kind: 'holds' });
  const order = await overheard(at, amount);
  at.tap.conducts({ kind: 'passes' });
  await at.settle();
  return order;
}

/** A message as a post from a customer's phone to the bank. */
export function toBank(message: Bytes, account = 'alice-01') {
  const { phone: from, bank: to } = addressesOf(account);
  return { from, to, message };
}

/** How much more an account has after something than before. */
export async function gained(
  at: Vantage,
  account: string,
  what: () => Promise<unknown>,
): Promise<number> {
  const before = await at.balance(account);
  await what();
  await at.fetch();
  return (await at.balance(account)) - before;
}

/** Whether an account has more than before. */
export async function gains(...given: Parameters<typeof gained>): Promise<boolean> {
  return (await gained(...given)) > 0;
}

/** A frame with one bit otherwise: counted from the lowest of its first digit on. */
export function flipped(frame: Bytes, bit: number): Bytes {
  const place = Math.floor(bit / 4) % frame.length;
  const digit = Number.parseInt(frame[place] ?? '0', 16) ^ (1 << (bit % 4));
  return `${frame.slice(0, place)}${digit.toString(16)}${frame.slice(place + 1)}` as Bytes;
}

/** What an order is forged with; what is not said is of the attacker's own. */
export interface Forging {
  readonly account: string;
  readonly signingKey?: Bytes | undefined;
  readonly token?: Bytes | undefined;
  /** The bank that it is for, as the package of its owner has it. */
  readonly bank?: Bytes | undefined;
}

/** An order in somebody's name. */
export function forgedOrder(at: Vantage, { account, bank, ...with_ }: Forging): Bytes {
  const { algebra, setting } = at;
  const { signingKey = at.ownKey, token = algebra.derive(textToBytes('no session'), 'token') } =
    with_;
  const context: ClientContext<Bytes> = {
    customer: at.identityOf(account),
    addresses: addressesOf(account),
    appPackage: bank === undefined ? at.ownPackage : { ...at.ownPackage, bank },
    ...{ signingKey, token, counter: 0, wish: undefined, pending: undefined },
  };
  const text = textToBytes;
  const wish = { type: text('pay'), payee: text('bob-02'), amount: text('500 CAD') };
  const parts = { signingKey, challenge: undefined, at: 0, fresh: text('forged') };
  return orderFrame(setting, context, { ...parts, wish: { ...wish, password: undefined } }).frame;
}

/** All octets in a phone's file, wherever they stand. */
export function octetsIn(value: unknown): readonly Bytes[] {
  if (typeof value === 'string') {
    const octets = parseBytes(value);
    return octets === undefined || octets === '' ? [] : [octets];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(octetsIn) : [];
}

/** Whether one of some keys opens an order that was heard. */
export function opensWith({ algebra, messages }: Vantage, order: Bytes, keys: readonly Bytes[]) {
  const body = algebra.decode(messages.orderFrame, order)?.body;
  return keys.some(
    (key) => body !== undefined && algebra.open(key, messages.signedOrder, body) !== undefined,
  );
}
