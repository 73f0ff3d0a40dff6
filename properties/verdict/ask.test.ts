import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from './ask.ts';
import { inquiries } from './inquiry.ts';
import { protocol } from './protocols.ts';
import { usualClaims } from './usual.ts';

// Three payments: a search large enough to begin anew once some claims have fallen.
describe('a large search that begins anew without the claims that have fallen', () => {
  const claims = usualClaims.filter(({ corrupts }) => corrupts.length === 0);
  const question = {
    protocol: protocol('published'),
    attacker: network,
    claims,
    bounds: { ...defaultBounds, sessions: 3 },
    statesMax: 100_000,
  };
  const verdicts = ask(question);
  const [inquiry] = inquiries(question);
  if (inquiry === undefined) throw new Error('nothing to search');
  const whole = explore(setStage(inquiry.problem, network), { claims, statesMax: 100_000 });

  // The reference is the search that is not begun anew. Kills: a claim that had fallen forgotten, a
  // claim left out of the second search.
  test('comes to the same verdicts', () => {
    expect(whole.complete).toBe(true);
    for (const { claim, verdict } of verdicts) {
      const isFound = whole.found.some((attack) => attack.claim === claim);
      expect(verdict, claim.id).toBe(isFound ? 'attack' : 'holds');
    }
    expect(new Set(verdicts.map(({ verdict }) => verdict)).size).toBe(2);
  });

  test('sees far fewer states for what holds', () => {
    const holding = verdicts.filter(({ verdict }) => verdict === 'holds');
    for (const { states } of holding) expect(states).toBeLessThan(whole.states / 10);
  });
});
