/** What the customers wish: drawn from a seed, every order with an amount of its own. */
import type { Wish } from './journal.ts';

/** The customers, whose accounts have the same names. */
export const customers = ['alice', 'bob', 'carol'] as const;

/** A customer's name. */
export type CustomerName = (typeof customers)[number];

/** The opening balance of each, in minor units. */
export const OPENING_MINOR = 10_000_000_000;

/** The currency of all. */
export const CURRENCY = 'CAD';

const LEAST_MINOR = 100_000;
const TOO_MUCH_MINOR = 500_000_000_000;
/** Room between the amounts of two wishes, for the customers to have each their own. */
const STRIDE = 8;

/** A customer's n-th wish; `draw` gives numbers in [0, 1). */
export function wishOf(who: CustomerName, n: number, draw: () => number): Wish {
  const place = customers.indexOf(who);
  const others = customers.filter((name) => name !== who);
  const other = others[Math.floor(draw() * others.length)] ?? 'bob';
  const minor = LEAST_MINOR + n * STRIDE + place;
  const amount = `${minor} ${CURRENCY}`;
  const what = draw();
  if (what < 0.5) return { n, business: 'pay', payee: other, amount };
  if (what < 0.75) return { n, business: 'bill', payee: 'hydro', amount };
  if (what < 0.8) return { n, business: 'pay', payee: 'nobody', amount };
  if (what < 0.85) {
    return { n, business: 'pay', payee: other, amount: `${minor + TOO_MUCH_MINOR} ${CURRENCY}` };
  }
  return { n, business: what < 0.93 ? 'balance' : 'statement', payee: '', amount: '' };
}
