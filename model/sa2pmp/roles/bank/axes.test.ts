import { describe, expect, test } from 'vitest';
import type { Term } from '../../../core/term.ts';
import { sessionMaxMs } from '../../limits.ts';
import type { Reading } from '../../reading.ts';
import {
  accepts,
  bankName,
  claimsIn,
  opened,
  orderFrom,
  pay,
  type Play,
  type Scene,
  sentBy,
  statements,
} from '../../testing/play.ts';

const refusals = ({ events }: Scene): readonly string[] =>
  events.flatMap((event) => (event.kind === 'refused' ? [event.why] : []));

/** A play in which nothing but the bank hears what the test puts in. */
const held = (changes: Partial<Reading>): Play => opened(changes);

describe('an order under the key that was replaced (A26)', () => {
  // Kills: an archive that is not kept, one that verifies where it should not.
  test.each([
    ['replace', false, 0],
    ['archive', false, 1],
    ['archive-late', true, 1],
  ] as const)('%s: taken: %s', (A26, isTaken, kept) => {
    const p = held({ A26 });
    const { signingKey } = p.client();
    p.want(bankName, 'expire');
    const late = orderFrom(p, { ...(signingKey === undefined ? {} : { signingKey }) });
    expect(p.client().signingKey).not.toBe(signingKey);
    expect(accepts(p.put('wired', bankName, late))).toBe(isTaken);
    expect(p.bank().archived).toHaveLength(kept);
    expect(accepts(pay(p))).toBe(true);
  });
});

describe('a call to block the account (A28)', () => {
  test('has the bank take no order, log-on or key from then on', () => {
    const p = held({ A28: 'block-by-call' });
    const order = orderFrom(p);
    p.want(bankName, 'block');
    expect(refusals(p.put('wired', bankName, order))).toEqual(['account blocked']);
    expect(accepts(pay(p))).toBe(false);
  });

  test('changes nothing where nothing can be revoked', () => {
    const p = held({});
    p.want(bankName, 'block');
    expect(accepts(pay(p))).toBe(true);
  });
});

describe('a second log-on (A37)', () => {
  const again = (A37: Reading['A37'], at: number): boolean => {
    const p = held({ A37 });
    const { customer } = p.client();
    const { algebra, messages } = p;
    const text = algebra.encode(messages.logOn, customer);
    const body = algebra.seal(p.bank().packageKey, algebra.name('seed', 'f'), text);
    const frame = algebra.encode(messages.logOnFrame, { accid: customer.accid, body });
    return statements(p.put('wired', bankName, frame, at)).includes('did logged-on');
  };

  test('is taken at any time, or once the session is over', () => {
    expect(again('any', 0)).toBe(true);
    expect(again('one', 0)).toBe(false);
    expect(again('one', sessionMaxMs - 1)).toBe(false);
    expect(again('one', sessionMaxMs)).toBe(true);
  });
});

describe('a registration of what is no key (A30e)', () => {
  test.each([
    ['none', true],
    ['validated', false],
  ] as const)('%s: stored: %s', (A30e, isStored) => {
    const p = opened({ A30e }, { holds: { wireless: 'full' } });
    const { algebra, messages } = p;
    const clientId = algebra.encode(messages.clientId, p.client().customer);
    const publicKey = algebra.name('amount', 'no key');
    const binding = algebra.encode(messages.keyBinding, { clientId, publicKey });
    const message = algebra.encode(messages.registration, { binding });
    const scene = p.put('wired', bankName, message);
    expect(statements(scene).includes('did registered')).toBe(isStored);
  });
});

describe('the cause of a refusal (A36, W13)', () => {
  const causes = (A36: Reading['A36']): readonly (readonly string[])[] => {
    const p = held({ A36 });
    const { algebra, messages } = p;
    const { packageKey } = p.bank();
    const fresh = algebra.name('seed', 'f');
    const other = algebra.derive(fresh, 'key');
    const noOrder = algebra.seal(packageKey, fresh, algebra.constant('nothing'));
    return [
      orderFrom(p, { key: other }),
      algebra.encode(messages.orderFrame, { body: noOrder }),
      orderFrom(p, { signingKey: algebra.derive(fresh, 'signing-key') }),
    ].map((message) => refusals(p.put('wired', bankName, message)));
  };

  test('tells decryption, form and signature apart where causes are told', () => {
    expect(causes('distinct')).toEqual([
      ['order cannot be decrypted'],
      ['malformed order'],
      ['signature does not verify'],
    ]);
    expect(causes('uniform').slice(0, 2)).toEqual([['malformed order'], ['malformed order']]);
  });
});

