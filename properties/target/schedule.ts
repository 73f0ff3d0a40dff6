/**
 * Random schedules against a target: orders, orders again, changed, held back and delivered late, answers
 * lost, wrong passwords, noise; and what has to be true of the accounts whatever the order of these.
 * A schedule is plain data, so that a part of a failing one is one too and seed and path replay it.
 */
import fc from 'fast-check';
import { match } from 'ts-pattern';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { isExecuted } from '../../src/host/phone/news.ts';
import { logOn, pay } from '../audit/system.ts';
import { flipped, toBank } from '../mounted/means.ts';
import { total } from './laws.ts';
import type { Stand } from './stand.ts';

const kinds = ['pays', 'again', 'changed', 'late', 'unanswered', 'password', 'noise'] as const;

/** One thing that happens; the number says about which of the frames heard, or how much. */
export interface Happening {
  readonly kind: (typeof kinds)[number];
  readonly number: number;
}

/** Schedules of up to so many happenings. */
export function schedules(maxLength: number): fc.Arbitrary<readonly Happening[]> {
  const happening = fc.record({ kind: fc.constantFrom(...kinds), number: fc.nat(9999) });
  return fc.array(happening, { minLength: 1, maxLength, size: 'max' });
}

/** What alice ordered, and what of it she was told is done. */
interface Books {
  orderedMinor: number;
  executedMinor: number;
}

/** The frame heard that a number is about. */
function heardBy(at: Stand, number: number): Bytes | undefined {
  const orders = at.tap.heard.filter(({ to }) => to === 'bank:alice-01');
  return orders[number % Math.max(1, orders.length)]?.message;
}

/** Alice pays; what she was told counts. */
async function pays(at: Stand, books: Books, minor: number): Promise<void> {
  await at.ready();
  if (at.alice.phone.state().business !== 'ready') return;
  books.orderedMinor += minor;
  const news = await pay(at.alice, 'bob-02', `${minor} CAD`);
  if (isExecuted(news)) books.executedMinor += minor;
}

/** Somebody posts to the bank as if from alice's phone. */
async function posted(at: Stand, message: Bytes): Promise<void> {
  await at.tap.posts(toBank(message));
}

/** Alice's order is held back and comes after she has given it up. */
async function late(at: Stand, books: Books, minor: number): Promise<void> {
  at.tap.conducts({ kind: 'holds' });
  await pays(at, books, minor);
  at.tap.conducts({ kind: 'passes' });
  await at.settle();
  const held = at.tap.heard.findLast(({ to }) => to === 'bank:alice-01');
  if (held !== undefined) await posted(at, held.message);
}

/** Alice's order goes on, and its answer does not come back. */
async function unanswered(at: Stand, books: Books, minor: number): Promise<void> {
  at.tap.conducts({ kind: 'swallows' });
  await pays(at, books, minor);
  at.tap.conducts({ kind: 'passes' });
  await at.settle();
}

/** Somebody with bob's phone guesses. */
async function guesses(at: Stand): Promise<void> {
  await at.bob.phone.wants('start');
  await logOn(at.bob, 'wrong');
}

/** Has one thing happen. */
function happens(at: Stand, books: Books, { kind, number }: Happening): Promise<void> {
  const minor = 1 + (number % 50);
  const heard = heardBy(at, number) ?? textToBytes('nothing');
  return match(kind)
    .with('pays', () => pays(at, books, minor))
    .with('late', () => late(at, books, minor))
    .with('unanswered', () => unanswered(at, books, minor))
    .with('again', () => posted(at, heard))
    .with('changed', () => posted(at, flipped(heard, number)))
    .with('noise', () => posted(at, heard.slice(0, 2 * (number % 40)) as Bytes))
    .with('password', () => guesses(at))
    .exhaustive();
}

/** Plays a schedule; what is wrong with the accounts then, `undefined` when nothing is. */
export async function played(
  at: Stand,
  schedule: readonly Happening[],
): Promise<string | undefined> {
  const books: Books = { orderedMinor: 0, executedMinor: 0 };
  const [whole, alice] = [await total(at), await at.balance('alice-01')];
  for (const happening of schedule) await happens(at, books, happening);
  await at.settle();
  const paid = alice - (await at.balance('alice-01'));
  const now = await total(at);
  if (now !== whole) return `customers held ${whole} minor units together and hold ${now}`;
  if (paid > books.orderedMinor) return `of ${books.orderedMinor} ordered ${paid} were paid`;
  if (paid >= books.executedMinor) return undefined;
  return `the payer was told of ${books.executedMinor} paid, and ${paid} were`;
}
