/** Complaints about one posting (R5b): who reads the statement, who answers, and with what. */
import { describe, expect, test } from 'vitest';
import type { Term } from '../core/term.ts';
import { proceedingsOf } from './proceedings.ts';
import { type Reading, readings } from './reading.ts';
import type { CheckId } from './setting.ts';
import {
  bankName,
  claimsIn,
  opened,
  pay,
  type Play,
  type Scene,
  sentBy,
  type Staging,
  statements,
} from './testing/play.ts';

const { published, repaired } = readings;
const proceedings = proceedingsOf({ court: true, disputes: true });

/** Alice has logged on, and whoever disputes goes to court. */
function opening(reading: Partial<Reading> = repaired, staging: Staging = {}): Play {
  return opened(reading, { court: true, proceedings, ...staging });
}

/** What the judge said in a scene: who is held to what. */
function verdicts(scene: Scene): readonly (readonly [string, ...Term[]])[] {
  return claimsIn(scene.events)
    .filter(({ claim, about }) => claim === 'judged' && (about === 'order' || about === 'bank'))
    .map(({ about, values }) => [about, ...values]);
}

/** An order that nobody sent, of this amount. */
function invented({ algebra, messages: m }: Play, amount = '9 CAD'): Term {
  return algebra.encode(m.order, {
    type: algebra.constant('pay'),
    payee: algebra.name('payee', 'mule'),
    amount: algebra.name('amount', amount),
    token: algebra.derive(algebra.name('seed', 'clerk'), 'token'),
  });
}

/** The keeper of the ledger enters an order at the desk. */
function enters(p: Play, order: Term, payer = p.client().customer.accid): Scene {
  return p.put('inside', bankName, p.algebra.encode(p.messages.ledgerEntry, { payer, order }));
}

/** The orders posted so far, oldest first. */
const posted = (p: Play): readonly Term[] => (p.bank().postings ?? []).map(({ order }) => order);
const orderAt = (p: Play, place: number): Term => posted(p)[place] ?? expect.fail('not posted');
const disputes = (p: Play): Scene => p.want('alice', 'dispute');

/** Somebody complains of a posting, by number. */
function complains(p: Play, number: number, order: Term): Scene {
  const { algebra, messages: m } = p;
  const fields = { accid: p.client().customer.accid, order };
  const named = { ...fields, number: algebra.constant(`posting ${number}`) };
  return p.put('court', 'judge', algebra.encode(m.complaint, named));
}

describe('a posting that its owner never sent', () => {
  // P-CMP-2, P-CMP-4. The attack that was: evidence of another order for the entry. Kills: the order posted
  // last shown.
  test.each([
    ['before', 0],
    ['after', 1],
  ] as const)('is complained of, and the bank answers: entered %s one that was sent', (_, when) => {
    const p = opening();
    const order = invented(p);
    if (when === 0) enters(p, order);
    pay(p);
    if (when === 1) enters(p, order);
    const answers = posted(p).map((one) => [one === order ? 'bank' : 'order', one]);
    expect(answers.map(([who]) => who)).toEqual(when === 0 ? ['bank', 'order'] : ['order', 'bank']);
    expect(verdicts(disputes(p)).toSorted()).toEqual(answers.toSorted());
  });

  test('is answered for by itself, each of several', () => {
    const p = opening();
    const orders = [invented(p), invented(p, '8 CAD')];
    for (const order of orders) enters(p, order);
    expect(verdicts(disputes(p))).toEqual(orders.map((order) => ['bank', order]));
  });

  // Kills: evidence of an order taken to answer all postings of it.
  test('is also one that was sent, and entered once more', () => {
    const p = opening();
    pay(p);
    const [order = expect.fail('not posted')] = posted(p);
    enters(p, order);
    expect(verdicts(disputes(p)).toSorted()).toEqual([
      ['bank', order],
      ['order', order],
    ]);
  });

  test('is no other account’s: what is entered there is in no statement of this one', () => {
    const p = opening();
    const other = p.algebra.name('account', 'somebody');
    expect(statements(enters(p, invented(p), other))).toEqual([]);
    expect(posted(p)).toEqual([]);
  });
});

