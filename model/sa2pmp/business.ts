/**
 * Business functions: what a user may ask the bank for (§5.1 BLM "particular business functions
 * between bank and user", §5.2 BLS "handles all legal business requires"). The paper names none.
 */
import type { Algebra } from '../core/algebra.ts';

/** What an order's type may say. */
export type Business = 'pay' | 'bill' | 'balance' | 'statement';

/** One business function. */
export interface BusinessFunction {
  /** A name for people. */
  readonly name: string;
  /** What the regular bank does when it executes one. */
  readonly says: string;
  /** Whether it moves money; one that does not is an enquiry, and its result is the answer. */
  readonly movesMoney: boolean;
}

/** All business functions, by the constant that is an order's type. */
export const businesses: Readonly<Record<Business, BusinessFunction>> = {
  pay: {
    name: 'transfer',
    says: 'moves the amount from the payer account to the payee',
    movesMoney: true,
  },
  bill: {
    name: 'bill payment',
    says: 'moves the amount to the biller whose bill the payee names',
    movesMoney: true,
  },
  balance: {
    name: 'balance enquiry',
    says: 'tells what is on the account',
    movesMoney: false,
  },
  statement: {
    name: 'statement',
    says: 'tells the last movements of the account',
    movesMoney: false,
  },
};

/** Whether a business function moves money: it can be posted, and somebody be blamed for it. */
export function movesMoney(business: Business): boolean {
  return businesses[business].movesMoney;
}

/** The business function that an order's type names, among some; `undefined` when it is none. */
export function businessNamed<M>(
  algebra: Algebra<M>,
  among: readonly Business[],
  type: M,
): Business | undefined {
  return among.find((business) => algebra.equal(type, algebra.constant(business)));
}

const all = Object.keys(businesses) as readonly Business[];

/** Business that moves money. */
export const payments = all.filter(movesMoney);

/** Business that does not. */
export const enquiries = all.filter((business) => !movesMoney(business));
