/** Honest sessions as they go, statement by statement and message by message. */
import { describe, expect, test } from 'vitest';
import { proceedingsOf } from './proceedings.ts';
import { type Reading, readings } from './reading.ts';
import { bankName, opened, pay, type Play, play, type Scene } from './testing/play.ts';

const proceedings = proceedingsOf({ disputes: true, court: true });

/** What phone and bank do in a scene: what they state of how many values, say over which channel, store. */
function doneIn({ events }: Scene): readonly string[] {
  return events.flatMap((event) => {
    const party = 'party' in event ? event.party : undefined;
    if (party !== 'alice' && party !== bankName) return [];
    const who = party === bankName ? 'bank' : party;
    if (event.kind === 'sent') {
      return [
        `${who} ${event.channel} ${event.to === bankName ? 'bank' : event.to}: ${event.note}`,
      ];
    }
    if (event.kind === 'claimed') {
      return [`${who} ${event.claim} ${event.about} ${event.values.length}`];
    }
    if (event.kind === 'stored') return [`${who} stores ${event.what} ${event.values.length}`];
    return event.kind === 'refused' ? [`${who} refuses: ${event.why}`] : [];
  });
}

/** Somebody wants something: `who what`. */
function wanted(p: Play, wish: string): Scene {
  const [who, type = ''] = wish.split(' ');
  if (type === 'pay') return pay(p);
  return p.want(who === 'bank' ? bankName : 'alice', type);
}

/** What is wanted, one after the other, and all that follows. */
type Course = readonly (readonly [wish: string, done: readonly string[]])[];

const courses: Readonly<Record<'published' | 'repaired', Course>> = {
  published: [
    [
      'bank issue',
      ['bank secret package-key 1', 'bank package alice: application package with the AES key'],
    ],
    [
      'alice start',
      [
        'alice did generated 1',
        'alice secret signing-key 1',
        'alice wireless bank: registration of the public key',
        'bank stores depository 2',
        'bank did registered 1',
      ],
    ],
    [
      'alice logOn',
      [
        'alice secret password 1',
        'alice running log-on 0',
        'alice wireless bank: log-on with userid and password',
        'bank did logged-on 0',
        'bank secret token 1',
        'bank running session 1',
        'bank wired alice: log-on accepted',
        'alice commit session 1',
      ],
    ],
    [
      'alice pay',
      [
        'alice running order 1',
        'alice secret order 1',
        'alice running addressed-order 2',
        'alice did sent-order 1',
        'alice wireless bank: order E(S(msg, ID_C))',
        'bank did began 0',
        'bank did took-order 1',
        'bank did used-key 1',
        'bank commit addressed-order 2',
        'bank commit order 1',
        'bank did posted 1',
        'bank running result 2',
        'bank did sent-result 1',
        'bank wired alice: result information',
        'bank running record 1',
        'bank running recorded-at 2',
        'bank wired log: transaction record',
        'alice did took-result 1',
        'alice commit result 2',
        'alice did relied-on-key 1',
      ],
    ],
    [
      'bank expire',
      [
        'bank did expired 0',
        'bank sms alice: notice to renew the key pair',
        'alice did generated 1',
        'alice secret signing-key 1',
        'alice wireless bank: renewed public key',
        'bank stores depository 2',
        'bank did registered 1',
      ],
    ],
    ['alice proveResult', ['alice did sued-result 2', 'alice did sued-delivery 1']],
    ['alice proveSubmission', ['alice did sued-submission 1']],
    [
      'alice dispute',
      [
        'alice did disputed 0',
        'alice court judge: complaint about what was posted',
        'bank did asked-record 1',
        'bank court log: request for the record',
        'bank did got-record 1',
        'bank court judge: evidence of origin',
      ],
    ],
    [
      'bank sue',
      [
        'bank did sued-order 1',
        'bank did asked-record 1',
        'bank court log: request for the record',
        'bank did got-record 1',
        'bank court judge: evidence of origin',
      ],
    ],
  ],
  repaired: [
    ['bank issue', ["bank package alice: application package with the bank's public key"]],
    [
      'alice start',
      [
        'alice did generated 1',
        'alice secret signing-key 1',
        'alice branch bank: public key, handed over in the branch',
        'alice branch judge: public key, handed over in the branch',
        'bank stores depository 2',
        'bank did registered 1',
      ],
    ],
    [
      'alice logOn',
      [
        'alice secret password 1',
        'alice running log-on 0',
        'alice wireless bank: log-on with userid and password',
        'bank did logged-on 0',
        'bank did began 0',
        'bank secret token 1',
        'bank running session 1',
        'bank wired alice: log-on accepted',
        'alice commit session 1',
      ],
    ],
    [
      'alice pay',
      [
        'alice running order 1',
        'alice secret order 1',
        'alice secret package-key 1',
        'alice running addressed-order 2',
        'alice did sent-order 1',
        'alice wireless bank: order E(S(msg, ID_C))',
        'bank running record 1',
        'bank running recorded-at 2',
        'bank wired log: transaction record',
        'bank stores word 2',
        'bank did took-order 1',
        'bank did used-key 1',
        'bank commit addressed-order 2',
        'bank commit order 1',
        'bank did posted 1',
        'bank running result 2',
        'bank did sent-result 1',
        'bank secret token 1',
        'bank did began 0',
        'bank wired alice: result information',
        'alice did took-result 1',
        'alice commit result 2',
        'alice did relied-on-key 1',
      ],
    ],
    ['bank expire', ['bank did expired 0', 'bank sms alice: notice to renew the key pair']],
    [
      'alice logOn',
      [
        'alice secret password 1',
        'alice running log-on 0',
        'alice wireless bank: log-on with userid and password',
        'bank did logged-on 0',
        'bank did began 0',
        'bank secret token 1',
        'bank running session 1',
        'bank wired alice: log-on accepted',
        'alice did generated 1',
        'alice secret signing-key 1',
        'alice branch bank: public key, handed over in the branch',
        'alice branch judge: public key, handed over in the branch',
        'alice commit session 1',
        'bank stores depository 2',
        'bank did registered 1',
      ],
    ],
    [
      'alice proveResult',
      [
        'alice did sued-result 2',
        'alice did sued-delivery 1',
        'alice court judge: result signed by the bank',
      ],
    ],
    [
      'alice proveSubmission',
      [
        'alice did sued-submission 1',
        'alice court log: request for a receipt',
        "alice court judge: the gateway's receipt for the order",
      ],
    ],
    [
      'alice dispute',
      [
        'alice did disputed 0',
        'alice court bank: request for the statement of account',
        'bank court alice: statement of account',
        'alice court judge: complaint about a posting',
        'bank did asked-record 1',
        'bank court log: request for the record',
        'bank court judge: the word of the log that it has the record',
        'bank did got-record 1',
        'bank court judge: evidence of the posting',
      ],
    ],
    [
      'bank sue',
      [
        'bank did sued-order 1',
        'bank did asked-record 1',
        'bank court log: request for the record',
        'bank court judge: the word of the log that it has the record',
        'bank did got-record 1',
        'bank court judge: evidence of origin',
      ],
    ],
  ],
};

