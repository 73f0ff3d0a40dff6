import { describe, expect, test } from 'vitest';
import { passesOnUnopened } from './composites.ts';
import { atom, atoms, underKey, underShared } from './message.ts';
import type { Protocol, Step } from './script.ts';
import { match, receive, send, state } from './steps.ts';

/** A script in which one role does this; it has a ticket that it does not open, and a session key. */
const withSteps = (steps: readonly Step[]): Protocol => ({
  id: 'passing',
  title: 'passing on',
  source: 'a test',
  sorts: { A: 'agent', B: 'agent', T: 'box', K: 'key', N: 'nonce' },
  trusted: [],
  beliefs: [],
  roles: [{ name: 'A', knows: ['B'], makes: ['K', 'N'], steps }],
});
const taken = receive(atoms('T', 'N'));

// Kills: forms made for what needs none, and none for what needs them.
describe('something is passed on unopened that an insider could have put together', () => {
  test('where a role takes it and sends it inside of something closed', () => {
    expect(passesOnUnopened(withSteps([taken, send('B', underKey('K', atoms('N', 'T')))]))).toBe(
      true,
    );
  });

  test('and where a role takes it and opens it later', () => {
    const opened = match('T', underShared(['A', 'B'], atom('N')));
    expect(passesOnUnopened(withSteps([taken, receive(atom('N')), opened]))).toBe(true);
  });

  test('not where it goes on in the clear, or is but stated', () => {
    const stated = state('commit', 'all', ['B', 'T', 'N']);
    expect(passesOnUnopened(withSteps([taken, send('B', atoms('T', 'N')), stated]))).toBe(false);
  });

  test('not where the role has put it together itself', () => {
    const own = match('T', underShared(['A', 'B'], atom('N')));
    const inside = send('B', underKey('K', atom('T')));
    expect(passesOnUnopened(withSteps([own, inside]))).toBe(false);
  });
});