describe('who sits inside the bank (W11)', () => {
  const desk = (p: Play): { readonly key: Term; readonly ledger: Term } => {
    const { algebra, messages } = p;
    const { customer } = p.client();
    const clientId = algebra.encode(messages.clientId, customer);
    const mine = algebra.derive(algebra.name('seed', 'f'), 'signing-key');
    const order = algebra.encode(messages.order, {
      type: algebra.constant('pay'),
      payee: algebra.name('payee', 'mule-0666'),
      amount: algebra.name('amount', '990000 CAD'),
    });
    return {
      key: algebra.encode(messages.depositoryEntry, {
        clientId,
        publicKey: algebra.publicKey(mine),
      }),
      ledger: algebra.encode(messages.ledgerEntry, { payer: customer.accid, order }),
    };
  };

  test('puts a key into the depository that orders then verify under', () => {
    const p = held({});
    expect(statements(p.put('inside', bankName, desk(p).key))).toEqual(['did registered']);
    const signingKey = p.algebra.derive(p.algebra.name('seed', 'f'), 'signing-key');
    expect(accepts(p.put('wired', bankName, orderFrom(p, { signingKey })))).toBe(true);
    expect(accepts(pay(p))).toBe(false);
  });

  test('posts what nobody ordered, on the account that the entry names', () => {
    const p = held({});
    const [posted, ...others] = claimsIn(p.put('inside', bankName, desk(p).ledger).events);
    expect(others).toEqual([]);
    expect([posted?.claim, posted?.about]).toEqual(['did', 'posted']);
    expect(posted?.account).toBe(p.client().customer.accid);
  });

  test('is heard on no other channel, nor takes what comes there', () => {
    const p = held({});
    const { key, ledger } = desk(p);
    for (const channel of ['wired', 'https', 'branch'] as const) {
      for (const message of [key, ledger]) {
        expect(statements(p.put(channel, bankName, message))).toEqual([]);
      }
    }
    expect(statements(p.put('inside', bankName, orderFrom(p)))).toEqual([]);
  });
});

describe('what the bank is sent and what it is not (A3, A4, A32, A38)', () => {
  test('an ID_C that is looked up is under the signature all the same', () => {
    const p = held({ A3: 'identifier-looked-up' });
    const { algebra } = p;
    expect(accepts(p.put('wired', bankName, orderFrom(p)))).toBe(true);
    const sim = algebra.name('sim', 'another');
    const clientId = algebra.encode(p.messages.clientId, { ...p.client().customer, sim });
    const forged = orderFrom(p, { text: { clientId } });
    expect(refusals(p.put('wired', bankName, forged))).toEqual(['signature does not verify']);
  });

  test('nothing of ID_C is checked where nothing is', () => {
    const other = (p: Play) => ({ accid: p.algebra.name('account', 'bob-04712') });
    const taken = (A4: Reading['A4']): boolean => {
      const p = held({ A4 });
      return accepts(p.put('wired', bankName, orderFrom(p, { clientId: other(p) })));
    };
    expect([taken('account'), taken('none')]).toEqual([false, true]);
  });

  test('with what is signed put together plainly, another amount is another text', () => {
    for (const encoding of ['plain', 'injective'] as const) {
      const p = held({ "A3'": encoding });
      const m = p.messages;
      const frame = orderFrom(p);
      const opened = p.algebra.open(
        p.bank().packageKey,
        m.signedOrder,
        p.algebra.decode(m.orderFrame, frame)?.body ?? frame,
      );
      const text = opened && p.algebra.decode(m.signedText, opened.text);
      const order = text && p.algebra.decode(m.order, text.order);
      if (opened === undefined || text === undefined || order === undefined)
        expect.fail('no order');
      const amount = p.algebra.name('amount', '990000 CAD');
      const changed = p.algebra.encode(m.signedOrder, {
        ...opened,
        text: p.algebra.encode(m.signedText, {
          ...text,
          order: p.algebra.encode(m.order, { ...order, amount }),
        }),
      });
      const body = p.algebra.seal(p.bank().packageKey, p.algebra.name('seed', 'g'), changed);
      const scene = p.put('wired', bankName, p.algebra.encode(m.orderFrame, { body }));
      expect(refusals(scene)).toEqual(['signature does not verify']);
    }
  });
});

describe('a record (A23, A40)', () => {
  test('waits until it is sent, where it is made at some time', () => {
    const p = held({ A23: 'asynchronous' });
    pay(p);
    expect(p.log()).toEqual([]);
    p.want(bankName, 'report');
    p.want(bankName, 'report');
    expect(p.log()).toHaveLength(1);
  });

  test('has the time of the one whose clock counts', () => {
    const fields = (A40: Reading['A40']) => {
      const p = held({ A40, A22: 'signed-result' });
      pay(p, '10 CAD', 5);
      const [kept] = p.log();
      const entry = kept && p.algebra.decode(p.messages.entry, kept.entry);
      const record = entry && p.algebra.decode(p.messages.record, entry.record);
      const five = p.algebra.constant('time 5');
      return [record?.time === five, entry?.time === five];
    };
    expect([fields('none'), fields('bank'), fields('operator')]).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
  });
});

describe('a release (A11, A25)', () => {
  test('with the renewal of the key pair brings another AES key, or another key in the JAR', () => {
    const p = held({ A11: 'each-release' });
    const before = p.client().appPackage?.key;
    p.want(bankName, 'expire');
    expect(p.client().appPackage?.key).not.toBe(before);
    expect(p.client().appPackage?.key).toBe(p.bank().releaseKey);
    const q = held({ A25: 'jar' });
    const first = q.client().signingKey;
    expect(first).toBe(q.bank().issuedKey);
    q.want(bankName, 'expire');
    expect(q.client().signingKey).toBe(q.bank().issuedKey);
    expect(q.client().signingKey).not.toBe(first);
    expect(accepts(pay(q))).toBe(true);
  });

  test('goes the way of the package (A10)', () => {
    const ways = (['over-the-air', 'https', 'in-branch'] as const).map((A10) => {
      const p = opened({ A10 });
      const scene = p.want(bankName, 'issue');
      expect(sentBy(scene, bankName)).toBeDefined();
      return scene.events.flatMap((event) => (event.kind === 'sent' ? [event.channel] : []));
    });
    expect(ways).toEqual([['package'], ['https'], ['branch']]);
  });
});
