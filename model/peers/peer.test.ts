import { describe, expect, test } from 'vitest';
import { role } from '../classics/classic.ts';
import { atom, atoms, hashOf } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state } from '../script/steps.ts';
import { linesOf, roleWritten, seatWritten } from '../script/testing/notation.ts';
import { peers } from './index.ts';
import {
  type Cast,
  castOf,
  classes,
  goals,
  goalWords,
  insider,
  isProof,
  proofs,
  remembering,
  seatOf,
  withSecondRuns,
} from './peer.ts';

const serves = role('S', { makes: ['A'] }, [
  receive(atom('hello')),
  receive(atoms('C', 'N')),
  match('H', hashOf(atom('N'))),
  state('commit', 'order', ['C', 'N']),
  send('C', atoms('A', 'H')),
]);

const small: Protocol = {
  id: 'small',
  title: 'Small',
  source: 'a test',
  sorts: { N: 'nonce', H: 'digest', A: 'nonce' },
  trusted: [],
  beliefs: [],
  roles: [role('C', { knows: ['M', 'S'] }, []), role('M', { knows: ['S'] }, []), serves],
};

const seated = ({ seats, insider: isThere, mode }: Cast): string =>
  [...seats.map(seatWritten), ...(isThere ? ['insider'] : []), mode ?? ''].join(' ').trim();

describe('the peers', () => {
  test('are those, family by family', () => {
    expect(peers.map(({ protocol }) => protocol.id)).toEqual([
      'jasa',
      'jasa-once',
      'jasa-one-key',
      'jasa-ecb',
      'jasa-ctr',
      'jasa-cbc',
      'lsm',
      'lsm-token',
      '1kp',
      '2kp',
      '3kp',
      '2kp-repaired',
      '3kp-repaired',
      '3kp-again',
      'set-unsigned',
      'set-signed',
      'set-signed-request',
      'set-named',
      'ksl',
      'ksl-again',
      'lmpp',
      'visa-emv',
      'visa-dda',
      'visa-dda-repaired',
      'passkey',
      'passkey-bare',
    ]);
  });

  test('are compared by these promises', () => {
    expect(goals.map((goal) => [goal, goalWords[goal]])).toEqual([
      [
        'secret',
        'what only payer and authority are to know stays with them: the order, or the card number',
      ],
      ['meant', 'what the authority carries out, the payer meant, and meant for it'],
      ['once', 'and as often as the payer meant it'],
      ['answer', 'the answer that the payer believes is the authority’s'],
      ['seller', 'what the authority carries out, the seller asked it for'],
      [
        'origin',
        'who is shown evidence that the payer ordered is not deceived, whoever else is dishonest',
      ],
      ['receipt', 'nor who is shown evidence that the authority answered'],
    ]);
    expect(Object.keys(goalWords)).toEqual([...goals]);
  });

  // W13. Kills: a mode that is none, where a reading says nothing of it.
  test('have a mode where the reading says one', () => {
    const withMode = peers.filter((peer) => 'mode' in peer);
    expect(withMode.map(({ protocol, mode }) => [protocol.id, mode])).toEqual([
      ['jasa-ecb', 'aes-128-ecb'],
      ['jasa-ctr', 'aes-128-ctr'],
      ['jasa-cbc', 'aes-128-cbc'],
    ]);
  });

  test('are attacked by these, and judged by evidence of two kinds', () => {
    expect(classes).toEqual(['network', 'customer', 'between', 'authority']);
    expect(proofs).toEqual(['origin', 'receipt']);
    expect(goals.filter(isProof)).toEqual(['origin', 'receipt']);
    expect(insider).toBe('i');
  });
});

describe('a seat', () => {
  test('is taken by the agent of its role, which knows those that the role knows, the insider in the place of the dishonest', () => {
    expect(seatWritten(seatOf(small, 'C'))).toBe('c=C(M m, S s)');
    expect(seatWritten(seatOf(small, 'C', ['M']))).toBe('c=C(M i, S s)');
    expect(seatWritten(seatOf(small, 'Z'))).toBe('z=Z()');
  });
});

describe('a cast', () => {
  const besides = [seatOf(small, 'M', ['S'])];

  // Kills: an insider where nobody is dishonest, none where somebody is.
  test.each([
    [{}, 'c=C(M m, S s) m=M(S s) s=S()'],
    [{ dishonest: ['M'] }, 'c=C(M i, S s) s=S() insider'],
    [{ twice: ['S'] }, 'c=C(M m, S s) m=M(S s) s=S() s=S()'],
    [{ without: ['M'] }, 'c=C(M m, S s) s=S()'],
    [{ without: ['M'], besides }, 'c=C(M m, S s) s=S() m=M(S i) insider'],
    [{ insider: true }, 'c=C(M m, S s) m=M(S s) s=S() insider'],
    [{ dishonest: ['M'], insider: false }, 'c=C(M i, S s) s=S()'],
    [{ mode: 'aes-128-ecb' }, 'c=C(M m, S s) m=M(S s) s=S() aes-128-ecb'],
  ] as const)('with %o is %s', (casting, written) => {
    const cast = castOf(small, casting);
    expect(seated(cast)).toBe(written);
    expect(cast.protocol).toBe(small);
  });
});

describe('a role that remembers', () => {
  // Kills: a second run that takes what was taken in the first; one that makes nothing of its own.
  test('plays once more from where a run begins, under other names, and refuses what it has taken', () => {
    const twice = remembering(serves, { from: 1, kept: ['C'], fresh: 'N' });
    expect(roleWritten(twice)).toEqual(
      linesOf(`
        S makes A, A′
          <- hello
          <- C, N
          H is h(N)
          commit order with C: N
          -> C: A, H
          <- C, N′
          N′ is not N
          H′ is h(N′)
          commit order with C: N′
          -> C: A′, H′
      `),
    );
  });

  test('makes nothing twice that is the same in both runs', () => {
    const { makes } = remembering(serves, { from: 1, kept: ['A'], fresh: 'N' });
    expect(makes).toEqual(['A']);
  });

  test('of which nothing is left to repeat is as it was', () => {
    expect(remembering(serves, { from: 5, kept: [], fresh: 'N' }).steps).toEqual(serves.steps);
  });

  test('has names in its second run of the sorts of the first, and agents where roles are others', () => {
    expect(withSecondRuns({ N: 'nonce', K: 'key' }, ['C'])).toEqual({
      N: 'nonce',
      K: 'key',
      'N′': 'nonce',
      'K′': 'key',
      'C′': 'agent',
    });
  });
});
