import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textToBytes } from '../../bytes.ts';
import type { BankStore } from '../../host/bank/store.ts';
import type { LogStore } from '../../host/log/store.ts';
import { memoryNodes } from '../../log/nodes.ts';
import { append, inclusionProof, rootOf } from '../../log/tree.ts';
import { bankSchema, bankStore } from './bank.ts';
import type { Database, Schema } from './database.ts';
import { logSchema, logStore } from './log.ts';
import { phoneSchema, phoneStore } from './phone.ts';
import { folder, opened, pathAt, places } from './testing/folder.ts';
import { latestOf, remember, witnessSchema } from './witness.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

const hex = textToBytes;
const person = (accid: string) => ({
  ...{ accid, userid: `user ${accid}`, sim: '893', phid: '356' },
  ...{ verifier: hex('scrypt'), packageKey: hex('k') },
});

describe.each(places)('in %s', (place) => {
  let db: Database;
  const fresh = (schema: Schema): Database => {
    db = opened({ path: pathAt(place, at), schema });
    return db;
  };
  afterEach(() => {
    db.close();
  });

  describe('a bank', () => {
    let store: BankStore;
    let clock = 0;
    beforeEach(() => {
      clock = 0;
      store = bankStore(fresh(bankSchema));
      store.addAccount({ id: 'opening:CAD', kind: 'opening', currency: 'CAD' });
      for (const id of ['a', 'b']) store.addAccount({ id, kind: 'customer', currency: 'CAD' });
    });
    const balance = (id: string) => store.account(id)?.balanceMinor;
    const move = (from: string, to: string, minor: number) =>
      store.journal.transaction(() => {
        clock += 1;
        const money = { minor, currency: 'CAD' };
        return store.post({ from, to, money, what: `${minor}`, at: clock });
      });

    test('knows its customers, by account, and no others', () => {
      store.addCustomer(person('b'));
      store.addCustomer(person('a'));
      expect(store.customer('a')).toEqual(person('a'));
      expect(store.customer('c')).toBeUndefined();
      expect(store.customers()).toEqual([person('a'), person('b')]);
      expect(() => {
        store.addCustomer(person('a'));
      }).toThrow(/UNIQUE/);
      expect(() => {
        store.addCustomer(person('nobody'));
      }).toThrow(/FOREIGN KEY/);
    });

    test('counts log-ons in a row, each account its own, until they are forgotten', () => {
      for (const accid of ['a', 'b']) store.addCustomer(person(accid));
      expect(['a', 'a', 'b', 'a'].map((accid) => store.countAttempt(accid))).toEqual([1, 2, 1, 3]);
      store.clearAttempts('a');
      expect(['a', 'b'].map((accid) => store.countAttempt(accid))).toEqual([1, 2]);
      expect(store.countAttempt('nobody')).toBe(0);
    });

    test('has seen what it was shown, for that account alone', () => {
      for (const accid of ['a', 'b']) store.addCustomer(person(accid));
      store.addSeen('a', hex('v'));
      const seen = [store.isSeen('a', hex('v')), store.isSeen('a', hex('w'))];
      expect([...seen, store.isSeen('b', hex('v'))]).toEqual([true, false, false]);
    });

    test('keeps every key of a customer, oldest first', () => {
      store.addCustomer(person('a'));
      for (const key of ['2', '1', '3']) store.addKey('a', hex(key), 0);
      expect(store.keysOf('a')).toEqual(['2', '1', '3'].map(hex));
      expect(store.keysOf('b')).toEqual([]);
    });

    // Double entry. Kills: one side only, a side with the other's sign, a balance not its postings'.
    test('has balances that are the sums of the postings, all together nothing', () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 99 })), {
            maxLength: 6,
          }),
          (moves) => {
            for (const [to, minor] of moves) move('opening:CAD', to, minor);
            const ids = ['opening:CAD', 'a', 'b'];
            const total = ids.reduce((sum, id) => sum + (balance(id) ?? NaN), 0);
            expect(total).toBe(0);
            for (const id of ids) {
              const lines = store.statement(id, 10_000);
              const sum = lines.reduce((so, { amountMinor }) => so + amountMinor, 0);
              expect(balance(id)).toBe(sum);
            }
            expect(db.all('SELECT entry FROM posting GROUP BY entry HAVING count(*) <> 2')).toEqual(
              [],
            );
          },
        ),
        { numRuns: 20 },
      );
    });

    test('lets no customer go below nothing, whoever asks, and posts nothing of it', () => {
      move('opening:CAD', 'a', 10);
      expect(() => move('a', 'b', 11)).toThrow(/CHECK/);
      expect([balance('a'), balance('b'), store.statement('a', 9).length]).toEqual([10, 0, 1]);
      move('a', 'b', 10);
      expect([balance('a'), balance('b')]).toEqual([0, 10]);
    });

    test('tells the latest lines of an account first, from its own side', () => {
      move('opening:CAD', 'a', 30);
      move('a', 'b', 20);
      move('a', 'b', 5);
      const line = (
        number: number,
        amountMinor: number,
        [other, atMs]: readonly [string, number],
      ) => ({
        ...{ number, amountMinor, other, at: atMs, what: String(Math.abs(amountMinor)) },
      });
      expect(store.statement('a', 2)).toEqual([line(3, -5, ['b', 3]), line(2, -20, ['b', 2])]);
      expect(store.statement('a', 9).at(-1)).toEqual(line(1, 30, ['opening:CAD', 1]));
      expect(store.statement('b', 1)).toEqual([line(2, 5, ['a', 3])]);
    });

    test('notes each ledger entry under one order at most', () => {
      const entry = move('opening:CAD', 'a', 1);
      const order = { account: 'a', status: 'executed', entry, record: 'r' } as const;
      store.addOrder(order);
      expect(() => {
        store.addOrder(order);
      }).toThrow(/UNIQUE/);
      expect(() => {
        store.addOrder({ ...order, entry: 99 });
      }).toThrow(/FOREIGN KEY/);
      const declined = { ...order, status: 'declined', entry: undefined } as const;
      store.addOrder(declined);
      store.addOrder({ ...declined, record: undefined });
      expect(db.get('SELECT count(*) AS n FROM executed_order')).toEqual({ n: 3 });
    });

    test('has no account twice and posts to none that is not there', () => {
      expect(() => {
        store.addAccount({ id: 'a', kind: 'biller', currency: 'CAD' });
      }).toThrow(/UNIQUE/);
      expect(() => move('opening:CAD', 'nobody', 1)).toThrow(/FOREIGN KEY/);
      expect([store.account('nobody'), balance('opening:CAD')]).toEqual([undefined, 0]);
    });
  });

  describe('a log', () => {
    let store: LogStore;
    beforeEach(() => {
      store = logStore(fresh(logSchema));
    });

    test('gives records their places from 0 without a gap', () => {
      expect(store.size()).toBe(0);
      const texts = ['x', 'y', 'x'];
      expect(texts.map((text) => store.addEntry(hex(text), undefined))).toEqual([0, 1, 2]);
      expect(store.addEntry(hex('z'), hex('s'))).toBe(3);
      expect(store.size()).toBe(4);
      expect(store.entry(3)).toEqual({ index: 3, entry: hex('z'), signature: hex('s') });
      expect(store.entry(2)).toEqual({ index: 2, entry: hex('x'), signature: undefined });
      expect(store.entry(4)).toBeUndefined();
      expect(store.entries(1, 2).map(({ index }) => index)).toEqual([1, 2]);
      expect(store.entries(4, 2)).toEqual([]);
    });

    test('keeps a tree as memory does: every root, every proof', () => {
      const memory = memoryNodes();
      for (let size = 0; size < 20; size += 1) {
        const leaf = Uint8Array.of(size);
        append(store.nodes, size, leaf);
        append(memory, size, leaf);
        expect(rootOf(store.nodes, size + 1)).toEqual(rootOf(memory, size + 1));
      }
      expect(inclusionProof(store.nodes, 4, 13)).toEqual(inclusionProof(memory, 4, 13));
      expect(store.nodes.get(0, 20)).toBeUndefined();
    });

    test('never writes over a node of the tree', () => {
      store.nodes.put(0, 0, new Uint8Array(32));
      expect(() => {
        store.nodes.put(0, 0, new Uint8Array(32).fill(1));
      }).toThrow(/UNIQUE/);
    });

    test('remembers the heads it has shown, in order, each note once', () => {
      const head = (note: string) => ({ size: 3, root: 'ab', note });
      store.addHead(head('one'));
      store.addHead(head('two'));
      expect(store.heads()).toEqual([head('one'), head('two')]);
      expect([store.wasShown('two'), store.wasShown('three')]).toEqual([true, false]);
      expect(() => {
        store.addHead(head('one'));
      }).toThrow(/UNIQUE/);
    });

    test('keeps the latest notices for each phone, oldest first', () => {
      const notice = (to: string, text: string) => ({ from: 'bank', to, message: hex(text) });
      for (const text of ['1', '2', '3', '4']) {
        store.addNotice(notice('p', text), 3);
        store.addNotice(notice('q', text), 9);
      }
      const messages = (to: string) => store.notices(to).map(({ message }) => message);
      expect(messages('p')).toEqual(['2', '3', '4'].map(hex));
      expect(messages('q')).toHaveLength(4);
      expect(store.notices('nobody')).toEqual([]);
      const seqs = store.notices('p').map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    });

    test('knows what it has received', () => {
      store.addReceived(5);
      expect([store.isReceived(5), store.isReceived(4)]).toEqual([true, false]);
      expect(() => {
        store.addReceived(5);
      }).toThrow(/UNIQUE/);
    });

    test('keeps frames apart from records', () => {
      store.addFrame(hex('frame'));
      expect(store.size()).toBe(0);
      expect(db.all('SELECT content FROM frame')).toEqual([{ content: hex('frame') }]);
    });
  });

  test('a phone closes the order given last, if it is open, and no other', () => {
    const store = phoneStore(fresh(phoneSchema));
    const states = () => store.orders().map(({ state }) => state);
    const order = { at: 5, business: 'pay', payee: 'bob', amount: '1 CAD' };
    store.closeOrder('executed');
    store.addOrder(order);
    expect(store.orders()).toEqual([{ ...order, seq: 1, state: 'sent' }]);
    store.addOrder(order);
    store.closeOrder('declined');
    expect(states()).toEqual(['sent', 'declined']);
    store.closeOrder('executed');
    expect(states()).toEqual(['sent', 'declined']);
    store.addOrder(order);
    store.closeOrder('unanswered');
    expect(states()).toEqual(['sent', 'declined', 'unanswered']);
  });

  test('a witness remembers the last head of each log', () => {
    fresh(witnessSchema);
    const head = (size: number) => ({ size, root: new Uint8Array(32).fill(size) });
    expect(latestOf(db, 'log')).toBeUndefined();
    for (const size of [1, 2]) remember(db, 'log', head(size));
    remember(db, 'other', head(9));
    const latest = latestOf(db, 'log');
    expect([latest?.size, Uint8Array.from(latest?.root ?? [])]).toEqual([2, head(2).root]);
  });
});