// Kills: a statement left out or made twice, one that names something else; a message that goes elsewhere.
describe.each(['published', 'repaired'] as const)('a session of the reading %s', (name) => {
  test('goes from the package to the court as it is written down', () => {
    const p = play(readings[name], { court: true, proceedings });
    const gone = courses[name].map(([wish]) => [wish, doneIn(wanted(p, wish))]);
    expect(gone).toEqual(courses[name]);
  });
});

describe('an order that has no answer', () => {
  /** Alice has paid, nothing of the bank's arrives, and she waits no longer. */
  const late = (changes: Partial<Reading>) => {
    const holds: { wired?: 'full' } = {};
    const p = opened(changes, { holds, court: true, proceedings });
    holds.wired = 'full';
    pay(p);
    return ['timeout', 'timeout'].map((wish) => doneIn(p.want('alice', wish)));
  };

  // W25, R7.
  test('is given up, and where the log decides it is asked', () => {
    expect(late({})).toEqual([['alice did gave-up 2'], []]);
    expect(late(readings.repaired)).toEqual([
      ['alice wireless log: request to take the order no more', 'alice did gave-up 2'],
      [],
    ]);
  });
});

describe('what an order waits for', () => {
  test('is a challenge of the bank where that is what makes it fresh (A7)', () => {
    const p = opened({ A7: 'challenge' });
    expect(doneIn(pay(p)).filter((line) => line.includes(': '))).toEqual([
      'alice wireless bank: request for a challenge',
      'bank wired alice: challenge',
      'alice wireless bank: order E(S(msg, ID_C))',
      'bank wired alice: result information',
      'bank wired log: transaction record',
    ]);
  });

  test('is what the regular bank says, and a record where one is made of it at some time (A23)', () => {
    const p = opened({ A23: 'asynchronous' });
    pay(p);
    expect(doneIn(p.want(bankName, 'report'))).toEqual([
      'bank running record 1',
      'bank running recorded-at 2',
      'bank wired log: transaction record',
    ]);
  });
});

describe('a registration', () => {
  test('goes over HTTPS in a session where log-on does (A2, A13)', () => {
    const p = play(readings.charitable);
    p.want(bankName, 'issue');
    const started = doneIn(p.want('alice', 'start'));
    expect([started, doneIn(p.want('alice', 'logOn'))]).toEqual([
      [],
      [
        'alice secret password 1',
        'alice running log-on 0',
        'alice https bank: log-on with userid and password',
        'bank did logged-on 0',
        'bank secret token 1',
        'bank running session 1',
        'bank https alice: log-on accepted',
        'alice did generated 1',
        'alice secret signing-key 1',
        'alice https bank: registration of the public key',
        'alice commit session 1',
        'bank stores depository 2',
        'bank did registered 1',
      ],
    ]);
    expect(doneIn(p.want(bankName, 'expire'))).toEqual([
      'bank did expired 0',
      'bank sms alice: notice to renew the key pair',
      'alice did generated 1',
      'alice secret signing-key 1',
      'alice https bank: renewed public key',
      'bank stores depository 2',
      'bank did registered 1',
    ]);
  });
});
