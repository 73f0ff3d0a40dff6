/**
 * Classics with a trusted server and shared keys: Otway & Rees 1987, Woo & Lam 1992, Denning &
 * Sacco 1981, Yahalom (Burrows, Abadi & Needham 1989). Message numbers as in Clark & Jacob 1997.
 */
import { atom, atoms, joined, underKey, underShared } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { receive, send, state } from '../script/steps.ts';

const otwayFor = underShared(['A', 'S'], atoms('Na', 'M', 'A', 'B'));
const otwayFrom = underShared(['B', 'S'], atoms('Nb', 'M', 'A', 'B'));
const otwayKeyA = underShared(['A', 'S'], atoms('Na', 'Kab'));
const otwayKeyB = underShared(['B', 'S'], atoms('Nb', 'Kab'));

/** Otway & Rees; a type flaw makes the run's name and the agents' pass for the key. */
export const otwayRees: Protocol = {
  id: 'otway-rees',
  title: 'Otway-Rees',
  source: 'Otway & Rees, OSR 21(1), 1987; type flaw: Clark & Jacob 1997, 6.3.3',
  sorts: { M: 'nonce', Na: 'nonce', Nb: 'nonce', Kab: 'key', X: 'box', Y: 'box' },
  trusted: ['S'],
  beliefs: [{ belief: 'secrecy', about: 'key' }],
  roles: [
    {
      name: 'A',
      knows: ['B', 'S'],
      makes: ['M', 'Na'],
      steps: [
        send('B', joined(atom('M'), atoms('A', 'B'), otwayFor)),
        receive(joined(atom('M'), otwayKeyA)),
        state('secret', 'key', ['B', 'Kab']),
      ],
    },
    {
      name: 'B',
      knows: ['S'],
      makes: ['Nb'],
      steps: [
        receive(joined(atom('M'), atoms('A', 'B'), atom('X'))),
        send('S', joined(atom('M'), atoms('A', 'B'), atom('X'), otwayFrom)),
        receive(joined(atom('M'), atom('Y'), otwayKeyB)),
        state('secret', 'key', ['A', 'Kab']),
        send('A', joined(atom('M'), atom('Y'))),
      ],
    },
    {
      name: 'S',
      knows: [],
      makes: ['Kab'],
      steps: [
        receive(joined(atom('M'), atoms('A', 'B'), otwayFor, otwayFrom)),
        send('B', joined(atom('M'), otwayKeyA, otwayKeyB)),
      ],
    },
  ],
};

/** Woo & Lam's one-way authentication, as in the abridged version that is known to fail. */
export const wooLam: Protocol = {
  id: 'woo-lam',
  title: 'Woo-Lam one-way',
  source: 'Woo & Lam, Computer 25(1), 1992; Clark & Jacob 1997, 6.3.10',
  sorts: { Nb: 'nonce', X: 'box' },
  trusted: ['S'],
  beliefs: [{ belief: 'agreement', about: 'initiator', injective: false }],
  roles: [
    {
      name: 'A',
      knows: ['B', 'S'],
      makes: [],
      steps: [
        send('B', atom('A')),
        receive(atom('Nb')),
        state('running', 'initiator', ['B', 'Nb']),
        send('B', underShared(['A', 'S'], atom('Nb'))),
      ],
    },
    {
      name: 'B',
      knows: ['S'],
      makes: ['Nb'],
      steps: [
        receive(atom('A')),
        send('A', atom('Nb')),
        receive(atom('X')),
        send('S', underShared(['B', 'S'], joined(atom('A'), atom('X')))),
        receive(underShared(['B', 'S'], atom('Nb'))),
        state('commit', 'initiator', ['A', 'Nb']),
      ],
    },
    {
      name: 'S',
      knows: ['B'],
      makes: [],
      steps: [
        receive(underShared(['B', 'S'], joined(atom('A'), underShared(['A', 'S'], atom('Nb'))))),
        send('B', underShared(['B', 'S'], atom('Nb'))),
      ],
    },
  ],
};

const ticket = underShared(['B', 'S'], atoms('A', 'Kab', 'T'));
const grant = (inside: typeof ticket): typeof ticket =>
  underShared(['A', 'S'], joined(atom('B'), atom('Kab'), atom('T'), inside));

/** Denning & Sacco with shared keys; a ticket is taken twice. */
export const denningSacco: Protocol = {
  id: 'denning-sacco',
  title: 'Denning-Sacco shared key',
  source: 'Denning & Sacco, CACM 24(8), 1981; multiplicity: Lowe, CSFW 1997',
  sorts: { Kab: 'key', T: 'timestamp', X: 'box' },
  trusted: ['S'],
  beliefs: [
    { belief: 'secrecy', about: 'key' },
    { belief: 'agreement', about: 'key', injective: true },
  ],
  roles: [
    {
      name: 'A',
      knows: ['B', 'S'],
      makes: [],
      steps: [
        send('S', atoms('A', 'B')),
        receive(grant(atom('X'))),
        state('secret', 'key', ['B', 'Kab']),
        state('running', 'key', ['B', 'Kab']),
        send('B', atom('X')),
      ],
    },
    {
      name: 'B',
      knows: ['S'],
      makes: [],
      steps: [
        receive(ticket),
        state('secret', 'key', ['A', 'Kab']),
        state('commit', 'key', ['A', 'Kab']),
      ],
    },
    {
      name: 'S',
      knows: [],
      makes: ['Kab', 'T'],
      steps: [receive(atoms('A', 'B')), send('A', grant(ticket))],
    },
  ],
};

const asked = underShared(['B', 'S'], atoms('A', 'Na', 'Nb'));
const forA = underShared(['A', 'S'], atoms('B', 'Kab', 'Na', 'Nb'));
const forB = underShared(['B', 'S'], atoms('A', 'Kab'));

/** Yahalom. */
export const yahalom: Protocol = {
  id: 'yahalom',
  title: 'Yahalom',
  source: 'Burrows, Abadi & Needham, SRC report 39, 1989; Paulson 2001',
  sorts: { Na: 'nonce', Nb: 'nonce', Kab: 'key', X: 'box' },
  trusted: ['S'],
  beliefs: [
    { belief: 'secrecy', about: 'key' },
    { belief: 'agreement', about: 'key', injective: true },
  ],
  roles: [
    {
      name: 'A',
      knows: ['B', 'S'],
      makes: ['Na'],
      steps: [
        send('B', atoms('A', 'Na')),
        receive(joined(forA, atom('X'))),
        state('secret', 'key', ['B', 'Kab']),
        state('running', 'key', ['B', 'Kab']),
        send('B', joined(atom('X'), underKey('Kab', atom('Nb')))),
      ],
    },
    {
      name: 'B',
      knows: ['S'],
      makes: ['Nb'],
      steps: [
        receive(atoms('A', 'Na')),
        send('S', joined(atom('B'), asked)),
        receive(joined(forB, underKey('Kab', atom('Nb')))),
        state('secret', 'key', ['A', 'Kab']),
        state('commit', 'key', ['A', 'Kab']),
      ],
    },
    {
      name: 'S',
      knows: [],
      makes: ['Kab'],
      steps: [receive(joined(atom('B'), asked)), send('A', joined(forA, forB))],
    },
  ],
};
