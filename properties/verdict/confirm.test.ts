import { describe, expect, test } from 'vitest';
import { packageExtraction } from '../../attacks/capability/package-extraction.ts';
import type { Move } from '../../attacks/run.ts';
import type { Algebra } from '../../model/core/algebra.ts';
import { symbolic } from '../../model/core/symbolic.ts';
import { termStore } from '../../model/core/term.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { concrete } from '../../src/concrete.ts';
import { gapOf, reportJson } from '../report/json.ts';
import { ask } from './ask.ts';
import { problemFor } from './problem.ts';
import { arenaFor, reenact } from './confirm.ts';
import { protocol } from './protocols.ts';
import type { Attack, Confirmation, Verdict } from './verdict.ts';

const attacker = packageExtraction;
const question = {
  protocol: protocol('published'),
  attacker,
  claims: claims.filter(({ id }) => id === 'secrecy-password'),
  bounds: defaultBounds,
  statesMax: 10_000,
};
const [verdict = expect.fail('no verdict')] = ask(question);
const { claim } = verdict;
const attack: Attack = verdict.attack ?? expect.fail('no attack');
const problem = problemFor(question, attacker, { court: false });

const carriedOut = <M>(algebra: Algebra<M>, plan: readonly Move[]): Confirmation =>
  reenact(arenaFor(problem, attacker, algebra), plan, claim).confirmation;
const onTerms = (plan: readonly Move[]): Confirmation =>
  carriedOut(symbolic(termStore(), problem.suite), plan);

const door = {
  channel: 'wireless',
  hop: 'log',
  from: 'alice',
  to: 'bank:alice',
  server: true,
} as const;
const deliver = (index: number): Move => ({
  move: 'deliver',
  door,
  message: { make: 'observed', index },
});

describe('a plan that does not work is not confirmed', () => {
  // Issue 2: "one that does not confirm is reported as a modelling gap". Kills: a move that
  // cannot be made skipped, a claim that was not looked at.
  const plans: readonly (readonly [string, readonly Move[], string])[] = [
    ['without a message to deliver', [deliver(99)], 'move 1: the message cannot be made'],
    [
      'that shows what the attacker has not',
      [{ move: 'learn', about: 'x', value: { make: 'observed', index: 0 } }],
      'move 1: the value cannot be had',
    ],
    [
      'that wants more than the agenda has',
      [
        { move: 'intend', party: 'bank:alice' },
        { move: 'intend', party: 'bank:alice' },
      ],
      'move 2: bank:alice wants nothing more',
    ],
    ['that lets nothing go on', [{ move: 'release', index: 0 }], 'move 1: no such message'],
    [
      'of what does not happen',
      [{ move: 'happen', party: 'alice', which: 7 }],
      'move 1: nothing of that sort happens',
    ],
    ['that stops short', attack.plan.slice(0, -1), 'the claim still holds'],
    ['that is empty', [], 'the claim still holds'],
  ];
  test.each(plans)('%s, and the gap is named', (_, plan, gap) => {
    const expected = { confirmed: false, gap: expect.stringContaining(gap) };
    expect(onTerms(plan)).toEqual(expected);
    expect(carriedOut(concrete(problem.suite), plan)).toEqual(expected);
  });

  test('and leaves the run up to where it got stuck', () => {
    const plan = [...attack.plan.slice(0, 2), deliver(99), ...attack.plan.slice(2)];
    const arena = arenaFor(problem, attacker, symbolic(termStore(), problem.suite));
    expect(reenact(arena, plan, claim).runs).toHaveLength(3);
  });
});

const asJson = (judged: Verdict) =>
  reportJson({ protocols: [question.protocol], bounds: { ...defaultBounds, statesMax: 10_000 } }, [
    judged,
  ]).verdicts[0];

describe('bytes that are not as the terms say', () => {
  // A cipher under which nothing opens: terms say attack, bytes say no.
  const shut = { ...concrete(problem.suite), open: () => undefined };
  const onBytes = carriedOut(shut, attack.plan);
  const parted: Verdict = { ...verdict, attack: { ...attack, onBytes } };

  test('are a modelling gap, at the move where they part', () => {
    expect(onTerms(attack.plan).confirmed).toBe(true);
    const gap = `move ${attack.plan.length}: the value cannot be had`;
    expect(onBytes).toEqual({ confirmed: false, gap });
    expect(gapOf(parted)).toBe(`on bytes: ${gap}`);
    expect(asJson(parted)).toMatchObject({
      verdict: 'attack',
      confirmed: false,
      gap: `on bytes: ${gap}`,
    });
  });

  test('are a gap of the terms where those do not confirm either', () => {
    const unconfirmed = { ...parted, attack: { ...attack, onTerms: onBytes, onBytes } };
    expect(gapOf(unconfirmed)).toMatch(/^on terms: /u);
  });

  test('are none where both confirm, nor where there is no attack', () => {
    expect(gapOf(verdict)).toBeUndefined();
    expect(asJson(verdict)).toMatchObject({ confirmed: true, steps: attack.steps });
    expect(gapOf({ ...verdict, verdict: 'holds', attack: undefined })).toBeUndefined();
  });
});
