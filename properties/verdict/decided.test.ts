import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { network } from '../../attacks/capability/network.ts';
import { explore } from '../../attacks/search/explicit.ts';
import { setStage } from '../../attacks/search/stage.ts';
import type { Claim } from '../../model/core/claim.ts';
import { brokenBy, type Happening, says } from '../../model/core/testing/statements.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { type Inquiry, inquiries } from './inquiry.ts';
import { protocol } from './protocols.ts';

const values = fc.constantFrom('x', 'x', 'x', 'y');

/** A statement that a claim looks at, or a theft where it looks at those. */
function happening({ reads }: Claim): fc.Arbitrary<Happening> {
  const parties = fc.constantFrom('alice', 'alice', 'bob', 'bank', 'judge');
  return fc.constantFrom(...reads).chain((wording) =>
    wording === 'compromised'
      ? parties.map((party): Happening => ({
          kind: 'compromised',
          party,
          what: 'key',
          value: 'k',
        }))
      : fc
          .tuple(parties, fc.constantFrom('a', 'a', 'a', 'a', 'b', 'm'), values, values)
          .map(([party, account, ...said]) => says(party, wording, [account, ...said].join(' '))),
  );
}

const wordingOf = (event: Happening): string =>
  event.kind === 'claimed' ? `${event.claim} ${event.about}` : event.kind;

const deciding = claims.filter(
  ({ secretOf, decidedBy }) => secretOf === undefined && decidedBy !== undefined,
);

describe('what decides a claim', () => {
  test('is said of most, and is among what it looks at', () => {
    expect(deciding.length).toBeGreaterThan(30);
    for (const { reads, decidedBy = [] } of deciding) {
      expect(reads).toEqual(expect.arrayContaining([...decidedBy]));
    }
  });

  // Definition of `Predicate.decidedBy`. Kills: a statement that breaks a claim and is not among those
  // that are said to, so that a search would stop before it.
  test.each(deciding.map((claim) => [claim.id, claim] as const))(
    '%s: a trace that keeps it is broken by no other statement',
    (_, claim) => {
      fc.assert(
        fc.property(
          fc.array(happening(claim), { minLength: 1, maxLength: 7, size: 'max' }),
          (events) => {
            for (const [place, event] of events.entries()) {
              const before = brokenBy(claim, ...events.slice(0, place));
              const after = brokenBy(claim, ...events.slice(0, place + 1));
              if (before !== undefined || after === undefined) continue;
              expect(claim.decidedBy).toContain(wordingOf(event));
            }
          },
        ),
        { numRuns: 1000 },
      );
    },
  );
});

describe('a search that looks beyond what decides', () => {
  const statesMax = 40_000;
  const disputes = ['nrs-completeness', 'weak-fairness'];
  const wanted = {
    published: ['nro-soundness', ...disputes],
    charitable: ['nro-soundness', ...disputes],
    minimal: ['nrr-soundness', ...disputes],
    repaired: ['nrr-soundness', 'nro-completeness'],
  } as const;
  const asked = (['published', 'charitable', 'minimal', 'repaired'] as const).flatMap((name) =>
    claims
      .filter(({ id }) => wanted[name].some((one) => one === id))
      .flatMap((claim) =>
        inquiries({
          protocol: protocol(name),
          attacker: network,
          claims: [claim],
          bounds: { ...defaultBounds, sessions: 1 },
          statesMax,
        }).map((inquiry) => [`${claim.id} on ${name}`, inquiry] as const),
      ),
  );
  const came = ({ problem, attacker, claims: sought }: Inquiry, without: readonly 'decided'[]) =>
    explore(setStage(problem, attacker), { claims: sought, statesMax, without });
  const told = (all: ReturnType<typeof came>) => ({
    found: all.found.map(({ claim, moves }) => [claim.id, moves.length]),
    complete: all.complete,
    stated: [...all.stated].sort(),
  });
  const both = asked.map(
    ([name, inquiry]) => [name, came(inquiry, []), came(inquiry, ['decided'])] as const,
  );

  // Kills: a claim said to be decided that can still be broken; an attack that ends where all is decided
  // passed over; an occasion not seen that is beyond.
  test('finds the same, and has more to see', () => {
    for (const [name, short, beyond] of both) {
      expect([name, beyond.complete]).toEqual([name, true]);
      expect([name, told(short)]).toEqual([name, told(beyond)]);
      expect(short.states, name).toBeLessThanOrEqual(beyond.states);
    }
    expect(both.some(([, short, beyond]) => short.states * 2 < beyond.states)).toBe(true);
  });
});
