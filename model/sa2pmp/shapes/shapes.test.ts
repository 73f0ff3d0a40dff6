import { describe, expect, test } from 'vitest';
import type { AnyShape } from '../../core/shape.ts';
import { courtShapes } from '../court/messages.ts';
import { messages } from '../messages.ts';
import { axes, axisIds, type Reading, readings } from '../reading.ts';

/** A shape in one line: name, number, marks, and its fields, the sort of one named where it is called otherwise. */
function line({ name, tag, fields, ...marks }: AnyShape): string {
  const marked = Object.keys(marks).map((mark) => ` ${mark}`);
  const parts = fields.map((field) =>
    field.name === field.sort ? field.name : `${field.name} ${field.sort}`,
  );
  return `${name} ${tag}${marked.join('')}: ${parts.join(', ')}`;
}

const { published } = readings;
const ofCourt = Object.keys(courtShapes(published));
/** What has the fields of others. */
const composed: readonly string[] = ['plainText', 'recordText'];

/** All shapes of a reading but those for the court alone and those that have the fields of others. */
const linesOf = (changes: Partial<Reading>): readonly string[] =>
  Object.entries<AnyShape>({ ...messages({ ...published, ...changes }) })
    .filter(([name]) => !ofCourt.includes(name) && !composed.includes(name))
    .map(([, shape]) => line(shape));

/** The messages of the published protocol (§4, §5). */
const plainest: readonly string[] = [
  'app-package 0 outermost: bank, bankPublicKey public-key, key',
  'signed-package 25: content app-package, signature',
  'client-id 1: sim, phid, accid account',
  'order 2: type constant, payee, amount',
  'signed-text 3: order, clientId client-id',
  'signing-input 23: order, clientId client-id',
  'signed-order 4: text signed-text, signature',
  'order-frame 5 outermost: body box',
  'key-binding 6: clientId client-id, publicKey public-key',
  'registration 7: binding key-binding',
  'registration-box 8 outermost: accid account, body box',
  'enclosed-order 34: content signed-order, replyKey key',
  'enclosed-log-on 35: content log-on, replyKey key',
  'enclosed-registration 36: content registration, replyKey key',
  'log-on 9: userid, password',
  'password-file 37: userid, password',
  'password-proof 38: verifier digest, nonce',
  'signed-log-on 10: text log-on, signature',
  'log-on-frame 11 outermost: accid account, body any',
  'welcome 12: token',
  'answer-frame 13 outermost: body any',
  'answer 39: result, next token',
  'token-source 64: key, token',
  'request-of 65: commitment digest, accid account',
  'told-result 63: status constant, reference',
  'result 14: status constant, reference',
  'challenge-request 15 outermost: accid account',
  'bank-challenge 16 outermost: challenge',
  'notice 17 outermost: accid account',
  'signed-notice 26: notice, signature',
  'record 18 outermost: content order, accid account',
  'entry 19: record',
  'evidence 20: record',
  'worded-evidence 70: record, word signed-resolution, opening signed-order, binding key-binding',
  'abort-request 31 outermost: commitment digest',
  'resolution 32: commitment digest, outcome constant',
  'signed-resolution 33 outermost: resolution, signature',
  'depository-entry 21: clientId client-id, publicKey public-key',
  'ledger-entry 22: payer account, order',
];

