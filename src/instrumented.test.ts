import { expect, test } from 'vitest';
import { shape } from '../model/core/shape.ts';
import { concrete } from './concrete.ts';
import { timed } from './instrumented.ts';

const NOTE = shape(['note', 1], { text: 'text' });

/** A clock that advances 5 ns whenever it is read. */
function steadyClock(): () => bigint {
  let nowNs = 0n;
  return () => (nowNs += 5n);
}

test('a stopwatch counts every call and its time, and changes no answer', () => {
  const plain = concrete({ cipher: 'aes-128-cbc' });
  const { algebra, spent } = timed(plain, steadyClock());
  const seed = algebra.constant('seed');
  const key = algebra.derive(seed, 'key');
  const signature = algebra.sign(key, seed, seed);
  expect(signature).toBe(plain.sign(key, seed, seed));
  expect(algebra.verify(algebra.publicKey(key), seed, signature)).toBe(true);
  const note = algebra.encode(NOTE, { text: algebra.hash(seed) });
  const box = algebra.seal(key, seed, note);
  expect(algebra.open(key, NOTE, box)).toEqual(plain.decode(NOTE, note));
  algebra.open(seed, NOTE, box);
  const sealed = algebra.encryptFor(algebra.publicKey(key), seed, note);
  expect(algebra.decryptWith(key, NOTE, sealed)).toEqual(plain.decode(NOTE, note));
  const exported = algebra.exportFor(algebra.publicKey(key), seed);
  expect(algebra.exportWith(key, sealed)).toBe(exported);

  const once = { calls: 1, totalNs: 5n };
  expect(spent()).toEqual({
    derive: once,
    hash: once,
    publicKey: { calls: 3, totalNs: 15n },
    sign: once,
    verify: once,
    seal: once,
    open: { calls: 2, totalNs: 10n },
    encryptFor: once,
    decryptWith: once,
    exportFor: once,
    exportWith: once,
  });
});

test('an account taken earlier does not change', () => {
  const { algebra, spent } = timed(concrete({ cipher: 'aes-128-ecb' }), steadyClock());
  const before = spent();
  algebra.hash(algebra.constant('x'));
  expect(before.hash.calls).toBe(0);
  expect(spent().hash.calls).toBe(1);
});
