import { describe, expect, test } from 'vitest';
import type { Capability } from '../../attacks/capability/capability.ts';
import { network } from '../../attacks/capability/network.ts';
import type { Recipe } from '../../attacks/recipe.ts';
import type { Channel } from '../../model/core/effect.ts';
import type { Hold } from '../../model/core/system.ts';
import { ask } from './ask.ts';
import { protocol } from './protocols.ts';
import { usualClaims } from './usual.ts';
import type { Verdict } from './verdict.ts';

// Kills: a phone that logs on again and gives up for ever, so that no search comes to an end.
test('a phone that checks notices by logging on (A27) leaves a search that ends', () => {
  const [verdict] = ask({
    protocol: protocol('published', [{ axis: 'A27', choice: 'both' }]),
    attacker: network,
    claims: usualClaims.filter(({ id }) => id === 'secrecy-order'),
    bounds: { sessions: 1, customers: 1, renewals: 0 },
    statesMax: 5000,
  });
  expect(verdict?.verdict).toBe('holds');
});

// Kills: the bank's public key, which everybody has, taken for a key pair of the attacker's own, so
// that no key of its making is ever registered.
test('an attacker who is given a public key of the bank (R3) registers one of its own all the same', () => {
  const [verdict] = ask({
    protocol: protocol('published', [{ axis: 'R3', choice: 'to-bank' }]),
    attacker: network,
    claims: usualClaims.filter(({ id }) => id === 'agreement-order'),
    bounds: { sessions: 1, customers: 1, renewals: 0 },
    statesMax: 5000,
  });
  expect(verdict).toMatchObject({ verdict: 'attack', attack: { onBytes: { confirmed: true } } });
});

const asks = (attacker: Capability, sessions = 1): readonly Verdict[] =>
  ask({
    protocol: protocol('published'),
    attacker,
    claims: usualClaims,
    bounds: { sessions, customers: 1, renewals: 0 },
    statesMax: 100_000,
  });
const holding = (channel: Channel, hold: Hold): Capability => ({
  ...network,
  id: `network, ${channel} ${hold}`,
  holds: { ...network.holds, [channel]: hold },
});

const opens = (recipe: Recipe): boolean =>
  recipe.make === 'content' || ('of' in recipe && [recipe.of].flat().some(opens));

/** Expects of a stronger attacker what the weaker one does, and as much to look at. */
function expectNoLess(attacker: Capability, sessions: number): void {
  const stronger = asks(attacker, sessions);
  for (const { claim, verdict, states } of asks(network, sessions)) {
    const own = stronger.find((other) => other.claim === claim) ?? expect.fail(claim.id);
    if (verdict === 'attack') expect(own.verdict, claim.id).toBe('attack');
    if (own.verdict === 'holds') expect(own.states, claim.id).toBeGreaterThanOrEqual(states);
    if (own.attack) expect(own.attack.onBytes, claim.id).toMatchObject({ confirmed: true });
  }
}

// Giving the attacker more never takes an attack away, and never leaves it less to look at.
// `https` is left out: the network holds it already, and reading is not more than delaying.
describe('the network with a hold on one more channel', () => {
  const reads = (['wired', 'sms', 'package', 'branch'] as const).map(
    (channel) => [channel, 'read'] as const,
  );
  const delays = (['sms', 'package', 'branch'] as const).map(
    (channel) => [channel, 'connect'] as const,
  );

  // Kills: a relay over a channel that is read taken for the end of the message's way.
  test.each([...reads, ...delays])('%s %s breaks and sees no less', (channel, hold) => {
    for (const sessions of [1, 2]) expectNoLess(holding(channel, hold), sessions);
  });

  // Kills: a relay over a channel on which messages can be delayed taken for the end of the
  // message's way, so that nothing gets past the gateway and all claims hold.
  test('wired connect sees no less', () => {
    expectNoLess(holding('wired', 'connect'), 1);
  });

  test('wired read has the order from the record, which is not encrypted (A22)', () => {
    const verdict = asks(holding('wired', 'read')).find(
      ({ claim }) => claim.id === 'secrecy-order',
    );
    expect(verdict).toMatchObject({ verdict: 'attack', attack: { onBytes: { confirmed: true } } });
    const shown = verdict?.attack?.plan.at(-1) ?? expect.fail('no plan');
    expect(shown).toMatchObject({ move: 'learn', value: { make: 'field' } });
    expect(shown.move === 'learn' && opens(shown.value)).toBe(false);
  });
});
