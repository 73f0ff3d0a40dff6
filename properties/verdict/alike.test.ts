import { expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { type Exploration, explore, type Reduction } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { theatre } from '../../attacks/search/theatre.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { protocol } from './protocols.ts';

const statesMax = 150;

/** Where many messages come to the same: a judge, a bank that may be corrupt; and where few do. */
const searches = (['published', 'charitable'] as const).flatMap((name) =>
  inquiries({
    protocol: protocol(name),
    attacker: network,
    claims: claims.filter(({ id }) =>
      ['agreement-order', 'accountability-log', 'nrd-soundness', 'nro-completeness'].includes(id),
    ),
    bounds: { ...defaultBounds, sessions: 1 },
    statesMax,
  }).map(
    (inquiry) => [`${name}: ${inquiry.claims.map(({ id }) => id).join(' ')}`, inquiry] as const,
  ),
);

/** A search in two manners, in one theatre, so that terms can be compared. */
function bothWays({ problem, attacker, claims: asked }: Inquiry): readonly Exploration[] {
  const house = theatre(problem);
  const without: readonly (readonly Reduction[])[] = [[], ['alike']];
  return without.map((off) =>
    explore(setStage(problem, attacker, house), { claims: asked, statesMax, without: off }),
  );
}

// Kills: outcomes taken for the same that differ in a party's state, in what is observed, delayed or
// stated, or in the attacker's own values.
test('of messages of which the same comes one is enough: nothing changes but how many are put in', () => {
  const fewer = searches.map(([name, inquiry]) => {
    const [reduced, all] = bothWays(inquiry).map(({ transitions, taken: _, ...rest }) => ({
      transitions,
      rest,
    }));
    expect([name, reduced?.rest]).toEqual([name, all?.rest]);
    return (all?.transitions ?? 0) / (reduced?.transitions ?? 1);
  });
  expect(Math.min(...fewer)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...fewer)).toBeGreaterThan(2);
});
