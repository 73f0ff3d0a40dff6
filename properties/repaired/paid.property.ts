/**
 * Claims that fell on the repaired protocol, which another could have held, and what they were bought with:
 * without that rule each falls, and the very attack, tried again with it, does not.
 */
import { describe, expect, test } from 'vitest';
import { plotAgainst, tried } from '../catalogue/repaired.ts';
import { ask } from '../verdict/ask.ts';
import { type Change, protocol } from '../verdict/protocols.ts';
import type { Question } from '../verdict/verdict.ts';
import { listing } from './impossible.ts';
import { questionAbout } from './cells.ts';

/** A cell that was listed, and the rule without which it falls. */
interface Paid extends Pick<Change, 'axis' | 'choice'> {
  readonly claim: string;
  readonly attacker: string;
  /** States of the search that finds nothing with the rule, where it comes to an end quickly. */
  readonly holdsWithin?: number;
}

const keys = { axis: 'R2b', choice: 'any' } as const;

const paid: readonly Paid[] = [
  // Kills: a bank that uses whatever key is in the depository (R2b).
  { ...keys, claim: 'multi-factor-password', attacker: 'bank-depository', holdsWithin: 1000 },
  { ...keys, claim: 'nro-completeness', attacker: 'bank-depository' },
];

/** States that are enough to see each fall without its rule. */
const enough = 20_000;

/** The one question of a cell, with the rule or without. */
function questionOf(
  { claim, attacker }: Paid,
  changes: readonly Change[],
  states: number,
): Question {
  const about = questionAbout(attacker, { payments: 1, engine: 'explicit' }, states);
  const claims = about.claims.filter(({ id }) => id === claim);
  return { ...about, claims, protocol: protocol('repaired', changes) };
}

describe.each(paid)('$claim against $attacker', (cell) => {
  const { axis, choice } = cell;
  const without = questionOf(cell, [{ axis, choice }], enough);

  test(`falls without its rule, ${axis}=${choice}, and the attack fails with it`, () => {
    const plot = plotAgainst(without);
    const again = tried(plot, without);
    expect(again.onTerms.breach).toBeDefined();
    expect(again.breachOnBytes).toEqual(again.onTerms.breach);
    const { onTerms, breachOnBytes } = tried(plot, questionOf(cell, [], 1));
    expect([onTerms.breach, breachOnBytes]).toEqual([undefined, undefined]);
  });

  test('is listed no more', () => {
    expect(listing(cell.claim, cell.attacker)).toBeUndefined();
  });
});

test.each(paid.filter(({ holdsWithin }) => holdsWithin !== undefined))(
  '$claim holds against $attacker, by search, at one payment',
  (cell) => {
    const [verdict] = ask(questionOf(cell, [], cell.holdsWithin ?? 1));
    expect([verdict?.verdict, verdict?.vacuous]).toEqual(['holds', false]);
  },
);
