import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textToBytes } from '../bytes.ts';
import { contentDigest, type Request, requestKey } from './envelope.ts';

const id = fc.stringMatching(/^[0-9a-f]{32}$/u);
const address = fc.stringMatching(/^[\w@.+:-]{1,8}$/u);
const request: fc.Arbitrary<Request> = fc.record({
  id,
  channel: fc.constantFrom('wired', 'wireless', 'https', 'sms', 'branch'),
  from: address,
  to: address,
  message: fc.string({ maxLength: 4 }).map(textToBytes),
});

describe('the key of a request', () => {
  // So that nobody uses up another's id. Kills: each part left out, parts run into each other.
  test('is the same if and only if all of it is the same', () => {
    const pair = fc.tuple(
      request,
      request,
      fc.subarray(['id', 'channel', 'from', 'to', 'message']),
    );
    fc.assert(
      fc.property(pair, ([one, other, taken]) => {
        const kept = Object.fromEntries(taken.map((field) => [field, one[field as keyof Request]]));
        const mixed: Request = { ...other, ...kept };
        const same = JSON.stringify(ordered(one)) === JSON.stringify(ordered(mixed));
        expect(requestKey(one) === requestKey(mixed)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test.for(['id', 'channel', 'from', 'to', 'message'] as const)('depends on its %s', (field) => {
    const one: Request = {
      ...{ id: '0'.repeat(32), channel: 'wired', from: 'a', to: 'b', message: textToBytes('m') },
    };
    const value = { channel: 'https', message: textToBytes('n') };
    const other = { ...one, [field]: field in value ? value[field as 'channel'] : 'c' };
    expect(requestKey(one)).not.toBe(requestKey(other));
  });

  test('does not let a part end where another begins', () => {
    const base = { id: '0'.repeat(32), channel: 'wired', message: textToBytes('') } as const;
    const one = requestKey({ ...base, from: 'ab', to: 'c' });
    expect(one).not.toBe(requestKey({ ...base, from: 'a', to: 'bc' }));
  });
});

function ordered({ id: name, channel, from, to, message }: Request): readonly string[] {
  return [name, channel, from, to, message];
}

test('a digest is that of the octets, not of the hex (FIPS 180-4)', () => {
  expect(contentDigest(textToBytes('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