describe('what was sent', () => {
  // Kills: orders forgotten that were sent before the last, one complaint for all of them.
  test('is held against who disputes it, every order', () => {
    const p = opening();
    pay(p);
    pay(p, '20 CAD');
    expect(posted(p)).toHaveLength(2);
    expect(verdicts(disputes(p))).toEqual(posted(p).map((order) => ['order', order]));
  });

  // P-CMP-3. Kills: evidence of the last order for any; a posting looked for in the wrong place.
  test.each([repaired, { ...published, A19: 'bank', R5b: 'names-posting' } as const])(
    'is held against who complains of it, by the evidence of that very posting',
    (reading) => {
      const p = opening(reading);
      pay(p);
      pay(p, '20 CAD');
      for (const place of [0, 1]) {
        const order = orderAt(p, place);
        expect(verdicts(complains(p, place + 1, order))).toEqual([['order', order]]);
      }
    },
  );

  // P-CMP-6, W4. Kills: one piece of evidence that answers two postings, or none.
  test('bears out one posting: the bank that posted it twice answers for the second', () => {
    const p = opening({ R5b: 'names-posting', A7: 'none' });
    const scene = pay(p);
    const frame = sentBy(scene, 'alice');
    p.put('wired', bankName, frame);
    const [first = expect.fail('not posted'), second] = posted(p);
    expect(second).toBe(first);
    expect(verdicts(disputes(p))).toEqual([
      ['order', first],
      ['bank', first],
    ]);
  });
});

describe('a complaint', () => {
  test('about a posting that there is not is answered by nobody', () => {
    const p = opening();
    expect(verdicts(complains(p, 1, invented(p)))).toEqual([]);
    pay(p);
    expect(verdicts(complains(p, 2, invented(p)))).toEqual([]);
  });

  // P-CMP-5. Kills: the evidence not compared with what is complained of.
  test('is not answered by evidence of another order, whoever shows it', () => {
    const verdictOn = (omitted: readonly CheckId[]) => {
      const p = opening(repaired, { omitted });
      const { algebra, messages: m } = p;
      pay(p);
      const order = orderAt(p, 0);
      const plea = sentBy(complains(p, 1, order), bankName);
      const shown = algebra.decode(m.plea, plea) ?? expect.fail('no plea');
      const other = invented(p);
      const about = algebra.encode(m.plea, { ...shown, order: other });
      return verdicts(p.put('court', 'judge', about)).map(([who, what]) => [who, what === other]);
    };
    expect(verdictOn([])).toEqual([['bank', true]]);
    expect(verdictOn(['plea-posting'])).toEqual([['order', false]]);
  });

  // Kills: silence of the bank when the log has lost the record; a wait that never ends.
  test('is answered without evidence where the log shows no record', () => {
    const p = opening(repaired, { holds: { court: 'full' } });
    const { algebra, messages: m } = p;
    pay(p);
    const order = orderAt(p, 0);
    const accid = p.client().customer.accid;
    const about = { accid, order, number: algebra.constant('posting 1') };
    const record = (p.bank().matter ?? expect.fail('no case')).record;
    const noRecord = algebra.encode(m.noTestimony, { record });
    expect(p.put('court', bankName, noRecord).idle).toBe(true);
    p.put('court', bankName, algebra.encode(m.summons, about));
    const answered = p.put('court', bankName, noRecord);
    const answer = sentBy(answered, bankName);
    expect(algebra.decode(m.noPlea, answer)).toEqual(about);
    expect(statements(answered)).toEqual([]);
    expect(p.put('court', bankName, noRecord).idle).toBe(true);
  });
});

describe('a statement of account', () => {
  test('has every posting with its number, the last one first, for who asks in court', () => {
    const p = opening(repaired, { holds: { court: 'full' } });
    const { algebra, messages: m } = p;
    const accid = p.client().customer.accid;
    const request = algebra.encode(m.statementRequest, { accid });
    const told = (): readonly (readonly Term[])[] => {
      const statement = algebra.decode(
        m.statement,
        sentBy(p.put('court', bankName, request), bankName),
      );
      const lines: (readonly Term[])[] = [];
      let line = algebra.decode(m.posting, statement?.postings ?? expect.fail('no statement'));
      while (line !== undefined) {
        lines.push([line.number, line.order]);
        line = algebra.decode(m.posting, line.before);
      }
      return lines;
    };
    expect(told()).toEqual([]);
    pay(p);
    expect(statements(enters(p, invented(p)))).toEqual(['did entered', 'did posted']);
    const number = (count: number): Term => algebra.constant(`posting ${count}`);
    expect(told()).toEqual([
      [number(2), invented(p)],
      [number(1), orderAt(p, 0)],
    ]);
    expect(p.put('wired', bankName, request).idle).toBe(true);
  });

  test('is kept and given out where complaints name postings and there are disputes alone', () => {
    const quiet = opened(repaired, { court: true });
    enters(quiet, invented(quiet));
    pay(quiet);
    expect(quiet.bank().postings).toBeUndefined();
    const plain = opening({ ...repaired, R5b: 'none' });
    enters(plain, invented(plain));
    pay(plain);
    expect(plain.bank().postings).toBeUndefined();
    expect(verdicts(disputes(plain)).map(([who]) => who)).toEqual(['order']);
  });
});