/** What a reading changes of them. */
const changing: readonly (readonly [Partial<Reading>, readonly string[]])[] = [
  [{ A1: 'in-message' }, ['order-frame 5 outermost: body box, publicKey public-key']],
  [{ A1: 'in-message-checked' }, ['order-frame 5 outermost: body box, publicKey public-key']],
  [{ A1: 'first-use' }, ['order-frame 5 outermost: body box, publicKey public-key']],
  [{ A2: 'in-session' }, ['key-binding 6: clientId client-id, publicKey public-key, token']],
  [{ A2: 'self-signed' }, ['registration 7: binding key-binding, proof signature']],
  [
    { A2: 'in-session-proof' },
    [
      'key-binding 6: clientId client-id, publicKey public-key, token',
      'registration 7: binding key-binding, proof signature',
    ],
  ],
  [{ A3: 'identifier-looked-up' }, ['signed-text 3: order']],
  [
    { A3b: 'untagged' },
    [
      'client-id 1 untagged: sim, phid, accid account',
      'order 2 untagged: type constant, payee, amount',
      'signed-text 3 untagged: order, clientId client-id',
      'signing-input 23 untagged: order, clientId client-id',
      'signed-order 4 untagged: text signed-text, signature',
      'key-binding 6 untagged: clientId client-id, publicKey public-key',
      'log-on 9 untagged: userid, password',
      'signed-log-on 10 untagged: text log-on, signature',
      'welcome 12 untagged: token',
      'result 14 untagged: status constant, reference',
    ],
  ],
  [
    { A5: 'signed' },
    [
      'signed-text 3: order, clientId client-id, recipient bank',
      'signing-input 23: order, clientId client-id, recipient bank',
    ],
  ],
  [{ A5: 'outside' }, ['order-frame 5 outermost: body box, recipient bank']],
  [{ A6: 'payer-payee-amount' }, ['order 2: type constant, payee, amount, payer account']],
  [{ A6: 'payee-amount-memo' }, ['order 2: type constant, payee, amount, memo']],
  [
    { A6: 'payee-amount-dated' },
    ['order 2: type constant, payee, amount, transaction, time constant, counter constant'],
  ],
  [{ A7: 'transactions' }, ['order 2: type constant, payee, amount, transaction']],
  [{ A7: 'clock-window' }, ['order 2: type constant, payee, amount, time constant']],
  [{ A7: 'counter' }, ['order 2: type constant, payee, amount, counter constant']],
  [{ A7: 'challenge' }, ['order 2: type constant, payee, amount, challenge']],
  [{ A9: 'per-user' }, ['order-frame 5 outermost: body box, accid account']],
  [
    { A10b: 'signed' },
    [
      'app-package 0: bank, bankPublicKey public-key, key',
      'signed-package 25 outermost: content app-package, signature',
    ],
  ],
  [{ A13: 'signed' }, ['enclosed-log-on 35: content signed-log-on, replyKey key']],
  [
    { A13: 'verifier' },
    [
      'enclosed-log-on 35: content signed-log-on, replyKey key',
      'log-on 9: userid, proof digest, nonce',
    ],
  ],
  [{ A13b: 'token' }, ['order 2: type constant, payee, amount, token']],
  [{ A13b: 'password' }, ['order 2: type constant, payee, amount, password']],
  [{ A17: 'under-key-bound' }, ['result 14: status constant, reference, request digest']],
  [
    { A17: 'signed' },
    [
      'answer-frame 13 outermost: body any, signature',
      'result 14: status constant, reference, request digest',
    ],
  ],
  [
    { A18: 'exists' },
    ['notice 17: accid account', 'signed-notice 26 outermost: notice, signature'],
  ],
  [
    { A19: 'gateway' },
    ['record 18 outermost: content order-frame', 'evidence 20: record, binding key-binding'],
  ],
  [
    { A20: 'hash-chain' },
    ['entry 19: record, previous digest', 'evidence 20: record, previous digest'],
  ],
  [{ A20: 'signed' }, ['evidence 20: record, signature']],
  [
    { A20: 'merkle' },
    ['entry 19: record, previous digest', 'evidence 20: record, signature, previous digest'],
  ],
  [
    { A22: 'signed' },
    ['record 18 outermost: content signed-order', 'evidence 20: record, binding key-binding'],
  ],
  [
    { A22: 'ciphertext' },
    ['record 18 outermost: content order-frame', 'evidence 20: record, binding key-binding'],
  ],
  [{ A22: 'plaintext-result' }, ['record 18 outermost: content order, accid account, result']],
  [
    { A22: 'signed-result' },
    [
      'record 18 outermost: content signed-order, result',
      'evidence 20: record, binding key-binding',
    ],
  ],
  [
    { A22: 'ciphertext-result' },
    [
      'record 18 outermost: content order-frame, result',
      'evidence 20: record, binding key-binding',
    ],
  ],
  [
    { A22: 'commitment' },
    [
      'record 18 outermost: content digest',
      'evidence 20: record, binding key-binding, opening signed-order',
    ],
  ],
  [
    { A22: 'commitment-result' },
    [
      'record 18 outermost: content digest, result',
      'evidence 20: record, binding key-binding, opening signed-order',
    ],
  ],
  [{ A22b: 'package-key' }, ['evidence 20: record, key']],
  [
    { A25: 'jar' },
    ['app-package 0 outermost: bank, bankPublicKey public-key, key, signingKey signing-key'],
  ],
  [{ A27: 'notice-checked' }, ['welcome 12: token, renew constant']],
  [{ A27: 'signed-by-old' }, ['registration 7: binding key-binding, endorsement signature']],
  [
    { A27: 'both' },
    [
      'registration 7: binding key-binding, endorsement signature',
      'welcome 12: token, renew constant',
    ],
  ],
  [
    { A31: 'encrypt-then-sign' },
    [
      'order-frame 5 outermost: body box, accid account, signature',
      'enclosed-order 34: content signed-text, replyKey key',
    ],
  ],
  [
    { A38: 'message' },
    ['signed-text 3: order', 'order-frame 5 outermost: body box, clientId client-id'],
  ],
  [{ A40: 'operator' }, ['entry 19: record, time constant']],
  [{ R1: 'key-signed' }, ['signing-input 23: order, clientId client-id, signer public-key']],
  [{ R2: 'proved' }, ['registration 7: binding key-binding, proof signature']],
  [
    { R3: 'to-bank' },
    [
      'app-package 0 outermost: bank, bankPublicKey public-key, boxKey public-key',
      'order-frame 5 outermost: body encryption',
      'registration-box 8 outermost: accid account, body encryption',
    ],
  ],
  [
    { R3: 'to-bank-exported' },
    [
      'app-package 0 outermost: bank, bankPublicKey public-key, boxKey public-key',
      'order-frame 5 outermost: body encryption',
      'registration-box 8 outermost: accid account, body encryption',
    ],
  ],
  [{ R5: 'bank-signed' }, ['record 18 outermost: content order, accid account, signature']],
];

