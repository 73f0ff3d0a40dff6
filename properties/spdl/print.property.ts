/** Random protocols printed in Scyther's language come back as they were, with the same verdicts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import type { Protocol } from '../../model/script/script.ts';
import { type Scenario, scriptClaims, scriptSystem } from '../../model/script/system.ts';
import { caseOf, choicesArbitrary } from '../engines/generate.ts';
import { tokenOf } from '../engines/token.ts';
import { compiled } from './compile.ts';
import { printed } from './print.ts';
import { asSpoken, bare } from './testing/spoken.ts';

/** How many moves an attack on each claim takes; 0 where there is none. */
function verdicts(script: Protocol, scenario: Scenario, claims: readonly Claim[]) {
  const build = scriptSystem(script, scenario);
  const problem = { suite: { cipher: 'aes-128-cbc' }, ownValues: {}, inert: [], build } as const;
  const explored = explore(setStage(problem, network), { claims, statesMax: 400 });
  const moves = claims.map(
    (claim) => explored.found.find((found) => found.claim === claim)?.moves.length ?? 0,
  );
  return { complete: explored.complete, moves };
}

describe('a protocol printed in Scyther’s language', () => {
  // Issue 8. Kills: a label, key, type or claim that is printed or read otherwise.
  test('comes back as the same protocol, with the same verdicts', () => {
    fc.assert(
      fc.property(choicesArbitrary, (choices) => {
        const played = caseOf(choices) ?? expect.fail('no case');
        const { protocol, scenario } = asSpoken(played);
        const file = compiled(printed(played.protocol));
        if (!('script' in file)) return expect.fail(`${tokenOf(choices)} ${JSON.stringify(file)}`);
        expect([tokenOf(choices), bare(file.script)]).toEqual([tokenOf(choices), bare(protocol)]);
        const kinds = { secrecy: 'Secret', agreement: 'Commit' } as const;
        const theirs = protocol.beliefs.map(
          ({ belief }) =>
            file.claims.find(({ kind }) => kind === kinds[belief])?.claim ?? expect.fail(belief),
        );
        const ours = verdicts(protocol, scenario, scriptClaims(protocol));
        expect([tokenOf(choices), verdicts(file.script, scenario, theirs)]).toEqual([
          tokenOf(choices),
          ours,
        ]);
      }),
      { numRuns: 100 },
    );
  });
});
