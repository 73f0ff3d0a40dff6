import { describe, expect, test } from 'vitest';
import type { IntentEvent } from '../../core/effect.ts';
import type { Access, System } from '../../core/system.ts';
import type { Term } from '../../core/term.ts';
import { plainProceedings, type Proceedings } from '../proceedings.ts';
import type { Reading } from '../reading.ts';
import type { SharingInput } from '../roles/client/context.ts';
import { opened, pay, type Play, play, type Staging } from '../testing/play.ts';

const build = (reading: Partial<Reading> = {}, staging: Staging = {}): System<Term> =>
  play(reading, staging).system;
const disputed: Proceedings = {
  ...plainProceedings,
  disputes: true,
  hears: ['origin', 'receipt', 'submission'],
  hearings: 4,
};
const encapsulation = { R3: 'to-bank', A8: 'aes-128-gcm' } as const;

/** A value in one line. */
function text({ store }: Play, value: Term): string {
  return `${store.sort(value)} ${store.label(value)}`;
}

describe('the bounds of a verdict', () => {
  const ofAccount = (name: string, limits: readonly number[]): Readonly<Record<string, number>> => {
    const stated = ['did registered', 'did logged-on', 'did challenged', 'commit order'];
    return {
      ...Object.fromEntries(stated.map((what, at) => [`bank:${name} ${what}`, limits[at] ?? -1])),
      [`${name} did disputed`]: 1,
      [`${name} did sued-result`]: 1,
      [`${name} did sued-delivery`]: 1,
      [`${name} did sued-submission`]: 1,
      [`bank:${name} did sued-order`]: 1,
    };
  };
  const verdicts = (hearings: number): Readonly<Record<string, number>> =>
    Object.fromEntries(
      'order record signature recorded-at place result delivery submission bank'
        .split(' ')
        .map((about) => [`judge judged ${about}`, hearings]),
    );
  /** Two payments and one renewal; a key and a challenge more for whoever forges. */
  const plainest = {
    ...ofAccount('alice', [2, 2, 3, 3]),
    'alice did generated': 3,
    'judge did attested': 2,
    ...verdicts(1),
  };

  // What each party states at most. Kills: one limit another, one account taken for the other.
  test('are so many statements of each kind, one account like the other', () => {
    expect(build().budget).toEqual(plainest);
    expect(build({}, { insider: true }).budget).toEqual({
      ...plainest,
      ...ofAccount('mallory', [1, 1, 2, 2]),
      'mallory did generated': 3,
      'judge did attested': 3,
    });
    const bounds = { sessions: 4, customers: 1, renewals: 3 };
    expect(build({}, { bounds }).budget).toEqual({
      ...ofAccount('alice', [4, 2, 5, 5]),
      'alice did generated': 5,
      'judge did attested': 4,
      ...verdicts(1),
    });
  });

  test('are more where the protocol has more to state', () => {
    const more = (reading: Partial<Reading>, staging: Staging = {}): object => {
      const plain: Readonly<Record<string, number>> = plainest;
      const found = Object.entries(build(reading, staging).budget);
      return Object.fromEntries(found.filter(([what, count]) => plain[what] !== count));
    };
    // A27: a notice is checked by logging on once more. A7: a token is had by logging on again.
    expect(more({ A27: 'notice-checked' })).toEqual({
      'bank:alice did logged-on': 3,
      'alice running log-on': 3,
    });
    expect(more({ A7: 'token-once', A13b: 'token' })).toEqual({ 'alice running log-on': 3 });
    expect(more({ R7: 'abort-resolve' })).toEqual({ 'log did recorded': 3, 'log did aborted': 2 });
    const inCourt = { ...verdicts(4), 'log did accepted': 3, 'log did kept-record': 3 };
    expect(more({}, { proceedings: disputed })).toEqual(inCourt);
    expect(more({ R5b: 'names-posting' }, { proceedings: disputed })).toEqual({
      ...inCourt,
      'bank:alice did entered': 2,
    });
    const submission: Proceedings = { ...plainProceedings, hears: ['submission'] };
    expect(more({}, { proceedings: submission })).toEqual({ 'log did accepted': 3 });
    const witnesses = { of: 2, need: 1 };
    const witnessed: Proceedings = { ...plainProceedings, hearings: 2, witnesses };
    expect(more({ A20: 'merkle' }, { proceedings: witnessed })).toEqual({
      ...verdicts(2),
      'witness 1 did cosigned': 2,
      'witness 2 did cosigned': 2,
    });
  });

  test('have a phone set up and an account opened before there is a session', () => {
    const prologue = { alice: 1, 'bank:alice': 1 };
    expect(build().prologue).toEqual(prologue);
    expect(build({}, { insider: true }).prologue).toEqual({
      ...prologue,
      mallory: 1,
      'bank:mallory': 1,
    });
  });
});

