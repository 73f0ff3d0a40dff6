/**
 * Money: whole minor units of a currency, never fractions.
 *
 * Written `1000 CAD`: the number of cents and the ISO 4217 code. Refuses signs, leading zeros,
 * fractions and amounts beyond {@link AMOUNT_MINOR_MAX}.
 */
import { AMOUNT_MINOR_MAX } from './limits.ts';

/** An amount. */
export interface Money {
  /** In minor units, not negative. */
  readonly minor: number;
  /** ISO 4217 code, three capital letters. */
  readonly currency: string;
}

/** Reads `1000 CAD`; `undefined` for anything else. */
export function parseMoney(text: string): Money | undefined {
  const [, digits, currency] = /^(0|[1-9]\d{0,12}) ([A-Z]{3})$/u.exec(text) ?? [];
  if (digits === undefined || currency === undefined) return undefined;
  const minor = Number(digits);
  return minor > AMOUNT_MINOR_MAX ? undefined : { minor, currency };
}

/** Writes `1000 CAD`; a balance may be negative. */
export function showMoney({ minor, currency }: Money): string {
  return `${minor} ${currency}`;
}
