import { describe, expect, test } from 'vitest';
import { type Reading, readings } from './reading.ts';
import { setting } from './setting.ts';
import { play } from './testing/play.ts';
import { chainedToken, nextToken } from './tokens.ts';

const { algebra, store } = play();
const seed = (text: string) => algebra.name('seed', text);

/** The next tokens after an order, by the key of its answer, its own token, and the bank's randomness. */
function nextUnder(A7: Reading['A7'], [key, token, fresh]: readonly [string, string, string]) {
  const world = setting(algebra, { ...readings.published, A7, A13b: 'token' });
  const order = algebra.encode(world.messages.order, {
    type: algebra.constant('pay'),
    payee: seed('payee'),
    amount: seed('amount'),
    token: seed(token),
  });
  const answered = { order, replyKey: seed(key) };
  return {
    next: nextToken(world, { ...answered, fresh: seed(fresh) }),
    chained: chainedToken(world, answered),
  };
}

describe('the token for the next order (A7)', () => {
  test('is none where a token is good for a session', () => {
    expect(nextUnder('none', ['k', 't', 'f'])).toEqual({ next: undefined, chained: undefined });
  });

  test('is drawn anew for each order where it is sent, and made by nobody else', () => {
    const { next, chained } = nextUnder('token-once', ['k', 't', 'f']);
    expect(chained).toBeUndefined();
    expect(next && store.sort(next)).toBe('token');
    expect(nextUnder('token-once', ['other', 'other', 'f']).next).toBe(next);
    expect(nextUnder('token-once', ['k', 't', 'g']).next).not.toBe(next);
  });

  // P-TOK-2. Kills: the last token left out, so that one key used twice gives one token twice.
  test('is made of the last one and of the key of the answer, on both sides the same', () => {
    const { next, chained } = nextUnder('token-chain', ['k', 't', 'f']);
    expect(next).toBe(chained);
    expect(next && store.sort(next)).toBe('token');
    expect(nextUnder('token-chain', ['k', 't', 'g']).next).toBe(next);
    expect(nextUnder('token-chain', ['other', 't', 'f']).next).not.toBe(next);
    expect(nextUnder('token-chain', ['k', 'other', 'f']).next).not.toBe(next);
  });
});
