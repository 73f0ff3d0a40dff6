import { describe, expect, test } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { journal } from '../adapters/sqlite/journal.ts';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { phoneSchema } from '../adapters/sqlite/phone.ts';
import type { Journal } from '../host/journal.ts';
import { PIN_TRIES_MAX } from '../host/limits.ts';
import { hasPin, isPin, isSealed, needsPin, setPin, tryPin, underPin } from '../host/phone/lock.ts';
import { granted } from './testing/house.ts';

const cheap = { N: 16, r: 1, p: 1 } as const;
const { repaired } = readings;
const state = JSON.stringify({ value: {}, context: { signingKey: 'c0ffee', token: '00' } });
const fresh = (): Journal =>
  journal(granted(openDatabase({ path: ':memory:', schema: phoneSchema })));

/** The key that the right PIN gives. */
const tried = (kept: Journal) => {
  const found = tryPin(kept, '2468');
  return 'key' in found ? found.key : undefined;
};

describe('a phone’s PIN', () => {
  test.each(['1234', '123456789012'])('may be %s', (pin) => {
    expect(isPin(pin)).toBe(true);
  });
  test.each(['', '123', '1234567890123', '12a4', ' 1234', '١٢٣٤'])('is not %o', (pin) => {
    expect(isPin(pin)).toBe(false);
  });

  test.each([
    ['none', false],
    ['local-unlock', true],
    ['to-bank', false],
  ] as const)(
    'is asked for where the reading has one on the phone (A14 %s: %s)',
    (A14, isAsked) => {
      expect(needsPin({ ...repaired, A14 })).toBe(isAsked);
    },
  );

  test.each(['hardware', 'rms-pin'] as const)(
    'seals whatever key the reading keeps under it, the empty one too (A25 %s)',
    (A25) => {
      const kept = fresh();
      const unlocked = underPin(kept, setPin(kept, '2468', cheap), { ...repaired, A25 });
      for (const text of [state, state.replace('c0ffee', '')]) {
        unlocked.saveChart('phone', text);
        expect(kept.chart('phone')).not.toBe(text);
        expect(underPin(kept, tried(kept), { ...repaired, A25 }).chart('phone')).toBe(text);
      }
    },
  );

  // Kills: what a phone's file says of its PIN called otherwise, so that older files have none.
  test('that was set before is there, with the tries that were left', () => {
    const kept = fresh();
    const cost = JSON.stringify(cheap);
    const check =
      '9f0001b37536854646e71fc85b39fe206464927f7e1bd26f1f0d4fa50037efc9f1e3765b3b8fff436be10205';
    kept.note(
      'pin',
      `{"salt":"898df9b1636fdc7ac0f94a38e44d64ee","cost":${cost},"check":"sealed under the PIN:${check}"}`,
    );
    kept.note('pin tries', '3');
    expect(tryPin(kept, '1111')).toEqual({ triesLeft: PIN_TRIES_MAX - 4 });
    expect(tried(kept)).toBeDefined();
    expect(kept.about('pin tries')).toBe('0');
    for (let tries = 0; tries < PIN_TRIES_MAX + 2; tries += 1) tryPin(kept, '1111');
    expect(kept.about('pin tries')).toBe(String(PIN_TRIES_MAX));
    setPin(kept, '1357', cheap);
    expect(kept.about('pin tries')).toBe('0');
  });

  test('seals the private key in the file, and nothing else of the chart', () => {
    const kept = fresh();
    const key = setPin(kept, '2468', cheap);
    const unlocked = underPin(kept, key, repaired);
    unlocked.saveChart('phone', state);
    const raw = JSON.parse(kept.chart('phone') ?? '{}') as { context: Record<string, unknown> };
    expect(isSealed(raw.context['signingKey'])).toBe(true);
    expect(raw.context['token']).toBe('00');
    expect(JSON.stringify(raw)).not.toContain('c0ffee');
    expect(unlocked.chart('phone')).toBe(state);
    const reopened = underPin(kept, tried(kept), repaired);
    expect(reopened.chart('phone')).toBe(state);
  });

  test('is not needed to read the rest, and without it the key stays sealed', () => {
    const kept = fresh();
    underPin(kept, setPin(kept, '2468', cheap), repaired).saveChart('phone', state);
    const locked = underPin(kept, undefined, repaired);
    expect(locked.chart('phone')).toBe(kept.chart('phone'));
  });

  test('may be guessed so often in a row, and then is taken no more', () => {
    const kept = fresh();
    setPin(kept, '2468', cheap);
    for (let left = PIN_TRIES_MAX - 1; left >= 1; left -= 1) {
      expect(tryPin(kept, '1111')).toEqual({ triesLeft: left });
    }
    expect('key' in tryPin(kept, '2468')).toBe(true);
    for (let left = PIN_TRIES_MAX - 1; left >= 0; left -= 1) {
      expect(tryPin(kept, '1111')).toEqual({ triesLeft: left });
    }
    expect(tryPin(kept, '2468')).toEqual({ triesLeft: 0 });
  });

  test('leaves a key in the clear where the reading keeps it so (A25 rms)', () => {
    const kept = fresh();
    const reading = { ...repaired, A25: 'rms' } as const;
    underPin(kept, setPin(kept, '2468', cheap), reading).saveChart('phone', state);
    expect(kept.chart('phone')).toBe(state);
  });

  test('is there once it is set, and cannot be tried before', () => {
    const kept = fresh();
    expect(hasPin(kept)).toBe(false);
    expect(() => tryPin(kept, '2468')).toThrow('lock: the phone has no PIN');
    setPin(kept, '2468', cheap);
    expect(hasPin(kept)).toBe(true);
  });

  // Kills: a nonce for each save, and a key that is sealed again although it stands there sealed.
  test('seals a key once, and a new one anew', () => {
    const kept = fresh();
    const journal = underPin(kept, setPin(kept, '2468', cheap), repaired);
    const sealedOf = (text: string) => {
      journal.saveChart('phone', text);
      return kept.chart('phone');
    };
    const first = sealedOf(state);
    expect(sealedOf(state)).toBe(first);
    expect(sealedOf(journal.chart('phone') ?? '')).toBe(first);
    expect(sealedOf(first ?? '')).toBe(first);
    const other = state.replace('c0ffee', 'decaf0');
    expect(sealedOf(other)).not.toBe(first);
    expect(journal.chart('phone')).toBe(other);
    expect(sealedOf(state)).not.toBe(first);
  });

  test('leaves a chart that has no private key as it is', () => {
    const kept = fresh();
    const journal = underPin(kept, setPin(kept, '2468', cheap), repaired);
    expect(journal.chart('phone')).toBeUndefined();
    const keyless = JSON.stringify({ value: {}, context: { token: '00' } });
    journal.saveChart('phone', keyless);
    expect([kept.chart('phone'), journal.chart('phone')]).toEqual([keyless, keyless]);
    expect([isSealed('c0ffee'), isSealed(undefined), isSealed(7)]).toEqual([false, false, false]);
  });

  test('notices a sealed key that was cut short', () => {
    const kept = fresh();
    const key = setPin(kept, '2468', cheap);
    underPin(kept, key, repaired).saveChart('phone', state);
    for (const octets of ['', '00', '00'.repeat(12), '00'.repeat(27), '00'.repeat(28)]) {
      const cut = { value: {}, context: { signingKey: `sealed under the PIN:${octets}` } };
      kept.saveChart('phone', JSON.stringify(cut));
      expect(() => underPin(kept, key, repaired).chart('phone')).toThrow(
        'the private key in the phone’s file was changed',
      );
    }
  });

  test('notices a sealed key that was changed', () => {
    const kept = fresh();
    const key = setPin(kept, '2468', cheap);
    underPin(kept, key, repaired).saveChart('phone', state);
    const flipped = (_: string, digit: string) => `PIN:${digit === '0' ? '1' : '0'}`;
    kept.saveChart('phone', (kept.chart('phone') ?? '').replace(/PIN:(.)/u, flipped));
    expect(() => underPin(kept, key, repaired).chart('phone')).toThrow(/changed/u);
  });
});
