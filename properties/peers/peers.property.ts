/**
 * The peers: what is published about them is what the engines found, what was found is found again,
 * and each attack is carried out on octets of both libraries.
 */
import { describe, expect, test } from 'vitest';
import { peers } from '../../model/peers/index.ts';
import { goals, type Peer, type PeerVerdict } from '../../model/peers/peer.ts';
import { nameOf } from '../../model/classics/classic.ts';
import { mistakesIn } from '../../model/script/executable.ts';
import { askCast, isConfirmed } from './ask.ts';
import { compare, comparedNames } from './comparison.ts';
import { disagreements } from './disagreements.ts';
import { castsOf, findUnder, keptFindings } from './findings.ts';
import { ourNames } from './ours.ts';
import { comparisonTables } from './table.ts';

const findings = keptFindings();

function peerNamed(id: string): Peer {
  return peers.find(({ protocol }) => protocol.id === id) ?? expect.fail(id);
}

/** Peers whose searches take no more than a second or so, all together. */
const quick = ['jasa', 'jasa-one-key', 'jasa-cbc', 'lmpp', 'passkey-bare'];

describe.each(peers)('$protocol.id', (peer) => {
  // Kills: a script that cannot be carried out and therefore promises everything.
  test('says nothing that its roles cannot do', () => {
    expect(mistakesIn(peer.protocol)).toEqual([]);
  });

  // Issue 8: each known verdict is reproduced. Kills: a message or a field of a peer left out.
  test('was found as it is published', () => {
    expect(disagreements(peer, findings)).toEqual([]);
  });

  test('promises and publishes on nothing that it does not believe', () => {
    const beliefs = peer.protocol.beliefs.map(nameOf);
    const named = [...Object.values(peer.promises), ...peer.verdicts.map(({ claim }) => claim)];
    for (const name of named) expect(beliefs).toContain(name);
  });
});

// Kills: findings that are kept and no more true; a search that finds an attack that octets refuse.
test.each(quick)('what is kept of %s is what the lazy search finds now', (id) => {
  const peer = peerNamed(id);
  for (const [name] of castsOf(peer)) {
    expect([name, findUnder(peer, name)]).toEqual([name, findings[id]?.[name]]);
  }
});

// Kills: an engine that lets a peer off.
test.each(['jasa', 'jasa-once', 'jasa-cbc', 'passkey-bare'])('on %s both engines agree', (id) => {
  const peer = peerNamed(id);
  for (const [name] of castsOf(peer)) {
    const says = (found: ReturnType<typeof findUnder>): readonly string[] =>
      Object.entries(found).map(([belief, one]) => `${belief}: ${one.says}`);
    expect(says(findUnder(peer, name, 'explicit'))).toEqual(says(findings[id]?.[name] ?? {}));
  }
});

// Ogata & Futatsugi 2003. Kills: a repair that is none, a counterexample that depends on who is dishonest.
test.each([
  ['2kp', 'attack'],
  ['2kp-repaired', 'holds'],
] as const)('%s: that the seller asked for what the acquirer authorises: %s', (id, says) => {
  const cast = peerNamed(id).casts.network ?? expect.fail();
  const [answer] = askCast(cast, { beliefs: ['agreement of order'] });
  expect(answer?.says).toBe(says);
  expect(answer?.attack && isConfirmed(answer.attack)).toBe(says === 'attack' ? true : undefined);
});

// W13. Kills: a mode without its rule, octets of another mode, an attack that needs no weak mode.
test.each([
  ['jasa-ecb', 'explicit'],
  ['jasa-ecb', 'lazy'],
  ['jasa-ctr', 'explicit'],
  ['jasa-ctr', 'lazy'],
] as const)(
  '%s: a request falls to what its mode allows, and to nothing else (%s)',
  (id, engine) => {
    const cast = peerNamed(id).casts.network ?? expect.fail();
    const asked = { beliefs: ['agreement of request'], engine };
    const [answer] = askCast(cast, asked);
    expect(answer?.attack && isConfirmed(answer.attack)).toBe(true);
    const [whole] = askCast({ ...cast, mode: undefined }, asked);
    expect(whole?.says).toBe('holds');
  },
);

describe('the check of verdicts', () => {
  const jasa = peerNamed('jasa');
  const other = (verdict: PeerVerdict): PeerVerdict => ({
    ...verdict,
    says: verdict.says === 'attack' ? 'holds' : 'attack',
  });

  // Kills: a check that cannot fail.
  test('fails on every verdict that is turned round', () => {
    jasa.verdicts.forEach((verdict, index) => {
      const verdicts = jasa.verdicts.with(index, other(verdict));
      expect(disagreements({ ...jasa, verdicts }, findings)).toHaveLength(1);
    });
  });

  test('fails on what nobody has looked for', () => {
    expect(disagreements(jasa, {}).length).toBeGreaterThan(jasa.verdicts.length);
  });

  // Kills: an attack that is put down to octets that do not bear it out.
  test('takes an attack for confirmed only where octets of both libraries bear it out', () => {
    const cast = jasa.casts.origin ?? expect.fail();
    const [answer] = askCast(cast, { beliefs: ['agreement of origin'] });
    const attack = answer?.attack ?? expect.fail();
    expect(isConfirmed(attack)).toBe(true);
    const gap = { confirmed: false, gap: 'none' } as const;
    expect(isConfirmed({ ...attack, onNoble: gap })).toBe(false);
    expect(isConfirmed({ ...attack, onOpenssl: gap })).toBe(false);
  });
});

describe('the comparison', () => {
  const compared = compare({ names: comparedNames });

  test('has every reading of SA2pMP and every peer, each promise with what was found', () => {
    expect(compared.map(({ name }) => name)).toEqual([
      ...ourNames,
      ...peers.map(({ protocol }) => protocol.id),
    ]);
    for (const { promises, system } of compared) {
      // A search of SA2pMP may have been given up, and says so.
      for (const goal of system === 'SA2pMP' ? [] : goals) {
        for (const says of Object.values(promises[goal] ?? {})) expect(says).not.toBe('unknown');
      }
    }
  });

  // Kills: a name cut short, a column too many.
  test('fits a terminal of 80 columns', () => {
    const [base] = compared;
    const text = comparisonTables((_, cell) => cell, compared, base ?? expect.fail());
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});
