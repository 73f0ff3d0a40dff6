import { describe, expect, test } from 'vitest';
import { understood } from './asked.ts';
import { type Cell, isDone, questionAbout, searchesAlone, searchesLeft } from './cells.ts';
import { contradictions, letters, noOutcomes, unlisted, withSheets } from './outcomes.ts';

describe('what the campaign is asked', () => {
  test.each([
    [['--payments', '0'], /--payments takes a whole number from 1 on, not 0/u],
    [['--max-states', 'many'], /--max-states takes a whole number/u],
    [['--engine', 'steam'], /--engine takes explicit, lazy or both, not steam/u],
    [['--attacker', 'network,nobody'], /there is no attacker nobody/u],
    [['--claim', 'fairness,secrecy-all'], /--claim: there is no claim secrecy-all/u],
    [['--no-such'], /no-such/u],
  ])('is refused with the reason: %j', (args, reason) => {
    const words = understood(args);
    expect(words.kind === 'problem' ? words.problem : words.kind).toMatch(reason);
  });

  test('is about all claims and attackers, unless some are named', () => {
    const asked = (...args: readonly string[]) => {
      const words = understood(args);
      return words.kind === 'asked'
        ? [words.asked.claims.length, words.asked.attackers.length]
        : [];
    };
    const [claims = 0, attackers = 0] = asked();
    expect([claims > 50, attackers > 30]).toEqual([true, true]);
    expect(asked('--claim', 'fairness,timeliness')).toEqual([2, attackers]);
    expect(asked('--attacker', 'network')).toEqual([claims, 1]);
  });

  test('is a sheet for each number of payments and engine', () => {
    const words = understood(['--payments', '1,3', '--engine', 'both']);
    expect(words.kind === 'asked' && words.asked.sheets).toEqual([
      { payments: 1, engine: 'explicit' },
      { payments: 1, engine: 'lazy' },
      { payments: 3, engine: 'explicit' },
      { payments: 3, engine: 'lazy' },
    ]);
  });
});

// Kills: a search that is never made again with a larger bound, or is made again for ever.
test('a cell is asked about again while a larger bound may settle it', () => {
  expect(isDone(undefined, 10)).toBe(false);
  expect(isDone({ verdict: 'open', states: 9 }, 10)).toBe(false);
  expect(isDone({ verdict: 'open', states: 10 }, 10)).toBe(true);
  expect(isDone({ verdict: 'holds', states: 3 }, 10)).toBe(true);
});

// Kills: a claim that is left open for the states of others; one asked alone again and again, or never with a
// larger bound.
test('a claim that is left open among others is asked about alone, with each bound once', () => {
  const question = questionAbout('network', { payments: 1, engine: 'explicit' }, 10);
  const of = (cell: Cell) => ({ cells: { 'nro-soundness': cell, 'at-most-once': cell } });
  const asked = (cell: Cell, statesMax = 10) =>
    searchesAlone({ ...question, statesMax }, of(cell)).map(({ claims }) =>
      claims.map(({ id }) => id),
    );
  const both = [['nro-soundness'], ['at-most-once']].toSorted();
  expect(asked({ verdict: 'open', states: 10 }).toSorted()).toEqual(both);
  expect(asked({ verdict: 'open', states: 10, alone: true })).toEqual([]);
  expect(asked({ verdict: 'open', states: 10, alone: true }, 20).toSorted()).toEqual(both);
  expect(asked({ verdict: 'holds', states: 3 })).toEqual([]);
  const together = searchesLeft(question, of({ verdict: 'open', states: 10 }));
  expect(together.flatMap(({ claims }) => claims)).toHaveLength(question.claims.length - 2);
});

describe('outcomes', () => {
  const sheet = (engine: 'explicit' | 'lazy', letter: string) => ({
    ...{ payments: 1, engine },
    claims: { 'agreement-order': { against: letter, settledBy: 0, openAt: 0 } },
  });
  const only = { ...noOutcomes, attackers: ['network'] };

  // Kills: a cell that falls and is in no list.
  test('say which cells fall unlisted', () => {
    const fallen = { ...only, sheets: [sheet('explicit', letters.attack)] };
    expect(unlisted(fallen)).toEqual([
      'agreement-order falls to network (1 payments, explicit), unlisted',
    ]);
    expect(unlisted({ ...only, sheets: [sheet('explicit', letters.open)] })).toEqual([]);
  });

  // Kills: engines that contradict each other unheard.
  test('say where the engines contradict each other', () => {
    const opposite = [sheet('explicit', letters.holds), sheet('lazy', letters.attack)];
    expect(contradictions({ ...only, sheets: opposite })).toHaveLength(1);
    const open = [sheet('explicit', letters.open), sheet('lazy', letters.attack)];
    expect(contradictions({ ...only, sheets: open })).toEqual([]);
  });

  test('keep the sheets that were not asked about', () => {
    const before = { ...noOutcomes, sheets: [sheet('lazy', 'h')] };
    const { sheets } = withSheets(before, [sheet('explicit', 'o')]);
    expect(sheets.map(({ engine }) => engine)).toEqual(['explicit', 'lazy']);
  });

  // Kills: a run against some attackers that forgets what others came to; one that keeps what it has asked anew.
  test('keep what attackers came to that were not asked about, as long as they are the same ones', () => {
    const of = (against: string, settledBy: number, openAt: number) => ({
      ...{ payments: 1, engine: 'explicit' as const },
      claims: { fairness: { against, settledBy, openAt } },
    });
    const before = { ...noOutcomes, sheets: [of('hox', 30, 7)] };
    const merged = (anew: ReturnType<typeof of>, earlier = before) =>
      withSheets(earlier, [anew]).sheets.map(({ claims }) => claims['fairness']);
    expect(merged(of('.h.', 20, 0))).toEqual([{ against: 'hhx', settledBy: 30, openAt: 7 }]);
    expect(merged(of('o..', 0, 5))).toEqual([{ against: 'oox', settledBy: 30, openAt: 5 }]);
    expect(merged(of('ohv', 20, 0))).toEqual([{ against: 'ohv', settledBy: 20, openAt: 0 }]);
    const others = { ...before, attackers: ['somebody'] };
    expect(merged(of('.h.', 20, 0), others)).toEqual([
      { against: '.h.', settledBy: 20, openAt: 0 },
    ]);
  });
});
