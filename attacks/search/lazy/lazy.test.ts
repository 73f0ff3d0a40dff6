import { describe, expect, test } from 'vitest';
import { needhamSchroeder, needhamSchroederLowe } from '../../../model/classics/public-key.ts';
import { denningSacco, otwayRees, wooLam, yahalom } from '../../../model/classics/with-server.ts';
import type { Protocol } from '../../../model/script/script.ts';
import { scriptClaims, scriptSystem, type Seat } from '../../../model/script/system.ts';
import { network } from '../../capability/network.ts';
import { runMoves } from '../../run.ts';
import { explore } from '../explicit.ts';
import { planOf } from '../plan.ts';
import { setStage, type Stage } from '../stage.ts';
import { exploreLazily, type LazyExploration, type LazyQuest, searchingLazily } from './lazy.ts';

const initiator = (peer: string): Seat => ({ role: 'A', agent: 'a', peers: { B: peer, S: 's' } });
const responder: Seat = { role: 'B', agent: 'b', peers: { S: 's' } };
const server: Seat = { role: 'S', agent: 's', peers: { B: 'b' } };
const two = [initiator('i'), initiator('b'), responder];
const three = [initiator('b'), responder, server];

function stageFor(protocol: Protocol, seats: readonly Seat[], typed: boolean): Stage {
  const honest = ['a', 'b', 's'];
  const build = scriptSystem(protocol, { honest, insider: 'i', seats, typed });
  return setStage({ suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build }, network);
}

function searched(
  protocol: Protocol,
  seats: readonly Seat[],
  quest: Partial<LazyQuest> = {},
): LazyExploration {
  const { typed = true } = quest;
  const claims = scriptClaims(protocol);
  return exploreLazily(stageFor(protocol, seats, typed), {
    claims,
    statesMax: 2000,
    typed,
    ...quest,
  });
}

const fell = ({ found }: Pick<LazyExploration, 'found'>): readonly (readonly [string, number])[] =>
  found.map(({ claim, moves }) => [claim.id, moves.length]);

describe('the lazy search', () => {
  // Lowe 1995. Kills: unification with what is known left out, constraints not in order.
  test('finds Lowe’s attack on Needham-Schroeder, and none once it is repaired', () => {
    const broken = searched(needhamSchroeder, two);
    expect(fell(broken)).toEqual([
      ['nspk/secrecy-Na', 4],
      ['nspk/secrecy-Nb', 4],
      ['nspk/injective-agreement-initiator', 4],
    ]);
    const repaired = searched(needhamSchroederLowe, two);
    expect([fell(repaired), repaired.complete, repaired.unconfirmed]).toEqual([[], true, 0]);
  });

  // Clark & Jacob 1997, 6.3.3. Kills: variables that take terms of their own sort only, untyped.
  test('untyped finds the type flaw of Otway-Rees, and typed does not', () => {
    expect(fell(searched(otwayRees, three, { typed: false }))).toEqual([
      ['otway-rees/secrecy-key', 2],
    ]);
    expect(fell(searched(otwayRees, three))).toEqual([]);
  });

  test.each([denningSacco, wooLam, yahalom, needhamSchroeder])(
    'typed says of $id what the explicit search says',
    (protocol) => {
      const seats = protocol.roles.length === 2 ? two : three;
      const lazy = searched(protocol, seats);
      const claims = scriptClaims(protocol);
      const explicit = explore(stageFor(protocol, seats, true), { claims, statesMax: 5000 });
      expect([lazy.complete, explicit.complete]).toEqual([true, true]);
      const theirs = explicit.found.map(({ claim, moves }) => [claim.id, moves.length]);
      expect(fell(lazy)).toEqual(theirs);
    },
  );

  // Kills: a reduction that loses attacks or counts; each is worth something.
  test('finds the same with any of its reductions off, in more states', () => {
    const seats = [initiator('i'), responder, responder];
    const all = searched(needhamSchroeder, seats);
    expect(all.complete).toBe(true);
    for (const without of [
      ['differentiation'],
      ['deduplication', 'differentiation'],
      ['symmetry'],
      ['choices'],
    ] as const) {
      const plain = searched(needhamSchroeder, seats, { without });
      expect([fell(plain), plain.complete]).toEqual([fell(all), true]);
      expect([without, plain.states > all.states]).toEqual([without, true]);
    }
  });

  // Kills: renamings that make one state of states that are not each other's.
  test('sees all that two sessions of each role can do', () => {
    const seats = [initiator('i'), initiator('b'), responder, responder];
    const lazy = searched(needhamSchroederLowe, seats);
    const claims = scriptClaims(needhamSchroederLowe);
    const stage = stageFor(needhamSchroederLowe, seats, true);
    const explicit = explore(stage, { claims, statesMax: 5000 });
    expect([lazy.complete, explicit.complete, lazy.depth]).toEqual([true, true, explicit.depth]);
    expect([fell(lazy), fell(explicit)]).toEqual([[], []]);
  });

  // Propose, then confirm (design section 3).
  test('finds attacks that run and break the claim with the last move alone', () => {
    for (const [protocol, seats] of [
      [needhamSchroeder, two],
      [otwayRees, three],
    ] as const) {
      const stage = stageFor(protocol, seats, false);
      const claims = scriptClaims(protocol);
      const { found } = exploreLazily(stage, { claims, statesMax: 2000, typed: false });
      expect(found.length).toBeGreaterThan(0);
      const { system, algebra } = stage;
      for (const attack of found) {
        const { runs, stuck } = runMoves(stage, planOf(stage, attack));
        expect(stuck).toBeUndefined();
        const broken = runs.map(
          ({ events }) =>
            attack.claim.violation({ principals: system.principals, events }, algebra.equal) !==
            undefined,
        );
        expect(broken).toEqual(runs.map((_, index) => index === runs.length - 1));
      }
    }
  });

  test('that hits its bound, or is told to end, is incomplete', () => {
    const bounded = searched(needhamSchroederLowe, two, { statesMax: 10 });
    expect([bounded.complete, bounded.states]).toEqual([false, 10]);
    const shallow = searched(needhamSchroederLowe, two, { movesMax: 2 });
    expect([shallow.complete, shallow.depth]).toEqual([false, 2]);
    const seats = [initiator('i'), initiator('b'), responder, responder];
    const claims = scriptClaims(needhamSchroederLowe);
    const stage = stageFor(needhamSchroederLowe, seats, true);
    const search = searchingLazily(stage, { claims, statesMax: 5000, typed: true });
    expect(search.next(true)).toMatchObject({ done: false, value: { states: 200, open: 4 } });
    expect(search.next(false)).toMatchObject({ done: true, value: { complete: false } });
  });
});
