import { describe, expect, test } from 'vitest';
import { agreement, type Claim, secrecy } from '../../model/core/claim.ts';
import { directStepper, initialLocals, type Local, settle } from '../../model/core/system.ts';
import { CHALLENGE, echoing } from '../../model/core/testing/echo.ts';
import type { Trace } from '../../model/core/trace.ts';
import type { Capability } from '../capability/capability.ts';
import { runMoves } from '../run.ts';
import { type Exploration, explore, type Quest } from './explicit.ts';
import { planOf } from './plan.ts';
import { setStage, type Stage } from './stage.ts';

const outsider: Capability = {
  id: 'outsider',
  title: '',
  says: '',
  source: '',
  holds: { wireless: 'full' },
  insider: false,
  reveals: [],
  corrupts: [],
};
const keyHolder: Capability = { ...outsider, reveals: [{ kind: 'key', of: 'honest' }] };
const bystander: Capability = { ...outsider, holds: {} };

const named = (id: string): Omit<Claim, 'violation' | 'reads' | 'occasion'> => ({
  id,
  title: id,
  says: '',
  source: '',
  corrupts: [],
  court: false,
});
const form = { commit: { claim: 'commit', about: 'echo' }, by: 'anyone' } as const;
const running = { claim: 'running', about: 'echo' } as const;
const authentic: Claim = {
  ...named('authentic'),
  ...agreement({ ...form, running, injective: false }),
};
const secret: Claim = { ...named('secret'), secretOf: 'echo', ...secrecy('echo') };
const claims = [authentic, secret];

function stageFor(capability: Capability, build = echoing(['ann'], 1)): Stage {
  const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
  return setStage(problem, capability);
}

const search = (stage: Stage, quest: Partial<Quest> = {}): Exploration =>
  explore(stage, { claims, statesMax: 10_000, ...quest });

/** How each claim fell: the kinds of move, in order. */
const fell = ({ found }: Exploration): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(found.map(({ claim, moves }) => [claim.id, moves.map(({ move }) => move)]));

describe('the search', () => {
  // Known by hand: with the key, open ann's box and answer in ben's stead.
  // Kills: depth first, moves in the wrong order, commit not looked for.
  test('finds the shortest attack there is', () => {
    const result = search(stageFor(keyHolder));
    expect(fell(result)).toEqual({ secret: ['intend'], authentic: ['intend', 'deliver'] });
    expect(result.complete).toBe(true);
  });

  // Kills: the attacker given what nobody gave it.
  test('finds the claim kept by an attacker without the key, and says it saw everything', () => {
    const result = search(stageFor(outsider));
    expect(fell(result)).toEqual({ secret: ['intend', 'deliver'] });
    expect(result.complete).toBe(true);
    expect(search(stageFor(outsider), { claims: [authentic] })).toMatchObject({
      found: [],
      complete: true,
    });
  });

  test('finds nothing against an attacker that holds no channel', () => {
    const result = search(stageFor(bystander));
    expect(result).toMatchObject({ found: [], complete: true, states: 2, transitions: 1 });
    const withKey = search(stageFor({ ...bystander, reveals: keyHolder.reveals }));
    expect(withKey).toEqual(result);
  });

  // Propose, then confirm (design §3): an attack stands when it runs and its trace breaks the claim.
  test('finds attacks that run, and leave a trace that breaks the claim, one move not before', () => {
    for (const capability of [keyHolder, outsider]) {
      const stage = stageFor(capability);
      const { system, algebra, holds, given } = stage;
      for (const found of search(stage).found) {
        const plan = planOf(stage, found);
        const { runs, stuck } = runMoves({ algebra, system, holds, given }, plan);
        expect(stuck).toBeUndefined();
        const broken = runs.map(
          ({ events }) =>
            found.claim.violation({ principals: system.principals, events }, algebra.equal) !==
            undefined,
        );
        expect(broken).toEqual(runs.map((_, index) => index === runs.length - 1));
      }
    }
  });

  // Kills: incomplete searches reported as complete.
  test('that hits its bound is incomplete, and complete with that many states and one more', () => {
    const everything = search(stageFor(outsider), { claims: [authentic] });
    const { states } = everything;
    expect(states).toBeGreaterThan(3);
    for (const statesMax of [1, 2, states - 1, states]) {
      const bounded = search(stageFor(outsider), { claims: [authentic], statesMax });
      expect([bounded.complete, bounded.states]).toEqual([false, statesMax]);
    }
    const enough = search(stageFor(outsider), { claims: [authentic], statesMax: states + 1 });
    expect(enough).toEqual(everything);
  });

  // Kills: a symmetry that hides states which are not symmetric, keys that leave something out.
  test('finds the same with any of its reductions off, in more states', () => {
    const build = echoing(['ann', 'amy'], 1);
    for (const capability of [keyHolder, outsider]) {
      const all = (without: Quest['without'] = []): Exploration =>
        search(stageFor(capability, build), { claims: [authentic], without });
      const reduced = all();
      expect(reduced.complete).toBe(true);
      for (const without of [['symmetry'], ['deduplication']] as const) {
        const more = all(without);
        expect(fell(more)).toEqual(fell(reduced));
        expect(more.complete).toBe(true);
        expect(more.states).toBeGreaterThanOrEqual(reduced.states);
      }
    }
    const count = (without: Quest['without']): number =>
      search(stageFor(outsider, build), { claims: [authentic], without: without ?? [] }).states;
    expect(count([])).toBeLessThan(count(['symmetry']));
    expect(count([])).toBeLessThan(count(['deduplication']));
  });

  // Kills: a customer who has begun kept from going on.
  test('lets customers that are alike begin in order and then act as they like', () => {
    const asks = ({ events }: Trace<unknown>): number =>
      events.filter((event) => event.kind === 'claimed' && event.claim === 'secret').length;
    const often: Claim = {
      ...named('often'),
      reads: ['secret echo'],
      occasion: 'secret echo',
      violation: (trace) => (asks(trace) > 2 ? 'asked often' : undefined),
    };
    const build = echoing(['ann', 'amy'], 3);
    const { found } = search(stageFor(outsider, build), { claims: [often] });
    expect(found.map(({ moves }) => moves.length)).toEqual([5]);
  });

  // Monotone: whoever can do more breaks whatever the weaker one breaks.
  test('finds against a stronger attacker all that it finds against a weaker one', () => {
    const broken = [bystander, outsider, keyHolder].map((capability) =>
      search(stageFor(capability))
        .found.map(({ claim }) => claim.id)
        .sort(),
    );
    expect(broken).toEqual([[], ['secret'], ['authentic', 'secret']]);
  });

  test('says the same again', () => {
    expect(search(stageFor(keyHolder))).toEqual(search(stageFor(keyHolder)));
  });
});

