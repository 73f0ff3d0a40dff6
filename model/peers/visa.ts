/**
 * Visa's contactless flow as Basin, Sasse & Toro-Pozo model it (2021): without a signature of the
 * card's (EMV mode), with it (DDA), and with the signature over everything, their repair.
 *
 * The card’s session key is a digest of its master key and its counter; the terminal’s way to the
 * bank is a key that they share. What the card says of who checks the cardholder (CTQ) is its own word.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import {
  atom,
  atoms,
  hashOf,
  joined,
  macOf,
  type Message,
  secretOf,
  signedBy,
  text,
  underShared,
} from '../script/message.ts';
import type { Protocol } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody } from '../script/steps.ts';
import { castOf, type Peer, type PeerVerdict } from './peer.ts';

/** What the card signs: nothing, the fields of the standard, or all of them. */
type Signs = 'nothing' | 'some' | 'all';

const sessionKey = hashOf(joined(secretOf(['C', 'B'], 'master'), atom('ATC')));
const asked = atoms('amount', 'UN');
const cryptogram = macOf(sessionKey, joined(asked, atoms('ATC', 'IAD')));
const told = joined(atoms('C', 'ATC', 'CTQ', 'IAD'), atom('AC'));
const transaction = joined(atoms('C', 'amount', 'UN', 'ATC', 'CTQ'), atoms('IAD', 'AC'));

const signed: Readonly<Record<Exclude<Signs, 'nothing'>, Message>> = {
  some: atoms('ATC', 'UN', 'amount', 'NC', 'CTQ'),
  all: atoms('ATC', 'UN', 'amount', 'NC', 'CTQ', 'IAD', 'AC'),
};

function visa(id: string, signs: Signs): Protocol {
  const signature = signs === 'nothing' ? undefined : signedBy('C', signed[signs]);
  const answered = signature === undefined ? told : joined(told, atom('NC'), signature);
  return {
    id,
    title: 'Visa contactless',
    source: 'EMV book C-3; Basin, Sasse & Toro-Pozo, IEEE S&P, 2021',
    sorts: {
      ...{ amount: 'amount', UN: 'nonce', ATC: 'counter', CTQ: 'qualifiers', IAD: 'issuer-part' },
      ...{ AC: 'digest', NC: 'card-nonce', PAN: 'card' },
    },
    trusted: [],
    beliefs: [
      secrecyOf('number'),
      agreementOf('terminal'),
      agreementOf('cryptogram'),
      agreementOf('bank'),
      injectiveOf('bank'),
      agreementOf('bank with qualifiers'),
      agreementOf('authorisation'),
      agreementOf('origin'),
    ],
    roles: [
      role('C', { knows: ['B'], makes: ['ATC', 'CTQ', 'IAD', 'NC'] }, [
        receive(asked),
        match('PAN', secretOf(['C', 'B'], 'card')),
        match('AC', cryptogram),
        stateOfAnybody('running', 'terminal', ['B', 'amount', 'UN', 'CTQ']),
        stateOfAnybody('running', 'cryptogram', ['B', 'AC']),
        stateOfAnybody('running', 'bank', ['B', 'amount', 'UN', 'ATC']),
        stateOfAnybody('running', 'bank with qualifiers', ['B', 'amount', 'UN', 'ATC', 'CTQ']),
        stateOfAnybody('running', 'origin', ['B', 'amount', 'UN', 'ATC']),
        state('secret', 'number', ['B', 'PAN']),
        send('T', joined(atom('PAN'), answered)),
      ]),
      role('T', { knows: ['B'], makes: ['amount', 'UN'] }, [
        send('C', asked),
        receive(joined(atom('PAN'), answered)),
        stateOfAnybody('commit', 'terminal', ['C', 'amount', 'UN', 'CTQ']),
        stateOfAnybody('commit', 'cryptogram', ['C', 'AC']),
        send('B', joined(atom('T'), underShared(['T', 'B'], transaction))),
        receive(underShared(['T', 'B'], joined(text('approved'), atoms('UN', 'AC')))),
        stateOfAnybody('commit', 'authorisation', ['B', 'UN', 'AC']),
      ]),
      role('B', {}, [
        receive(joined(atom('T'), underShared(['T', 'B'], transaction))),
        match('AC', cryptogram),
        stateOfAnybody('commit', 'bank', ['C', 'amount', 'UN', 'ATC']),
        stateOfAnybody('commit', 'bank with qualifiers', ['C', 'amount', 'UN', 'ATC', 'CTQ']),
        stateOfAnybody('running', 'authorisation', ['T', 'UN', 'AC']),
        send('T', underShared(['T', 'B'], joined(text('approved'), atoms('UN', 'AC')))),
      ]),
      // What a bank can show a judge: the cryptogram, and the card's master key.
      role('J', { knows: ['B'], deposited: true }, [
        receive(transaction),
        match('AC', cryptogram),
        stateOfAnybody('commit', 'origin', ['C', 'amount', 'UN', 'ATC']),
      ]),
    ],
  };
}

