import { describe, expect, test } from 'vitest';
import type { Claim } from '../../model/core/claim.ts';
import { decisions } from './decided.ts';

const claim = (part: Partial<Claim>): Claim => ({
  ...{ id: 'c', title: '', says: '', source: '', corrupts: [], court: false },
  violation: () => undefined,
  reads: ['judged order', 'running order'],
  occasion: 'judged order',
  ...part,
});

const machine = undefined as never;
const parties = ['judge', 'clerk', 'ann'].map(
  (name) => ({ name, kind: 'client', machine }) as const,
);
const budget = { 'judge judged order': 1, 'clerk judged order': 2, 'ann running order': 1 };
const seen = new Set(['judged order']);
const counts = (of: Readonly<Record<string, number>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(of));
const allJudged = counts({ 'judge judged order': 1, 'clerk judged order': 2 });

const decidesWith = (...claims: readonly Claim[]) =>
  decisions({ parties: parties as never, budget }, claims).decides;

describe('a history decides', () => {
  const judged = claim({ decidedBy: ['judged order'] });

  test('once everybody has stated, as often as is allowed, what can break a claim', () => {
    const decides = decidesWith(judged);
    expect(decides(allJudged, seen)).toBe(true);
    expect(decides(counts({ 'judge judged order': 1 }), seen)).toBe(false);
    expect(decides(counts({ 'judge judged order': 1, 'clerk judged order': 1 }), seen)).toBe(false);
    expect(decides(counts({}), seen)).toBe(false);
  });

  test('by all that a claim reads, where it is not said what decides it', () => {
    const decides = decidesWith(claim({}));
    expect(decides(allJudged, seen)).toBe(false);
    expect(
      decides(counts({ ...Object.fromEntries(allJudged), 'ann running order': 1 }), seen),
    ).toBe(true);
  });

  test('when it decides all claims, and none is about a secret', () => {
    expect(decidesWith(judged, claim({ decidedBy: ['running order'] }))(allJudged, seen)).toBe(
      false,
    );
    expect(decidesWith(judged, claim({ secretOf: 'order', decidedBy: [] }))(allJudged, seen)).toBe(
      false,
    );
  });

  test('not before the occasion of each claim has been seen', () => {
    expect(decidesWith(judged)(allJudged, new Set())).toBe(false);
  });

  test('never by a statement that nobody makes within bounds', () => {
    const decides = decidesWith(claim({ decidedBy: ['commit order'] }));
    expect(decides(counts({ 'bank commit order': 9 }), seen)).toBe(false);
  });
});

test('a party that states without a bound what others state with one is an error', () => {
  const { hear } = decisions({ parties: parties as never, budget }, [claim({})]);
  expect(() => {
    hear('ann', 'judged order');
  }).toThrow('decided: ann states judged order without a bound, others with one');
  for (const [party, wording] of [
    ['clerk', 'judged order'],
    ['ann', 'running order'],
    ['ann', 'commit order'],
  ] as const) {
    expect(() => {
      hear(party, wording);
    }).not.toThrow();
  }
});
