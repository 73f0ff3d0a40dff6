/** Exported peers: each in every cast that it has, who is dishonest said as the cast has it, and nothing dropped. */
import { describe, expect, test } from 'vitest';
import { peers } from '../../model/peers/index.ts';
import type { Peer } from '../../model/peers/peer.ts';
import { atom, atoms, text } from '../../model/script/message.ts';
import type { Protocol, Step } from '../../model/script/script.ts';
import { receive, send, state, stateOfAnybody, unlike } from '../../model/script/steps.ts';
import { compiled } from '../spdl/compile.ts';
import { treeOf } from '../spdl/grammar.ts';
import { castingOf, castsFor, usualCast } from './casting.ts';
import { actsOf, type FlowAct } from './flow.ts';
import { goldens } from './golden.ts';
import { whyInexpressible } from './inexpressible.ts';
import { scriptFlow } from './script.ts';
import { proverifFaults } from './testing/proverif.ts';
import { tamarinFaults } from './testing/tamarin.ts';
import { peerFor, scriptFor } from './write.ts';

function peerNamed(id: string): Peer {
  return peers.find(({ protocol }) => protocol.id === id) ?? expect.fail(id);
}

/** Peers of which no file is kept. */
const others = peers.filter(
  ({ protocol: { id } }) => !goldens.some(({ path }) => path.includes(`/${id}-`)),
);

describe('a peer', () => {
  // Kills: what the kept files have no case of.
  test.each(others)('$protocol.id is well formed for ProVerif and Tamarin', (peer) => {
    expect(proverifFaults(peerFor('proverif', peer))).toEqual([]);
    expect(tamarinFaults(peerFor('tamarin', peer))).toEqual([]);
  });

  // Kills: a judge to whom nothing is shown; a promise that no query of any cast asks about.
  test.each(peers)(
    '$protocol.id has a flow in every cast, and each promise is asked about',
    (peer) => {
      const asked = castsFor(peer).flatMap((cast) =>
        scriptFlow(peer.protocol, castingOf(peer, cast)).claims.map(({ id }) => id),
      );
      for (const promise of Object.values(peer.promises)) expect(asked).toContain(promise);
    },
  );

  // Kills: a secret, a key or a word that Scyther's language cannot have where it stands.
  test.each(peers)('$protocol.id is in Scyther’s language, or refused with the reason', (peer) => {
    let file: string;
    try {
      file = peerFor('scyther', peer);
    } catch (error) {
      expect(whyInexpressible(error)).toMatch(/^cast authority: /u);
      return;
    }
    expect(treeOf(file)).toHaveProperty('rule');
    const read = compiled(file);
    // Our reader takes no key for a part of a message, and says so; of all else it has no complaint.
    if (file.includes('sa2pmp verify')) expect(read).toHaveProperty('script');
    else expect(JSON.stringify(read)).toContain('k(...) as a part of a message');
  });
});

