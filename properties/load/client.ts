/**
 * A client of the bank for the history: asks through its phone, and writes down what it saw.
 *
 * Without an answer it has the phone send the same message again, which is the same operation, or
 * gives up, and then its outcome is unknown.
 */
import { textToBytes } from '../../src/bytes.ts';
import type { News } from '../../src/host/phone/phone.ts';
import { parseMoney } from '../../src/host/money.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import type { Operation } from '../history/history.ts';
import type { Dice } from '../history/simulated.ts';
import { currency } from './town.ts';

/** How a client asks. */
export interface Manner {
  readonly roll: Dice;
  /** A counter that all clients share. */
  readonly tick: () => number;
  /** Counts what is worth knowing of a run. */
  readonly count: (what: Incident) => void;
}

/** What is worth knowing of a run. */
export type Incident =
  'resumed' | 'answered in the end' | 'given up' | 'never answered' | 'silence';

/** An order without its answer. */
export type Wish = Operation['what'];

/** Of a hundred orders, with how many the client has no patience: it gives up soon. */
const IMPATIENT_PERCENT = 45;
const IMPATIENT_VAIN_MAX = 2;
/** A client that has asked so often in vain gives up, and something is wrong. */
const VAIN_MAX = 12;

/** Has a wish carried out, and tells how it went. */
export async function ask(
  { accid, phone }: OpenPhone,
  wish: Wish,
  { roll, tick, count }: Manner,
): Promise<Operation> {
  const invokedAt = tick();
  let news = await (wish.kind === 'balance'
    ? phone.wants('enquire', { type: textToBytes('balance') })
    : phone.wants('pay', {
        type: textToBytes('pay'),
        payee: textToBytes(wish.to),
        amount: textToBytes(`${wish.amountMinor} ${currency}`),
      }));
  const patience = roll(100) < IMPATIENT_PERCENT ? roll(IMPATIENT_VAIN_MAX) : VAIN_MAX;
  let vain = 0;
  for (; isUnanswered(news) && vain < patience; vain += 1) {
    count('resumed');
    news = await phone.resume();
  }
  const result = news.find((one) => one.kind === 'result');
  if (isUnanswered(news)) {
    await phone.giveUp();
    count(patience === VAIN_MAX ? 'never answered' : 'given up');
  } else if (result === undefined) count('silence');
  else if (vain > 0) count('answered in the end');
  const call = { client: accid, invokedAt, returnedAt: result && tick() };
  return recorded(call, wish, result);
}

function isUnanswered(news: readonly News[]): boolean {
  return news.some(({ kind }) => kind === 'unanswered');
}

function recorded(
  call: Pick<Operation, 'client' | 'invokedAt' | 'returnedAt'>,
  what: Wish,
  result: Extract<News, { kind: 'result' }> | undefined,
): Operation {
  const unknown = { kind: 'unknown' } as const;
  if (what.kind === 'transfer')
    return { ...call, what, outcome: result === undefined ? unknown : { kind: result.status } };
  if (result === undefined) return { ...call, what, outcome: unknown };
  const money = parseMoney(result.information);
  if (money === undefined) throw new Error(`load: a balance of ${result.information}`);
  return { ...call, what, outcome: { kind: 'balance', balanceMinor: money.minor } };
}
