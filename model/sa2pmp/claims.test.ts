import { describe, expect, test } from 'vitest';
import type { Claim as Statement } from '../core/effect.ts';
import type { TraceEvent } from '../core/trace.ts';
import { claims } from './claims.ts';

type Event = TraceEvent<string>;
type Word = Statement<string>['claim'];

const principals = [
  { party: 'alice', account: 'a', honest: true },
  { party: 'mallory', account: 'm', honest: false },
];

/** `party claim about account value...` */
function said(line: string): Event {
  const [party = '', claim, about = '', account = '', ...values] = line.split(' ');
  if (party === 'attacker') return { kind: 'learned', value: claim ?? '' };
  return { kind: 'claimed', party, claim: claim as Word, about, account, values };
}

/** For each claim: traces that break it and traces that do not. */
const traces: Readonly<Record<string, Record<'broken' | 'kept', readonly (readonly string[])[]>>> =
  {
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
  };

const verdicts = (id: string, kind: 'broken' | 'kept'): readonly (string | undefined)[] => {
  const claim = claims.find((known) => known.id === id) ?? expect.fail(id);
  return (traces[id]?.[kind] ?? []).map((lines) =>
    claim.violation({ principals, events: lines.map(said) }, (x, y) => x === y),
  );
};

describe('the claims', () => {
  // A stable interface (issue 2): ids are added, never changed.
  test('have the ids that the command line promises', () => {
    const ids = claims.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'secrecy-order',
        'secrecy-password',
        'agreement-order',
        'injective-agreement-order',
        'agreement-result',
        'nro-soundness',
        'at-most-once',
      ]),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('name their source', () => {
    expect(claims.filter(({ source }) => !/§|Table|W\d/.test(source))).toEqual([]);
  });

  test.each(claims.map(({ id }) => id))(
    '%s has a trace here that breaks it and one that does not',
    (id) => {
      expect(traces[id]?.broken.length).toBeGreaterThan(0);
      expect(traces[id]?.kept.length).toBeGreaterThan(0);
    },
  );

  // Kills: any field of any agreement changed.
  test.each(Object.keys(traces))(
    '%s is broken by the traces that break it and by no other',
    (id) => {
      for (const verdict of verdicts(id, 'broken')) expect(verdict).toEqual(expect.any(String));
      for (const verdict of verdicts(id, 'kept')) expect(verdict).toBeUndefined();
    },
  );

  test('that ask a judge have everyone but the accused on the side of the attacker', () => {
    for (const { court, corrupts } of claims) {
      expect(corrupts).toEqual(court ? ['bank', 'log'] : []);
    }
  });
});
