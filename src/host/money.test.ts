import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMOUNT_MINOR_MAX } from './limits.ts';
import { parseMoney, showMoney } from './money.ts';

describe('money', () => {
  test('is read as it was written', () => {
    const minor = fc.integer({ min: 0, max: AMOUNT_MINOR_MAX });
    fc.assert(
      fc.property(minor, fc.stringMatching(/^[A-Z]{3}$/u), (amount, currency) => {
        const money = { minor: amount, currency };
        expect(parseMoney(showMoney(money))).toEqual(money);
      }),
    );
  });

  // What is read is written the same: no two spellings of one amount.
  test('has one spelling', () => {
    const near = fc.stringMatching(/^[-+ ]?[0-9]{1,14}(\.[0-9])? ?[A-Za-z]{2,4}\n?$/u);
    fc.assert(
      fc.property(near, (text) => {
        const money = parseMoney(text);
        if (money !== undefined) expect(showMoney(money)).toBe(text);
      }),
    );
  });

  test.for([
    ...['', 'CAD', '1', '1CAD', '1  CAD', ' 1 CAD', '1 CAD ', '1 CAD\n', '1 cad', '1 CA', '1 CADS'],
    ...['-1 CAD', '+1 CAD', '01 CAD', '00 CAD', '1.0 CAD', '1e3 CAD', '0x1 CAD', '١ CAD'],
    ...[`${AMOUNT_MINOR_MAX + 1} CAD`, `${'9'.repeat(13)} CAD`, `${'9'.repeat(400)} CAD`],
  ])('is not %o', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  test('may be the largest amount and nothing', () => {
    for (const minor of [0, AMOUNT_MINOR_MAX]) {
      expect(parseMoney(`${minor} CAD`)).toEqual({ minor, currency: 'CAD' });
    }
  });

  test('of a balance may be negative', () => {
    expect(showMoney({ minor: -5, currency: 'CAD' })).toBe('-5 CAD');
  });
});
