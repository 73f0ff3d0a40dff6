/** The runs that tell say what all runs one by one say, on random protocols and on samples. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseOf, choicesArbitrary } from '../engines/generate.ts';
import { tokenOf } from '../engines/token.ts';
import { claimingAll, judgedBothWays } from './both-ways.ts';
import { type Compiled, compiled } from './compile.ts';
import { everyFilling, tellingFillings } from './fillings.ts';
import type { FillingsOf } from './verify.ts';

const path = (name: string): URL => new URL(`samples/${name}.spdl`, import.meta.url);

function sample(name: string): Compiled {
  const file = compiled(readFileSync(path(name), 'utf8'));
  return 'script' in file ? file : expect.fail(JSON.stringify(file));
}

describe('the runs that tell', () => {
  // Kills: runs left out that matter, a claim spared that can fall, a claimant cut short, a run that
  // begins at once though what it states bears a claim out.
  test.each([
    { typed: true, numRuns: 10 },
    { typed: false, numRuns: 5 },
  ])('give the verdicts of all runs one by one (%o)', ({ typed, numRuns }) => {
    const seen = { holds: 0, broken: 0, vacuous: 0, unknown: 0 };
    fc.assert(
      fc.property(choicesArbitrary, (choices) => {
        const { protocol } = caseOf(choices) ?? expect.fail('no case');
        const bounds = { runs: 3, typed, statesMax: 1500 };
        const { agreed, apart } = judgedBothWays(claimingAll(protocol), bounds);
        expect([tokenOf(choices), apart]).toEqual([tokenOf(choices), []]);
        seen.holds += agreed.holds;
        seen.broken += agreed.broken;
      }),
      { numRuns },
    );
    expect(Math.min(seen.holds, seen.broken)).toBeGreaterThan(0);
  });

  // The positive control: with the runs left out in which the untrusted agent takes part, Lowe's attack is missed.
  test('are held to all runs: where runs are left out that matter, the two ways are apart', () => {
    const text = readFileSync(path('needham-schroeder'), 'utf8');
    const bounds = { runs: 2, typed: true, statesMax: 1500 };
    expect(judgedBothWays(text, bounds).apart).toEqual([]);
    const trusting: FillingsOf = (file, { runs, typed }) =>
      tellingFillings(file, { runs, typed }).filter(({ seats }) =>
        seats.every(({ peers }) => !Object.values(peers).includes(file.insider)),
      );
    const { apart } = judgedBothWays(text, bounds, trusting);
    expect(apart).toContain('R: R,Niagree holds, one by one broken');
  });

  // Kills: a run kept that the attacker can do without.
  test('are few: of Otway-Rees four fillings in the place of 165', () => {
    const bounds = { runs: 3, typed: true };
    expect(everyFilling(sample('otway-rees'), bounds)).toHaveLength(165);
    expect(tellingFillings(sample('otway-rees'), bounds)).toHaveLength(4);
  });

  // Lowe 1995: the run of the initiator with the attacker is the oracle. Kills: it left out.
  test('have, of Needham-Schroeder, the run with the untrusted agent that gives the nonce away', () => {
    const told = tellingFillings(sample('needham-schroeder'), { runs: 2, typed: true });
    const casts = told.map(({ seats }) =>
      seats.map(({ role, peers }) => `${role} ${peers['I'] ?? ''}${peers['R'] ?? ''}`),
    );
    expect(casts).toEqual([
      ['I ab'],
      ['I ab', 'R ab'],
      ['R ab'],
      ['R ab', 'I ab'],
      ['R ab', 'I ae'],
    ]);
  });
});
