/**
 * Claims that fell on the repaired protocol, which another could have held, and what they were bought with:
 * without that rule each falls, and the very attack, tried again with it, does not.
 */
import { describe, expect, test } from 'vitest';
import type { Move } from '../../attacks/run.ts';
import { carriedOut } from '../catalogue/replay.ts';
import { ask } from '../verdict/ask.ts';
import { byteArena, termArena } from '../verdict/confirm.ts';
import { inquiries } from '../verdict/inquiry.ts';
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
const word = { axis: 'R7b', choice: 'none' } as const;

const paid: readonly Paid[] = [
  // Kills: a bank that uses whatever key is in the depository (R2b).
  { ...keys, claim: 'multi-factor-password', attacker: 'bank-depository', holdsWithin: 1000 },
  { ...keys, claim: 'nro-completeness', attacker: 'bank-depository' },
  // Kills: a court that asks a silent log and lets it be (R7b).
  { ...word, claim: 'accountability-record', attacker: 'operator-active', holdsWithin: 5000 },
  { ...word, claim: 'nro-completeness', attacker: 'operator-active' },
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

/** How the claim is broken on terms and on bytes when an attack is carried out, whatever comes of its moves. */
function carriedOutOn(question: Question, plan: readonly Move[]): readonly (string | undefined)[] {
  const [inquiry] = inquiries(question);
  const [claim] = question.claims;
  if (inquiry === undefined || claim === undefined) throw new Error('paid: nothing is asked');
  const { problem, attacker } = inquiry;
  return [
    carriedOut(termArena(problem, attacker), plan, claim).breach,
    carriedOut(byteArena(problem, attacker), plan, claim).breach,
  ];
}

describe.each(paid)('$claim against $attacker', (cell) => {
  const { axis, choice } = cell;
  const without = questionOf(cell, [{ axis, choice }], enough);

  test(`falls without its rule, ${axis}=${choice}, and the attack fails with it`, () => {
    const [found] = ask(without);
    const plan = found?.attack?.plan ?? expect.fail('no attack');
    const [onTerms, onBytes] = carriedOutOn(without, plan);
    expect(onTerms).toBeDefined();
    expect(onBytes).toEqual(onTerms);
    expect(carriedOutOn(questionOf(cell, [], 1), plan)).toEqual([undefined, undefined]);
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
