import { describe, expect, test } from 'vitest';
import { hasBegun, isOver, mayHappen, type Moment, stolenName, type Theft } from './theft.ts';
import { symbolic } from '../model/core/symbolic.ts';
import type { Party, System } from '../model/core/system.ts';
import { termStore } from '../model/core/term.ts';
import { echoing } from '../model/core/testing/echo.ts';

const key: Theft = { from: 'client', what: 'signing-key', when: 'any' };
const suite = { cipher: 'aes-128-cbc' } as const;
const at = (moment: Partial<Moment>): Moment => ({
  begun: false,
  over: false,
  taken: 0,
  ...moment,
});

describe('a theft', () => {
  const moments = [false, true].flatMap((begun) =>
    [false, true].map((over) => ({ begun, over, taken: 0 })),
  );

  // Kills: `before` after the start, `after` before the end, `any` at some time only.
  test.each(moments)('at $begun, $over happens when it may and at no other time', (moment) => {
    expect(mayHappen(key, moment)).toBe(true);
    expect(mayHappen({ ...key, when: 'before' }, moment)).toBe(!moment.begun);
    expect(mayHappen({ ...key, when: 'after' }, moment)).toBe(moment.over);
  });

  test('happens as often as it says, once unless it says', () => {
    expect([0, 1].map((taken) => mayHappen(key, at({ taken })))).toEqual([true, false]);
    const twice = { ...key, times: 2 };
    expect([1, 2].map((taken) => mayHappen(twice, at({ taken })))).toEqual([true, false]);
    const early: Theft = { ...key, when: 'before' };
    const both = [key, early];
    expect([1, 2].map((taken) => mayHappen(key, at({ taken }), both))).toEqual([true, false]);
    expect(mayHappen({ ...key, times: Infinity }, at({ taken: 1000 }))).toBe(true);
  });

  test('gives a value a name of its own each time', () => {
    const booty = { party: 'alice', what: 'signing-key' };
    const names = [1, 2, 3].map((count) => stolenName(booty, count));
    expect(names[0]).toBe('signing-key of alice, stolen');
    expect(new Set(names).size).toBe(3);
  });
});

describe('a session', () => {
  const event = { type: 'timeout', values: {} };
  const [asker = expect.fail('no party')] = echoing(
    ['ann'],
    1,
  )(symbolic(termStore(), suite)).parties;
  const party = (name: string): Party => ({ ...asker, name });
  const system: System<string> = {
    parties: [party('ann'), party('ben')],
    principals: [],
    opening: [],
    agenda: { ann: [event, event], gone: [event] },
    anytime: { ben: [event], ann: [{ type: 'block', values: {} }] },
    doors: [],
    attackerAt: [],
    publicValues: {},
    secrets: [],
    root: 'root',
    answer: () => undefined,
    budget: {},
    prologue: { ann: 1 },
  };

  test('begins with the wish after those that set the party up', () => {
    expect([0, 1, 2].map((had) => hasBegun(system, 'ann', had))).toEqual([false, false, true]);
    expect([0, 1].map((had) => hasBegun(system, 'ben', had))).toEqual([false, true]);
  });

  // Kills: a wish outstanding, a time-out outstanding, a party that is not there waited for.
  test('is over when nobody who is there wants anything more and nothing more would happen', () => {
    const over = (had: number, stirred: boolean): boolean =>
      isOver(
        system,
        (name) => (name === 'ann' ? had : 0),
        () => stirred,
      );
    expect(over(2, false)).toBe(true);
    expect(over(1, false)).toBe(false);
    expect(over(2, true)).toBe(false);
    // What may happen at any time for ever is nothing that anybody waits for.
    const blocked = isOver(
      system,
      () => 2,
      (_, { type }) => type === 'block',
    );
    expect(blocked).toBe(true);
  });
});