describe('what anybody wants', () => {
  const wished = (p: Play, wishes: readonly IntentEvent<Term>[] = []): readonly string[] =>
    wishes.map(({ type, values }) =>
      [type, ...Object.values(values).map((value) => text(p, value))].join(', '),
    );
  const agendaOf = (
    ...of: Parameters<typeof play>
  ): Readonly<Record<string, readonly string[]>> => {
    const p = play(...of);
    const all = Object.entries(p.system.agenda);
    return Object.fromEntries(all.map(([name, wishes]) => [name, wished(p, wishes)]));
  };

  const pays = (amount: string): string => `pay, payee shop-0815, amount ${amount}`;

  test('is two payments of different amounts, and the renewals that are asked for', () => {
    const alice = ['start', 'logOn', pays('1000 CAD'), pays('1250 CAD')];
    const bank = ['issue', 'expire'];
    expect(agendaOf()).toEqual({ alice, 'bank:alice': bank });
    expect(agendaOf({}, { insider: true })).toEqual({
      alice,
      'bank:alice': bank,
      'bank:mallory': ['issue'],
    });
    expect(agendaOf({ A6: 'payee-amount-memo' })['alice']).toEqual([
      ...['start', 'logOn', `${pays('1000 CAD')}, memo invoice 2001`],
      `${pays('1250 CAD')}, memo invoice 2002`,
    ]);
  });

  // A23, A28, §4.3: what may happen at any time, whatever else is under way.
  test('at any time is that nothing comes, and what the reading and the court let one do', () => {
    const anytime = (
      reading: Partial<Reading>,
      staging: Staging = {},
    ): Readonly<Record<string, readonly string[]>> => {
      const p = play(reading, staging);
      const all = Object.entries(p.system.anytime);
      return Object.fromEntries(all.map(([name, wishes]) => [name, wished(p, wishes)]));
    };
    expect(anytime({}, { insider: true })).toEqual({ alice: ['timeout'] });
    expect(anytime({ A27: 'both' })).toEqual({ alice: ['timeout', 'logOn'] });
    expect(anytime({ A7: 'token-chain' })).toEqual({ alice: ['timeout', 'logOn'] });
    expect(anytime({ A23: 'asynchronous', A28: 'block-by-call' })).toEqual({
      alice: ['timeout'],
      'bank:alice': ['block', 'report'],
    });
    expect(anytime({}, { proceedings: disputed })).toEqual({
      alice: ['timeout', 'proveResult', 'proveSubmission', 'dispute'],
      'bank:alice': ['sue'],
    });
  });

  // §5.2.
  test('of the regular bank is to execute, and nothing else', () => {
    const { answer } = build();
    expect(answer({ effect: 'ask', what: 'execute', values: {} } as never)).toEqual({
      type: 'executed',
      values: {},
    });
    expect(answer({ effect: 'ask', what: 'something else', values: {} } as never)).toBeUndefined();
  });
});

