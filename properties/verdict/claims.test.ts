import { describe, expect, test } from 'vitest';
import { coalition } from '../../attacks/capability/coalition.ts';
import { capabilities } from '../../attacks/capability/index.ts';
import { claims } from '../../model/sa2pmp/claims.ts';
import { ask } from './ask.ts';
import { against, but, charitable, type Ground, grounds, published } from './grounds.ts';
import { type Change, protocol } from './protocols.ts';
import type { Verdict } from './verdict.ts';

function verdict(id: string, ground: Ground, statesMax = 50_000): Verdict {
  const { name, changes = {}, attackers = ['network'], omitted = [] } = ground;
  const { sessions = 1, renewals = 0 } = ground;
  const named = (wanted: string) =>
    capabilities.find((capability) => capability.id === wanted) ?? expect.fail(wanted);
  const [first, ...others] = attackers;
  const changed = Object.entries(changes).map(([axis, choice]) => ({ axis, choice }) as Change);
  const [found = expect.fail(id)] = ask({
    protocol: protocol(name, changed, omitted),
    attacker: coalition(named(first), ...others.map(named)),
    claims: claims.filter((claim) => claim.id === id),
    bounds: { sessions, customers: 1, renewals },
    statesMax,
  });
  return found;
}

// A property that has killed nothing is not yet a test: each claim falls on one ground, confirmed on
// bytes, and holds on another that differs in what the claim is about.
describe('every claim', () => {
  test('has its two questions', () => {
    expect(Object.keys(grounds).toSorted()).toEqual(claims.map(({ id }) => id).toSorted());
  });

  test.each(Object.entries(grounds))(
    '%s falls and holds where it should',
    (id, { falls, holds }) => {
      expect(verdict(id, falls)).toMatchObject({
        verdict: 'attack',
        attack: { onTerms: { confirmed: true }, onBytes: { confirmed: true } },
      });
      if ('inNoReading' in holds) return;
      if ('unfinished' in holds) {
        expect(verdict(id, holds.ground, 4000).verdict).toBe('inconclusive');
        return;
      }
      expect(verdict(id, holds)).toMatchObject({ verdict: 'holds', vacuous: false });
    },
    60_000,
  );
});

// W12: K of the first bank is needed to wrap the signed text anew, which any customer has.
// With the name under the signature the space is too large to finish here: no attack as far as seen.
test('specific-server falls to a second bank and a customer, and the same attack not if A5 is signed', () => {
  const verdictWith = (A5: string): string =>
    verdict(
      'specific-server',
      against(but(published, { A2: 'in-branch', A5 }), 'second-bank', 'insider'),
    ).verdict;
  expect([verdictWith('none'), verdictWith('signed')]).toEqual(['attack', 'inconclusive']);
}, 60_000);

// W24: a bank on the attacker's side also makes the package, so that a key which only the package names
// convinces nobody; what is not signed convinces nobody either.
test.each(['nrd-completeness', 'nrr-completeness'])(
  '%s falls wherever the key of the bank is not known to all or the result is not signed',
  (id) => {
    for (const A17 of ['clear', 'under-key', 'under-key-bound', 'signed']) {
      expect(verdict(id, but(charitable, { A17 })).verdict, A17).toBe('attack');
      if (A17 === 'signed') continue;
      expect(verdict(id, but(charitable, { A17, A18: 'exists' })).verdict, A17).toBe('attack');
    }
  },
  60_000,
);

// W29: once the depository has forgotten the old key, an order signed under it is nobody's.
test('nro-completeness falls after a renewal where old keys are discarded, and holds where they are archived', () => {
  const renewed = (A26: string): Ground => ({
    ...but(charitable, { A4: 'all', A22: 'signed', A22b: 'depository', A26 }),
    renewals: 1,
  });
  expect(verdict('nro-completeness', renewed('replace'))).toMatchObject({
    verdict: 'attack',
    attack: { onTerms: { confirmed: true }, onBytes: { confirmed: true } },
  });
  expect(verdict('nro-completeness', renewed('archive'))).toMatchObject({
    verdict: 'holds',
    vacuous: false,
  });
}, 120_000);
