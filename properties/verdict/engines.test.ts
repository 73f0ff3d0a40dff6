import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { compared } from './engines.ts';
import { protocol } from './protocols.ts';
import type { Verdict } from './verdict.ts';

const [claim] = claims;
if (claim === undefined) throw new Error('no claim');

const said = (verdict: Verdict['verdict'], states: number): Verdict => ({
  protocol: protocol('published'),
  attacker: network,
  claim,
  verdict,
  vacuous: false,
  attack: undefined,
  states,
  ms: 0,
});

// Two engines, one verdict. Kills: one engine's word taken where the other contradicts it.
describe('of two engines', () => {
  test('opposite answers are named', () => {
    const { disagreement } = compared(said('holds', 1), said('attack', 2));
    const name = `published/network/${claim.id}`;
    expect(disagreement).toEqual({ name, explicit: 'holds', lazy: 'attack' });
    expect(compared(said('attack', 1), said('holds', 2)).disagreement).toBeDefined();
  });

  test('the one that came to an answer is shown, the explicit one where both did', () => {
    const shown = [
      compared(said('inconclusive', 1), said('holds', 2)),
      compared(said('holds', 1), said('inconclusive', 2)),
      compared(said('holds', 1), said('holds', 2)),
    ].map(({ shown: { states }, disagreement }) => [states, disagreement]);
    expect(shown).toEqual([
      [2, undefined],
      [1, undefined],
      [1, undefined],
    ]);
  });
});
