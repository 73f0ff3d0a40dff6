/**
 * Exchanges of evidence: Zhou & Gollmann's non-repudiation (1996) and the contract signing of
 * Asokan, Shoup & Waidner (1998) with Shmatikov & Mitchell's repair (2002).
 *
 * Refuses fairness and abuse-freeness: they are about who can still get what in the future, which no
 * claim on traces here says. Evidence is judged as agreement between the two who hold it.
 */
import { atom, atoms, hashOf, joined, signedBy, text, underKey } from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state } from '../script/steps.ts';
import {
  agreementOf,
  attacked,
  type Classic,
  couple,
  holding,
  injectiveOf,
  responder,
  role,
  trio,
} from './classic.ts';

const origin = signedBy('A', joined(text('NRO'), atoms('B', 'L', 'C')));
const receipt = signedBy('B', joined(text('NRR'), atoms('A', 'L', 'C')));
const submitted = signedBy('A', joined(text('SUB'), atoms('B', 'L', 'K')));
const confirmed = signedBy('S', joined(text('CON'), atoms('A', 'B', 'L', 'K')));
const commitment = joined(text('NRO'), atoms('A', 'B', 'L', 'C'), origin);
const keyDeposited = joined(text('SUB'), atoms('A', 'B', 'L', 'K'), submitted);
const published = joined(text('CON'), atoms('A', 'B', 'L', 'K'), confirmed);
const content = underKey('K', atom('M'));

/** Non-repudiation with a lightweight third party. */
const zhouGollmann: Protocol = {
  id: 'zhou-gollmann',
  title: 'Zhou-Gollmann non-repudiation',
  source: 'Zhou & Gollmann, IEEE S&P, 1996',
  sorts: { L: 'nonce', K: 'key', M: 'nonce', C: 'box' },
  trusted: ['S'],
  beliefs: [agreementOf('origin'), agreementOf('receipt')],
  roles: [
    role('A', { knows: ['B', 'S'], makes: ['L', 'K', 'M'] }, [
      match('C', content),
      state('running', 'origin', ['B', 'L', 'C', 'K']),
      send('B', commitment),
      receive(joined(text('NRR'), receipt)),
      send('S', keyDeposited),
      receive(published),
      state('commit', 'receipt', ['B', 'L', 'C']),
    ]),
    role('B', { knows: ['S'] }, [
      receive(commitment),
      state('running', 'receipt', ['A', 'L', 'C']),
      send('A', joined(text('NRR'), receipt)),
      receive(published),
      match('C', content),
      state('commit', 'origin', ['A', 'L', 'C', 'K']),
    ]),
    role('S', {}, [receive(keyDeposited), send('A', published), send('B', published)]),
  ],
};

/** Contract signing without the third party; `bound`: whether the last words of A bind B's. */
function contract(bound: boolean): Pick<Protocol, 'sorts' | 'roles' | 'trusted' | 'beliefs'> {
  const offer = joined(atoms('A', 'B'), atoms('T', 'Ha'), signedBy('A', atoms('B', 'T', 'Ha')));
  const answer = joined(atom('Hb'), signedBy('B', atoms('A', 'T', 'Ha', 'Hb')));
  const opened = bound ? joined(atom('Na'), signedBy('A', atoms('Na', 'Hb'))) : atom('Na');
  return {
    sorts: { T: 'nonce', Na: 'nonce', Nb: 'nonce', Ha: 'digest', Hb: 'digest' },
    trusted: [],
    beliefs: [agreementOf('contract'), injectiveOf('contract')],
    roles: [
      role('A', { knows: ['B'], makes: ['T', 'Na'] }, [
        match('Ha', hashOf(atom('Na'))),
        state('running', 'contract', ['B', 'T', 'Ha']),
        send('B', offer),
        receive(answer),
        send('B', opened),
        receive(atom('Nb')),
        match('Hb', hashOf(atom('Nb'))),
      ]),
      role('B', { makes: ['Nb'] }, [
        receive(offer),
        match('Hb', hashOf(atom('Nb'))),
        send('A', answer),
        receive(opened),
        match('Ha', hashOf(atom('Na'))),
        state('commit', 'contract', ['A', 'T', 'Ha']),
        send('A', atom('Nb')),
      ]),
    ],
  };
}

/** As published. */
const asw: Protocol = {
  id: 'asw',
  title: 'ASW contract signing, no third party',
  source: 'Asokan, Shoup & Waidner, IEEE S&P, 1998',
  ...contract(false),
};

/** As repaired. */
const aswBound: Protocol = {
  id: 'asw-bound',
  title: 'ASW contract signing, repaired',
  source: 'Shmatikov & Mitchell, TCS 283(2), 2002',
  ...contract(true),
};

const twice = [...couple, responder('b')];

/** With what is published about them. */
export const fairExchangeClassics: readonly Classic[] = [
  {
    protocol: zhouGollmann,
    verdicts: [
      holding('agreement of origin', {
        by: 'Schneider 1998',
        note: 'who holds evidence of origin holds what was sent',
        seats: trio,
      }),
      holding('agreement of receipt', {
        by: 'Schneider 1998',
        note: 'who holds evidence of receipt has been received',
        seats: trio,
      }),
    ],
  },
  {
    protocol: asw,
    verdicts: [
      attacked('injective agreement of contract', {
        by: 'Shmatikov & Mitchell 2002',
        note: 'an exchange that was overheard is played to the responder once more',
        seats: twice,
      }),
      holding('agreement of contract', {
        by: 'Shmatikov & Mitchell 2002',
        note: 'the initiator has signed it once',
        seats: twice,
      }),
    ],
  },
  {
    protocol: aswBound,
    verdicts: ['agreement of contract', 'injective agreement of contract'].map((claim) =>
      holding(claim, {
        by: 'Shmatikov & Mitchell 2002',
        note: 'the initiator signs the responder’s half as well',
        seats: twice,
      }),
    ),
  },
];
