/**
 * iKP (Bellare et al. 1995, 2000): 1KP, 2KP and 3KP, in which the acquirer alone, the seller too,
 * or all three have a public key; and Ogata & Futatsugi's repair.
 *
 * Field names are those of 1995. A card number says whose it is and holds a secret. What is bought is
 * asked for in the clear. Dates are fresh values; that the acquirer takes a payment once is an axis.
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
  text,
} from '../script/message.ts';
import type { Protocol, Role } from '../script/script.ts';
import { match, receive, send, state, stateOfAnybody, stepsIf } from '../script/steps.ts';
import { remembering, withSecondRuns } from './peer.ts';

/** A reading of the source, or a repair. */
export interface IkpReading {
  /** How many kinds of party have a public key: acquirer; seller; customer. */
  readonly keys: 1 | 2 | 3;
  /** What the seller signs when it asks for authorisation: its invoice, or the payment too (the repair). */
  readonly sellerSigns: 'invoice' | 'payment';
  readonly payments: 'taken again' | 'taken once';
}

const card = secretOf(['C', 'A'], 'card');
const pin = secretOf(['C', 'A'], 'pin');
const described = hashOf(joined(text('goods'), atom('salt')));
const customerId = hashOf(joined(atoms('Rc', 'C'), card));
const slip = joined(atoms('price', 'HC', 'C'), card, atom('Rc'), pin);
const approval = signedBy('A', joined(text('yes'), atom('HC')));
const answer = joined(text('yes'), approval);
/** The answer as the seller passes it on. */
const passedOn = joined(text('yes'), atom('SA'));
const initiated = joined(text('goods'), atoms('C', 'price', 'salt', 'CID'));

/** Joined with what a reading adds. */
function joinedIf(isThere: boolean, first: Message, ...added: readonly Message[]): Message {
  return isThere ? joined(first, ...added) : first;
}

/** The messages of a reading. */
interface Messages {
  readonly isTwo: boolean;
  readonly isThree: boolean;
  readonly common: (cid: Message, hd: Message) => Message;
  readonly invoice: Message;
  readonly payment: Message;
  readonly request: Message;
  readonly confirmed: Message;
  readonly customers: Message;
}

function messagesOf({ keys, sellerSigns }: IkpReading): Messages {
  const [isTwo, isThree] = [keys >= 2, keys === 3];
  const clear = joinedIf(isTwo, atoms('M', 'TID', 'date', 'N', 'HC'), atom('HV'));
  const invoiced = signedBy('M', atoms('HC', 'HV'));
  const asked = sellerSigns === 'payment' ? signedBy('M', atoms('HC', 'slip')) : invoiced;
  return {
    isTwo,
    isThree,
    common: (cid, hd) => {
      const parts = joined(atoms('price', 'M', 'TID', 'date', 'N'), cid, hd);
      return joinedIf(isTwo, parts, atom('HV'));
    },
    invoice: joinedIf(isTwo, clear, invoiced),
    payment: joinedIf(isThree, atom('slip'), atom('SC')),
    request: joined(
      clear,
      atoms('HD', 'slip'),
      ...(isTwo ? [asked] : []),
      ...(isThree ? [atom('SC')] : []),
    ),
    confirmed: joinedIf(isTwo, answer, atom('V')),
    customers: signedBy('C', atoms('slip', 'HC')),
  };
}

function customer({ isTwo, isThree, common, invoice, payment, ...it }: Messages): Role {
  return role('C', { knows: ['M', 'A'], makes: ['price', 'salt', 'Rc'] }, [
    match('CID', customerId),
    send('M', initiated),
    receive(invoice),
    match('HC', hashOf(common(atom('CID'), described))),
    ...stepsIf(isTwo, stateOfAnybody('commit', 'invoice', ['M', 'HC'])),
    match('CAN', card),
    state('secret', 'card', ['A', 'CAN']),
    match('slip', encryptedTo('A', slip)),
    ...stepsIf(isThree, match('SC', it.customers)),
    state('running', 'payment', ['A', 'M', 'price', 'HC']),
    stateOfAnybody('running', 'origin', ['A', 'M', 'price', 'HC']),
    send('M', payment),
    receive(it.confirmed),
    ...stepsIf(isTwo, match('HV', hashOf(atom('V')))),
    state('commit', 'receipt', ['A', 'HC']),
    ...stepsIf(isTwo, stateOfAnybody('commit', 'delivery', ['M', 'HC'])),
  ]);
}

