import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import type { News } from '../../../src/host/phone/phone.ts';
import { amountIn, amountWithCurrencyIn, showAmount, showWritten } from './amount.ts';
import { fileIn } from './files.ts';
import { exitCodeFor, type Ordered, tell } from './news.ts';
import { folder } from './testing/process.ts';

describe('an amount', () => {
  test('is read as people write it, to the digits of its currency', () => {
    expect(amountIn('12.50', 'CAD')).toEqual({ minor: 1_250, currency: 'CAD' });
    expect(amountIn('12.5', 'CAD').minor).toBe(1_250);
    expect(amountIn('12', 'CAD').minor).toBe(1_200);
    expect(amountIn('0.01 CAD', 'CAD').minor).toBe(1);
    expect(amountIn('1250', 'JPY').minor).toBe(1_250);
    expect(amountIn('1.234', 'KWD').minor).toBe(1_234);
    expect(amountWithCurrencyIn('1000.00 CAD')).toEqual({ minor: 100_000, currency: 'CAD' });
  });

  test('is written as it is read', () => {
    const money = fc.record({
      minor: fc.integer({ min: 0, max: 1_000_000_000_000 }),
      currency: fc.constantFrom('CAD', 'JPY', 'KWD', 'EUR'),
    });
    fc.assert(
      fc.property(money, (one) => {
        expect(amountWithCurrencyIn(showAmount(one))).toEqual(one);
      }),
    );
  });

  // One line that says how to write it. Kills: digits cut off, another currency taken.
  test.for([
    ...['', 'x', '12.', '.5', '12,50', '1.234', '-1', '+1', ' 1', '1 ', '1e3', '0x10', '1.5.0'],
    ...['1 cad', '1CAD', '١', 'NaN', 'Infinity', '1\n'],
  ])('is not %o', (text) => {
    expect(() => amountIn(text, 'CAD')).toThrow(/^"[ -~]*" is no amount; write it like 12\.50$/u);
  });

  test.for(['10000000000.01', '99999999999999', '9'.repeat(400)])('is not %o: too much', (text) => {
    expect(() => amountIn(text, 'CAD')).toThrow(
      `"${text}" is more than one order may carry (10000000000.00 CAD)`,
    );
  });

  test('of another currency, or of none, is told from one that is none', () => {
    expect(() => amountIn('1 EUR', 'CAD')).toThrow('the account is in CAD, not in EUR');
    expect(() => amountWithCurrencyIn('1000.00')).toThrow('names no currency');
    expect(() => amountWithCurrencyIn('x CAD')).toThrow('is no amount;');
    expect(() => amountIn('1.5', 'JPY')).toThrow('write it like 1250');
    expect(amountIn('10000000000.00', 'CAD').minor).toBe(1_000_000_000_000);
  });

  test('is shown with its sign and all its digits', () => {
    const shown = (minor: number, currency: string) => showAmount({ minor, currency });
    expect([shown(-5, 'CAD'), shown(0, 'CAD'), shown(-1250, 'CAD')]).toEqual([
      ...['-0.05 CAD', '0.00 CAD', '-12.50 CAD'],
    ]);
    expect([shown(-5, 'JPY'), shown(5, 'KWD')]).toEqual(['-5 JPY', '0.005 KWD']);
    expect(showWritten('-1250 CAD')).toBe('-12.50 CAD');
    for (const text of ['transfer', '', '--5 CAD', '2023-11-14T22:13:20.000Z']) {
      expect(showWritten(text)).toBe(text);
    }
  });
});

