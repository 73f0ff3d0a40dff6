/**
 * SET's purchase phase (1997), signed and unsigned, as Bella, Massacci & Paulson model it; and with
 * the gateway named in what is signed, which ends the forwarding that AVISPA found.
 *
 * Cardholder and merchant have agreed on order and amount before. What a part is needed for comes
 * before that part. A card number says whose it is and holds a secret, which the brand's issuer
 * compares for the gateway.
 */
import { agreementOf, injectiveOf, role, secrecyOf } from '../classics/classic.ts';
import {
  atom,
  atoms,
  encryptedTo,
  hashOf,
  joined,
  type Message,
  secretOf,
  signedBy,
  underKey,
} from '../script/message.ts';
import type { Protocol, Role } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody, stepsIf } from '../script/steps.ts';

/** A reading of the source, or a repair. */
export interface SetReading {
  /** Whether the cardholder has a key and signs. */
  readonly cardholder: 'signs' | 'has no key';
  /** Whether what cardholder and merchant sign says which gateway it is for: it does not in SET. */
  readonly gateway: 'unnamed' | 'named';
  /**
   * Whether the merchant’s signature is on the payment instructions as well, encrypted as they are
   * (Bella, Massacci & Paulson’s EncB), or on the request alone (AVISPA).
   */
  readonly merchantSigns: 'request' | 'request and instructions';
}

const order = secretOf(['C', 'M'], 'order');
const amount = secretOf(['C', 'M'], 'amount');
const card = secretOf(['C', 'B'], 'card');
const orderDigest = hashOf(atoms('OD', 'Amt'));
const orderParts = atoms('LID', 'XID', 'ChC', 'HOD', 'ChM');
const orderHash = hashOf(orderParts);

/** The messages of a reading. */
interface Messages {
  readonly signs: boolean;
  readonly offer: Message;
  /** What the gateway is told of the payment, and with the card number. */
  readonly head: Message;
  readonly account: (number: Message) => Message;
  readonly payment: (number: Message) => Message;
  /** The dual signature, or the digest in its place. */
  readonly dual: (hashed: Message) => Message;
  /** What the gateway is told, under a key of the cardholder's, with a digest of the account (EXcrypt). */
  readonly box: (number: Message) => Message;
  readonly instructed: Message;
  /** That key and the account; where nobody signs, with a digest of what the gateway is told (EXHcrypt). */
  readonly envelope: (number: Message) => Message;
  readonly forwarded: Message;
  readonly request: Message;
}

function messagesOf({ cardholder, gateway, merchantSigns }: SetReading): Messages {
  const signs = cardholder === 'signs';
  const named = gateway === 'named' ? [atom('P')] : [];
  const head = joined(atoms('LID', 'XID', 'HOD', 'Amt', 'M'), ...named);
  const account = (number: Message): Message => joined(atom('C'), number);
  const instructed = joined(head, atom('HOI'));
  const payment = (number: Message): Message => joined(head, account(number));
  const body = joined(atoms('LID', 'XID', 'HOI', 'HOD'), ...named);
  const forwarded = signs ? atoms('S', 'X1', 'X2') : atoms('X1', 'X2');
  const isLinked = merchantSigns === 'request and instructions';
  const signed = signedBy('M', isLinked ? joined(body, hashOf(forwarded)) : body);
  return {
    signs,
    offer: joined(atoms('LID', 'XID', 'ChC', 'ChM', 'P')),
    head,
    account,
    payment,
    dual: (hashed) => signedBy('C', joined(hashed, atom('HOI'))),
    box: (number) => underKey('KC', joined(instructed, hashOf(account(number)))),
    instructed,
    envelope: (number) =>
      encryptedTo('P', joined(atom('KC'), account(number), ...(signs ? [] : [atom('HM')]))),
    forwarded,
    request: joined(
      atom('M'),
      forwarded,
      encryptedTo('P', atom('KM')),
      underKey('KM', joined(body, signed)),
    ),
  };
}

const response = joined(atoms('LID', 'XID', 'Amt'), hashOf(atom('code')));
const responded = joined(
  atom('code'),
  encryptedTo('M', atom('KP')),
  underKey('KP', joined(response, signedBy('P', response))),
);
const receipt = joined(atoms('LID', 'XID', 'ChC'), hashOf(atom('Amt')));
const agreed = [match('OD', order), match('Amt', amount), match('HOD', orderDigest)] as const;

/** What the cardholder sends the merchant to pay. */
function purchase({ signs }: Messages): Message {
  const parts = atoms('X1', 'X2', 'ChM', 'HPI');
  return signs ? joined(parts, atom('S')) : parts;
}

