import { describe, expect, test } from 'vitest';
import type { Suite } from '../core/algebra.ts';
import { type Reading, readings } from './reading.ts';
import { suiteOf } from './suite.ts';

const asToday: Suite = {
  cipher: 'aes-128-cbc',
  keyBits: 128,
  curve: 'secp192r1',
  signatures: 'raw',
  lowS: false,
  nonce: 'hedged',
};

describe('the suite', () => {
  // §4.2: AES, ECDSA of 192 bits. Kills: a default that drifts.
  test.each(Object.entries(readings))('of %s is the paper as it was always read', (_, reading) => {
    expect(suiteOf(reading)).toEqual(asToday);
  });

  const changes: readonly (readonly [Partial<Reading>, Partial<Suite>])[] = [
    [{ A8: 'aes-128-cbc-fixed-iv' }, { cipher: 'aes-128-cbc-fixed-iv' }],
    [{ A8b: '192' }, { keyBits: 192 }],
    [{ A8b: '256' }, { keyBits: 256 }],
    [{ A30: 'secp192k1' }, { curve: 'secp192k1' }],
    [{ A30b: 'der' }, { signatures: 'der' }],
    [{ A30c: 'low' }, { lowS: true }],
    [{ A24: 'weak-nonce' }, { nonce: 'direct' }],
  ];

  test.each(changes)('%o changes %o and nothing else', (reading, suite) => {
    expect(suiteOf({ ...readings.published, ...reading })).toEqual({ ...asToday, ...suite });
  });
});
