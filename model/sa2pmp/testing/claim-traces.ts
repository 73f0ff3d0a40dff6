/**
 * For each claim of SA2pMP, traces that break it and traces that do not, one statement a line:
 * `party claim about account value...`, `attacker value` for what it learned, `theft party value`.
 */

import { courtTraces, type Samples, sameAs } from './court-traces.ts';

/** What a renewal states. */
const renewal = ['bank did expired a', 'alice did generated a k2', 'bank did registered a k2'];

/** Traces by the claim's id. */
export const traces: Readonly<Record<string, Samples>> = {
  ...courtTraces,
  'secrecy-order': {
    broken: [['alice secret order a o1', 'attacker o1']],
    kept: [
      ['alice secret order a o1', 'attacker o2'],
      ['alice secret password a p', 'attacker p'],
    ],
  },
  'secrecy-password': {
    broken: [['alice secret password a p', 'attacker p']],
    kept: [['alice secret password a p', 'attacker o'], ['attacker p']],
  },
  'secrecy-key': {
    broken: [['bank secret package-key a k', 'attacker k']],
    kept: [
      ['bank secret package-key a k', 'attacker j'],
      ['bank secret package-key m k', 'attacker k'],
    ],
  },
  'agreement-order': {
    broken: [
      ['bank commit order a o1'],
      ['alice running order a o2', 'bank commit order a o1'],
      ['bank commit order a o1', 'alice running order a o1'],
      ['mallory running order a o1', 'bank commit order a o1'],
    ],
    kept: [
      ['alice running order a o1', 'bank commit order a o1', 'bank commit order a o1'],
      ['bank commit order m o1'],
    ],
  },
  'injective-agreement-order': {
    broken: [
      ['alice running order a o1', 'bank commit order a o1', 'bank commit order a o1'],
      ['bank commit order a o1'],
    ],
    kept: [
      ['alice running order a o1', 'bank commit order a o1'],
      [
        'alice running order a o1',
        'alice running order a o1',
        'bank commit order a o1',
        'bank commit order a o1',
      ],
    ],
  },
  'agreement-result': {
    broken: [
      ['alice commit result a o1 r1'],
      ['bank running result a o1 r2', 'alice commit result a o1 r1'],
      ['bank running result a o2 r1', 'alice commit result a o1 r1'],
      ['alice commit result a o1 r1', 'bank running result a o1 r1'],
    ],
    kept: [['bank running result a o1 r1', 'alice commit result a o1 r1']],
  },
  'nro-soundness': {
    broken: [
      ['judge judged order a o1'],
      ['judge judged order a o1', 'alice running order a o1'],
      ['alice running order a o2', 'judge judged order a o1'],
    ],
    kept: [['alice running order a o1', 'judge judged order a o1'], ['judge judged order m o1']],
  },
  'at-most-once': {
    broken: [['alice running order a o1', 'bank did posted a o1', 'bank did posted a o1']],
    kept: [
      ['alice running order a o1', 'bank did posted a o1'],
      ['bank did posted a o1', 'bank did posted a o2'],
      ['bank did posted m o1', 'bank did posted m o1'],
    ],
  },

  ...sameAs(['aliveness-client', 'recent-aliveness-client'], {
    broken: [
      ['bank did began a', 'bank commit order a o1'],
      ['bank did began a', 'mallory did generated a k', 'bank commit order a o1'],
      ['bank did began a', 'bank commit order a o1', 'alice running order a o1'],
    ],
    kept: [
      ['bank did began a', 'alice did generated a k', 'bank commit order a o1'],
      ['bank did began a', 'alice running order a o2', 'bank commit order a o1'],
      ['bank did began m', 'bank commit order m o1'],
    ],
  }),
  'weak-agreement-client': {
    broken: [
      ['bank commit addressed-order a o1 b1'],
      ['alice running addressed-order a o1 b2', 'bank commit addressed-order a o1 b1'],
      ['alice running order a o1', 'bank commit addressed-order a o1 b1'],
    ],
    kept: [['alice running addressed-order a o2 b1', 'bank commit addressed-order a o1 b1']],
  },
  'aliveness-bank': {
    broken: [['alice running order a o1', 'alice commit result a o1 r1']],
    kept: [
      ['bank did registered m k', 'alice commit result a o1 r1'],
      ['bank did logged-on a', 'alice commit result a o1 r1'],
    ],
  },
  'weak-agreement-bank': {
    broken: [
      ['alice commit result a o1 r1'],
      ['bank did registered m k', 'alice commit result a o1 r1'],
    ],
    kept: [['bank did logged-on a', 'alice commit result a o1 r1']],
  },
  'injective-agreement-result': {
    broken: [
      ['bank running result a o1 r1', 'alice commit result a o1 r1', 'alice commit result a o1 r1'],
    ],
    kept: [['bank running result a o1 r1', 'alice commit result a o1 r1']],
  },
  'recent-aliveness-bank': {
    broken: [
      ['bank commit order a o1', 'alice running order a o2', 'alice commit result a o2 r1'],
      ['alice running order a o1', 'alice commit result a o1 r1'],
    ],
    kept: [
      ['alice running order a o2', 'bank commit order a o1', 'alice commit result a o2 r1'],
      ['alice commit result a o1 r1'],
    ],
  },
  ...sameAs(['synchronisation-order', 'injective-synchronisation-order'], {
    broken: [
      ['bank did took-order a f1'],
      ['alice did sent-order a f2', 'bank did took-order a f1'],
      ['bank did took-order a f1', 'alice did sent-order a f1'],
      [
        'alice did sent-order a f1',
        'alice did sent-order a f2',
        'bank did took-order a f2',
        'bank did took-order a f1',
      ],
    ],
    kept: [
      [
        'alice did sent-order a f1',
        'alice did sent-order a f2',
        'bank did took-order a f1',
        'bank did took-order a f2',
      ],
      ['alice did sent-order a f1', 'alice did sent-order a f2', 'bank did took-order a f2'],
    ],
  }),
  ...sameAs(['synchronisation-result', 'injective-synchronisation-result'], {
    broken: [
      ['bank did sent-result a g1', 'alice did took-result a g1'],
      ['alice did sent-order a f1', 'bank did took-order a f1', 'alice did took-result a g1'],
      [
        'alice did sent-order a f1',
        'bank did took-order a f1',
        'bank did sent-result a g1',
        'alice did sent-order a f2',
        'alice did took-result a g1',
      ],
    ],
    kept: [
      [
        'alice did sent-order a f1',
        'bank did took-order a f1',
        'bank did sent-result a g1',
        'alice did took-result a g1',
      ],
    ],
  }),
  'secrecy-signing-key': {
    broken: [['alice secret signing-key a k', 'attacker k']],
    kept: [['alice secret signing-key a k', 'attacker j']],
  },
  'secrecy-token': {
    broken: [['bank secret token a t', 'attacker t']],
    kept: [['bank secret token m t', 'attacker t']],
  },
  'guessing-password': {
    broken: [['alice secret password a p', 'attacker p']],
    kept: [['alice secret password a p', 'attacker o']],
  },
  'forward-secrecy-order': {
    broken: [
      ['alice secret order a x', 'attacker x'],
      ['alice secret order a x', 'theft alice k', 'attacker x'],
    ],
    kept: [
      ['theft alice k', 'alice secret order a x', 'attacker x'],
      ['alice secret order a x', 'theft alice k', 'attacker y'],
      ['alice secret order m x', 'theft alice k', 'attacker x'],
    ],
  },
  'forward-secrecy-password': {
    broken: [
      ['alice secret password a x', 'attacker x'],
      ['alice secret password a x', 'theft alice k', 'attacker x'],
    ],
    kept: [
      ['theft alice k', 'alice secret password a x', 'attacker x'],
      ['alice secret password a x', 'theft alice k', 'attacker y'],
      ['alice secret password m x', 'theft alice k', 'attacker x'],
    ],
  },
  'post-compromise-order': {
    broken: [['theft alice k', ...renewal, 'bank commit order a o1']],
    kept: [
      ['theft alice k', 'bank commit order a o1'],
      [...renewal, 'bank commit order a o1'],
      [...renewal, 'theft alice k', 'bank commit order a o1'],
      ['theft alice k', ...renewal.slice(1), 'bank commit order a o1'],
      ['theft alice k', ...renewal, 'alice running order a o1', 'bank commit order a o1'],
    ],
  },
  'agreement-key': {
    broken: [
      ['bank did registered a k1'],
      ['alice did generated a k2', 'bank did registered a k1'],
      ['mallory did generated a k1', 'bank did registered a k1'],
    ],
    kept: [['alice did generated a k1', 'bank did registered a k1']],
  },
  'agreement-session': {
    broken: [
      ['alice commit session a t1'],
      ['bank running session a t2', 'alice commit session a t1'],
      ['bank running session m t1', 'alice commit session a t1'],
    ],
    kept: [['bank running session a t1', 'alice commit session a t1']],
  },
  'key-confirmation-bank': {
    broken: [['alice did generated a k2', 'bank did used-key a k1']],
    kept: [['alice did generated a k1', 'bank did used-key a k1']],
  },
  'key-confirmation-client': {
    broken: [['bank did used-key a k2', 'alice did relied-on-key a k1']],
    kept: [['bank did used-key a k1', 'alice did relied-on-key a k1']],
  },
};
