import { describe, expect, test } from 'vitest';
import type { Algebra } from '../../model/core/algebra.ts';
import { agreement, type Claim, secrecy } from '../../model/core/claim.ts';
import { compromises } from '../../model/core/claim/compromise.ts';
import type { System } from '../../model/core/system.ts';
import { echoing } from '../../model/core/testing/echo.ts';
import type { Capability } from '../capability/capability.ts';
import { type Arena, makeMove, type Move, type Run, runMoves } from '../run.ts';
import type { Theft } from '../theft.ts';
import type { Term } from '../../model/core/term.ts';
import { type Exploration, explore, type Found } from './explicit.ts';
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

/** Ben is deaf; a thief finds the key in ann's memory, and the nonce that she waits for. */
const asking =
  (times: number) =>
  <M>(algebra: Algebra<M>): System<M> => {
    const system = echoing(['ann'], times)(algebra);
    return {
      ...system,
      doors: system.doors.filter(({ hop }) => hop === 'ann'),
      exposes: ({ name }, snapshot) => {
        const { key, nonce } = snapshot.context as {
          readonly key: M;
          readonly nonce: M | undefined;
        };
        if (name !== 'ann') return {};
        return nonce === undefined ? { key } : { key, nonce };
      },
    };
  };

const thief = (theft: Partial<Theft>): Capability => ({
  ...outsider,
  thefts: [{ from: 'client', what: 'key', when: 'any', ...theft }],
});

function stageFor(capability: Capability, times = 1): Stage {
  const suite = { cipher: 'aes-128-cbc' } as const;
  return setStage({ suite, ownValues: {}, inert: [], build: asking(times) }, capability);
}

const named = (id: string): Omit<Claim, 'violation' | 'reads' | 'occasion'> => ({
  id,
  title: id,
  says: '',
  source: '',
  corrupts: [],
  court: false,
});
const secret: Claim = { ...named('secret'), secretOf: 'echo', ...secrecy('echo') };
const authentic: Claim = {
  ...named('authentic'),
  ...agreement({
    commit: { claim: 'commit', about: 'echo' },
    running: { claim: 'running', about: 'echo' },
    injective: false,
    by: 'anyone',
  }),
};
/** Broken by a theft after ann has asked, so that a search must note the order. */
const lateTheft: Claim = {
  ...named('late-theft'),
  reads: ['secret echo', compromises],
  occasion: 'secret echo',
  ordered: true,
  violation: ({ events }) => {
    const asked = events.findIndex((event) => event.kind === 'claimed');
    const stolen = events.findIndex((event) => event.kind === 'compromised');
    return asked >= 0 && stolen > asked ? 'stolen late' : undefined;
  },
};

const search = (stage: Stage, claims: readonly Claim[]): Exploration =>
  explore(stage, { claims, statesMax: 20_000 });
