import { describe, expect, test } from 'vitest';
import { role } from '../classics/classic.ts';
import { peers } from '../peers/index.ts';
import type { Term } from '../core/term.ts';
import type { TraceEvent } from '../core/trace.ts';
import { atom, atoms, joined, text, underKey, underShared } from './message.ts';
import type { Protocol, Role, Step } from './script.ts';
import { match, receive, send, state, stateOfAnybody, unlike } from './steps.ts';
import { onceEach, played, statements, world } from './testing/played.ts';

const protocolOf = (...roles: readonly Role[]): Protocol => ({
  id: 'two',
  title: 'two roles',
  source: 'nowhere',
  sorts: { N: 'nonce', M: 'nonce', K: 'key', X: 'box' },
  trusted: [],
  beliefs: [],
  roles,
});
const [a, b] = [{ knows: ['B'], makes: ['N', 'M', 'K'] }, { knows: ['A'] }];

/** Plays what A does at the start, and B on the first message. */
const between = (asked: readonly Step[], answered: readonly Step[], knowsOf = b) => {
  const made = world();
  const protocol = protocolOf(role('A', a, asked), role('B', knowsOf, answered));
  const events = played(protocol, {}, made);
  return { ...made, events, stated: statements(events) };
};
const sentIn = (events: readonly TraceEvent<Term>[]) =>
  events.flatMap((event) => (event.kind === 'sent' ? [event] : []));

describe('a statement', () => {
  test('is about whoever is believed to be running, and names both sides in one order', () => {
    const { algebra, stated } = between(
      [state('running', 'order', ['B', 'N', 'M']), send('B', atoms('N', 'M'))],
      [receive(atoms('N', 'M')), state('commit', 'order', ['A', 'N', 'M'])],
    );
    const [one, other] = ['a', 'b'].map((agent) => algebra.name('agent', agent));
    expect(stated.map(({ party }) => party)).toEqual(['a as A, seat 1', 'b as B, seat 2']);
    for (const { account, values } of stated) {
      expect([account, values.slice(0, 2), values.length]).toEqual([one, [other, one], 4]);
    }
    expect(stated[0]?.values).toEqual(stated[1]?.values);
  });

  test('of a secret, or of anybody, names what it is on alone', () => {
    const { algebra, stated } = between(
      [
        state('secret', 'order', ['B', 'N']),
        stateOfAnybody('running', 'order', ['B', 'N']),
        send('B', atom('N')),
      ],
      [receive(atom('N')), stateOfAnybody('commit', 'order', ['A', 'N'])],
    );
    const [one, other] = ['a', 'b'].map((agent) => algebra.name('agent', agent));
    // A secret depends on the honesty of the peer.
    expect(stated.map(({ account }) => account)).toEqual([other, one, one]);
    expect(stated.map(({ values }) => values.length)).toEqual([1, 1, 1]);
    expect(new Set(stated.flatMap(({ values }) => values)).size).toBe(1);
  });
});