describe('a cast', () => {
  const lsm = peerNamed('lsm-token');

  // Kills: an attacker's agent in a role that the cast has honest, or none in one that it has not.
  test('has for the attacker’s agents whom it has dishonest, and nobody else', () => {
    const main = peerFor('proverif', lsm, 'between').split('\nprocess\n')[1] ?? '';
    expect(main).toContain('role_H(honest(H), honest(S), G, shared_key(G, honest(H))');
    expect(main).toContain('role_G(H, honest(G), shared_key(honest(G), H), honest(S))');
    const theory = peerFor('tamarin', lsm, 'between');
    expect(theory).toMatch(/--\[ Honest\(\$H\)\n {6}, Honest\(\$S\) \]->\n {4}\[ H_0\(/u);
    expect(peerFor('proverif', lsm, 'customer')).toContain(
      'role_H(honest(H), honest(S), honest(G)',
    );
  });

  // Kills: keys lost under the network alone; an excuse of what cannot happen.
  test('without anybody dishonest gives no key away and excuses nothing', () => {
    for (const prover of ['proverif', 'tamarin'] as const) {
      expect(peerFor(prover, lsm, 'network')).not.toMatch(/compromise|honest\(|lost\(/iu);
    }
  });

  // Kills: what all have who run the application kept from the attacker, who runs it too.
  test('with another customer gives away what is in the application, and the network alone does not', () => {
    const one = peerNamed('jasa-one-key');
    expect(peerFor('proverif', one, 'customer')).toContain('out(c, application_key)');
    expect(peerFor('proverif', one, 'network')).not.toContain('out(c, application_key)');
    expect(peerFor('tamarin', one, 'customer')).toContain('[ Out(~application_key) ]');
  });

  test('of evidence has the judge, who names the accused alone, and the accused alone excused', () => {
    const file = peerFor('proverif', lsm, 'origin');
    expect(file).toContain('let role_J(');
    expect(file).toMatch(
      /==> event\(running_origin\(x1, x2, x3\)\) \|\| event\(compromised\(x1\)\)\./u,
    );
  });

  // Kills: what a role takes once written as taken any number of times, or refused to all others too.
  test.each(['jasa-once', 'lsm-token', '3kp'])('%s takes once what it remembers', (id) => {
    const peer = peerNamed(id);
    const { takenOnce } = peer;
    const [authority, name] = [takenOnce?.role ?? '', takenOnce?.name ?? ''];
    const { roles, store } = scriptFlow(peer.protocol, castingOf(peer, usualCast(peer)));
    const spends = roles.flatMap((role) => actsOf(role).filter(({ does }) => does === 'spend'));
    expect(spends).toHaveLength(1);
    expect(spends.map((act: FlowAct) => 'by' in act && act.by && store.label(act.by))).toEqual([
      authority,
    ]);
    // What the casts have in two runs says the same.
    const twice = peer.casts['network, twice']?.protocol.roles.find(
      (one) => one.name === authority,
    );
    expect(twice?.steps).toContainEqual(unlike(`${name}′`, name));
    expect(peerFor('tamarin', peer)).toContain('Spent(by, x) @ #i & Spent(by, x) @ #j');
  });
});

/** A script of two messages in which the receiver does something. */
function scriptWith(steps: readonly Step[], more: Partial<Protocol> = {}): Protocol {
  return {
    id: 'sample',
    title: 'a sample',
    source: 'a test',
    sorts: { N: 'nonce', L: 'nonce' },
    trusted: [],
    beliefs: [{ belief: 'agreement', about: 'it', injective: false }],
    roles: [
      {
        name: 'A',
        knows: ['B'],
        makes: ['N', 'L'],
        steps: [
          state('running', 'it', ['B', 'N']),
          send('B', atoms('A', 'N')),
          send('B', atom('L')),
        ],
      },
      {
        name: 'B',
        knows: [],
        makes: [],
        steps: [receive(atoms('A', 'N')), receive(atom('L')), ...steps],
      },
    ],
    ...more,
  };
}

describe('a script', () => {
  // Kills: a comparison that the strand passes over, as narrowing has no term for it.
  test('that refuses what it has taken before does so there too', () => {
    const script = scriptWith([unlike('L', 'N'), state('commit', 'it', ['A', 'N'])]);
    expect(scriptFor('proverif', script)).toMatch(
      /if (nonce\w*) <> (?!\1)nonce\w* then\n.*event commit/u,
    );
    const theory = scriptFor('tamarin', script);
    expect(theory).toMatch(/--\[ Differ\((nonce\w*), (?!\1)nonce\w*\)/u);
    expect(theory).toContain('not (Ex x #i. Differ(x, x) @ #i)');
    expect(scriptFor('scyther', script)).toContain('not match(L, N);');
    expect([...proverifFaults(scriptFor('proverif', script)), ...tamarinFaults(theory)]).toEqual(
      [],
    );
  });

  test('that compares with a message made for that is refused', () => {
    const other: Step = { do: 'match', name: 'L', message: text('none'), not: true };
    expect(() => scriptFor('proverif', scriptWith([other]))).toThrow('that L is not the same as');
  });

  // Kills: an anonymous statement asked about as if it named both.
  test('that states something of anybody is asked about without who states it', () => {
    const said = stateOfAnybody('commit', 'it', ['A', 'N']);
    const script = scriptWith([said]);
    expect(() => scriptFor('tamarin', script)).toThrow('it is stated on unlike values');
    const [first, ...rest] = script.roles;
    const steps = first?.steps.with(0, stateOfAnybody('running', 'it', ['B', 'N'])) ?? [];
    const both = { ...script, roles: [{ ...(first ?? expect.fail()), steps }, ...rest] };
    expect(scriptFor('tamarin', both)).toContain('All x1 x2 #i.\n    Commit_it(x1, x2) @ #i');
    expect(scriptFor('scyther', both)).toContain(
      '// - agreement of it: Scyther’s Commit and Running',
    );
    expect(scriptFor('scyther', both)).not.toContain('claim(');
  });

  // Bella, Massacci & Paulson: the issuer stands behind the gateway. Kills: a gateway that begins with
  // what only cardholder and issuer have, an issuer that says yes to all.
  test('of which a role compares a secret of others has its owner asked, for Scyther', () => {
    const file = peerFor('scyther', peerNamed('set-signed'));
    const [, gateway = '', issuer = ''] =
      /role P \{([^]*)\n {2}\}\n {2}role B \{([^]*)\n {2}\}/u.exec(file) ?? [];
    expect(gateway).not.toContain('h(card,');
    expect(gateway).toContain('recv_BP1(B,P, {it-is-right,C,PAN}k(B,P));');
    expect(issuer).toContain('match(PAN, h(card,k(B,C)));');
    expect(file).toContain('// - P asks B, under their key, whether PAN is C’s');
  });

  test('of which a role looks up what others share has no form for Scyther', () => {
    const script = scriptWith([]);
    const roles = script.roles.map((role) => ({ ...role, deposited: true as const }));
    expect(() => scriptFor('scyther', { ...script, roles })).toThrow('can look up what two others');
  });

  test.each([
    ['constants', [receive(text('go on')), receive(text('go-on'))], {}],
    ['kinds of value', [], { sorts: { N: 'a nonce', L: 'a-nonce' } }],
  ] as const)('with two %s that a prover cannot tell apart is refused', (kind, steps, more) => {
    expect(() => scriptFor('proverif', scriptWith(steps, more))).toThrow(
      `two ${kind} that are one`,
    );
  });

  // Kills: a constant of Scyther's that is taken for a variable of the same name.
  test('has no constant that is called as a value is', () => {
    const file = scriptFor('scyther', peerNamed('passkey').protocol);
    expect(file).toContain('{challenge-word1,challenge}K');
  });
});
