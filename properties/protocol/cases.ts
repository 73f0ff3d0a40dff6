/**
 * What must be refused, and by which requirement of `docs/protocol.md`: the negative vectors. Each is
 * tried on the charts and on the independent client (`vectors.test.ts`); its requirement counts as cited
 * by a test for that.
 *
 * All of it is in the state that the honest run is in after the first log-on, the order sent.
 */
import type { Bytes } from '../../src/bytes.ts';
import { fromBytes, textToBytes, toBytes } from '../../src/bytes.ts';
import { CURVES } from '../../src/crypto/curves.ts';
import { twin } from '../../src/crypto/signatures.ts';
import {
  answerFrame,
  changed,
  logOnFrame,
  notice,
  orderFrame,
  type OrderParts,
  registration,
  resolution,
  signed,
  signedOrder,
  withFields,
} from './crafted.ts';
import { evidenceOf, type Run } from './honest.ts';
import { algebra, keys, seedOf, shapes } from './town.ts';

/** What kind of message a case is. */
export type Kind =
  | 'package'
  | 'registration'
  | 'log-on'
  | 'welcome'
  | 'order'
  | 'record'
  | 'answer'
  | 'resolution'
  | 'notice'
  | 'evidence';

/** A message that is refused. */
export interface Case {
  readonly requirement: string;
  readonly kind: Kind;
  /** What is wrong with it. */
  readonly what: string;
  readonly octets: Bytes;
  /** What the operator's log says, where the page tells the causes apart. */
  readonly cause?: string;
}

type Row = readonly [requirement: string, what: string, octets: Bytes, cause?: string];

const all = (kind: Kind, rows: readonly Row[]): readonly Case[] =>
  rows.map(([requirement, what, octets, cause]) => ({
    ...{ requirement, kind, what, octets },
    ...(cause === undefined ? {} : { cause }),
  }));

const other = algebra.derive(seedOf('somebody else'), 'signing-key');
const { n } = CURVES.secp256r1;
const high = (signature: Bytes): Bytes => toBytes(twin(fromBytes(signature), n));
const malformed = 'malformed order';

/** Octets spliced: the first `drop` at a place give way to others. */
const spliced = (message: Bytes, at: number, [drop, put]: readonly [number, string]): Bytes =>
  `${message.slice(0, 2 * at)}${put}${message.slice(2 * (at + drop))}` as Bytes;

/** The encoding and the cryptography of an order frame. */
function forms({ order }: Run, by: OrderParts): readonly Case[] {
  const body = algebra.decode(shapes.orderFrame, order)?.body ?? order;
  const enclosing = (changedBody: Bytes): Bytes =>
    algebra.encode(shapes.orderFrame, { body: changedBody });
  const long = textToBytes('x'.repeat(16_384));
  const point = textToBytes(`04${'y'.repeat(62)}`);
  return all('order', [
    ['P-ENC-1', 'is longer than 16,384 octets', enclosing(long), malformed],
    ['P-ENC-2', 'has no version octet', order.slice(2) as Bytes, malformed],
    ['P-ENC-2', 'has another tag', spliced(order, 1, [1, '07']), malformed],
    ['P-ENC-3', 'has a length longer than need be', spliced(order, 3, [1, '8100']), malformed],
    ['P-ENC-4', 'is cut short', order.slice(0, -2) as Bytes, malformed],
    ['P-ENC-4', 'goes on behind its last field', `${order}00` as Bytes, malformed],
    [
      'P-CRY-4',
      'begins with 33 octets that are no point',
      spliced(order, 4, [33, point.slice(0, 66)]),
      malformed,
    ],
    [
      'P-CRY-5',
      'has a body with no room for a key',
      enclosing(body.slice(0, 96) as Bytes),
      malformed,
    ],
    ['P-CRY-6', 'has a tag that was changed', changed(order), malformed],
    [
      'P-CRY-1',
      'has a signature of 65 octets',
      orderFrame({ ...by, spoil: (signature) => `${signature}00` as Bytes }),
      'signature does not verify',
    ],
    [
      'P-CRY-2',
      'has the higher s',
      orderFrame({ ...by, spoil: high }),
      'signature does not verify',
    ],
  ]);
}

/** Orders that the bank refuses. */
function orders(by: OrderParts): readonly Case[] {
  const boxKey = algebra.derive(seedOf('another bank'), 'box-key');
  return all('order', [
    ['P-CRY-6', 'is encrypted for another bank', orderFrame({ ...by, boxKey }), malformed],
    [
      'P-ORD-2',
      'asks for no business that there is',
      orderFrame({ ...by, type: 'mint' }),
      'no business that the bank offers',
    ],
    [
      'P-ORD-3',
      'is signed by another key',
      orderFrame({ ...by, key: other }),
      'signature does not verify',
    ],
    [
      'P-ORD-3',
      'is signed as of another key',
      orderFrame({ ...by, signer: algebra.publicKey(other) }),
      'signature does not verify',
    ],
    [
      'P-ORD-3',
      'is signed for another account',
      orderFrame({ ...by, accid: 'carol-03' }),
      'signature does not verify',
    ],
    [
      'P-ORD-3',
      'is signed for another bank',
      orderFrame({ ...by, recipient: 'Second Bank' }),
      'signature does not verify',
    ],
    [
      'P-ORD-6',
      'has a token that is not the last',
      orderFrame({ ...by, token: seedOf('guess') }),
      'no session',
    ],
  ]);
}

