import { describe, expect, test } from 'vitest';
import type { Door, Party, System } from '../../core/system.ts';
import type { Term } from '../../core/term.ts';
import type { Reading } from '../reading.ts';
import type { SharingInput } from '../roles/client/context.ts';
import { play, type Staging } from '../testing/play.ts';

const build = (reading: Partial<Reading> = {}, staging: Staging = {}): System<Term> =>
  play(reading, staging).system;

/** A door in one line: over which channel, who gets it first, whom it is for, who it says it is from. */
function line({ channel, hop, to, from, ...more }: Door): string {
  const marks = [more.server ? ', open' : '', more.desk ? `, desk ${more.desk}` : ''];
  return `${channel} by ${hop} to ${to} from ${from}${marks.join('')}${more.own ? ', own' : ''}`;
}

const linesOf = (...of: Parameters<typeof build>): readonly string[] =>
  build(...of).doors.map(line);

/** The doors of an account, and of its owner where that is no attacker. */
const bankDoors = (name: string): readonly string[] => [
  `wireless by log to bank:${name} from ${name}, open`,
  `wired by bank:${name} to bank:${name} from ${name}`,
  `https by bank:${name} to bank:${name} from attacker, open`,
  `branch by bank:${name} to bank:${name} from ${name}`,
];
const desks = (name: string): readonly string[] => [
  `inside by bank:${name} to bank:${name} from attacker, desk depository-entry`,
  `inside by bank:${name} to bank:${name} from attacker, desk ledger-entry`,
];
const phoneDoors = (name: string): readonly string[] => [
  `wireless by ${name} to ${name} from bank:${name}`,
  `wired by log to ${name} from bank:${name}`,
  `https by ${name} to ${name} from bank:${name}`,
  `sms by ${name} to ${name} from bank:${name}`,
  `package by ${name} to ${name} from bank:${name}`,
];
const toLog = 'wired by log to log from attacker';
const toCourt = 'court by judge to judge from attacker, open';

describe('doors', () => {
  // §4.1, W11: what there is to put a message in at.
  test('are those of phones, accounts and their desks, the log server, and the court that sits', () => {
    const alice = [...bankDoors('alice'), ...desks('alice'), ...phoneDoors('alice')];
    expect(linesOf()).toEqual([...alice, toLog]);
    const bob = [...bankDoors('bob'), ...desks('bob'), ...phoneDoors('bob')];
    const bounds = { sessions: 2, customers: 2, renewals: 0 };
    expect(linesOf({}, { bounds, court: true })).toEqual([...alice, ...bob, toLog, toCourt]);
  });

  // An account of the attacker's own has no phone to put anything in at, and its branch lies open.
  test('of the attacker’s account are those of the bank, its branch open', () => {
    const mallory = [...bankDoors('mallory'), ...desks('mallory')];
    const branch = 'branch by bank:mallory to bank:mallory from mallory';
    expect(linesOf({}, { insider: true }).filter((door) => door.includes('mallory'))).toEqual(
      mallory.map((door) => (door === branch ? `${branch}, open` : door)),
    );
  });

  // A2 in-branch: where a judge can ask a notary, a key comes to the bank by way of the notary.
  test('of branches go by the notary where an attacker hands over a key before a court', () => {
    const branches = (reading: Partial<Reading>, staging: Staging): readonly string[] =>
      linesOf(reading, staging).filter((door) => door.startsWith('branch'));
    const own = 'branch by bank:alice to bank:alice from alice';
    const corrupt = ['client'] as const;
    expect(branches({ A2: 'in-branch' }, { court: true })).toEqual([own]);
    expect(branches({}, { court: true, corrupt })).toEqual([`${own}, open`]);
    expect(branches({ A2: 'in-branch' }, { corrupt })).toEqual([`${own}, open`]);
    expect(branches({ A2: 'in-branch' }, { court: true, corrupt })).toEqual([
      'branch by judge to bank:alice from alice, open',
    ]);
  });

  // A16, R7.
  test('on the gateway are more where HTTPS ends there, and where the log is asked', () => {
    const more = (reading: Partial<Reading>): readonly string[] =>
      linesOf(reading).filter((door) => !linesOf().includes(door));
    const https = 'https by log to bank:alice from attacker, open';
    expect(more({ A16: 'https-to-gateway' })).toEqual([https]);
    expect(more({ R7: 'abort-resolve' })).toEqual(['wireless by log to log from alice, open']);
    expect(more({ A16: 'https-to-gateway', R7: 'abort-resolve' })).toEqual([
      https,
      'https by log to log from alice, open',
    ]);
  });
});