function seller({ isTwo, isThree, common, invoice, payment, ...it }: Messages): Role {
  const makes = ['TID', 'date', 'N', ...(isTwo ? ['V'] : [])];
  return role('M', { knows: ['A', 'C'], makes }, [
    receive(initiated),
    ...stepsIf(isTwo, match('HV', hashOf(atom('V')))),
    match('HC', hashOf(common(atom('CID'), described))),
    ...stepsIf(isTwo, stateOfAnybody('running', 'invoice', ['C', 'HC'])),
    send('C', invoice),
    receive(payment),
    ...stepsIf(isThree, match('SC', it.customers)),
    match('HD', described),
    state('running', 'order', ['A', 'HC']),
    send('A', it.request),
    receive(passedOn),
    match('SA', approval),
    state('commit', 'authorisation', ['A', 'HC']),
    ...stepsIf(isTwo, stateOfAnybody('running', 'delivery', ['C', 'HC'])),
    send('C', joinedIf(isTwo, passedOn, atom('V'))),
  ]);
}

function acquirer({ isThree, common, request, customers }: Messages): Role {
  return role('A', {}, [
    receive(request),
    match('slip', encryptedTo('A', slip)),
    match('HC', hashOf(common(customerId, atom('HD')))),
    ...stepsIf(isThree, match('SC', customers)),
    state('commit', 'payment', ['C', 'M', 'price', 'HC']),
    // Without a key the seller proves nothing, and 1KP promises nothing of it.
    state('commit', 'order', ['M', 'HC']),
    state('running', 'authorisation', ['M', 'HC']),
    state('running', 'receipt', ['C', 'HC']),
    stateOfAnybody('running', 'proof', ['C', 'HC']),
    send('M', answer),
  ]);
}

/** A judge who is shown that the customer ordered: its signature, or what only it and the acquirer know. */
function judgeOfOrigin({ isThree, common, customers }: Messages): Role {
  const opened = common(atom('CID'), atom('HD'));
  const signed = [
    receive(joined(atoms('C', 'slip', 'HC'), customers, opened)),
    match('HC', hashOf(opened)),
  ];
  const told = [
    receive(joined(slip, common(customerId, atom('HD')))),
    match('HC', hashOf(common(customerId, atom('HD')))),
  ];
  const steps = [
    ...(isThree ? signed : told),
    stateOfAnybody('commit', 'origin', ['C', 'M', 'price', 'HC']),
  ];
  return role('J', { knows: ['A'], deposited: true }, steps);
}

/** A judge who is shown that the acquirer authorised. */
const judgeOfReceipt = role('Q', {}, [
  receive(joined(atoms('A', 'HC'), answer)),
  stateOfAnybody('commit', 'proof', ['A', 'HC']),
]);

/** The script of a reading. */
export function ikp(id: string, reading: IkpReading): Protocol {
  const messages = messagesOf(reading);
  const serves = acquirer(messages);
  const sorts = {
    ...{ price: 'price', salt: 'salt', Rc: 'blinding', TID: 'transaction', N: 'nonce' },
    ...{ date: 'date', V: 'opening', HV: 'digest', HC: 'digest', HD: 'digest', CID: 'digest' },
    ...{ CAN: 'card', slip: 'encryption', SC: 'signature', SA: 'signature' },
  };
  const beliefs = [
    secrecyOf('card'),
    agreementOf('payment'),
    injectiveOf('payment'),
    agreementOf('receipt'),
    agreementOf('order'),
    agreementOf('authorisation'),
    agreementOf('origin'),
    agreementOf('proof'),
    ...(messages.isTwo ? [agreementOf('invoice'), agreementOf('delivery')] : []),
  ];
  return {
    id,
    title: `${String(reading.keys)}KP`,
    source: 'Bellare et al., USENIX EC 1995; IEEE JSAC 18(4), 2000',
    sorts: withSecondRuns(sorts, ['C', 'M']),
    trusted: [],
    beliefs,
    roles: [
      customer(messages),
      seller(messages),
      reading.payments === 'taken once'
        ? remembering(serves, { from: 0, kept: [], fresh: 'HC' })
        : serves,
      judgeOfOrigin(messages),
      judgeOfReceipt,
    ],
  };
}
