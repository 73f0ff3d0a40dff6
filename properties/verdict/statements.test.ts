import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { network } from '../../attacks/capability/network.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { agreement, type Claim } from '../../model/core/claim.ts';
import type { Effect } from '../../model/core/effect.ts';
import type { System } from '../../model/core/system.ts';

const authentic: Claim = {
  id: 'authentic',
  title: '',
  says: '',
  source: '',
  corrupts: [],
  court: false,
  ...agreement({
    commit: { claim: 'commit', about: 'x' },
    running: { claim: 'running', about: 'x' },
    injective: false,
    by: 'anyone',
  }),
};

/** One party that may state two things in either order, and is then in the same state. */
function eitherOrder<M>(algebra: Algebra<M>): System<M> {
  const account = algebra.name('account', 'ann');
  const state = (claim: 'running' | 'commit'): Effect<M> => ({
    effect: 'claim',
    claim,
    about: 'x',
    account,
    values: [account],
  });
  const roles = setup({ actions: { effects: (_, _effects: readonly Effect<M>[]) => undefined } });
  const stating = (...effects: readonly Effect<M>[]) => ({
    target: 'done',
    actions: [{ type: 'effects', params: effects }] as const,
  });
  const machine = roles.createMachine({
    initial: 'ready',
    states: {
      ready: {
        on: {
          right: stating(state('running'), state('commit')),
          wrong: stating(state('commit'), state('running')),
        },
      },
      done: {},
    },
  });
  return {
    parties: [{ name: 'ann', kind: 'client', machine, input: undefined }],
    principals: [{ party: 'ann', account, honest: true }],
    opening: [],
    attackerAt: ['attacker'],
    agenda: {},
    anytime: { ann: ['right', 'wrong'].map((type) => ({ type, values: {} })) },
    doors: [],
    publicValues: {},
    secrets: [],
    root: algebra.name('seed', 'root'),
    answer: () => undefined,
    budget: {},
  };
}

describe('a search', () => {
  // Kills: claims judged on new states only, so that a step that breaks one and ends in a state
  // already seen goes by.
  test('sees a step that breaks a claim even when another has led to the same state', () => {
    const problem = {
      suite: { cipher: 'aes-128-cbc' },
      ownValues: {},
      inert: [],
      build: eitherOrder,
    } as const;
    const { found, states, complete } = explore(setStage(problem, network), {
      claims: [authentic],
      statesMax: 100,
    });
    expect(found.map(({ moves }) => moves)).toEqual([[{ move: 'happen', party: 'ann', which: 1 }]]);
    expect([states, complete]).toEqual([2, true]);
  });
});
