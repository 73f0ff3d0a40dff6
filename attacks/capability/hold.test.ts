import { describe, expect, test } from 'vitest';
import type { Hold } from '../../model/core/system.ts';
import { heldByBoth, isAtLeast, together } from './hold.ts';

const holds: readonly Hold[] = ['connect', 'read', 'divert', 'full'];
const pairs = holds.flatMap((a) => holds.map((b) => [a, b] as const));

describe('two holds on one channel', () => {
  // Kills: the weaker kept, one of two that neither contains kept.
  test.each(pairs)('%s and %s make one that is at least either, whoever comes first', (a, b) => {
    const both = together(a, b) ?? expect.fail('nothing');
    expect([isAtLeast(both, a), isAtLeast(both, b)]).toEqual([true, true]);
    expect(together(b, a)).toBe(both);
    if (isAtLeast(a, b)) expect(both).toBe(a);
  });

  test('of which neither contains the other are the whole channel', () => {
    expect(together('connect', 'read')).toBe('full');
    expect(together('connect', 'divert')).toBe('full');
    expect(together('read', 'divert')).toBe('divert');
  });

  test('are one where only one is', () => {
    expect(heldByBoth({ sms: 'divert' }, { wired: 'read' })).toEqual({
      sms: 'divert',
      wired: 'read',
    });
    expect(together(undefined, undefined)).toBeUndefined();
  });
});