const movesOf = (found: readonly Found[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(found.map(({ claim, moves }) => [claim.id, moves.map(({ move }) => move)]));

const arenaOf = ({ algebra, system, holds, given, thefts }: Stage): Arena<Term> => ({
  algebra,
  system,
  holds,
  given,
  thefts,
});
const steal: Move = { move: 'compromise', party: 'ann', what: 'key' };
const ask: Move = { move: 'intend', party: 'ann' };
const lastOf = (stage: Stage, moves: readonly Move[]): Run<Term> => {
  const { runs, stuck } = runMoves(arenaOf(stage), moves);
  expect(stuck).toBeUndefined();
  return runs.at(-1) ?? expect.fail('no run');
};

describe('a theft in a search', () => {
  // Locality: the same attacker without it breaks nothing. Kills: a theft that adds no knowledge.
  test('breaks what the attacker could not break, and nothing where it has none', () => {
    expect(search(stageFor(outsider), [secret]).found).toEqual([]);
    const { found, complete } = search(stageFor(thief({})), [secret, authentic]);
    expect(movesOf(found)['secret']).toEqual(expect.arrayContaining(['compromise', 'intend']));
    expect(Object.keys(movesOf(found)).sort()).toEqual(['authentic', 'secret']);
    expect(complete).toBe(true);
  });

  // Kills: `before` taken for `any`, `after` while somebody still wants something.
  test('happens when it says, and a shortest attack has it there', () => {
    const fell = (when: Theft['when']): unknown =>
      movesOf(search(stageFor(thief({ when })), [secret]).found)['secret'];
    expect(fell('after')).toEqual(['intend', 'compromise']);
    expect(fell('before')).toEqual(['compromise', 'intend']);
    expect(fell('any')).toHaveLength(2);
  });

  // Kills: a second theft with `times: 1`; the count kept for all kinds together.
  test('happens as often as it says, of a value that is new each time', () => {
    const nonces = (times: number): number => {
      const stage = stageFor(thief({ what: 'nonce', times }), 2);
      const taken = search(stage, [
        {
          ...lateTheft,
          reads: [compromises],
          ordered: true,
          violation: ({ events }) =>
            events.filter(({ kind }) => kind === 'compromised').length > 1 ? 'twice' : undefined,
        },
      ]);
      return taken.found.length;
    };
    expect([nonces(1), nonces(2)]).toEqual([0, 1]);
  });

  // A reduction: at once or never. Kills: at once also where a claim asks when.
  test('waits where a claim asks when it was', () => {
    const stage = stageFor(thief({}));
    const [found = expect.fail('not found')] = search(stage, [lateTheft]).found;
    expect(found.moves.at(-1)?.move).toBe('compromise');
    expect(planOf(stage, found).map(({ move }) => move)).toContain('compromise');
  });

  // Kills: thefts kept in a plan that does without.
  test('is dropped from a plan that does not need it', () => {
    const stage = stageFor(thief({}));
    const [found = expect.fail('not found')] = search(stage, [secret]).found;
    const idle = { move: 'compromise', party: 'ann', what: 'nonce' } as const;
    const both = stageFor({
      ...thief({}),
      thefts: [...(thief({}).thefts ?? []), { from: 'client', what: 'nonce', when: 'any' }],
    });
    const plan = planOf(both, { ...found, moves: [...found.moves, idle] });
    expect(plan.filter(({ move }) => move === 'compromise')).toHaveLength(1);
  });

  test('is written as a recipe over what was stolen', () => {
    const stage = stageFor(thief({}));
    const [found = expect.fail('not found')] = search(stage, [secret]).found;
    const shown = planOf(stage, found).at(-1);
    expect(JSON.stringify(shown)).toContain('"name":"key of ann, stolen"');
  });
});

describe('a theft in a run', () => {
  test('is refused to who may not, then, so often, from that party', () => {
    const refused = (capability: Capability, moves: readonly Move[], last: Move): unknown => {
      const stage = stageFor(capability);
      return makeMove(arenaOf(stage), lastOf(stage, moves), last);
    };
    const no = (what: string, party: string): unknown => ({
      made: false,
      why: `no ${what} to be stolen from ${party} now`,
    });
    expect(refused(outsider, [], steal)).toEqual(no('key', 'ann'));
    expect(refused(thief({}), [steal], steal)).toEqual(no('key', 'ann'));
    expect(refused(thief({ when: 'after' }), [], steal)).toEqual(no('key', 'ann'));
    expect(refused(thief({ when: 'before' }), [ask], steal)).toEqual(no('key', 'ann'));
    expect(refused(thief({}), [], { ...steal, what: 'nonce' })).toEqual(no('nonce', 'ann'));
    expect(refused(thief({}), [], { ...steal, party: 'ben' })).toEqual(no('key', 'ben'));
    expect(refused(thief({}), [], { ...steal, party: 'eve' })).toEqual(no('key', 'eve'));
  });

  test('leaves its mark in the trace and the value in hand, and nobody notices', () => {
    const stage = stageFor(thief({}));
    const before = lastOf(stage, []);
    const after = lastOf(stage, [steal]);
    const value = after.given['key of ann, stolen'];
    expect(after.events).toEqual([{ kind: 'compromised', party: 'ann', what: 'key', value }]);
    expect(after.locals.map(({ steps }) => steps)).toEqual(before.locals.map(({ steps }) => steps));
    expect([value, after.observed]).toEqual([
      stage.memory(0, stage.initial[0] ?? -1, { pin: false, reads: false })['key'],
      [],
    ]);
  });
});