const says = (
  signs: Signs,
  ...attacked: readonly Signs[]
): Pick<PeerVerdict, 'says' | 'by' | 'under'> => ({
  says: attacked.includes(signs) ? 'attack' : 'holds',
  by: 'Basin, Sasse & Toro-Pozo 2021',
  under: 'network',
});

function verdictsOf(signs: Signs): readonly PeerVerdict[] {
  return [
    {
      ...says(signs, 'nothing'),
      ...(signs === 'some' ? { by: 'ours' as const } : {}),
      claim: 'agreement of terminal',
      note: 'the word on who checks the cardholder is changed on its way: a PIN is not asked for',
    },
    {
      ...says(signs, 'nothing', 'some'),
      claim: 'agreement of cryptogram',
      note: 'a cryptogram that the bank will refuse is put in the place of the card’s: a terminal that is off-line hands the goods over',
    },
    {
      ...says(signs),
      claim: 'agreement of bank',
      note: 'what the cryptogram is over, the card has said',
    },
    {
      ...says(signs, 'nothing', 'some', 'all'),
      claim: 'secrecy of number',
      note: 'the number is sent in the clear',
    },
  ];
}

function peerOf(id: string, signs: Signs, words: Pick<Peer, 'reading' | 'main'>): Peer {
  const protocol = visa(id, signs);
  const without = ['J'];
  return {
    ...words,
    protocol,
    system: signs === 'all' ? 'Visa contactless, repaired' : 'Visa contactless',
    phone: 'C',
    authority: 'B',
    between: 'T',
    logOn: 0,
    trusts: 'the bank, which can make each cryptogram; the terminal',
    casts: {
      network: castOf(protocol, { without }),
      'network, twice': castOf(protocol, { without, twice: ['B'] }),
      customer: castOf(protocol, { without, insider: true }),
      between: castOf(protocol, { without, dishonest: ['T'] }),
      'between, twice': castOf(protocol, { without, dishonest: ['T'], twice: ['B'] }),
      authority: castOf(protocol, { without, dishonest: ['B'] }),
      origin: castOf(protocol, { without: ['T'], dishonest: ['B'] }),
    },
    promises: {
      secret: 'secrecy of number',
      meant: 'agreement of bank with qualifiers',
      once: 'injective agreement of bank',
      origin: 'agreement of origin',
    },
    verdicts: verdictsOf(signs),
  };
}

/** Visa's flow under its modes, and repaired. */
export const visaPeers: readonly Peer[] = [
  peerOf('visa-emv', 'nothing', { reading: 'EMV mode: the terminal asks the bank', main: true }),
  peerOf('visa-dda', 'some', { reading: 'DDA mode: the card signs some fields', main: false }),
  peerOf('visa-dda-repaired', 'all', {
    reading: 'repaired: the card signs all fields',
    main: true,
  }),
];
