import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { System } from '../core/system.ts';
import type { Term } from '../core/term.ts';
import { axes, type Reading } from './reading.ts';
import { customersMax, insiderName } from './scenario/cast.ts';
import type { Scenario } from './scenario/wanted.ts';
import { play, type Staging } from './testing/play.ts';

const build = (staging: Staging = {}, reading: Partial<Reading> = {}): System<Term> =>
  play(reading, staging).system;

const bounds = fc.record({
  sessions: fc.integer({ min: 1, max: 6 }),
  customers: fc.integer({ min: 1, max: customersMax }),
  renewals: fc.nat(2),
});
const scenario: fc.Arbitrary<Pick<Scenario, 'bounds' | 'insider' | 'court'>> = fc.record({
  bounds,
  insider: fc.boolean(),
  court: fc.boolean(),
});

const honestOf = ({ principals }: System<Term>): readonly string[] =>
  principals.filter(({ honest }) => honest).map(({ party }) => party);

describe('a scenario', () => {
  // The bounds of every verdict. Kills: payments dealt out twice, one customer left out.
  test('has its payments dealt out among the customers, each of an amount of its own', () => {
    fc.assert(
      fc.property(scenario, (chosen) => {
        const system = build(chosen);
        const wishes = honestOf(system).flatMap((name) => system.agenda[name] ?? []);
        const amounts = wishes.filter(({ type }) => type === 'pay').map(({ values }) => values);
        expect(amounts).toHaveLength(chosen.bounds.sessions);
        expect(new Set(amounts.map(({ amount }) => amount)).size).toBe(amounts.length);
        expect(wishes.filter(({ type }) => type === 'start')).toHaveLength(chosen.bounds.customers);
      }),
    );
  });

  test('has each customer install, start, log on and only then pay', () => {
    const system = build({ bounds: { sessions: 3, customers: 2, renewals: 1 } });
    const types = (name: string): readonly string[] =>
      (system.agenda[name] ?? []).map(({ type }) => type);
    expect(types('alice')).toEqual(['start', 'logOn', 'pay', 'pay']);
    expect(types('bob')).toEqual(['start', 'logOn', 'pay']);
    expect(types('bank:alice')).toEqual(['issue', 'expire']);
    expect(system.opening).toEqual(['bank:alice', 'bank:bob']);
  });

  test('lets the bank take as much as the bounds say and no more', () => {
    fc.assert(
      fc.property(scenario, (chosen) => {
        const { budget } = build(chosen);
        const { sessions, renewals } = chosen.bounds;
        expect(budget['bank:alice commit order']).toBe(sessions + 1);
        expect(budget['bank:alice did registered']).toBe(1 + renewals);
        expect(budget[`bank:${insiderName} commit order`]).toBe(chosen.insider ? 2 : undefined);
        expect(Object.values(budget).every((count) => count >= 1)).toBe(true);
      }),
    );
  });

  test('has parties of every name once, and only those that it asks for', () => {
    fc.assert(
      fc.property(scenario, (chosen) => {
        const system = build(chosen);
        const names = system.parties.map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        expect(names.includes('judge')).toBe(chosen.court);
        expect(names).not.toContain(insiderName);
        expect(names.includes(`bank:${insiderName}`)).toBe(chosen.insider);
        expect(honestOf(system)).toHaveLength(chosen.bounds.customers);
      }),
    );
  });

  test('has no chart for the kinds of party that the attacker plays', () => {
    const kinds = build({ court: true, corrupt: ['bank', 'log'] }).parties.map(({ kind }) => kind);
    expect(kinds).toEqual(['client', 'judge']);
  });

  // Kills: a door that leads to a party nobody is.
  test('has doors that lead to its parties alone, each once', () => {
    fc.assert(
      fc.property(scenario, (chosen) => {
        const { doors, parties } = build(chosen);
        const names = new Set(parties.map(({ name }) => name));
        expect(doors.filter(({ hop, to }) => !names.has(hop) || !names.has(to))).toEqual([]);
        const keys = doors.map(
          ({ channel, hop, to, desk }) => `${channel} ${hop} ${to} ${desk ?? ''}`,
        );
        expect(new Set(keys).size).toBe(keys.length);
        const open = doors.filter(({ server }) => server);
        const own = open.filter(({ channel }) => channel === 'branch').map(({ to }) => to);
        expect(own).toEqual(chosen.insider ? [`bank:${insiderName}`] : []);
        const channels = new Set(open.map(({ channel }) => channel));
        channels.delete('branch');
        expect([...channels].toSorted()).toEqual(
          chosen.court ? ['court', 'https', 'wireless'] : ['https', 'wireless'],
        );
      }),
    );
  });

  test('has everybody know identifiers and nobody know secrets', () => {
    const { publicValues, secrets, root } = build({ insider: true });
    const known = Object.values(publicValues);
    expect(secrets.filter(({ value }) => known.includes(value))).toEqual([]);
    expect(known).not.toContain(root);
    expect(secrets.map(({ kind, of }) => `${kind} of ${of}`)).toEqual(
      expect.arrayContaining(['password of alice', `package-key of ${insiderName}`]),
    );
  });

  // A9, W1.
  test('shares the package key between customers just where the reading does', () => {
    const shared = (Object.keys(axes.A9.choices) as readonly Reading['A9'][]).filter((A9) => {
      const { secrets } = build({ insider: true }, { A9 });
      const keys = secrets.filter(({ kind }) => kind === 'package-key').map(({ value }) => value);
      return new Set(keys).size === 1;
    });
    expect(shared).toEqual(['per-release', 'per-bank']);
  });

  test('of another seed has other secrets', () => {
    const { algebra } = play();
    const [one, two] = ['1', '2'].map((seed) => play({}, { seed }).system.root);
    expect(one).toBeDefined();
    expect(play({}, { seed: '1' }).store.label(one ?? algebra.constant(''))).not.toBe(
      play({}, { seed: '2' }).store.label(two ?? algebra.constant('')),
    );
  });
});
