import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textToBytes, toBytes } from '../bytes.ts';
import { NAME_LENGTH_MAX } from './limits.ts';
import { accountAt, addressesOf, isName, isPhone, textOf } from './names.ts';

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9@._+-]{0,63}$/u);

describe('a name', () => {
  test.for(['a', '0', 'alice-01', 'a@b.c', '+1'.slice(1), 'n'.repeat(NAME_LENGTH_MAX)])(
    'may be %o',
    (text) => {
      expect(isName(text)).toBe(true);
    },
  );

  test.for([
    ...['', ' ', 'a b', 'a\n', '\na', 'a\0', '-a', '.', '..', '@a', '+a', 'a:b', 'a/b', 'é', 'а'],
    'n'.repeat(NAME_LENGTH_MAX + 1),
  ])('may not be %o', (text) => {
    expect(isName(text)).toBe(false);
  });
});

describe('an address', () => {
  test('of a bank leads back to its account, and no other address does', () => {
    fc.assert(
      fc.property(name, (accid) => {
        const { phone, bank, log, judge } = addressesOf(accid);
        expect(accountAt(bank)).toBe(accid);
        for (const other of [phone, log, judge, accid]) expect(accountAt(other)).toBeUndefined();
        expect([phone, bank, log, judge, accid].filter(isPhone)).toEqual([phone]);
        expect(new Set([phone, bank, log, judge]).size).toBe(4);
      }),
    );
  });

  test.for(['bank:', 'bank:a\n', 'bank:\na', 'bank:a b', ' bank:a', 'Bank:a', 'bank:bank:a', ''])(
    '%o is of no account',
    (address) => {
      expect(accountAt(address)).toBeUndefined();
    },
  );
});

test('a phone’s address begins with what it is, and does not end so', () => {
  expect(['phone:', 'phone:a', ' phone:a', 'a phone:', 'phone', ''].map(isPhone)).toEqual([
    ...[true, true, false, false, false, false],
  ]);
});

describe('text', () => {
  test('is what its octets say', () => {
    const wellFormed = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(wellFormed, (text) => {
        expect(textOf(textToBytes(text))).toBe(text);
      }),
    );
    expect(textOf(textToBytes('\ufeffa'))).toBe('\ufeffa');
  });

  test.for([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]])(
    'is none where UTF-8 says none: %o',
    (octets) => {
      expect(textOf(toBytes(Uint8Array.from(octets)))).toBeUndefined();
    },
  );
});
