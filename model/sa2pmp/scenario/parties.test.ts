import { describe, expect, test } from 'vitest';
import type { Party } from '../../core/system.ts';
import type { Term } from '../../core/term.ts';
import type { JudgeInput } from '../judge.ts';
import { plainProceedings, type Proceedings } from '../proceedings.ts';
import type { Reading } from '../reading.ts';
import type { OperatorInput } from '../roles/log.ts';
import type { WitnessInput } from '../roles/witness.ts';
import { type Play, play, type Staging } from '../testing/play.ts';

const partyOf = ({ system }: Play, name: string): Party =>
  system.parties.find((party) => party.name === name) ?? expect.fail(`no ${name}`);

/** What a party is given besides what it is given in the plainest scenario. */
function more(name: string, reading: Partial<Reading>, staging: Staging = {}): readonly string[] {
  const given = (p: Play): readonly string[] => Object.keys(partyOf(p, name).input as object);
  const plain = given(play({}, { court: true }));
  return given(play(reading, { court: true, ...staging })).filter((one) => !plain.includes(one));
}

const encapsulation = { R3: 'to-bank', A8: 'aes-128-gcm' } as const;
const disputed: Proceedings = { ...plainProceedings, disputes: true, hears: ['origin'] };

describe('a party', () => {
  test('is given who it is and its keys, and nothing else unless the reading asks for it', () => {
    const p = play({}, { court: true });
    expect(
      p.system.parties.map(({ name, kind, input }) => [
        kind,
        name,
        ...Object.keys(input as object),
      ]),
    ).toEqual([
      ['client', 'alice', 'customer', 'addresses'],
      ['bank', 'bank:alice', 'customer', 'addresses', 'name', 'packageKey', 'signingKey'],
      ['log', 'log', 'address', 'signingKey'],
      ['judge', 'judge', 'logPublicKey', 'bankPublicKey', 'benches'],
    ]);
  });

  // A10b, A11, A18, A39, R3, R5, R7. Kills: something given whatever the reading says, or never.
  test.each<[string, Partial<Reading>, readonly string[]]>([
    ['alice', { A10b: 'signed' }, ['platformKey']],
    ['alice', { A18: 'exists' }, ['bankPublicKey']],
    ['alice', { R7: 'abort-resolve' }, ['logPublicKey']],
    ['alice', encapsulation, []],
    ['bank:alice', encapsulation, ['boxKey']],
    ['bank:alice', { R7: 'abort-resolve' }, ['logPublicKey']],
    ['bank:alice', { A11: 'each-release' }, ['releases']],
    ['log', { A39: 'yes' }, ['packageKeys']],
    ['log', { R5: 'bank-signed' }, ['bankPublicKey']],
    ['judge', { A2: 'in-branch' }, ['known']],
    ['judge', { A5: 'signed' }, ['bank']],
    ['judge', { R7b: 'shown' }, []],
  ])('%s under %o is given %o besides', (name, reading, besides) => {
    expect(more(name, reading)).toEqual(besides);
  });

  test('is given by the court what is asked of it there', () => {
    const proceedings = disputed;
    expect(more('log', {}, { proceedings })).toEqual(['subscribers']);
    const submission: Proceedings = { ...plainProceedings, hears: ['submission'] };
    expect(more('log', {}, { proceedings: submission })).toEqual(['subscribers']);
    expect(more('judge', { R7b: 'shown' }, { proceedings })).toEqual(['log']);
    expect(more('judge', {}, { proceedings })).toEqual([]);
  });
});

describe('the addresses that are given', () => {
  const staging = { court: true, insider: true, proceedings: disputed };

  test('are those of each account and its phone: to the log, to the notary, and to the judge', () => {
    const p = play({ A2: 'in-branch' }, staging);
    const accounts = p.system.principals.map(({ account }) => account);
    const at = ['alice', 'mallory'].map((phone, place) => ({
      account: accounts[place],
      phone,
      bank: `bank:${phone}`,
    }));
    const log = partyOf(p, 'log').input as OperatorInput<Term>;
    expect(log.subscribers).toEqual(at);
    const { known, benches } = partyOf(p, 'judge').input as JudgeInput<Term>;
    expect(
      known?.map(({ phone, bank, customer }) => ({ account: customer.accid, phone, bank })),
    ).toEqual(at);
    expect(benches).toEqual(at.map(({ account, bank }) => ({ account, bank })));
    const plain = partyOf(play({}, { court: true }), 'judge').input as JudgeInput<Term>;
    expect(plain.benches).toEqual([]);
  });

  // A9, A39: one key for each package, once.
  test('come to the log with the keys of packages, each once', () => {
    const count = (A9: Reading['A9']): number | undefined => {
      const log = partyOf(play({ A9, A39: 'yes' }, staging), 'log').input as OperatorInput<Term>;
      return log.packageKeys?.length;
    };
    expect([count('per-release'), count('per-user')]).toEqual([1, 2]);
  });
});

// A20 merkle.
describe('witnesses', () => {
  const proceedings: Proceedings = { ...plainProceedings, witnesses: { of: 3, need: 2 } };
  const staged = (staging: Staging = {}, A20: Reading['A20'] = 'merkle'): Play =>
    play({ A20 }, { court: true, proceedings, ...staging });
  const named = ({ system }: Play): readonly string[] =>
    system.parties.filter(({ kind }) => kind === 'witness').map(({ name }) => name);

  test('are as many as the court asks for, where the log is a tree, but for the corrupt', () => {
    expect(named(staged())).toEqual(['witness 1', 'witness 2', 'witness 3']);
    expect(named(staged({ corrupt: ['witness'] }))).toEqual(['witness 1', 'witness 2']);
    expect(named(staged({ corrupt: ['witness'], corruptWitnesses: 3 }))).toEqual([]);
    expect(named(staged({}, 'signed'))).toEqual([]);
    expect(named(play({ A20: 'merkle' }, { court: true }))).toEqual([]);
  });

  test('have a key and an address each, by which the judge knows them, and two have to agree', () => {
    const p = staged();
    const inputs = named(p).map((name) => partyOf(p, name).input as WitnessInput<Term>);
    const { witnesses, quorum } = partyOf(p, 'judge').input as JudgeInput<Term>;
    expect(quorum).toBe(2);
    expect(witnesses).toEqual(
      inputs.map(({ address, signingKey }) => ({
        address,
        publicKey: p.algebra.publicKey(signingKey),
      })),
    );
    expect(new Set(inputs.map(({ signingKey }) => signingKey)).size).toBe(3);
    expect(inputs.map(({ account }) => account)).toEqual(
      inputs.map(() => p.client().customer.accid),
    );
    const { quorum: none } = partyOf(staged({}, 'signed'), 'judge').input as JudgeInput<Term>;
    expect(none).toBeUndefined();
  });
});
