import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import { opened } from '../../testing/play.ts';
import { type Finder, foundIn } from './key-store.ts';

/** What is found in alice's phone, by kind. */
function kinds(changes: Partial<Reading>, finder: Finder): readonly string[] {
  const p = opened(changes);
  const found: Readonly<Record<string, Term>> = foundIn(p.setting, p.client(), finder);
  const { signingKey, appPackage, token } = p.client();
  const own = { 'signing-key': signingKey, 'package-key': appPackage?.key, token };
  for (const [kind, value] of Object.entries(found)) {
    expect(own[kind as keyof typeof own]).toBe(value);
  }
  return Object.keys(found);
}

const all = ['signing-key', 'package-key', 'token'];
const thief: Finder = { pin: false };
const malware: Finder = { pin: false, reads: true };

describe('a phone that is found', () => {
  // A14, A15, A25; W20. Kills: a PIN that guards nothing, one that guards what lies in the clear.
  const cases: readonly (readonly [Partial<Reading>, Finder, readonly string[]])[] = [
    [{}, thief, all],
    [{ A14: 'local-unlock' }, thief, []],
    [{ A14: 'local-unlock' }, malware, all],
    [{ A14: 'local-unlock', A25: 'rms-pin' }, malware, ['package-key', 'token']],
    [{ A14: 'to-bank', A13b: 'password' }, thief, all],
    [{ A14: 'to-bank', A13b: 'password', A15: 'pin-per-signature' }, thief, all.slice(1)],
    [{ A14: 'to-bank', A13b: 'password', A15: 'pin-per-signature' }, malware, all],
    [{ A14: 'to-bank', A13b: 'password', A25: 'rms-pin' }, thief, all.slice(1)],
  ];

  test.each(cases)('%o gives %o: %o', (changes, finder, expected) => {
    expect(kinds(changes, finder)).toEqual(expected);
    expect(kinds(changes, { ...finder, pin: true })).toEqual(all);
  });

  test('before the first start has no key, but for the one in its JAR', () => {
    const found = (A25: Reading['A25']) => {
      const p = opened({ A25, A2: 'in-session' }, { holds: { wireless: 'full' } });
      const { appPackage } = p.client();
      const context = { appPackage, signingKey: undefined, token: undefined, pending: undefined };
      return foundIn(p.setting, context, thief)['signing-key'];
    };
    expect(found('rms')).toBeUndefined();
    expect(found('jar')).toBeDefined();
  });
});
