import { describe, expect, test } from 'vitest';
import { needhamSchroeder, needhamSchroederLowe } from '../../model/classics/public-key.ts';
import type { Protocol } from '../../model/script/script.ts';
import { scriptClaims, scriptSystem, type Seat } from '../../model/script/system.ts';
import { network } from '../capability/network.ts';
import { type Exploration, explore, type Reduction } from './explicit.ts';
import { setStage } from './stage.ts';

const initiator: Seat = { role: 'A', agent: 'a', peers: { B: 'b' } };
const trusting: Seat = { role: 'A', agent: 'a', peers: { B: 'i' } };
const responder: Seat = { role: 'B', agent: 'b', peers: {} };

function searched(
  protocol: Protocol,
  seats: readonly Seat[],
  without: readonly Reduction[] = [],
): Exploration {
  const scenario = { honest: ['a', 'b'], insider: 'i', seats, typed: true };
  const build = scriptSystem(protocol, scenario);
  const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
  const claims = scriptClaims(protocol);
  return explore(setStage(problem, network), { claims, statesMax: 20_000, without });
}

/** The claims that fall, with the moves of a shortest attack. */
const fell = ({ found, complete }: Exploration) => ({
  complete,
  fell: found.map(({ claim, moves }) => [claim.id, moves.length]).sort(),
});

describe('sessions that are alike', () => {
  // Kills: names without what parties remember; parties that are renamed and their seeds not. What
  // else a name leaves out shows in random protocols (`properties/engines/`).
  test.for([
    { protocol: needhamSchroederLowe, seats: [initiator, initiator, responder, responder] },
    { protocol: needhamSchroeder, seats: [trusting, trusting, responder, responder] },
  ])('fall by the same claims in as many moves, in fewer states: $protocol.id', (asked) => {
    const { protocol, seats } = asked;
    const [reduced, all] = [searched(protocol, seats), searched(protocol, seats, ['symmetry'])];
    expect(fell(reduced)).toEqual(fell(all));
    expect(reduced.states * 2).toBeLessThan(all.states);
  });

  // The orders of three and three sessions are 36; not all states have so many different renamings.
  test('are visited once, whatever their order', () => {
    const seats = [initiator, initiator, initiator, responder, responder, responder];
    const { states, complete, found } = searched(needhamSchroederLowe, seats);
    expect([complete, found.length]).toEqual([true, 0]);
    expect(states).toBe(796);
  });
});