describe('a role', () => {
  test('makes what it sends anew, each message and each box with randomness of its own', () => {
    const box = underShared(['A', 'B'], atom('N'));
    const { events } = between(
      [send('B', joined(box, box)), send('B', joined(box, box))],
      [receive(joined(box, box))],
    );
    const [first, second] = sentIn(events).map(({ message }) => message);
    expect(first).not.toBe(second);
    const { store, events: again } = between([send('B', joined(box, box))], []);
    const [sent] = sentIn(again);
    const [pair] = sent === undefined ? [] : store.args(sent.message);
    const boxes = pair === undefined ? [] : store.args(pair);
    expect(boxes).toHaveLength(2);
    expect(new Set(boxes).size).toBe(2);
  });

  test('sends to the open network, from its own place', () => {
    const { events } = between([send('B', atom('N'))], [receive(atom('N'))]);
    expect(sentIn(events)).toMatchObject([
      { party: 'a as A, seat 1', to: 'B', hop: 'network', channel: 'wireless', note: '' },
    ]);
  });

  test('waits on where a message is not of its form, or what it says cannot be done with it', () => {
    const refused = (answered: readonly Step[]) =>
      statements(between([send('B', atoms('N', 'M'))], answered).events).length;
    const done = state('secret', 'x', ['A', 'N']);
    expect(refused([receive(atoms('N', 'M')), done])).toBe(1);
    expect(refused([receive(atoms('N', 'N')), done])).toBe(0);
    expect(refused([receive(joined(text('x'), atom('N'))), done])).toBe(0);
    expect(refused([receive(atoms('N', 'M')), unlike('N', 'M'), done])).toBe(1);
    expect(refused([receive(atoms('N', 'M')), match('K', atom('N')), unlike('K', 'N'), done])).toBe(
      0,
    );
    expect(
      refused([receive(atoms('N', 'M')), match('K', atom('N')), match('K', atom('N')), done]),
    ).toBe(1);
    expect(
      refused([receive(atoms('N', 'M')), match('K', atom('N')), match('K', atom('M')), done]),
    ).toBe(0);
  });

  test('takes what comes next as if what it refused had not come', () => {
    const done = state('secret', 'x', ['A', 'N']);
    const steps = [
      receive(atoms('N', 'M')),
      done,
      send('A', atom('M')),
      receive(text('end')),
      done,
    ];
    const asked = [text('not this'), atoms('N', 'M'), text('nor this'), text('end')];
    const { stated } = between([...asked.map((message) => send('B', message))], steps);
    expect(stated).toHaveLength(2);
  });

  test('states nothing of whom it does not know, and does not go on', () => {
    const steps = (of: Step) => [of, send('B', atom('N'))];
    const protocol = (of: Step) =>
      protocolOf(
        role('A', { ...a, knows: ['B', 'C'] }, steps(of)),
        role('B', b, []),
        role('C', {}, []),
      );
    const seats = [{ role: 'A', agent: 'a', peers: { B: 'b' } }];
    for (const of of [
      state('secret', 'x', ['C', 'N']),
      state('running', 'x', ['C', 'N']),
      state('commit', 'x', ['B', 'N', 'C']),
      state('secret', 'x', ['B', 'C']),
    ]) {
      const events = played(protocol(of), { seats });
      expect([...statements(events), ...sentIn(events)]).toEqual([]);
    }
  });

  test('says nothing to whom no key is known of, and waits on', () => {
    const seats = onceEach({ roles: [{ name: 'A' }, { name: 'B' }] as never });
    const protocol = protocolOf(
      role('A', a, [send('B', atom('B'))]),
      role('B', {}, [
        receive(atom('A')),
        send('A', underShared(['B', 'A'], text('x'))),
        state('secret', 'x', ['A', 'A']),
      ]),
    );
    // Of itself nobody has a key that is shared.
    expect(statements(played(protocol, { seats, typed: false }))).toEqual([]);
  });

  test('opens what it has kept once it has the key', () => {
    const box = underKey('K', atom('N'));
    const { stated } = between(
      [send('B', joined(text('box'), box)), send('B', joined(text('key'), atom('K')))],
      [
        receive(joined(text('box'), atom('X'))),
        receive(joined(text('key'), atom('K'))),
        match('X', box),
        state('secret', 'x', ['A', 'N']),
      ],
    );
    expect(stated).toHaveLength(1);
  });
});

// As with the classics: a protocol whose intended run is not possible holds everything.
describe('a peer', () => {
  const casts = peers.flatMap(({ protocol, casts: all }) =>
    Object.entries(all).flatMap(([name, cast]) =>
      cast.insider || name.includes('twice') ? [] : [{ id: protocol.id, name, cast }],
    ),
  );

  test.each(casts)('$id runs to its end among the honest ($name)', ({ cast }) => {
    const { protocol, seats } = cast;
    const roles = new Set(seats.map(({ role: name }) => name));
    const stated = statements(played(protocol, { seats }));
    const expected = protocol.roles
      .filter(({ name }) => roles.has(name))
      .flatMap(({ steps }) =>
        steps.flatMap((step) => (step.do === 'state' ? [`${step.claim} ${step.about}`] : [])),
      );
    const said = new Set(stated.map(({ claim, about }) => `${claim} ${about}`));
    expect([...said].sort()).toEqual([...new Set(expected)].sort());
    for (const { claim, about, account, values } of stated) {
      if (claim !== 'commit') continue;
      const running = stated.filter((one) => one.claim === 'running' && one.about === about);
      expect(running.map((one) => [one.account, one.values])).toContainEqual([account, values]);
    }
  });
});
