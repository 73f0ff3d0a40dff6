import { describe, expect, test } from 'vitest';
import { role } from '../classics/classic.ts';
import { atom, atoms, joined, type Message, secretOf, text, underShared } from './message.ts';
import type { Protocol } from './script.ts';
import { receive, send, state } from './steps.ts';
import { agentKeys, type Scenario, scriptClaims, scriptSystem, secretsIn } from './system.ts';
import { onceEach, played, statements, world } from './testing/played.ts';

/** `of` under the key that one has for the other, which is not the key back. */
const oneWay = (between: readonly [string, string], of: Message): Message => ({
  is: 'sealed',
  key: { key: 'shared', between, directed: true },
  of,
});

const pin = secretOf(['A', 'S'], 'pin');
const order = underShared(['A', 'S'], joined(pin, atoms('N', 'B')));

/** Everything that a script can have from the start. */
const sample: Protocol = {
  id: 'sample',
  title: 'a sample',
  source: 'nowhere',
  sorts: { N: 'nonce' },
  trusted: ['S'],
  beliefs: [
    { belief: 'secrecy', about: 'order' },
    { belief: 'agreement', about: 'order', injective: false },
    { belief: 'agreement', about: 'order', injective: true },
  ],
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['N'] }, [
      state('secret', 'order', ['S', 'N']),
      state('running', 'order', ['S', 'N', 'B']),
      send('S', joined(atom('A'), secretOf([], 'program'), order)),
      receive(oneWay(['B', 'A'], atom('N'))),
      state('commit', 'answer', ['B', 'N']),
    ]),
    role('B', { knows: ['A', 'S'] }, [
      receive(oneWay(['S', 'B'], atoms('N', 'A'))),
      state('running', 'answer', ['A', 'N']),
      send('A', oneWay(['B', 'A'], atom('N'))),
    ]),
    role('S', { knows: ['B'] }, [
      receive(joined(atom('A'), secretOf([], 'program'), order)),
      state('commit', 'order', ['A', 'N', 'B']),
      send('B', oneWay(['S', 'B'], atoms('N', 'A'))),
    ]),
  ],
};

const scenario: Scenario = {
  honest: ['a', 'b', 's'],
  insider: 'i',
  seats: onceEach(sample),
  typed: true,
};
const agents = ['a', 'b', 's', 'i'];

describe('keys', () => {
  const { algebra, store } = world();
  const keyringOf = (agent: string, deposited = false) =>
    agentKeys(algebra, { agents, agent, protocol: sample, deposited });
  const named = (agent: string) => algebra.name('agent', agent);
  const of = (entries: readonly { of: unknown; key: unknown }[] | undefined, agent: string) =>
    entries?.find((entry) => entry.of === named(agent))?.key ?? expect.fail(`no key of ${agent}`);
  const pairs = agents.flatMap((one) => agents.map((other) => [one, other] as const));

  test('are the same from both ends', () => {
    for (const [one, other] of pairs.filter(([a, b]) => a !== b)) {
      const [here, there] = [keyringOf(one), keyringOf(other)];
      expect(of(here.shared, other)).toBe(of(there.shared, one));
      expect(of(here.toward, other)).toBe(of(there.from, one));
      expect(of(here.secrets['pin'], other)).toBe(of(there.secrets['pin'], one));
      expect(of(here.published, other)).toBe(algebra.publicKey(there.own));
      expect(here.common).toEqual(there.common);
    }
  });

  test('are otherwise all different: of whom they are, which way, and what for', () => {
    const all = agents.flatMap((agent) => {
      const { shared, toward, secrets, own, common } = keyringOf(agent);
      const others = agents.filter((other) => other > agent);
      const ways = agents.filter((other) => other !== agent);
      return [
        ...others.flatMap((other) => [of(shared, other), of(secrets['pin'], other)]),
        ...ways.map((other) => of(toward, other)),
        ...[own, common['program']],
      ];
    });
    // Six pairs with a key and a secret each, twelve ways, four private keys, one secret of all.
    expect(new Set(all).size).toBe(6 * 2 + 12 + 4 + 1);
    expect(all).not.toContain(undefined);
    // However agents are called.
    const called = ['a', 'ab', 'b', 'bb'];
    const shared = called.flatMap((agent) =>
      agentKeys(algebra, { agents: called, agent, protocol: sample }).shared.map(({ key }) => key),
    );
    expect(new Set(shared).size).toBe(6);
  });

  test('are of the sort that says what they are for', () => {
    const { shared, toward, from, own, secrets, common } = keyringOf('a');
    const sorts = (entries: typeof shared = []) =>
      new Set(entries.map(({ key }) => store.sort(key)));
    expect([shared, toward, from].map(sorts)).toEqual([0, 1, 2].map(() => new Set(['key'])));
    expect(sorts(secrets['pin'])).toEqual(new Set(['pin']));
    expect(Object.values(common).map(store.sort)).toEqual(['program']);
    expect(store.sort(own)).toBe('signing-key');
  });

  test('are shared with others alone, and published of everybody', () => {
    const { shared, published, secrets, deposited } = keyringOf('a');
    const owners = (entries: readonly { of: unknown }[]) => entries.map((entry) => entry.of);
    expect(owners(shared)).toEqual(['b', 's', 'i'].map(named));
    expect(owners(secrets['pin'] ?? [])).toEqual(['b', 's', 'i'].map(named));
    expect(owners(published)).toEqual(agents.map(named));
    expect(deposited).toEqual({});
    expect(agentKeys(algebra, { agents, agent: 's', protocol: sample }).deposited).toEqual({});
  });

  test('of any two others are deposited with whom the script has look them up, under what they are', () => {
    const { deposited } = keyringOf('s', true);
    expect(Object.keys(deposited)).toEqual(['key', 'pin']);
    const others = ['a', 'b', 'i'];
    const twos = others.flatMap((one) =>
      others.flatMap((other) => (one === other ? [] : [[one, other] as const])),
    );
    for (const [what, entries] of Object.entries(deposited)) {
      expect(entries.map(({ between }) => between)).toEqual(
        twos.map(([one, other]) => [named(one), named(other)]),
      );
      const keys = twos.map(([one, other]) => {
        const { shared, secrets } = keyringOf(one);
        return of(what === 'key' ? shared : secrets['pin'], other);
      });
      expect(entries.map(({ key }) => key)).toEqual(keys);
    }
  });

  test('that are values are found in every message of a script, however deep, each kind once', () => {
    expect(secretsIn(sample)).toEqual({ ofTwo: ['pin'], common: ['program'] });
    const none = { roles: [role('A', {}, [send('B', joined(text('x'), atom('A')))])] };
    expect(secretsIn(none)).toEqual({ ofTwo: [], common: [] });
  });
});