describe('news', () => {
  const toldOf = (about: Ordered | undefined, ...news: readonly News[]): readonly string[] => {
    const lines: string[] = [];
    tell(news, (line) => lines.push(line), about);
    return lines;
  };
  const told = (...news: readonly News[]) => toldOf(undefined, ...news);
  const result = (status: 'executed' | 'declined', information = '') =>
    ({ kind: 'result', status, information }) as const;

  test('of a payment are its reference, of an enquiry the answer in amounts', () => {
    const reference = '0123456789abcdef'.repeat(2);
    expect(told(result('executed', reference))).toEqual([`executed, reference ${reference}`]);
    expect(told(result('executed', '900 CAD\nwhen\t-100 CAD\tbob'))).toEqual([
      ...['9.00 CAD', 'when  -1.00 CAD  bob'],
    ]);
    expect(told(result('declined', reference))).toEqual(['declined by the bank']);
  });

  test('name the order that they are of, where it is known', () => {
    const reference = '0123456789abcdef'.repeat(2);
    const paid = { business: 'pay', payee: 'bob-02', amount: '1250 CAD' };
    const asked = { business: 'statement', payee: '', amount: '' };
    expect(toldOf(paid, result('executed', reference))).toEqual([
      `pay 12.50 CAD to bob-02: executed, reference ${reference}`,
    ]);
    expect(toldOf(paid, result('declined'))).toEqual([
      'pay 12.50 CAD to bob-02: declined by the bank',
    ]);
    const statement = '88150 CAD\nt\t-9900 CAD\tbiller:hydro:CAD\tbill\nt\t5 CAD\topening:CAD\tx';
    expect(toldOf(asked, result('executed', statement))).toEqual([
      'balance 881.50 CAD',
      't  -99.00 CAD  hydro    bill',
      't    0.05 CAD  opening  x',
    ]);
    const [line = ''] = toldOf(paid, { kind: 'unanswered', why: 'x' });
    expect(line).toBe('no answer (x): paid or not is unknown; `client resend` asks again');
    expect(toldOf(asked, { kind: 'unanswered', why: 'x' })).toEqual([
      'no answer (x); `client resend` asks again',
    ]);
  });

  test('that a cause was named leave no room for an answer that says nothing', () => {
    expect(told({ kind: 'refused', why: 'locked' }, { kind: 'silence' })).toEqual([
      'refused: locked',
    ]);
  });

  test("of a peer's words hold nothing that a terminal obeys", () => {
    const [line = ''] = told({ kind: 'refused', why: '\u001b[2Jpaid\r\n\u009b1mé' });
    expect(line).toBe('refused: ?[2Jpaid???1m?');
  });

  test.for<readonly [News, number]>([
    [{ kind: 'sent', note: 'order' }, 0],
    [{ kind: 'key-made' }, 0],
    [{ kind: 'logged-on' }, 0],
    [result('executed', '9 CAD'), 0],
    [result('declined'), 1],
    [{ kind: 'silence' }, 1],
    [{ kind: 'refused', why: 'x' }, 1],
    [{ kind: 'refused-here', why: 'x' }, 1],
    [{ kind: 'unanswered', why: 'x' }, 3],
  ])('%o deserve exit code %s', ([news, code]) => {
    expect(exitCodeFor([{ kind: 'sent', note: '' }, news])).toBe(code);
    expect(told(news).join('')).not.toBe('');
  });

  test('that paid or not is unknown outweigh all others', () => {
    const unknown: News = { kind: 'unanswered', why: '' };
    expect(exitCodeFor([{ kind: 'silence' }, unknown, result('declined')])).toBe(3);
    expect(exitCodeFor([])).toBe(0);
  });
});

describe('a file that is handed over', () => {
  const at = folder();
  afterAll(() => {
    at.remove();
  });
  const schema = v.strictObject({ a: v.strictObject({ b: v.number('a number') }) });
  const written = (content: string | Uint8Array): string => {
    const path = at.path(`${Math.random()}.json`);
    writeFileSync(path, content);
    return path;
  };

  test('is what it says', () => {
    expect(fileIn(schema, written('{"a":{"b":7}}'))).toEqual({ a: { b: 7 } });
  });

  test.for([
    ['of another form', '{"a":{"b":"x"}}', /: a\.b: a number$/u],
    ['with a field more', '{"a":{"b":7,"c":1}}', /: a\.c: /u],
    ['that is no object', '7', /: the file as a whole: /u],
    ['that is not JSON', '{"a":', /is not JSON/u],
    ['that is empty', '', /is not JSON/u],
    ['that is not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /cannot be read: /u],
    [
      'that is too long',
      ' '.repeat(1024 * 1024 + 1),
      /cannot be read: longer than 1048576 octets/u,
    ],
  ] as const)('%s is refused in one line that names it', ([, content, why]) => {
    const path = written(content);
    let message = '';
    try {
      fileIn(schema, path);
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toMatch(why);
    expect(message.startsWith(path)).toBe(true);
    expect(message).not.toContain('\n');
  });

  test('of the longest length is read', () => {
    const text = '{"a":{"b":7}}';
    expect(fileIn(schema, written(text.padEnd(1024 * 1024)))).toEqual({ a: { b: 7 } });
  });

  test('that is not there, or is a folder, is refused', () => {
    mkdirSync(at.path('folder'));
    expect(() => fileIn(schema, at.path('nothing'))).toThrow(/nothing cannot be read/u);
    expect(() => fileIn(schema, at.path('folder'))).toThrow(/folder cannot be read/u);
  });
});
