import { describe, expect, test } from 'vitest';
import { readings } from '../../../model/sa2pmp/reading.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import type { Claim } from '../../../model/core/effect.ts';
import { type Bytes, textToBytes } from '../../bytes.ts';
import { native } from '../../native.ts';
import {
  isExecuted,
  keyMade,
  type News,
  type PhoneState,
  resolvedIn,
  resultIn,
  sent,
  whyNot,
} from './news.ts';

const reading = readings.published;
const algebra = native({ cipher: 'aes-128-cbc' });
const shapes = messages(reading);
const account = textToBytes('alice');

/** What a phone states of itself. */
function claim(
  about: string,
  values: readonly Bytes[] = [],
  kind: Claim<Bytes>['claim'] = 'commit',
): Claim<Bytes> {
  return { claim: kind, about, values, account };
}

describe('what a phone says of an order', () => {
  const said = (status: string, reference: string) => {
    const result = algebra.encode(shapes.result, {
      status: textToBytes(status),
      reference: textToBytes(reference),
    });
    return (about = 'result', kind: Claim<Bytes>['claim'] = 'commit') =>
      resultIn({ algebra, reading }, claim(about, [account, result], kind));
  };

  test.each(['executed', 'declined'] as const)(
    '%s, with the reference, where it has come to believe it',
    (status) => {
      expect(said(status, 'balance: 5')()).toEqual([
        { kind: 'result', status, information: 'balance: 5' },
      ]);
    },
  );

  test('nothing where it says something else, believes nothing, or the bank says another word', () => {
    expect(said('executed', 'x')('order')).toEqual([]);
    expect(said('executed', 'x')('result', 'running')).toEqual([]);
    expect(said('lost', 'x')()).toEqual([]);
    expect(resultIn({ algebra, reading }, claim('result', [account]))).toEqual([]);
    expect(resultIn({ algebra, reading }, claim('result', [account, account]))).toEqual([]);
  });

  test('shows a reference that is no line of text as octets', () => {
    for (const text of ['', '\u0001', 'ok\u0007', '\u0007ok', 'é']) {
      const [one] = said('executed', text)();
      expect(one?.information).toBe(textToBytes(text));
    }
    expect(said('executed', 'a\tb\n ~')()[0]?.information).toBe('a\tb\n ~');
  });
});

test('an order was carried out where one piece of news says so, and not for any other', () => {
  const other: News = { kind: 'sent', note: 'pay' };
  const result = (status: 'executed' | 'declined'): News => ({
    kind: 'result',
    status,
    information: '',
  });
  expect(isExecuted([other, result('executed')])).toBe(true);
  for (const news of [[], [other], [result('declined')], [other, result('declined')]]) {
    expect(isExecuted(news)).toBe(false);
  }
});

test('a key pair that was made is news, and nothing else that is stated', () => {
  expect(keyMade([claim('order'), claim('generated')])).toEqual([{ kind: 'key-made' }]);
  expect(keyMade([claim('order')])).toEqual([]);
  expect(sent({ note: 'pay' })).toEqual({ kind: 'sent', note: 'pay' });
});

test('what the log says of an order is news while the phone asks for it (R7)', () => {
  const claims = [claim('resolved'), claim('gave-up'), claim('order')];
  const asking: PhoneState = { keys: 'registered', business: 'resolving' };
  expect(resolvedIn(claims, asking)).toEqual([
    { kind: 'resolved', outcome: 'recorded' },
    { kind: 'resolved', outcome: 'aborted' },
  ]);
  expect(resolvedIn(claims, { ...asking, business: 'ready' })).toEqual([]);
});

// The first reason that holds is the one that is told.
test.each([
  [
    { keys: 'uninstalled', business: 'loggedOff' },
    'start',
    'the application package is not installed',
  ],
  [
    { keys: 'uninstalled', business: 'loggedOff' },
    'pay',
    'the application package is not installed',
  ],
  [{ keys: 'keyless', business: 'loggedOff' }, 'start', 'the key pair has been made already'],
  [{ keys: 'registered', business: 'resolving' }, 'start', 'the key pair has been made already'],
  [
    { keys: 'registered', business: 'resolving' },
    'pay',
    'the log has not said yet what became of an order: resume',
  ],
  [
    { keys: 'registered', business: 'resolving' },
    'logOn',
    'the log has not said yet what became of an order: resume',
  ],
  [
    { keys: 'registered', business: 'loggingOn' },
    'logOn',
    'an answer is still awaited: resume, or give up',
  ],
  [
    { keys: 'registered', business: 'awaitingResult' },
    'pay',
    'an answer is still awaited: resume, or give up',
  ],
  [
    { keys: 'registered', business: 'challenging' },
    'enquire',
    'an answer is still awaited: resume, or give up',
  ],
  [{ keys: 'registered', business: 'ready' }, 'logOn', 'this phone is logged on already'],
  [{ keys: 'keyless', business: 'loggedOff' }, 'logOn', 'no key pair yet: register first'],
  [{ keys: 'registered', business: 'loggedOff' }, 'pay', 'log on first'],
  [{ keys: 'generated', business: 'ready' }, 'pay', 'no key is registered yet: register first'],
] as const)('a phone that is %o and is to %s says: %s', (state, wish, why) => {
  expect(whyNot(state, wish)).toBe(why);
});