describe('what the attacker is given', () => {
  const names = (insider: string | undefined, protocol = sample) =>
    Object.keys(scriptSystem(protocol, { ...scenario, insider })(world().algebra).publicValues);
  const everybody = ['a', 'b', 's'];
  const published = (who: readonly string[]) => who.map((name) => `public key of ${name}`);

  test('is what is public, and what an insider has', () => {
    expect(names(undefined)).toEqual([...everybody, ...published(everybody)]);
    expect(names('i')).toEqual([
      ...agents,
      ...published(agents),
      'private key of i',
      ...['key of i and a', 'key of i and b', 'key of i and s'],
      ...['key of i for a', 'key of a for i', 'key of i for b', 'key of b for i'],
      ...['key of i for s', 'key of s for i'],
      ...['pin of a with i', 'pin of b with i', 'pin of i with s', 'program of all'],
    ]);
  });

  test('holds no keys for one direction where the script has none', () => {
    const simple = { ...sample, roles: ['A', 'B', 'S'].map((name) => role(name, {}, [])) };
    expect(names('i', simple)).toEqual([
      ...agents,
      ...published(agents),
      'private key of i',
      ...['key of i and a', 'key of i and b', 'key of i and s'],
    ]);
  });

  test('is by each name what the honest have for it, and nothing that they have among themselves', () => {
    const { algebra } = world();
    const { publicValues } = scriptSystem(sample, scenario)(algebra);
    const keyringOf = (agent: string) => agentKeys(algebra, { agents, agent, protocol: sample });
    const { shared, toward, from, secrets, common, own } = keyringOf('a');
    const at = (entries: typeof shared | undefined, who: string) =>
      entries?.find((entry) => entry.of === algebra.name('agent', who))?.key;
    expect(publicValues).toMatchObject({
      i: algebra.name('agent', 'i'),
      'key of i and a': at(shared, 'i'),
      'key of a for i': at(toward, 'i'),
      'key of i for a': at(from, 'i'),
      'pin of a with i': at(secrets['pin'], 'i'),
      'program of all': common['program'],
      'private key of i': keyringOf('i').own,
      'public key of a': algebra.publicKey(own),
    });
    const given = Object.values(publicValues);
    for (const own of [shared, toward, from, secrets['pin']]) {
      expect(given).not.toContain(at(own, 'b'));
    }
    expect(given).not.toContain(own);
    const withoutInsider = scriptSystem(sample, { ...scenario, insider: undefined })(algebra);
    expect(Object.values(withoutInsider.publicValues)).not.toContain(common['program']);
  });
});

