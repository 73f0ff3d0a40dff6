import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import type { Reading } from '../reading.ts';
import { bankKey } from '../roles/client/context.ts';
import { claimsIn, opened, pay, type Play } from '../testing/play.ts';
import { judgeReceipt, judgeSubmission } from './causes.ts';
import type { JudgeContext } from './context.ts';

/** Readings under which the bank signs results: ID_C sent with the order, and signed without being sent. */
const readings: readonly Partial<Reading>[] = [
  { A17: 'signed' },
  { A17: 'signed', A3: 'identifier-looked-up', R1: 'key-signed', R1c: 'unsent' },
];

describe.each(readings)('a receipt under %o', (changes) => {
  /** Of what the judge is convinced by alice's receipt, shown with somebody's ID_C. */
  function convinces(accid: string): boolean {
    const p = opened(changes);
    const { events } = pay(p, '10 CAD');
    const { algebra, messages: m } = p;
    const { customer, appPackage } = p.client();
    const frames = events.flatMap((event) => (event.kind === 'sent' ? [event.message] : []));
    const [answer] = frames.flatMap((frame) => algebra.decode(m.answerFrame, frame) ?? []);
    const given = claimsIn(events).find(
      ({ about, claim }) => `${claim} ${about}` === 'running result',
    );
    const { signature } = answer ?? expect.fail('no answer');
    const result = given?.values[1] ?? expect.fail('no result');
    const request = p.taken().at(-1) ?? expect.fail('no order');
    const named = accid === 'own' ? customer.accid : algebra.name('account', accid);
    const clientId = algebra.encode(m.clientId, { ...customer, accid: named });
    const recipient = appPackage?.bank ?? expect.fail('no package');
    const shown = algebra.encode(m.receipt, {
      ...{ request, clientId, result, recipient },
      signature: signature ?? expect.fail('unsigned'),
    });
    const context = { bankPublicKey: bankKey(p.client()) } as JudgeContext<Term>;
    const said = judgeReceipt(p.setting, context, shown) ?? [];
    return said.some((one) => one.effect === 'claim' && one.account === named);
  }

  // nrr-soundness. Kills: a result that holds the bank to having answered somebody else, which an
  // order without ID_C in it lets anybody claim.
  test('holds the bank to a result for its customer, and for nobody else', () => {
    expect(convinces('own')).toBe(true);
    expect(convinces('mallory')).toBe(false);
  });
});

describe('a receipt', () => {
  const [signs] = readings;
  /** What alice has to show after a payment. */
  function receiptOf(p: Play) {
    const { events } = pay(p, '10 CAD');
    const { algebra, messages: m } = p;
    const { customer, appPackage } = p.client();
    const frames = events.flatMap((event) => (event.kind === 'sent' ? [event.message] : []));
    const [answer] = frames.flatMap((frame) => algebra.decode(m.answerFrame, frame) ?? []);
    const given = claimsIn(events).find(({ about }) => about === 'result');
    return {
      request: p.taken().at(-1) ?? expect.fail('no order'),
      clientId: algebra.encode(m.clientId, customer),
      recipient: appPackage?.bank ?? expect.fail('no package'),
      result: given?.values[1] ?? expect.fail('no result'),
      signature: answer?.signature ?? algebra.constant('unsigned'),
    };
  }

  /** What the judge says of it with something in it another; of which bank's key. */
  function said(
    others: readonly string[] = [],
    { changes = signs ?? {}, isKnown = true, isOther = false } = {},
  ) {
    const p = opened(changes);
    const { algebra, messages: m } = p;
    const changed = Object.fromEntries(others.map((name) => [name, algebra.constant('another')]));
    const fields = { ...receiptOf(p), ...changed };
    const bankPublicKey = isOther ? algebra.constant('key') : bankKey(p.client());
    const context = (isKnown ? { bankPublicKey } : {}) as JudgeContext<Term>;
    const verdict = judgeReceipt(p.setting, context, algebra.encode(m.receipt, fields));
    const { accid } = p.client().customer;
    return verdict?.map((one) =>
      one.effect === 'claim'
        ? [one.claim, one.about, one.account === accid, one.values.length]
        : [],
    );
  }

  test('proves the result, and that it was delivered, of the order that it names', () => {
    expect(said()).toEqual([
      ['judged', 'result', true, 2],
      ['judged', 'delivery', true, 1],
    ]);
  });

  // A17. Kills: a result that the bank signs by no rule of the protocol taken for a receipt.
  test('proves nothing where the bank signs no results, though its signature is right', () => {
    const proves = (A17: Reading['A17']): boolean => {
      const p = opened({ A17 });
      const { algebra, messages: m } = p;
      const fields = receiptOf(p);
      const signature = algebra.sign(p.bank().signingKey, fields.result, fields.result);
      const context = { bankPublicKey: bankKey(p.client()) } as JudgeContext<Term>;
      const shown = algebra.encode(m.receipt, { ...fields, signature });
      return judgeReceipt(p.setting, context, shown) !== undefined;
    };
    expect([proves('signed'), proves('under-key-bound')]).toEqual([true, false]);
  });

  test('proves nothing where something in it is another, or the bank is not known or signs nothing', () => {
    for (const name of ['request', 'result', 'signature']) {
      expect(said([name]), name).toBeUndefined();
    }
    expect(said([], { isKnown: false })).toBeUndefined();
    expect(said([], { isOther: true })).toBeUndefined();
    expect(said([], { changes: {} })).toBeUndefined();
  });
});

