import { expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage, type Stage } from '../../attacks/search/stage.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { theatreFor } from './playhouse.ts';
import { protocol } from './protocols.ts';

/** Searches with and without a court, a dishonest customer, a bank and a disputed posting. */
const searches: readonly Inquiry[] = (['published', 'charitable'] as const).flatMap((name) =>
  capabilities
    .filter(({ id }) => ['network', 'insider', 'bank', 'device-theft'].includes(id))
    .flatMap((attacker) =>
      inquiries({
        protocol: protocol(name),
        attacker,
        claims: claims.filter(({ id }) =>
          ['agreement-order', 'accountability-log', 'nrd-soundness', 'nro-completeness'].includes(
            id,
          ),
        ),
        bounds: { ...defaultBounds, sessions: 1 },
        statesMax: 50,
      }),
    ),
);

/** What a search comes to, and how many steps charts made for it. */
function cameTo(stage: Stage, { claims: asked }: Inquiry) {
  const before = stage.counts().made;
  const { found, states, transitions, complete } = explore(stage, {
    claims: asked,
    statesMax: 50,
  });
  const broken = found.map(({ claim, moves, states: at }) => [
    claim.id,
    at,
    ...moves.map(({ move }) => move),
  ]);
  return { came: { broken, states, transitions, complete }, made: stage.counts().made - before };
}

// Kills: problems with different charts taken for one company, parties of one name for each other.
test('what the same charts did for others is used, and makes no difference', () => {
  const byCompany = searches.toSorted((a, b) =>
    (a.problem.company ?? '') < (b.problem.company ?? '') ? -1 : 1,
  );
  let [shared, apart] = [0, 0];
  for (const inquiry of byCompany) {
    const { problem, attacker } = inquiry;
    const together = cameTo(setStage(problem, attacker, theatreFor(problem)), inquiry);
    const alone = cameTo(setStage(problem, attacker), inquiry);
    expect(together.came).toEqual(alone.came);
    [shared, apart] = [shared + together.made, apart + alone.made];
  }
  expect(shared).toBeLessThan(0.7 * apart);
});
