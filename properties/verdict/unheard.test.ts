/**
 * The reduction that puts no message in of which only statements come that no claim reads, held
 * against searches without it.
 */
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { type Exploration, explore, type Quest } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { inquiries } from './inquiry.ts';
import { protocol, type protocolNames } from './protocols.ts';

interface Asked {
  readonly name: (typeof protocolNames)[number];
  readonly id: string;
  readonly sessions: number;
}

/** What the search for one claim comes to. */
function searched({ name, id, sessions }: Asked, without: Quest['without'] = []): Exploration {
  const [inquiry] = inquiries({
    protocol: protocol(name),
    attacker: network,
    claims: claims.filter((claim) => claim.id === id),
    bounds: { ...defaultBounds, sessions },
    statesMax: 20_000,
  });
  if (inquiry === undefined) throw new Error(`no claim ${id}`);
  const stage = setStage(inquiry.problem, inquiry.attacker);
  return explore(stage, { claims: inquiry.claims, statesMax: 20_000, without });
}

const fell = ({ found }: Exploration): readonly (readonly [string, number])[] =>
  found.map(({ claim, moves }) => [claim.id, moves.length]);

describe('what no claim reads', () => {
  // Kills: a form dropped that moves a party on or whose statement is read; a wish dropped.
  test.for([
    { name: 'charitable', id: 'gateway-gap', sessions: 2 },
    { name: 'published', id: 'gateway-gap', sessions: 2 },
    { name: 'charitable', id: 'nrs-completeness', sessions: 2 },
    { name: 'charitable', id: 'log-insertion', sessions: 1 },
    { name: 'charitable', id: 'log-order', sessions: 1 },
    { name: 'charitable', id: 'accountability', sessions: 1 },
    { name: 'published', id: 'secrecy-password', sessions: 1 },
  ] as const)('makes no difference to $id ($name) when it is put in', (asked) => {
    const [reduced, all] = [searched(asked), searched(asked, ['unheard'])];
    expect([fell(reduced), reduced.complete]).toEqual([fell(all), all.complete]);
    expect(all.complete).toBe(true);
    expect(reduced.states).toBeLessThanOrEqual(all.states);
  });

  test('is what most states of some searches differ in', () => {
    const asked = { name: 'charitable', id: 'gateway-gap', sessions: 2 } as const;
    expect(searched(asked).states * 2).toBeLessThan(searched(asked, ['unheard']).states);
  });
});