describe('what is known', () => {
  const publicOf = (...of: Parameters<typeof play>): readonly string[] => {
    const p = play(...of);
    return Object.entries(p.system.publicValues).map(
      ([name, value]) => `${name}: ${text(p, value)}`,
    );
  };
  const plainest = [
    "alice's SIM: sim 89302720403017301",
    "alice's PHID: phid 356938035643801",
    "alice's account: account alice-04711",
    "alice's userid: userid alice@bank",
    "the bank's name: bank First Bank",
    "the shop's account: payee shop-0815",
    "the attacker's account: payee mule-0666",
    "the attacker's amount: amount 990000 CAD",
  ];

  // W20.
  test('to everybody are identifiers, and what an attacker pays to', () => {
    expect(publicOf()).toEqual(plainest);
    expect(publicOf({ A6: 'payee-amount-memo' })).toEqual([
      ...plainest,
      'the memo of payment 1: memo invoice 2001',
      'the memo of payment 2: memo invoice 2002',
      "the attacker's memo: memo invoice 666",
    ]);
    expect(publicOf(encapsulation).filter((one) => !plainest.includes(one))).toEqual([
      "the bank's key to encrypt for: public-key ",
    ]);
    const mallory = publicOf({}, { insider: true }).filter((one) => one.startsWith('mallory'));
    expect(mallory).toEqual([
      "mallory's SIM: sim 89302720403017302",
      "mallory's PHID: phid 356938035643802",
      "mallory's account: account mallory-04712",
      "mallory's userid: userid mallory@bank",
    ]);
  });

  const secretsOf = (...of: Parameters<typeof play>): readonly string[] => {
    const p = play(...of);
    return p.system.secrets.map(
      ({ kind, of: owner, heldBy, value }) =>
        `${kind} of ${owner}, a ${p.store.sort(value)}: ${heldBy.join(', ')}`,
    );
  };

  test('to some alone are passwords and keys', () => {
    const servers = [
      'signing-key of the bank, a signing-key: bank',
      'signing-key of the log server, a signing-key: log',
    ];
    const password = 'password of alice, a password: client, bank';
    expect(secretsOf()).toEqual([
      password,
      'package-key of alice, a key: client, bank',
      ...servers,
    ]);
    // A39, A13 verifier, R3.
    expect(secretsOf({ A39: 'yes' })).toContain('package-key of alice, a key: client, bank, log');
    expect(secretsOf({ A13: 'verifier' })).toContain('password of alice, a password: client');
    expect(secretsOf(encapsulation)).toEqual([
      password,
      'signing-key of the bank, a signing-key: bank',
      'box-key of the bank, a box-key: bank',
      'signing-key of the log server, a signing-key: log',
    ]);
  });

  // The attacker plays the last ones; the keys of the others are nobody's but theirs.
  test('to a witness alone is its key, where others are corrupt', () => {
    const witnessed: Proceedings = { ...plainProceedings, witnesses: { of: 3, need: 2 } };
    const keys = (staging: Staging): readonly string[] =>
      secretsOf({ A20: 'merkle' }, { proceedings: witnessed, ...staging })
        .filter((one) => one.includes('witness '))
        .map((one, place) => {
          const [name, holders = ''] = one.split(': ');
          expect(name).toBe(`signing-key of witness ${place + 1}, a signing-key`);
          return holders;
        });
    expect(keys({})).toEqual(['witness', 'witness', 'witness']);
    expect(keys({ corrupt: ['witness'] })).toEqual(['', '', 'witness']);
    expect(keys({ corrupt: ['witness'], corruptWitnesses: 2 })).toEqual(['', 'witness', 'witness']);
  });

  // A13b, A14, W11, A39: what a thief finds.
  test('to a thief is what is in the memory of the party that it comes to', () => {
    const found = (
      name: string,
      changes: Partial<Reading>,
      access: Partial<Access> & Staging = {},
    ): readonly string[] => {
      const p = opened(changes, { court: true, unanswered: true, ...access });
      pay(p);
      const index = p.system.parties.findIndex((party) => party.name === name);
      const party = p.system.parties[index] ?? expect.fail(`no ${name}`);
      const local = p.locals()[index] ?? expect.fail(`no memory of ${name}`);
      const exposes = p.system.exposes ?? expect.fail('exposes nothing');
      const exposed = exposes(party, local.snapshot, { pin: false, reads: false, ...access });
      return Object.entries(exposed).map(([kind, value]) => `${kind}: ${p.store.sort(value)}`);
    };
    const own = 'signing-key: signing-key';
    expect(found('bank:alice', {})).toEqual([
      ...['package-key: key', 'password: password', 'token: token', own],
    ]);
    expect(found('bank:alice', { ...encapsulation, A13: 'verifier' })).toEqual([
      ...['box-key: box-key', 'verifier: digest', 'token: token', own],
    ]);
    expect(found('bank:alice', { A25: 'jar' })).toContain('customer-key: signing-key');
    expect(found('log', {})).toEqual([own]);
    expect(found('log', { A39: 'yes' })).toEqual([own, 'package-key: key']);
    expect(found('log', { A39: 'yes', A9: 'per-user' }, { insider: true })).toEqual([
      ...[own, 'package-key: key', 'package-key 2: key'],
    ]);
    expect(found('judge', {})).toEqual([]);
    expect(found('alice', {})).toEqual(
      expect.arrayContaining([own, 'package-key: key', 'token: token']),
    );
  });
});

