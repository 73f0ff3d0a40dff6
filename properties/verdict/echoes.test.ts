import { expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { type Exploration, explore, type Reduction } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { inquiries } from './inquiry.ts';
import { protocol } from './protocols.ts';

const statesMax = 4000;

/** Where what the attacker puts in comes back: a notary passes it on to a bank that is corrupt. */
const wanted = {
  published: ['log-split-view', 'agreement-order'],
  charitable: ['accountability-log', 'agreement-key'],
  minimal: ['nrd-completeness'],
  repaired: ['nrs-soundness', 'log-insertion'],
} as const;

const searches = (['published', 'charitable', 'minimal', 'repaired'] as const).flatMap((name) =>
  inquiries({
    protocol: protocol(name),
    attacker: network,
    claims: claims.filter(({ id }) => wanted[name].some((one) => one === id)),
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax,
  }).map((inquiry) => [`${name}: ${inquiry.claims.map(({ id }) => id).join()}`, inquiry] as const),
);

/** What a search came to, but for how many states it took. */
const told = ({ found, complete, stated }: Exploration) => ({
  found: found.map(({ claim, moves }) => [claim.id, moves.length]),
  complete,
  stated: [...stated].sort(),
});

// Dolev & Yao 1983: who has made something has learnt nothing when it comes back. Kills: something kept from
// the attacker that it had not made.
test('what comes back unchanged makes no difference but to how many states there are', () => {
  const fewer = searches.map(([name, { problem, attacker, claims: sought }]) => {
    const came = (without: readonly Reduction[]): Exploration =>
      explore(setStage(problem, attacker), { claims: sought, statesMax, without });
    const [short, all] = [came([]), came(['echoes'])];
    expect([name, all.complete]).toEqual([name, true]);
    expect([name, told(short)]).toEqual([name, told(all)]);
    return all.states / short.states;
  });
  expect(Math.min(...fewer)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...fewer)).toBeGreaterThan(2);
});
