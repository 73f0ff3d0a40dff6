import { describe, expect, test } from 'vitest';
import { isAuthenticated, isRandomised } from './algebra.ts';
import { isWithin } from './oracle.ts';
import { plain, shape } from './shape.ts';
import { isForm, untagged, visible } from './untagged.ts';

const order = shape(['order', 1], { type: 'constant', payee: 'id' });
const record = shape(['record', 2], { content: 'order', accid: 'id' });
const three = shape(['three', 3], { a: 'x', b: 'y', c: 'z' });

// W15. Kills: forms that still say what message they are.
describe('messages without tags', () => {
  test('of as many fields look alike, of more or fewer they do not', () => {
    expect(visible(untagged(order))).toBe(visible(untagged(record)));
    expect(visible(untagged(order))).not.toEqual(visible(untagged(three)));
    expect(visible(untagged(three))).toEqual({
      name: 'message of 3',
      tag: 0,
      untagged: true,
      fields: ['0', '1', '2'].map((name) => ({ name, sort: 'any' })),
    });
    expect(untagged(order)).toEqual({ ...order, untagged: true });
  });

  test('are told from all others, which are seen as they are', () => {
    expect(visible(order)).toBe(order);
    const bare = untagged(plain(order));
    expect(visible(bare)).toBe(bare);
    expect([visible(untagged(order)).name, 'message of 2'].map(isForm)).toEqual([true, true]);
    expect(['order', 'any', 'the message of '].map(isForm)).toEqual([false, false, false]);
  });
});

test('a box that was changed opens for nobody under GCM alone, and is another each time but where nothing is drawn', () => {
  const ciphers = [
    ['aes-128-ecb', false, false],
    ['aes-128-cbc', false, true],
    ['aes-128-cbc-zero-iv', false, false],
    ['aes-128-cbc-fixed-iv', false, false],
    ['aes-128-ctr', false, true],
    ['aes-128-gcm', true, true],
    ['aes-128-gcm-once', true, false],
  ] as const;
  for (const [cipher, authenticated, randomised] of ciphers) {
    expect([isAuthenticated({ cipher }), isRandomised({ cipher })]).toEqual([
      authenticated,
      randomised,
    ]);
  }
});

// W13. An oracle has to answer to whoever asks: a server does to who can connect, a phone does not.
test.each([
  ['full', true, true],
  ['full', false, true],
  ['connect', true, true],
  ['connect', false, false],
  ['read', true, false],
  ['divert', true, false],
  [undefined, true, false],
] as const)(
  'who holds a channel by %s is heard by a server (%s): %s',
  (...[hold, server, heard]) => {
    const holds = hold === undefined ? {} : { wireless: hold };
    const door = { channel: 'wireless', hop: 'x', to: 'x', from: 'y', server } as const;
    expect(isWithin(holds, { door })).toBe(heard);
    expect(isWithin({ sms: 'full' }, { door })).toBe(false);
  },
);
