import { describe, expect, test } from 'vitest';
import { echoing } from '../../model/core/testing/echo.ts';
import { settle, type Stimulus } from '../../model/core/system.ts';
import type { Term } from '../../model/core/term.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { buildSystem } from '../../model/sa2pmp/scenario/scenario.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import type { Capability } from '../capability/capability.ts';
import { explore } from './explicit.ts';
import { memory } from './memory.ts';
import { perObject } from '../../model/core/remembered.ts';
import { perPair } from './remembered.ts';
import { settler } from './settled.ts';
import { type LocalId, setStage, type Stage } from './stage.ts';

const bystander: Capability = {
  id: 'bystander',
  title: '',
  says: '',
  source: '',
  holds: {},
  insider: false,
  reveals: [],
  corrupts: [],
};

const stageFor = (holds: Capability['holds']): Stage =>
  setStage(
    {
      suite: { cipher: 'aes-128-cbc' },
      ownValues: {},
      inert: [],
      build: echoing(['ann', 'eve'], 2),
    },
    { ...bystander, holds },
  );

const after = (
  locals: readonly LocalId[],
  changes: readonly (readonly [number, LocalId])[],
): readonly LocalId[] =>
  changes.reduce((before, [party, local]) => before.with(party, local), locals);

/** All wishes that some party may have, as stimuli. */
const wishes = ({ system }: Stage): readonly Stimulus<Term>[] =>
  system.parties.flatMap(({ name }) =>
    [...(system.agenda[name] ?? []), ...(system.anytime[name] ?? [])].map((intent) => ({
      intent,
      party: name,
    })),
  );

describe('settling, remembered', () => {
  const full = setStage(
    {
      suite: suiteOf(readings.published),
      ownValues: {},
      inert: [],
      build: (algebra) =>
        buildSystem(algebra, {
          reading: readings.published,
          bounds: { sessions: 1, customers: 1, renewals: 1 },
          insider: false,
          corrupt: [],
          court: false,
        }),
    },
    bystander,
  );

  // The reference is settle itself; a bank of one account can be in several states while the phone is
  // in one. Kills: an outcome remembered for too few of the parties that it depends on, changes of a
  // party forgotten.
  test.each([
    ['an echo', stageFor({})],
    ['an echo overheard', stageFor({ wireless: 'full' })],
    ['payments', full],
  ] as const)('comes to what settling comes to, whoever is in which state: %s', (_, stage) => {
    const { system, stepper, holds } = stage;
    const remembering = settler(stage);
    let vectors: readonly (readonly LocalId[])[] = [stage.initial];
    for (let round = 0; round < 8; round += 1) {
      const next = vectors.flatMap((locals) =>
        wishes(stage).map((stimulus) => {
          const right = settle({ system, holds, stepper }, locals, { ...stimulus, at: 0 });
          const { changes, steps, readings: _, ...rest } = remembering.settled(locals, stimulus);
          expect({ ...rest, locals: after(locals, changes) }).toEqual(right);
          expect(steps.length).toBeGreaterThan(0);
          return right.locals;
        }),
      );
      vectors = [...new Map(next.map((locals) => [locals.join(), locals])).values()].slice(0, 100);
    }
    expect(vectors.length).toBeGreaterThan(1);
  });

  test('makes each step of the charts once', () => {
    const stage = stageFor({ wireless: 'full' });
    const remembering = settler(stage);
    const [wish = expect.fail('no wish')] = wishes(stage);
    const first = remembering.settled(stage.initial, wish);
    const { made } = stage.counts();
    expect(remembering.settled([...stage.initial], wish)).toBe(first);
    expect(stage.counts().made).toBe(made);
  });

  // Kills: steps counted as seen that no move within the bounds takes.
  test('tells the steps of moves that were noted, and of no others', () => {
    const stage = stageFor({ wireless: 'full' });
    const remembering = settler(stage);
    const [wish = expect.fail('no wish')] = wishes(stage);
    const settled = remembering.settled(stage.initial, wish);
    expect(remembering.taken()).toEqual([]);
    remembering.note(settled);
    remembering.note(settled);
    expect(remembering.taken()).toEqual(settled.steps);
  });

  // A claim that nothing breaks, so that the search sees all there is.
  test('leaves a search with the steps that it took: more, the more may happen', () => {
    const never = {
      ...bystander,
      court: false,
      reads: [],
      occasion: 'did nothing',
      violation: () => undefined,
    };
    const takenWith = (holds: Capability['holds']): number => {
      const { taken = [] } = explore(stageFor(holds), { claims: [never], statesMax: 1000 });
      return taken.length;
    };
    expect(takenWith({})).toBeGreaterThan(0);
    expect(takenWith({ wireless: 'full' })).toBeGreaterThan(takenWith({}));
  });
});

describe('a memory', () => {
  // Kills: values told apart by all parties, or by one too few.
  test('tells values apart by the local states that they depended on, and by no others', () => {
    const remembered = memory<number, number, string>();
    remembered.remember([[1, 10]], 'a');
    remembered.remember(
      [
        [1, 11],
        [0, 5],
      ],
      'b',
    );
    remembered.remember(
      [
        [1, 11],
        [0, 6],
        [2, 7],
      ],
      'c',
    );
    expect(remembered.recall((party) => [0, 10, 0][party])).toBe('a');
    expect(remembered.recall((party) => [99, 10, 99][party])).toBe('a');
    expect(remembered.recall((party) => [5, 11, 99][party])).toBe('b');
    expect(remembered.recall((party) => [6, 11, 7][party])).toBe('c');
    expect(remembered.recall((party) => [6, 11, 8][party])).toBeUndefined();
    expect(remembered.recall((party) => [7, 11, 7][party])).toBeUndefined();
    expect(remembered.recall((party) => [0, 12, 0][party])).toBeUndefined();
  });
});

describe('a function remembered by what it is asked about', () => {
  test('is worked out once for each object, also where it comes to nothing', () => {
    let worked = 0;
    const one = perObject((of: { readonly n: number }) => {
      worked += 1;
      return of.n > 0 ? of.n : undefined;
    });
    const [zero, two] = [{ n: 0 }, { n: 2 }];
    expect([one(zero), one(two), one(zero), one(two)]).toEqual([undefined, 2, undefined, 2]);
    expect(worked).toBe(2);
  });

  test('is worked out once for each pair', () => {
    let worked = 0;
    const sum = perPair((a: { readonly n: number }, b: number) => {
      worked += 1;
      return a.n + b;
    });
    const a = { n: 1 };
    expect([sum(a, 1), sum(a, 2), sum(a, 1), sum({ n: 1 }, 1)]).toEqual([2, 3, 2, 2]);
    expect(worked).toBe(3);
  });
});
