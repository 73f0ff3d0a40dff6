import { describe, expect, test } from 'vitest';
import { atom, atoms, hashOf, signedBy, underKey } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state } from '../script/steps.ts';
import { linesOf, scriptWritten, seatWritten, written } from '../script/testing/notation.ts';
import {
  agreementOf,
  answer,
  attacked,
  challenge,
  couple,
  earlier,
  holding,
  initiator,
  injectiveOf,
  nameOf,
  responder,
  role,
  secrecyOf,
  server,
  trio,
  twice,
  withLost,
} from './classic.ts';
import { classics } from './index.ts';

const small: Protocol = {
  id: 'small',
  title: 'Small',
  source: 'a test',
  sorts: { N: 'nonce', K: 'key', H: 'digest' },
  trusted: [],
  beliefs: [secrecyOf('key'), injectiveOf('key')],
  roles: [
    role('A', { knows: ['B'], makes: ['N'] }, [
      match('H', hashOf(atom('N'))),
      send('B', signedBy('A', atoms('A', 'H'))),
      receive(underKey('K', atoms('A', 'B'))),
      state('secret', 'key', ['B', 'K']),
      state('running', 'key', ['B', 'K']),
      state('commit', 'key', ['B', 'K']),
    ]),
    role('B', { deposited: true }, []),
  ],
};

describe('the classics', () => {
  test('are those, family by family', () => {
    expect(classics.map(({ protocol }) => protocol.id)).toEqual([
      'nspk',
      'nsl',
      'nssk',
      'nssk-amended',
      'denning-sacco',
      'denning-sacco-lowe',
      'kerberos',
      'otway-rees',
      'yahalom',
      'yahalom-ban',
      'carlsen',
      'woo-lam',
      'woo-lam-1',
      'woo-lam-2',
      'woo-lam-3',
      'woo-lam-f',
      'andrew',
      'andrew-ban',
      'andrew-lowe',
      'wide-mouthed-frog',
      'wide-mouthed-frog-lowe',
      'neuman-stubblebine',
      'neuman-stubblebine-hwang',
      'kao-chow-1',
      'kao-chow-2',
      'tmn',
      'x509-3',
      'x509-3-ban',
      'splice',
      'splice-named',
      'iso-9798-2-two',
      'iso-9798-2-three',
      'iso-9798-3-draft',
      'iso-9798-3',
      'zhou-gollmann',
      'asw',
      'asw-bound',
    ]);
  });

  // Kills: an answer that is the challenge over again.
  test('shake hands on a key with a nonce under it, and that nonce less one in answer', () => {
    expect([challenge, answer].map(written)).toEqual(['{Nb}Kab', "{Nb, 'less one'}Kab"]);
  });
});

describe('a belief', () => {
  test.each([
    [secrecyOf('key'), 'secrecy of key'],
    [agreementOf('key'), 'agreement of key'],
    [injectiveOf('key'), 'injective agreement of key'],
  ])('%o is called %s', (belief, name) => {
    expect(nameOf(belief)).toBe(name);
  });
});

describe('a verdict', () => {
  const published = { by: 'SPORE', note: 'why', seats: [] } as const;

  test('is on typed messages unless it is said to be on others', () => {
    expect(attacked('x', published)).toEqual({
      ...published,
      claim: 'x',
      says: 'attack',
      typing: 'typed',
    });
    expect(holding('x', { ...published, typing: 'untyped' })).toEqual({
      ...published,
      claim: 'x',
      says: 'holds',
      typing: 'untyped',
    });
  });
});

describe('a role', () => {
  test('knows and makes nothing unless it is said', () => {
    expect(role('A', {}, [])).toEqual({ name: 'A', knows: [], makes: [], steps: [] });
    expect(role('A', { deposited: true, makes: ['N'] }, [])).toEqual({
      name: 'A',
      knows: [],
      makes: ['N'],
      deposited: true,
      steps: [],
    });
  });
});

describe('who takes part', () => {
  test.each([
    ['a couple', couple, 'a=A(B b, S s) b=B(A a, S s)'],
    ['a trio', trio, 'a=A(B b, S s) b=B(A a, S s) s=S()'],
    ['a responder twice', twice, 'a=A(B b, S s) b=B(A a, S s) b=B(A a, S s) s=S()'],
    ['another couple', [initiator('c', 'i'), responder('d', 'c')], 'c=A(B i, S s) d=B(A c, S s)'],
    ['an earlier session', [earlier('a', 'b'), server], 'a=O(B b, S s) s=S()'],
  ])('%s', (_, seats, written) => {
    expect(seats.map(seatWritten).join(' ')).toBe(written);
  });
});

describe('an earlier session whose key is lost', () => {
  // Denning & Sacco 1981. Kills: a belief of the past that is judged now, a key that is not lost.
  test('is the role over again under another name, believing nothing, and tells the network the key', () => {
    const lines = scriptWritten(withLost(small, { role: 'A', key: 'K' }), [small]);
    expect(lines.slice(3)).toEqual(
      linesOf(`
        A as in small
        B as in small
        O knows B; makes N
          H is h(N)
          -> B: sig(O, O, H)
          <- {O, B}K
          running key with B: K
          -> network: K
      `),
    );
  });

  test('is of a role that there is', () => {
    expect(() => withLost(small, { role: 'Z', key: 'K' })).toThrow('classics: small has no role Z');
  });
});