/** Log-ons and registrations that the bank refuses. */
function openings(run: Run, key: Bytes): readonly Case[] {
  const wrong = algebra.hash(textToBytes('wrong'));
  const unchecked = 'registration does not check';
  const publicKey = spliced(algebra.publicKey(key), 0, [1, '05']);
  return [
    ...all('log-on', [
      ['P-LGN-3', 'is signed by another key', logOnFrame({ key: other }), 'malformed log-on'],
      [
        'P-LGN-4',
        'names another user',
        logOnFrame({ key, userid: 'carol' }),
        'wrong userid or password',
      ],
      [
        'P-LGN-4',
        'proves another password',
        logOnFrame({ key, verifier: wrong }),
        'wrong userid or password',
      ],
      ['P-LGN-5', 'was taken before', run.logOn, 'proof taken before'],
    ]),
    ...all('registration', [
      ['P-REG-1', 'names another account', registration({ key, accid: 'carol-03' }), unchecked],
      ['P-CRY-4', 'registers what is no point', registration({ key, publicKey }), unchecked],
      ['P-REG-3', 'has a proof by another key', registration({ key, prover: other }), unchecked],
      ['P-REG-4', 'is endorsed by another key', registration({ key, endorser: other }), unchecked],
    ]),
  ];
}

/** What the phone refuses. */
function answers(run: Run): readonly Case[] {
  const request = algebra.hash(run.opening);
  const to = { replyKey: run.replyKey, request };
  const content = algebra.decode(shapes.signedPackage, run.package)?.content ?? run.package;
  return [
    ...all('package', [
      [
        'P-PKG-1',
        'is signed by another bank',
        withFields(shapes.signedPackage, run.package, { signature: signed(other, content) }),
      ],
    ]),
    ...all('welcome', [
      ['P-CRY-6', 'is under another key', algebra.seal(run.replyKey, seedOf('w'), run.welcome)],
    ]),
    ...all('answer', [
      ['P-CRY-6', 'is under another key', answerFrame({ ...to, replyKey: run.logOnKey })],
      [
        'P-RES-3',
        'is for another order',
        answerFrame({ ...to, request: algebra.hash(run.lostOpening) }),
      ],
      ['P-RES-3', 'is signed by another bank', answerFrame({ ...to, key: other })],
      ['P-RES-4', 'has a status that there is not', answerFrame({ ...to, status: 'perhaps' })],
    ]),
    ...all('resolution', [
      ['P-ABT-2', 'is signed by another log', resolution(request, 'aborted', other)],
      ['P-ABT-3', 'is of another order', resolution(algebra.hash(run.lostOpening), 'aborted')],
    ]),
    ...all('notice', [
      ['P-RNW-1', 'is signed by another bank', notice('alice-01', other)],
      ['P-RNW-2', 'is for another account', notice('carol-03')],
    ]),
  ];
}

/** What log and judge refuse. */
function evidence(run: Run, by: OrderParts): readonly Case[] {
  const shown = (
    fields: Parameters<
      typeof withFields<'record', 'signature' | 'binding' | 'opening' | 'recipient'>
    >[2],
  ): Bytes => withFields(shapes.evidence, run.evidence, fields);
  const record = algebra.decode(shapes.record, run.record);
  if (record === undefined) throw new Error('no record');
  /** Evidence with another opening, all signatures on it as they should be. */
  const opened = (opening: Bytes, signer = keys.bank): Bytes => {
    const text = { ...record, content: algebra.hash(opening) };
    const signature = signed(signer, algebra.encode(shapes.recordText, text));
    const made = algebra.encode(shapes.record, { ...text, signature });
    const entry = algebra.encode(shapes.entry, { record: made, previous: textToBytes('first') });
    const { registration: at } = run;
    return evidenceOf({
      entry,
      entrySignature: signed(keys.log, entry),
      registration: at,
      opening,
    });
  };
  const foreign = algebra.decode(shapes.registration, registration({ key: other }))?.binding;
  if (foreign === undefined) throw new Error('no binding');
  const enquiry = signedOrder({ ...by, type: 'balance' });
  const recipient = 'Second Bank';
  const forAnother = withFields(shapes.evidence, opened(signedOrder({ ...by, recipient })), {
    recipient: textToBytes(recipient),
  });
  return [
    ...all('record', [
      [
        'P-REC-1',
        'is signed by another bank',
        withFields(shapes.record, run.record, { signature: signed(other, run.record) }),
      ],
    ]),
    ...all('evidence', [
      [
        'P-EVI-1',
        'has an entry signed by another log',
        shown({ signature: signed(other, run.entry) }),
      ],
      ['P-EVI-2', 'has a record signed by another bank', opened(run.opening, other)],
      ['P-EVI-3', 'opens the commitment to something else', shown({ opening: run.lostOpening })],
      ['P-EVI-4', 'has a key that nobody attests', shown({ binding: foreign })],
      [
        'P-EVI-5',
        "has an order that is not signed by the accused's key",
        opened(signedOrder({ ...by, key: other })),
      ],
      [
        'P-EVI-5',
        "has an order that is signed for another customer's ID_C",
        opened(signedOrder({ ...by, accid: 'carol-03' })),
      ],
      ['P-EVI-5', 'names another bank', shown({ recipient: textToBytes('Second Bank') })],
      ['P-EVI-6', 'is of an enquiry', opened(enquiry)],
      ['P-EVI-11', 'is of an order that the accused signed for another bank', forAnother],
    ]),
  ];
}

/** All cases of a run, its first token given. */
export function casesOf(run: Run, token: Bytes): readonly Case[] {
  const by: OrderParts = { key: run.phoneKey, token };
  return [
    ...forms(run, by),
    ...orders(by),
    ...openings(run, run.phoneKey),
    ...answers(run),
    ...evidence(run, by),
  ];
}
