/** Amounts as people write them, `12.50`, and as the system has them, whole minor units. */
import { AMOUNT_MINOR_MAX } from '../../../src/host/limits.ts';
import { type Money, parseMoney } from '../../../src/host/money.ts';
import { usageError } from '../usage-error.ts';
import { printable } from './printable.ts';

/** Digits after the point in a currency (ISO 4217, as ICU knows it). */
function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads an amount such as `12.50` or `1250.00 CAD`.
 *
 * @param text - what was written
 * @param currency - the account's; also the only one that may be named
 */
export function amountIn(text: string, currency: string): Money {
  const digits = digitsOf(currency);
  const written = /^(?<whole>\d+)(?:\.(?<part>\d+))?(?: (?<code>[A-Z]{3}))?$/u.exec(text);
  const { whole = '', part = '', code = currency } = written?.groups ?? {};
  if (written === null || part.length > digits) {
    throw usageError(`"${printable(text)}" is no amount; write it like ${showExample(digits)}`);
  }
  if (code !== currency) throw usageError(`the account is in ${currency}, not in ${code}`);
  const minor = Number(`${whole}${part.padEnd(digits, '0')}`);
  if (minor > AMOUNT_MINOR_MAX) {
    const most = showAmount({ minor: AMOUNT_MINOR_MAX, currency });
    throw usageError(`"${text}" is more than one order may carry (${most})`);
  }
  return { minor, currency };
}

function showExample(digits: number): string {
  return digits === 0 ? '1250' : `12.${'50'.padEnd(digits, '0')}`;
}

/** Reads an amount with its currency, such as `1000.00 CAD`. */
export function amountWithCurrencyIn(text: string): Money {
  const [, code = ''] = /^\S+ ([A-Z]{3})$/u.exec(text) ?? [];
  if (code === '') throw usageError(`"${text}" names no currency; write 1000.00 CAD`);
  return amountIn(text, code);
}

/** Writes an amount for people: `-12.50 CAD`. */
export function showAmount({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  const part = digits === 0 ? '' : `.${all.slice(all.length - digits)}`;
  return `${sign}${whole}${part} ${currency}`;
}

/** Writes what the system wrote as `-1250 CAD` for people; anything else as it is. */
export function showWritten(text: string): string {
  const negative = text.startsWith('-');
  const money = parseMoney(negative ? text.slice(1) : text);
  if (money === undefined) return text;
  return showAmount({ ...money, minor: negative ? -money.minor : money.minor });
}