describe('the system of a script', () => {
  const { store, algebra } = world();
  const build = scriptSystem(sample, scenario);
  const system = build(algebra);

  test('has a party for each seat, with the names that it knows, and a door to it', () => {
    expect(system.parties.map(({ name }) => name)).toEqual([
      'a as A, seat 1',
      'b as B, seat 2',
      's as S, seat 3',
    ]);
    const [first] = system.parties;
    const names = Object.entries({ A: 'a', B: 'b', S: 's' });
    expect(first?.input).toEqual({
      party: 'a as A, seat 1',
      names: Object.fromEntries(names.map(([name, who]) => [name, algebra.name('agent', who)])),
    });
    expect(system.doors).toEqual(
      system.parties.map(({ name }) => ({
        ...{ channel: 'wireless', hop: name, to: name, from: 'attacker', server: false },
      })),
    );
    expect(system.attackerAt).toEqual([]);
    // Nobody is given what all randomness comes from.
    expect(store.sort(system.root)).toBe('seed');
    expect(Object.values(system.publicValues)).not.toContain(system.root);
  });

  test('knows of its agents who is honest, and has no other', () => {
    expect(system.principals.map(({ party, honest }) => [party, honest])).toEqual([
      ['a', true],
      ['b', true],
      ['s', true],
      ['i', false],
    ]);
    const alone = scriptSystem(sample, { ...scenario, insider: undefined })(algebra);
    expect(alone.principals.map(({ party }) => party)).toEqual(['a', 'b', 's']);
  });

  test('has begin whose script does not wait, and first who is to begin first', () => {
    expect(Object.keys(system.agenda)).toEqual(['a as A, seat 1']);
    expect(system.opening).toEqual([]);
    const seats = scenario.seats.map((seat) =>
      seat.role === 'A' ? { ...seat, first: true as const } : seat,
    );
    expect(scriptSystem(sample, { ...scenario, seats })(algebra).opening).toEqual([
      'a as A, seat 1',
    ]);
  });

  test('has one chart of a role in an algebra, whoever else takes part, and another where it does otherwise', () => {
    const [seat] = scenario.seats;
    if (seat === undefined) return expect.fail('no seat');
    const machineOf = (change: Partial<typeof seat>, more: Partial<Scenario> = {}) => {
      const seats = [{ ...seat, ...change }];
      return scriptSystem(sample, { ...scenario, seats, ...more })(algebra).parties[0]?.machine;
    };
    const own = system.parties[0]?.machine;
    expect(machineOf({})).toBe(own);
    expect(machineOf({ peers: { B: 'i', S: 's' } })).toBe(own);
    for (const [change, more] of [
      [{ silent: true }],
      [{ cut: true }],
      [{ role: 'B' }],
      [{ agent: 'b' }],
      [{}, { typed: false }],
      [{}, { insider: undefined }],
    ] as const) {
      expect(machineOf(change, more)).not.toBe(own);
    }
    expect(build(world().algebra).parties[0]?.machine).not.toBe(own);
  });

  test('takes for alike who plays the same role with the same peers in the same way', () => {
    const [seat] = scenario.seats;
    if (seat === undefined) return expect.fail('no seat');
    const seats: Scenario['seats'] = [
      ...[seat, seat, { ...seat, peers: { B: 'i', S: 's' } }],
      ...([
        { ...seat, silent: true },
        { ...seat, cut: true },
        { ...seat, agent: 'b' },
      ] as const),
    ];
    const alike = scriptSystem(sample, { ...scenario, seats })(algebra).parties.map(
      (party) => party.alike,
    );
    expect(alike[0]).toBe(alike[1]);
    expect(new Set(alike).size).toBe(5);
  });

  test('has nobody play who is not honest, or what there is not', () => {
    const played = (role: string, agent: string) => () =>
      scriptSystem(sample, { ...scenario, seats: [{ role, agent, peers: {} }] })(algebra);
    expect(played('A', 'i')).toThrow('script: i cannot play A');
    expect(played('X', 'a')).toThrow('script: a cannot play X');
  });
});

describe('a seat', () => {
  const kinds = (change: Partial<Scenario['seats'][number]>) => {
    const seats = onceEach(sample).map((seat) =>
      seat.role === 'A' ? { ...seat, ...change } : seat,
    );
    return statements(played(sample, { seats }))
      .filter(({ party }) => party.startsWith('a'))
      .map(({ claim, about }) => `${claim} ${about}`);
  };

  test('says what its script does', () => {
    expect(kinds({})).toEqual(['secret order', 'running order', 'commit answer']);
  });

  test('that is silent bears others out and believes nothing', () => {
    expect(kinds({ silent: true })).toEqual(['running order']);
  });

  test('that is cut short ends with the last message that it sends', () => {
    expect(kinds({ cut: true })).toEqual(['secret order', 'running order']);
  });
});

test('each belief of a script is a claim, named by the script, the kind of belief and what about', () => {
  const claims = scriptClaims(sample);
  const peer = 'who believes in order has a peer that was running with the same';
  expect(claims.map(({ id, title, says }) => [id, title, says])).toEqual([
    ['sample/secrecy-order', 'secrecy of order', 'nobody but the two learns order'],
    ['sample/agreement-order', 'agreement of order', peer],
    ['sample/injective-agreement-order', 'injective-agreement of order', peer],
  ]);
  expect(claims.map(({ secretOf: about }) => about)).toEqual(['order', undefined, undefined]);
  for (const claim of claims) {
    expect(claim).toMatchObject({ source: 'nowhere', corrupts: [], court: false });
  }
  expect(claims.map(({ occasion }) => occasion)).toEqual([
    'secret order',
    'commit order',
    'commit order',
  ]);
});
