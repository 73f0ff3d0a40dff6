import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import type { Reading } from '../../reading.ts';
import { bankName, opened, pay, sentBy } from '../../testing/play.ts';
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
const presence = { A15: 'pin-per-signature' } as const;
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
    // R9: nothing reads the secure element, and who holds the phone has it sign unless asked.
    [{ A25: 'hardware' }, thief, all],
    [{ A25: 'hardware' }, malware, all.slice(1)],
    [{ A25: 'hardware', A14: 'local-unlock' }, thief, []],
    [{ A25: 'hardware', A14: 'local-unlock' }, malware, all.slice(1)],
    [{ A25: 'hardware', ...presence, A14: 'local-unlock' }, thief, []],
    [{ A25: 'hardware', ...presence, A14: 'local-unlock' }, malware, all.slice(1)],
    [{ A25: 'hardware', ...presence, A14: 'to-bank', A13b: 'password' }, thief, all.slice(1)],
  ];

  test.each(cases)('%o gives %o: %o', (changes, finder, expected) => {
    expect(kinds(changes, finder)).toEqual(expected);
    expect(kinds(changes, { ...finder, pin: true })).toEqual(all);
  });

  // R3, W1. Kills: the key of an answer kept when the answer is there, another one found.
  test('of a customer with a key for the bank alone has the key of the answer that it waits for', () => {
    const holds: { wireless?: 'full' } = {};
    const p = opened({ R3: 'to-bank', A8: 'aes-128-gcm' }, { holds });
    const found = () => foundIn(p.setting, p.client(), malware)['reply-key'];
    expect(found()).toBeUndefined();
    holds.wireless = 'full';
    const frame = sentBy(pay(p), 'alice');
    expect(found()).toBe(p.client().pending?.replyKey);
    expect(found()).toBeDefined();
    p.put('wireless', 'alice', sentBy(p.put('wired', bankName, frame), 'log'));
    expect(found()).toBeUndefined();
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
