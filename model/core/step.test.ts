import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import type { Effect, RoleEvent } from './effect.ts';
import { isIdle, once, start, step } from './step.ts';

interface Count {
  readonly count: number;
}

const claimOf = (value: string): Effect<string> => ({
  effect: 'claim',
  claim: 'did',
  about: 'counted',
  account: 'a',
  values: [value],
});

/** Counts; says what it counts in each form in which a chart may state effects. */
const counter = setup({
  types: { context: {} as Count, events: {} as RoleEvent<string>, input: {} as Count },
  actions: {
    effects: (_, _effects: readonly Effect<string>[]) => undefined,
    store: (_, _what: { readonly what: string; readonly values: readonly string[] }) => undefined,
    refuse: (_, _cause: { readonly why: string }) => undefined,
    unheardOf: () => undefined,
    add: assign({ count: ({ context }) => context.count + 1 }),
  },
}).createMachine({
  context: ({ input }) => ({ count: input.count }),
  initial: 'counting',
  states: {
    counting: {
      entry: { type: 'effects', params: [claimOf('entered')] },
      on: {
        count: {
          actions: [
            { type: 'effects', params: ({ context }) => [claimOf(`before ${context.count}`)] },
            'add',
            {
              type: 'store',
              params: ({ context }) => ({ what: 'log', values: [`${context.count}`] }),
            },
            {
              type: 'effects',
              params: ({ context }) => [claimOf(`${context.count}`), claimOf('last')],
            },
          ],
        },
        quietly: { actions: 'add' },
        speak: { actions: { type: 'effects', params: [claimOf('spoken')] } },
        frame: { actions: { type: 'refuse', params: { why: 'no frames' } } },
        stray: { actions: 'unheardOf' },
        twice: { target: 'counting', reenter: true },
      },
    },
  },
});

const event = (type: string): RoleEvent<string> => ({ type, values: {}, at: 0, fresh: 'f' });
const begun = start<string>(counter, { count: 3 }).snapshot;

describe('a step', () => {
  // XState lists assigns before actions unless params are functions. Kills: effects reversed.
  test('returns what the chart does in the order in which the chart does it', () => {
    const { effects, snapshot } = step<string>(counter, begun, event('count'));
    expect(effects).toEqual([
      claimOf('before 3'),
      { effect: 'store', what: 'log', values: ['4'] },
      claimOf('4'),
      claimOf('last'),
    ]);
    expect(snapshot.context).toEqual({ count: 4 });
  });

  test('on starting returns what the first state does', () => {
    expect(start<string>(counter, { count: 3 }).effects).toEqual([claimOf('entered')]);
    expect(begun.context).toEqual({ count: 3 });
  });

  // Kills: the collector of effects not emptied, state kept between steps.
  test('is pure: once more from the same state it leads to the same', () => {
    const types = fc.constantFrom('count', 'quietly', 'speak', 'frame', 'twice', 'unknown');
    fc.assert(
      fc.property(fc.array(types, { maxLength: 8 }), types, (before, type) => {
        const reached = before.reduce(
          (snapshot, earlier) => step<string>(counter, snapshot, event(earlier)).snapshot,
          begun,
        );
        const copy = JSON.stringify(reached.context);
        const first = step<string>(counter, reached, event(type));
        step<string>(counter, first.snapshot, event('count'));
        const second = step<string>(counter, reached, event(type));
        expect(second.effects).toEqual(first.effects);
        expect(second.snapshot.context).toEqual(first.snapshot.context);
        expect(second.snapshot.value).toEqual(first.snapshot.value);
        expect(JSON.stringify(reached.context)).toBe(copy);
      }),
    );
  });

  test('refuses a chart with an action that is no effect', () => {
    expect(() => step<string>(counter, begun, event('stray'))).toThrow(
      'unheardOf is not an effect',
    );
  });

  // Kills: refusals counted as doing something, or effects without a change as nothing.
  test('is idle when it changes nothing and says nothing but no', () => {
    const idle = (type: string): boolean =>
      isIdle(begun, step<string>(counter, begun, event(type)));
    expect(['frame', 'unknown'].map(idle)).toEqual([true, true]);
    expect(['count', 'quietly', 'speak'].map(idle)).toEqual([false, false, false]);
  });
});

describe('a reading made once', () => {
  // Kills: remembered per event alone, remembered per context alone, undefined not remembered.
  test('is made once for each event in each context', () => {
    const calls: (readonly [object, object])[] = [];
    const read = once((context: object, by: object) => {
      calls.push([context, by]);
      return calls.length === 1 ? undefined : calls.length;
    });
    const [c, d, e, f] = [{}, {}, {}, {}];
    expect([read(c, e), read(c, e), read(d, e), read(d, e), read(c, f), read(c, f)]).toEqual([
      undefined,
      undefined,
      2,
      2,
      3,
      3,
    ]);
    expect(calls).toHaveLength(3);
    expect(calls[1]?.[0]).toBe(d);
    expect(calls[2]?.[1]).toBe(f);
  });
});