describe('the attacker', () => {
  test('is at its own addresses, and at those of the parties that it plays', () => {
    const at = (staging: Staging): readonly string[] => build({}, staging).attackerAt;
    expect(at({})).toEqual(['attacker']);
    expect(at({ insider: true })).toEqual(['attacker', 'mallory']);
    expect(at({ corrupt: ['client'] })).toEqual(['attacker', 'alice']);
    expect(at({ corrupt: ['bank'] })).toEqual(['attacker', 'bank:alice']);
    expect(at({ corrupt: ['log'] })).toEqual(['attacker', 'log']);
    expect(at({ corrupt: ['client', 'bank', 'log'], insider: true })).toEqual([
      ...['attacker', 'alice', 'mallory', 'bank:alice', 'bank:mallory', 'log'],
    ]);
  });

  // W13, A36. Kills: an oracle where refusals are alike, or where there is no shared key to ask about.
  test('asks the bank what decrypts just where its refusals tell, once for each account', () => {
    const doorsOf = (reading: Partial<Reading>): readonly string[] =>
      (build(reading, { insider: true }).oracles ?? []).map(({ door }) => line(door));
    const [alice, mallory] = ['alice', 'mallory'].map(
      (name) => `wireless by log to bank:${name} from ${name}, open`,
    );
    expect(doorsOf({ A36: 'distinct' })).toEqual([alice, mallory]);
    expect(doorsOf({ A36: 'uniform' })).toEqual([]);
    expect(doorsOf({ A36: 'distinct', R3: 'to-bank', A8: 'aes-128-gcm' })).toEqual([]);
    expect(doorsOf({ A36: 'distinct', A16: 'https' })).toEqual(
      ['alice', 'mallory'].map(
        (name) => `https by bank:${name} to bank:${name} from attacker, open`,
      ),
    );
  });

  test('asks with the frame of an order that says of everything else anything', () => {
    const p = play({ A36: 'distinct', A31: 'encrypt-then-sign', A5: 'outside', A1: 'in-message' });
    const [oracle = expect.fail('no oracle')] = p.system.oracles ?? [];
    const body = p.algebra.name('box', 'b');
    const { accid, ...rest } =
      p.algebra.decode(p.messages.orderFrame, oracle.frame(body)) ?? expect.fail('no frame');
    const anything = p.algebra.constant('anything');
    expect(accid).toBe(p.client().customer.accid);
    expect(rest).toEqual({ body, publicKey: anything, recipient: anything, signature: anything });
    expect(oracle.complaint).toMatch(/decrypt/);
    expect(oracle.key).toBe(p.bank().packageKey);
  });
});

describe('a second bank (W12)', () => {
  const staging: Staging = { secondBank: true, corrupt: ['bank'] };

  test('adds an app to each honest phone, to which its attacker is by right at the other end', () => {
    const plain = build({}, { corrupt: ['bank'] });
    const both = build({}, staging);
    expect(both.doors.map(line)).toEqual([
      ...plain.doors.map(line),
      'wireless by alice@second to alice@second from second:alice, own',
      'https by alice@second to alice@second from second:alice, own',
    ]);
    expect(both.attackerAt).toEqual([...plain.attackerAt, 'second:alice']);
    expect(both.opening).toEqual(['alice@second', 'alice@second', ...plain.opening]);
    const types = both.agenda['alice@second']?.map(({ type }) => type);
    expect(types).toEqual(['start', 'logOn', 'pay']);
    const wanted = both.agenda['alice@second']?.at(-1)?.values ?? {};
    const { algebra } = play({}, staging);
    expect(wanted).toEqual({
      payee: algebra.name('payee', 'shop-0815'),
      amount: algebra.name('amount', '40 CAD'),
    });
  });

  test('has a name and keys of its own, all of them the attacker’s', () => {
    const added = (reading: Partial<Reading>): readonly string[] => {
      const { store, system } = play(reading, staging);
      const plain = Object.keys(play(reading, { corrupt: ['bank'] }).system.publicValues);
      return Object.entries(system.publicValues)
        .filter(([name]) => !plain.includes(name))
        .map(([name, value]) => `${name}: ${store.sort(value)}`);
    };
    const signing = 'signing-key of the second bank: signing-key';
    const name = "the second bank's name: bank";
    expect(added({})).toEqual([name, 'package-key of the second bank: key', signing]);
    expect(added({ R3: 'to-bank', A8: 'aes-128-gcm' })).toEqual([
      name,
      'box-key of the second bank: box-key',
      signing,
    ]);
  });

  test('is installed on the phone with its package, and has one key pair with the first', () => {
    for (const reading of [{}, { R3: 'to-bank', A8: 'aes-128-gcm' }] as const) {
      const { parties } = play(reading, staging).system;
      const named = (wanted: string): Party =>
        parties.find(({ name }) => name === wanted) ?? expect.fail(`no ${wanted}`);
      const [app, phone] = [named('alice@second'), named('alice')];
      const [ofApp, ofPhone] = [app, phone].map(({ input }) => input as SharingInput<Term>);
      expect(ofApp?.sharedKey).toBeDefined();
      expect(ofApp?.sharedKey).toBe(ofPhone?.sharedKey);
      expect([app.kind, app.silent, app.alike]).toEqual(['client', true, 'alice@second']);
      expect(app.past?.map(({ type }) => type)).toEqual(['frame']);
      const { password, ...same } = ofApp?.customer ?? expect.fail('no customer');
      expect(ofPhone?.customer).toMatchObject(same);
      expect(password).not.toBe(ofPhone?.customer.password);
    }
  });

  test('is none where nobody honest has an account with it', () => {
    expect(build({}, { secondBank: true, corrupt: ['client'] }).doors).toEqual(
      build({}, { corrupt: ['client'] }).doors,
    );
    expect(linesOf({}, { ...staging, insider: true }).join()).not.toContain('mallory@second');
  });
});