/** A court of a reading, with the log's key, a customer's account, and a frame that the log has passed on. */
function logged(changes: Partial<Reading>) {
  const p = opened(changes);
  const { algebra, messages: m } = p;
  const key = algebra.name('signing-key', 'log');
  const context = { logPublicKey: algebra.publicKey(key) } as JudgeContext<Term>;
  const judged = (message: Term) => judgeSubmission(p.setting, context, message);
  const frame = algebra.name('frame', 'order');
  return { algebra, m, key, accid: p.client().customer.accid, frame, judged };
}

// §4.2: the gateway shows that it took an order frame.
describe('a submission', () => {
  const entries: readonly Partial<Reading>[] = [
    { A19: 'gateway', A20: 'signed', A22: 'ciphertext' },
    { A19: 'gateway', A20: 'merkle', A22: 'ciphertext' },
  ];
  const receipts: readonly Partial<Reading>[] = [
    { A19: 'both', A20: 'signed' },
    { A19: 'both', A20: 'merkle' },
  ];

  test.each(entries)(
    'is proven by the signed entry that holds the frame, and by no other: %o',
    (changes) => {
      const { algebra, m, key, accid, frame, judged } = logged(changes);
      const shown = (content: Term, signer = key, about = content) => {
        const fields = {
          record: algebra.encode(m.record, { accid, content, time: frame, signature: frame }),
          previous: algebra.name('digest', 'here'),
          time: algebra.constant('slot 0'),
        };
        const entry = algebra.encode(m.entry, fields);
        const signature = algebra.sign(signer, algebra.name('seed', 'log'), entry);
        const testimony = algebra.encode(m.testimony, { ...fields, signature });
        const message = algebra.encode(m.submission, { accid, frame: about, testimony });
        return judged(message);
      };
      expect(shown(frame)).toEqual([
        { effect: 'claim', claim: 'judged', about: 'submission', account: accid, values: [frame] },
      ]);
      expect(shown(frame, algebra.name('signing-key', 'other'))).toBeUndefined();
      expect(shown(frame, key, algebra.name('frame', 'another'))).toBeUndefined();
      expect(judged(frame)).toBeUndefined();
      const bare = algebra.encode(m.submission, { accid, frame, testimony: frame });
      expect(judged(bare)).toBeUndefined();
    },
  );

  test.each(receipts)(
    'is proven by a receipt for the frame, where the log gives such: %o',
    (changes) => {
      const { algebra, m, key, accid, frame, judged } = logged(changes);
      const shown = (signer = key, of = frame) => {
        const receipt = algebra.encode(m.frameReceipt, { frame: algebra.hash(of) });
        const signature = algebra.sign(signer, algebra.name('seed', 'log'), receipt);
        const message = algebra.encode(m.frameSubmission, { accid, frame, signature });
        return judged(message);
      };
      expect(shown()).toEqual([
        { effect: 'claim', claim: 'judged', about: 'submission', account: accid, values: [frame] },
      ]);
      expect(shown(algebra.name('signing-key', 'other'))).toBeUndefined();
      expect(shown(key, algebra.name('frame', 'another'))).toBeUndefined();
      expect(judged(frame)).toBeUndefined();
    },
  );
});
