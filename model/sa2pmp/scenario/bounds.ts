/**
 * The bounds of every verdict: honest customers, payments, key renewals, and how often the bank
 * takes each kind of message.
 */
/** How much happens. */
export interface Bounds {
  /** Payments that honest customers make, in all. */
  readonly sessions: number;
  /** Honest customers. */
  readonly customers: number;
  /** Key renewals for each honest customer. */
  readonly renewals: number;
}

/** The bounds of a verdict unless others are asked for. */
export const defaultBounds: Bounds = { sessions: 2, customers: 1, renewals: 0 };

/** How often a party does what within the bounds, for an honest account and for the attacker's. */
export interface Limits {
  /** Keys that the bank registers. */
  readonly registrations: number;
  /** Log-ons that the bank accepts: the customer's, and one more. */
  readonly logOns: number;
  /** Challenges that the bank gives out (A7). */
  readonly challenges: number;
  /** Orders that the bank accepts: from an honest account one more than its owner sends. */
  readonly orders: number;
  /** Postings that are entered past the servers, where the ledger is shown to its owner (R5b). */
  readonly entries: number;
}

/** The limits that follow from the bounds. */
export function limitsOf({ sessions, renewals }: Bounds): Readonly<
  Record<'honest' | 'insider', Limits>
> & {
  /** Keys that a phone generates: one more than it is asked for, for a forged notice. */
  readonly keys: number;
  /** Verdicts that a judge gives. */
  readonly verdicts: number;
} {
  return {
    honest: {
      registrations: 1 + renewals,
      logOns: 2,
      challenges: sessions + 1,
      orders: sessions + 1,
      entries: 2,
    },
    insider: { registrations: 1, logOns: 1, challenges: 2, orders: 2, entries: 1 },
    keys: 2 + renewals,
    verdicts: 1,
  };
}