describe('the stage', () => {
  // Kills: memo by event alone, memo by party alone, local states interned too coarsely.
  test('steps as the charts do, once or from memory', () => {
    const stage = stageFor(outsider, echoing(['ann', 'amy'], 2));
    const { system, algebra } = stage;
    const direct = { system, holds: {}, stepper: directStepper(system, algebra.derive) };
    const remembered = { system, holds: {}, stepper: stage.stepper };
    const intent = { type: 'ask', values: {} };
    const schedule = ['ann', 'amy', 'amy', 'ann', 'ben'];
    const events = (): readonly unknown[] => {
      let locals: readonly Local[] = initialLocals(system);
      let ids = stage.initial;
      return schedule.map((party) => {
        const one = settle(direct, locals, { party, intent, at: 0 });
        const two = settle(remembered, ids, { party, intent, at: 0 });
        expect(two.events).toEqual(one.events);
        expect(two.idle).toBe(one.idle);
        locals = one.locals;
        ids = two.locals;
        return two.events;
      });
    };
    const first = events();
    const { made, remembered: before } = stage.counts();
    expect(events()).toEqual(first);
    expect(stage.counts().made).toBe(made);
    expect(stage.counts().remembered).toBeGreaterThan(before);
  });

  // Design §2: what a role demands comes from the executable role.
  test('reads off the charts what each party takes, and what it then states', () => {
    const stage = stageFor(outsider);
    const { store, system } = stage;
    const doorOf = (name: string) =>
      system.doors.find(({ hop }) => hop === name) ?? expect.fail(name);
    const [taken, ...others] = stage.forms(doorOf('ben'), stage.initial);
    expect(others).toEqual([]);
    expect(taken?.statements).toEqual(['ben running echo']);
    const [key, content] = store.args(taken?.pattern ?? stage.algebra.constant(''));
    expect(key).toBe(system.secrets[0]?.value);
    expect(store.shapeOf(content ?? stage.algebra.constant(''))).toEqual(CHALLENGE);
    expect(stage.forms(doorOf('ann'), stage.initial)).toEqual([]);
  });
});