/** What several choices change together, and none of them alone. */
const together: readonly (readonly [Partial<Reading>, readonly string[]])[] = [
  [
    { A1: 'in-message', A32: 'inside' },
    ['signed-order 4: text signed-text, signature, publicKey public-key'],
  ],
  [
    { A1: 'in-message', A31: 'encrypt-then-sign', A32: 'inside' },
    [
      'signed-text 3: order, clientId client-id, publicKey public-key',
      'signed-order 4: text signed-text, signature, publicKey public-key',
      'order-frame 5 outermost: body box, accid account, signature',
      'enclosed-order 34: content signed-text, replyKey key',
    ],
  ],
  [
    { A5: 'signed', R1c: 'unsent' },
    [
      'signing-input 23: order, clientId client-id, recipient bank',
      'worded-evidence 70: record, word signed-resolution, opening signed-order, binding key-binding, recipient bank',
    ],
  ],
  [
    { A5: 'signed', R1c: 'unsent', A22: 'signed' },
    [
      'signing-input 23: order, clientId client-id, recipient bank',
      'record 18 outermost: content signed-order',
      'evidence 20: record, binding key-binding, recipient bank',
      'worded-evidence 70: record, word signed-resolution, opening signed-order, binding key-binding, recipient bank',
    ],
  ],
  [
    { A17: 'signed', R1c: 'unsent' },
    [
      'answer-frame 13 outermost: body any, signature',
      'answer 39: result told-result, next token',
      'result 14: status constant, reference, request digest',
    ],
  ],
  [
    { A9: 'per-user', R3: 'to-bank' },
    [
      'app-package 0 outermost: bank, bankPublicKey public-key, boxKey public-key',
      'order-frame 5 outermost: body encryption',
      'registration-box 8 outermost: accid account, body encryption',
    ],
  ],
  [
    { A22: 'signed-result', A40: 'bank' },
    [
      'record 18 outermost: content signed-order, result, time constant',
      'evidence 20: record, binding key-binding',
    ],
  ],
  [
    { A22: 'signed-result', R5: 'bank-signed' },
    [
      'record 18 outermost: content signed-order, result, signature',
      'evidence 20: record, binding key-binding',
    ],
  ],
  [
    { A20: 'hash-chain', A40: 'operator' },
    [
      'entry 19: record, previous digest, time constant',
      'evidence 20: record, previous digest, time constant',
    ],
  ],
  [
    { A20: 'signed', A40: 'operator' },
    ['entry 19: record, time constant', 'evidence 20: record, signature, time constant'],
  ],
  [
    { A20: 'merkle', A40: 'operator' },
    [
      'entry 19: record, previous digest, time constant',
      'evidence 20: record, signature, previous digest, time constant',
    ],
  ],
  [
    { A2: 'under-key', A3b: 'untagged' },
    [
      'client-id 1 untagged: sim, phid, accid account',
      'order 2 untagged: type constant, payee, amount',
      'signed-text 3 untagged: order, clientId client-id',
      'signing-input 23 untagged: order, clientId client-id',
      'signed-order 4 untagged: text signed-text, signature',
      'key-binding 6 untagged: clientId client-id, publicKey public-key',
      'registration 7 untagged: binding key-binding',
      'log-on 9 untagged: userid, password',
      'signed-log-on 10 untagged: text log-on, signature',
      'welcome 12 untagged: token',
      'result 14 untagged: status constant, reference',
    ],
  ],
];

