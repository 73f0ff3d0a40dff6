import { describe, expect, test } from 'vitest';
import type { Suite } from '../core/algebra.ts';
import { type Reading, type ReadingName, readings } from './reading.ts';
import { suiteOf } from './suite.ts';

const asToday: Suite = {
  cipher: 'aes-128-cbc',
  keyBits: 128,
  curve: 'secp192r1',
  signatures: 'raw',
  lowS: false,
  nonce: 'hedged',
  digest: 'sha-1',
  encoding: 'wide',
};

/** The suite of each named reading. */
const named: Readonly<Record<ReadingName, Suite>> = {
  published: asToday,
  charitable: asToday,
  minimal: { ...asToday, cipher: 'aes-128-gcm', encoding: 'compact' },
  repaired: {
    ...asToday,
    cipher: 'aes-128-gcm-once',
    curve: 'secp256r1',
    lowS: true,
    digest: 'sha-256',
    encoding: 'compact',
  },
};

const readingNames = Object.keys(readings) as readonly ReadingName[];

describe('the suite', () => {
  // §4.2: AES, ECDSA of 192 bits. Kills: a default that drifts.
  test.each(readingNames)(
    'of %s is the paper as it was always read, but for what is repaired (R1, R3, R4)',
    (name) => {
      expect(suiteOf(readings[name])).toEqual(named[name]);
    },
  );

  const changes: readonly (readonly [Partial<Reading>, Partial<Suite>])[] = [
    [{ A8: 'aes-128-cbc-fixed-iv' }, { cipher: 'aes-128-cbc-fixed-iv' }],
    [{ A8b: '192' }, { keyBits: 192 }],
    [{ A8b: '256' }, { keyBits: 256 }],
    [{ A30: 'secp192k1' }, { curve: 'secp192k1' }],
    [{ A30b: 'der' }, { signatures: 'der' }],
    [{ A30c: 'low' }, { lowS: true }],
    [{ A24: 'weak-nonce' }, { nonce: 'direct' }],
    [{ A8: 'aes-128-gcm' }, { cipher: 'aes-128-gcm' }],
    [{ A30: 'secp256r1' }, { curve: 'secp256r1' }],
    [{ R1b: 'compact' }, { encoding: 'compact' }],
    [{ R4: 'sha-256' }, { digest: 'sha-256' }],
  ];

  test.each(changes)('%o changes %o and nothing else', (reading, suite) => {
    expect(suiteOf({ ...readings.published, ...reading })).toEqual({ ...asToday, ...suite });
  });
});
