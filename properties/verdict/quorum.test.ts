import { describe, expect, test } from 'vitest';
import { withCorrupted } from '../../attacks/capability/capability.ts';
import { operatorLogKeeper } from '../../attacks/capability/operator-log-keeper.ts';
import type { Claim, Quorum } from '../../model/core/claim.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { ask } from './ask.ts';
import { protocol } from './protocols.ts';
import type { Verdict } from './verdict.ts';

const claim = claims.find(({ id }) => id === 'log-split-view') ?? expect.fail('no such claim');

/** The verdict on a split view where so many of the witnesses are the log keeper's. */
function verdict(witnesses: Quorum, corrupt: number): Verdict {
  const keeper = corrupt > 0 ? withCorrupted(operatorLogKeeper, ['witness']) : operatorLogKeeper;
  const asked: Claim = { ...claim, needs: { witnesses } };
  const [found = expect.fail('no verdict')] = ask({
    protocol: protocol('published', [{ axis: 'A20', choice: 'merkle' }]),
    attacker: { ...keeper, id: 'keeper with witnesses', witnesses: corrupt },
    claims: [asked],
    bounds: { sessions: 1, customers: 1, renewals: 0 },
    statesMax: 5000,
  });
  return found;
}

// W27. Each honest witness stands by one of two views, each corrupt one by both: with k of n wanted,
// n - f + 2f cosignatures make two quorums when f is 2k - n at least. Kills: a witness counted twice,
// a witness asked who has signed already, a quorum of one too few, a corrupt witness too many.
describe('a split view takes 2k - n corrupt witnesses where k of n have to cosign', () => {
  const quorums = [
    [1, 1],
    [2, 2],
    [3, 2],
    [3, 3],
    [4, 3],
  ] as const;
  const cases = quorums.flatMap(([of, need]) =>
    [0, 1, 2].filter((corrupt) => corrupt <= of).map((corrupt) => [need, of, corrupt] as const),
  );
  test.each(cases)('%i of %i, with %i corrupt', (need, of, corrupt) => {
    const found = verdict({ of, need }, corrupt);
    if (corrupt < 2 * need - of) {
      expect(found).toMatchObject({ verdict: 'holds', vacuous: false });
      return;
    }
    expect(found).toMatchObject({
      verdict: 'attack',
      attack: { onTerms: { confirmed: true }, onBytes: { confirmed: true } },
    });
  });
});
