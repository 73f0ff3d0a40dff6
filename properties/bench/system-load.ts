/** The load: clients that pay each other as fast as they are answered, and how long it took them. */
import { textToBytes } from '../../src/bytes.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import type { Phone } from '../../src/host/phone/phone.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { currency } from '../load/town.ts';

/** What to do. */
export interface LoadSettings {
  /** The payers, each of whom waits for an answer before the next payment. */
  readonly phones: readonly OpenPhone[];
  /** Of all of them together. */
  readonly payments: number;
  /** Who may be paid. */
  readonly accounts: readonly string[];
  /** Called after each payment. */
  readonly onPaid?: (done: number) => void;
  /** Ends the load; payments that fail from then on are none. */
  readonly until?: AbortSignal;
}

/** What came of it. */
export interface Load {
  readonly payments: number;
  readonly seconds: number;
  /** Of each payment, ascending. */
  readonly latenciesMs: readonly number[];
}

/** Pays one minor unit again and again, each to the next account after the payer's. */
export async function load({
  phones,
  payments,
  accounts,
  onPaid,
  until,
}: LoadSettings): Promise<Load> {
  const latenciesMs: number[] = [];
  let asked = 0;
  const isOver = (): boolean => until?.aborted === true;
  const began = performance.now();
  const payAgain = async (phone: OpenPhone): Promise<void> => {
    const payee = accounts[(accounts.indexOf(phone.accid) + 1) % accounts.length] ?? '';
    while (!isOver() && asked < payments) {
      asked += 1;
      const since = performance.now();
      await pay(phone.phone, payee);
      latenciesMs.push(performance.now() - since);
      onPaid?.(latenciesMs.length);
    }
  };
  await Promise.all(
    phones.map((phone) =>
      payAgain(phone).catch((error: unknown) => {
        if (!isOver()) throw error;
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  return { payments: latenciesMs.length, seconds, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

/** Pays one minor unit, and waits until it is executed. */
export async function pay(phone: Phone, payee: string): Promise<void> {
  const values = {
    type: textToBytes('pay'),
    payee: textToBytes(payee),
    amount: textToBytes(`1 ${currency}`),
  };
  const news = await phone.wants('pay', values);
  if (!isExecuted(news)) throw new Error(`bench: could not pay ${payee}: ${JSON.stringify(news)}`);
}

/** The value that so many per cent of ascending values do not exceed. */
export function percentile(ascending: readonly number[], percent: number): number {
  const value = ascending[Math.max(0, Math.ceil((ascending.length * percent) / 100) - 1)];
  if (value === undefined) throw new Error('percentile of nothing');
  return value;
}