const changed = (changes: Partial<Reading>): readonly string[] =>
  linesOf(changes).filter((shape) => !plainest.includes(shape));

describe('the shapes of messages', () => {
  // Names and numbers are in bytes that are kept: they are a stable interface.
  test('of the published protocol are these', () => {
    expect(linesOf({})).toEqual(plainest);
  });

  test.each([...changing, ...together])('under %o are others in this alone', (changes, shapes) => {
    expect(changed(changes)).toEqual(shapes);
  });

  // A3', R5: what is signed as values one after the other, and what the bank signs of a record.
  test.each([{}, ...changing.map(([changes]) => changes)])(
    'under %o have in plain text all that is signed, and under the bank’s signature all of a record',
    (changes) => {
      const all = messages({ ...published, ...changes });
      const { order, clientId, signingInput, plainText, record, recordText } = all;
      const added = signingInput.fields.filter(({ name }) => !['order', 'clientId'].includes(name));
      expect(line(plainText)).toBe(
        line({
          name: 'plain-text',
          tag: 24,
          fields: [
            ...order.fields.slice(0, 3),
            ...clientId.fields,
            ...order.fields.slice(3),
            ...added,
          ],
          plain: true,
        }),
      );
      const kept = record.fields.filter(({ name }) => name !== 'signature');
      expect(line(recordText)).toBe(line({ name: 'record-text', tag: 30, fields: kept }));
    },
  );

  test('are under any other choice on one axis as they are published', () => {
    const others = axisIds.flatMap((id) =>
      Object.keys(axes[id].choices).filter(
        (choice) =>
          !changing.some(([changes]) => changes[id] === choice) &&
          changed({ [id]: choice }).length > 0,
      ),
    );
    expect(others).toEqual([]);
  });
});
