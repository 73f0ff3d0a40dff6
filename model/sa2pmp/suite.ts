/** The primitives that a reading names (§4.2 Cryptography; A8, A8b, A24, A30). */
import type { Suite } from '../core/algebra.ts';
import { type Reading, sparesNonces } from './reading.ts';

const keyBits = { '128': 128, '192': 192, '256': 256 } as const;

/** The suite of a reading: what its bytes and terms are made with. */
export function suiteOf(reading: Reading): Suite {
  const { A8, A8b, A24, A30, A30b, A30c, R1b, R4 } = reading;
  return {
    cipher: sparesNonces(reading) ? 'aes-128-gcm-once' : A8,
    keyBits: keyBits[A8b],
    curve: A30,
    digest: R4,
    encoding: R1b,
    signatures: A30b,
    lowS: A30c === 'low',
    nonce: A24 === 'weak-nonce' ? 'direct' : 'hedged',
  };
}
