import { describe, expect, test } from 'vitest';
import { agreement, type Claim, type Claimed } from '../../model/core/claim.ts';
import type { System } from '../../model/core/system.ts';
import { type Term, termStore } from '../../model/core/term.ts';
import { historian } from './history.ts';

const store = termStore();
const account = store.name('account', 'ann');
const value = store.name('data', 'v');

const form = { commit: { claim: 'commit', about: 'x' }, by: 'anyone', injective: false } as const;
const authentic: Claim = {
  id: 'authentic',
  title: '',
  says: '',
  source: '',
  corrupts: [],
  court: false,
  ...agreement({ ...form, running: { claim: 'running', about: 'x' } }),
};

const system: System<Term> = {
  parties: [],
  principals: [{ party: 'ann', account, honest: true }],
  opening: [],
  attackerAt: ['attacker'],
  agenda: {},
  anytime: {},
  doors: [],
  publicValues: {},
  secrets: [],
  root: store.name('seed', 'root'),
  answer: () => undefined,
  budget: { 'ben running x': 2 },
};

const stated = (claim: 'commit' | 'running', values = [value]): Claimed<Term> => ({
  kind: 'claimed',
  party: claim === 'commit' ? 'ann' : 'ben',
  claim,
  about: 'x',
  account,
  values,
});
const commit = stated('commit');
const running = stated('running');
const { empty, extend } = historian(system, [authentic]);
const after = (...steps: readonly (readonly Claimed<Term>[])[]) =>
  steps.reduce<ReturnType<typeof extend>>(
    (extension, step) => extension && extend(extension.history, step),
    { history: empty, broken: [] },
  );

describe('a history', () => {
  // Lowe 1997: the peer was running before. Kills: a verdict remembered for the multiset, which
  // is the same in whichever order the statements of one step are.
  test('is judged in the order of the step, whatever orders were judged before', () => {
    for (let again = 0; again < 2; again += 1) {
      const right = after([running, commit]);
      const wrong = after([commit, running]);
      expect(right?.broken).toEqual([]);
      expect(wrong?.broken).toEqual([authentic]);
      expect(wrong?.history).toBe(right?.history);
    }
  });

  test('is judged on what was stated in earlier steps too', () => {
    expect(after([running], [commit])?.broken).toEqual([]);
    expect(after([commit])?.broken).toEqual([authentic]);
    expect(after([stated('running', [account])], [commit])?.broken).toEqual([authentic]);
  });

  // Deduplication rests on this. Kills: histories by order, histories by set.
  test('is one for one multiset of statements', () => {
    expect(after([running], [commit])?.history).toBe(after([commit], [running])?.history);
    expect(after([running])?.history).not.toBe(after([running, running])?.history);
    expect(after([])?.history).toBe(empty);
  });

  test('ends where the bounds are left', () => {
    expect(after([running, running], [running])).toBeUndefined();
    expect(after([running, running, running])).toBeUndefined();
    const { allows } = historian(system, [authentic]);
    expect([
      allows(empty, ['ben running x']),
      allows(empty, Array(3).fill('ben running x')),
    ]).toEqual([true, false]);
  });
});

// `System.budget` counts by party and wording. Kills: an account kept that nothing looks at; an honest
// customer's account put where another's was.
test('whose account a statement is about that bounds alone count makes no difference', () => {
  const [mallorys, eves] = ['mallory', 'eve'].map((name) => store.name('account', name));
  const several: System<Term> = {
    ...system,
    principals: [
      ...system.principals,
      { party: 'mallory', account: mallorys ?? account, honest: false },
      { party: 'eve', account: eves ?? account, honest: false },
    ],
    budget: { 'ben running x': 2, 'ben commit x': 2, 'ben did y': 2 },
  };
  const ben = (claim: 'did' | 'commit', about: string, whose: Term | undefined): Claimed<Term> => ({
    ...stated('running'),
    ...{ claim, about, account: whose ?? account },
  });
  const { empty: none, extend: more } = historian(several, [{ ...authentic, ofHonest: true }]);
  const did = [account, mallorys, eves].map((whose) => more(none, [ben('did', 'y', whose)]));
  expect(new Set(did.map((extension) => extension?.history)).size).toBe(1);
  const commits = [account, mallorys, eves].map((whose) => more(none, [ben('commit', 'x', whose)]));
  expect(commits.map((extension) => extension?.broken.length)).toEqual([1, 0, 0]);
  expect(new Set(commits.map((extension) => extension?.history)).size).toBe(2);
});

describe('an ordered history', () => {
  const ordered: Claim = { ...authentic, ordered: true };

  // Forward secrecy, recentness. Kills: statements that no claim reads kept in order too, which
  // tells states apart for nothing; claims' statements kept as a multiset.
  test('is a sequence of what claims read and a multiset of the rest', () => {
    const { empty: none, extend: more } = historian(system, [ordered]);
    const run = (...steps: readonly Claimed<Term>[]) =>
      steps.reduce((history, step) => more(history, [step])?.history ?? history, none);
    expect(run(running, commit)).not.toBe(run(commit, running));
    expect(run(running, commit)).toBe(run(running, commit));
    const counted: System<Term> = { ...system, budget: { 'ben did y': 9, 'ann did z': 9 } };
    const loose = historian(counted, [ordered]);
    const did = (party: string, about: string): Claimed<Term> => ({
      ...stated('running'),
      party,
      claim: 'did',
      about,
    });
    const [y, z] = [did('ben', 'y'), did('ann', 'z')];
    const both = (first: Claimed<Term>, second: Claimed<Term>) =>
      loose.extend(loose.extend(loose.empty, [first])?.history ?? loose.empty, [second])?.history;
    expect(both(y, z)).toBe(both(z, y));
    expect(both(y, z)).not.toBe(both(y, y));
  });
});
