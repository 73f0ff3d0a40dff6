/**
 * Two engines, one verdict: on random small protocols, on SA2pMP, and on copies with a mistake in an
 * engine, which must be noticed. The long run is `campaign.ts`.
 */
import fc from 'fast-check';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../attacks/capability/index.ts';
import { explore, type Exploration } from '../../attacks/search/explicit.ts';
import { exploreLazily } from '../../attacks/search/lazy/lazy.ts';
import { setStage } from '../../attacks/search/stage.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { inquiries } from '../verdict/inquiry.ts';
import { protocol } from '../verdict/protocols.ts';
import { compared } from './agree.ts';
import { caseOf, choicesArbitrary } from './generate.ts';
import { showCase } from './show.ts';
import { hunted, planted } from './planted.ts';
import { caseOfToken, choicesOf, tokenOf } from './token.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

describe('on random small protocols', () => {
  // Design section 3: the two searches must agree. Kills: all of `planted.ts` in the campaign.
  test('explicit, lazy and plain search give one verdict and one length of attack', () => {
    fc.assert(
      fc.property(choicesArbitrary, (choices) => {
        const played = caseOf(choices) ?? expect.fail('no case');
        const { disagreements } = compared(played);
        expect([tokenOf(choices), ...showCase(played), ...disagreements]).toHaveLength(
          1 + showCase(played).length,
        );
      }),
      { numRuns: 25 },
    );
  });

  test('a token gives the very case again', () => {
    fc.assert(
      fc.property(choicesArbitrary, (choices) => {
        expect(choicesOf(tokenOf(choices))).toEqual(choices);
        expect(caseOfToken(tokenOf(choices))).toEqual(caseOf(choices));
      }),
    );
    expect(['', 'g0', '0', 'zz'].map(choicesOf)).toEqual(Array(4).fill(undefined));
  });
});

/** Mistakes that a handful of protocols show; the others take longer. */
const soonFound = [
  'what the attacker knows opens boxes without their keys',
  'constraint reduction forgets composition',
  'constraint reduction takes what was seen later',
  'differentiation drops every move that could have come before',
];

describe('a mistake planted in an engine', () => {
  test.each(soonFound)('is found: %s', (mistake) => {
    const plant = planted.find((one) => one.mistake === mistake) ?? expect.fail(mistake);
    expect(hunted(root, plant, 30)).toMatchObject({ found: true });
  });

  test('is what is found: without any, the same protocols agree', () => {
    const nothing = { mistake: 'none', file: 'package.json', from: '"sa2pmp",', to: '"sa2pmp",' };
    expect(hunted(root, nothing, 10)).toMatchObject({ found: false });
  });
});

/** Symbolic states beyond which the lazy search gives up here. */
const lazyStatesMax = 400;

/** What a search says of each claim: moves, that it holds, or nothing. */
function saidBy(
  { found, complete }: Exploration,
  asked: readonly { readonly id: string }[],
): readonly (number | 'holds' | undefined)[] {
  return asked.map(({ id }) => {
    const attack = found.find(({ claim }) => claim.id === id);
    return attack?.moves.length ?? (complete ? 'holds' : undefined);
  });
}

describe('on SA2pMP with one payment', () => {
  const subjects = [
    ...(['published', 'charitable'] as const).flatMap((name) =>
      ['network', 'insider'].map((attacker) => ({ name, attacker })),
    ),
    // Compromise moves: before the session and after it.
    ...['key-reveal-before', 'key-reveal-after'].map((attacker) => ({
      name: 'charitable' as const,
      attacker,
    })),
  ];

  test.each(subjects)('lazy and explicit agree: $name, $attacker', ({ name, attacker: id }) => {
    const attacker = capabilities.find((one) => one.id === id) ?? expect.fail(id);
    const asked = claims.filter(
      (claim) => claim.corrupts.length === 0 && !claim.court && claim.guessed === undefined,
    );
    const plain = asked.filter((claim) => claim.with === undefined && claim.needs === undefined);
    const bounds = { ...defaultBounds, sessions: 1 };
    const question = {
      protocol: protocol(name),
      attacker,
      claims: plain,
      bounds,
      statesMax: 10_000,
    };
    let compareds = 0;
    for (const { problem, attacker: played, claims: group } of inquiries(question)) {
      const explicit = explore(setStage(problem, played), { claims: group, statesMax: 10_000 });
      const lazy = exploreLazily(setStage(problem, played), {
        claims: group,
        statesMax: lazyStatesMax,
        typed: true,
      });
      expect(lazy.unconfirmed).toBe(0);
      const [theirs, ours] = [saidBy(explicit, group), saidBy(lazy, group)];
      for (const [index, { id: claim }] of group.entries()) {
        if (theirs[index] === undefined || ours[index] === undefined) continue;
        compareds += 1;
        expect([claim, ours[index]]).toEqual([claim, theirs[index]]);
      }
    }
    expect(compareds).toBeGreaterThan(0);
  });
});