describe('what everybody has of its own', () => {
  const seeded = (p: Play): string => text(p, p.system.root);

  test('comes of one seed, which a run has a name for', () => {
    expect([seeded(play()), seeded(play({}, { seed: '7' }))]).toEqual([
      'seed honest parties 0',
      'seed honest parties 7',
    ]);
  });

  // Kills: two customers with one password, or with one key pair for their second apps.
  test('is no other customer’s', () => {
    const bounds = { sessions: 2, customers: 2, renewals: 0 };
    const p = play({}, { bounds, secondBank: true, corrupt: ['bank'] });
    const passwords = p.system.secrets.filter(({ kind }) => kind === 'password');
    expect(passwords.map(({ value }) => text(p, value))).toEqual([
      "password alice's password",
      "password bob's password",
    ]);
    const inputs = ['alice', 'bob', 'alice@second', 'bob@second'].map((wanted) => {
      const party = p.system.parties.find(({ name }) => name === wanted);
      return (party ?? expect.fail(`no ${wanted}`)).input as SharingInput<Term>;
    });
    const keys = inputs.map(({ sharedKey }) => sharedKey ?? expect.fail('no key'));
    expect(keys.map((key) => p.store.sort(key))).toEqual(keys.map(() => 'signing-key'));
    expect([keys[0] === keys[2], keys[1] === keys[3], keys[0] === keys[1]]).toEqual([
      true,
      true,
      false,
    ]);
    expect(inputs.slice(2).map(({ customer }) => text(p, customer.password))).toEqual([
      "password alice's other password",
      "password bob's other password",
    ]);
    expect(inputs.slice(2).map(({ addresses }) => addresses)).toEqual(
      ['alice', 'bob'].map((name) => ({
        ...{ phone: `${name}@second`, bank: `second:${name}` },
        ...{ log: 'log', judge: 'second notary' },
      })),
    );
    const { "the second bank's name": second = expect.fail('no name') } = p.system.publicValues;
    expect(text(p, second)).toBe('bank Second Bank');
  });
});

describe('a draft (W9, W10, W22)', () => {
  test('pays the attacker, or the shop, more than any customer does', () => {
    const drafts = (reading: Partial<Reading>, staging: Staging = {}): readonly string[] => {
      const p = play(reading, staging);
      return Object.values(p.system.drafts ?? {}).map((draft) =>
        p.store
          .args(draft)
          .map((value) => text(p, value))
          .join(', '),
      );
    };
    const alice = ['sim 89302720403017301', 'phid 356938035643801', 'account alice-04711'];
    const paying = (payee: string, ...more: readonly string[]): string =>
      ['constant pay', `payee ${payee}`, 'amount 990000 CAD', ...alice, ...more].join(', ');
    const both = (...more: readonly string[]): readonly string[] => [
      paying('mule-0666', ...more),
      paying('shop-0815', ...more),
    ];
    expect(drafts({})).toEqual(both());
    const bounds = { sessions: 2, customers: 2, renewals: 0 };
    expect(drafts({}, { bounds })).toEqual(both());
    expect(drafts({ A6: 'payee-amount-memo' })).toEqual(both('memo invoice 666'));
    expect(drafts({ A7: 'clock-window' })).toEqual(both('constant slot 0'));
    expect(drafts({ A7: 'counter' })).toEqual(both('constant number 1'));
  });

  const draftsOf = (...of: Parameters<typeof play>): readonly string[] =>
    Object.keys(play(...of).system.drafts ?? {});
  const both = ["a draft for the attacker's account", 'a draft for the shop'];

  test('is there for the attacker’s account, or for a customer’s where there is none', () => {
    const signers = (staging: Staging): readonly boolean[] => {
      const { store, system } = play({}, { insider: false, ...staging });
      const [draft = expect.fail('no draft')] = Object.values(system.drafts ?? {});
      const accounts = ['alice', 'mallory'].map((name) => system.publicValues[`${name}'s account`]);
      return accounts.map((one) => one !== undefined && store.args(draft).includes(one));
    };
    expect(draftsOf()).toEqual(both);
    expect(signers({})).toEqual([true, false]);
    expect(signers({ insider: true })).toEqual([false, true]);
  });

  // The password of another is not the attacker's to put into a text.
  test('with a password in it is the attacker’s own alone', () => {
    expect(draftsOf({ A13b: 'password' })).toEqual([]);
    expect(draftsOf({ A13b: 'password' }, { insider: true })).toEqual(both);
  });

  test('is none where a text holds what nobody has beforehand, or the signature is on a box', () => {
    const none: readonly Partial<Reading>[] = [
      { A7: 'challenge' },
      { A7: 'transactions' },
      { A13b: 'token' },
      { A31: 'encrypt-then-sign' },
      { R1: 'key-signed' },
    ];
    for (const reading of none) expect(draftsOf(reading, { insider: true })).toEqual([]);
    expect(draftsOf({ A7: 'counter' }, { insider: true })).toEqual(both);
    expect(draftsOf({ A7: 'clock-window' }, { insider: true })).toEqual(both);
  });
});