function cardholder(it: Messages): Role {
  return role('C', { knows: ['M', 'P', 'B'], makes: ['LID', 'ChC', 'KC'] }, [
    ...agreed,
    match('PAN', card),
    send('M', atoms('LID', 'ChC')),
    receive(joined(it.offer, signedBy('M', it.offer))),
    match('HOI', orderHash),
    match('HPI', hashOf(it.payment(atom('PAN')))),
    ...stepsIf(it.signs, match('S', it.dual(atom('HPI')))),
    match('X1', it.box(atom('PAN'))),
    ...stepsIf(!it.signs, match('HM', hashOf(it.instructed))),
    match('X2', it.envelope(atom('PAN'))),
    state('secret', 'card', ['P', 'PAN']),
    state('secret', 'order', ['M', 'OD']),
    state('running', 'payment', ['P', 'M', 'LID', 'XID', 'Amt', 'HOD']),
    stateOfAnybody('running', 'purchase', ['P', 'M', 'LID', 'XID', 'Amt', 'HOD']),
    send('M', purchase(it)),
    receive(joined(receipt, signedBy('M', receipt))),
    state('commit', 'sale', ['M', 'LID', 'XID', 'Amt']),
    state('commit', 'result', ['P', 'LID', 'XID', 'Amt']),
  ]);
}

function merchant(it: Messages): Role {
  return role('M', { knows: ['C', 'P'], makes: ['XID', 'ChM', 'KM'] }, [
    ...agreed,
    receive(atoms('LID', 'ChC')),
    send('C', joined(it.offer, signedBy('M', it.offer))),
    receive(purchase(it)),
    match('HOI', orderHash),
    ...stepsIf(it.signs, match('S', it.dual(atom('HPI')))),
    state('running', 'order', ['P', 'LID', 'XID', 'HOD']),
    send('P', it.request),
    receive(responded),
    state('commit', 'authorisation', ['P', 'LID', 'XID', 'Amt']),
    state('running', 'sale', ['C', 'LID', 'XID', 'Amt']),
    send('C', joined(receipt, signedBy('M', receipt))),
  ]);
}

function gateway(it: Messages): Role {
  const steps = [
    receive(it.request),
    match('X2', it.envelope(atom('PAN'))),
    match('PAN', card),
    match('X1', it.box(atom('PAN'))),
    it.signs
      ? match('S', it.dual(hashOf(it.payment(atom('PAN')))))
      : match('HM', hashOf(it.instructed)),
    state('commit', 'payment', ['C', 'M', 'LID', 'XID', 'Amt', 'HOD']),
    state('commit', 'order', ['M', 'LID', 'XID', 'HOD']),
    state('running', 'authorisation', ['M', 'LID', 'XID', 'Amt']),
    state('running', 'result', ['C', 'LID', 'XID', 'Amt']),
    stateOfAnybody('running', 'proof', ['M', 'LID', 'XID', 'Amt']),
    send('M', responded),
  ];
  // The issuer, asked by the gateway, knows each card.
  return role('P', { knows: ['B'], makes: ['KP', 'code'], deposited: true }, steps);
}

/** A judge who is shown that the cardholder paid, and at which gateway. */
function judgeOfOrigin(it: Messages): Role {
  const shown = joined(atoms('C', 'P', 'HOI'), it.head, it.account(atom('PAN')));
  const steps = [
    receive(it.signs ? joined(shown, it.dual(hashOf(it.payment(atom('PAN'))))) : shown),
    match('PAN', card),
    stateOfAnybody('commit', 'purchase', ['C', 'M', 'LID', 'XID', 'Amt', 'HOD']),
  ];
  return role('J', { knows: ['B'], deposited: true }, steps);
}

/** A judge who is shown that the gateway authorised. */
const judgeOfReceipt = role('Q', {}, [
  receive(joined(atoms('P', 'code'), response, signedBy('P', response))),
  stateOfAnybody('commit', 'proof', ['P', 'LID', 'XID', 'Amt']),
]);

/** The script of a reading. */
export function set(id: string, reading: SetReading): Protocol {
  const it = messagesOf(reading);
  return {
    id,
    title: reading.cardholder === 'signs' ? 'SET, signed' : 'SET, unsigned',
    source: 'Visa & MasterCard 1997; Bella, Massacci & Paulson, JAR 36, 2006',
    sorts: {
      ...{ OD: 'order', Amt: 'amount', PAN: 'card', LID: 'transaction', XID: 'nonce' },
      ...{ ChC: 'challenge', ChM: 'answer', KC: 'key', KM: 'key', KP: 'key', code: 'code' },
      ...{ HOD: 'digest', HOI: 'digest', HPI: 'digest', HM: 'digest', S: 'signature', X1: 'box' },
      ...{ X2: 'encryption' },
    },
    trusted: [],
    beliefs: [
      secrecyOf('card'),
      secrecyOf('order'),
      agreementOf('payment'),
      injectiveOf('payment'),
      agreementOf('order'),
      agreementOf('authorisation'),
      agreementOf('sale'),
      agreementOf('result'),
      agreementOf('purchase'),
      agreementOf('proof'),
    ],
    roles: [
      cardholder(it),
      merchant(it),
      gateway(it),
      judgeOfOrigin(it),
      judgeOfReceipt,
      role('B', {}, []),
    ],
  };
}
