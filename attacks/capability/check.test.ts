import { describe, expect, test } from 'vitest';
import { checkCapability } from './check.ts';
import { capabilities } from './index.ts';
import { malware } from './malware.ts';
import { network } from './network.ts';

const problemsOf = (value: unknown): readonly string[] => {
  const checked = checkCapability(value);
  return checked.ok ? [] : checked.problems;
};

describe('an attacker that is not built in', () => {
  test.each(capabilities)('passes if it is like $id, and comes out as it is', (capability) => {
    expect(checkCapability(capability)).toEqual({ ok: true, capability });
  });

  // Kills: each check left out.
  const wrong: readonly (readonly [string, unknown, string])[] = [
    ['no record', 7, ': a record of fields, not 7'],
    ['a list', [network], ': a record of fields, not a list'],
    ['no id', { ...network, id: undefined }, 'id: is missing'],
    [
      'an id with a plus',
      { ...network, id: 'a+b' },
      'id: lower-case letters, digits and single hyphens, not "a+b"',
    ],
    ['no text', { ...network, says: ' ' }, 'says: some text, not " "'],
    ['an unknown field', { ...network, hold: {} }, 'hold: there is no such field'],
    ['a field of every object', { ...network, toString: 1 }, 'toString: there is no such field'],
    [
      'an unknown channel',
      { ...network, holds: { fax: 'full' } },
      'holds.fax: there is no such field',
    ],
    [
      'an unknown hold',
      { ...network, holds: { sms: 'write' } },
      'holds.sms: one of full, read, divert, connect, not "write"',
    ],
    [
      'an unknown party',
      { ...network, corrupts: ['shop'] },
      'corrupts[0]: one of client, bank, log, judge, witness, not "shop"',
    ],
    ['a flag that is none', { ...network, insider: 1 }, 'insider: true or false, not 1'],
    [
      'a theft of a time unknown',
      { ...network, thefts: [{ from: 'client', what: 'token', when: 'often' }] },
      'thefts[0].when: one of any, before, after, not "often"',
    ],
    [
      'thefts no times',
      { ...malware, thefts: [{ from: 'client', what: 'token', when: 'any', times: 0 }] },
      'thefts[0].times: a whole number from 1, or Infinity, not 0',
    ],
    [
      'a theft of what nobody has',
      { ...network, thefts: [{ from: 'client', what: 'signing_key', when: 'any' }] },
      'thefts[0].what: one of signing-key, package-key, reply-key, customer-key, box-key, token, password, verifier, not "signing_key"',
    ],
    [
      'reveals of what is no secret',
      { ...network, reveals: [{ kind: 'soul', of: 'honest' }] },
      'reveals[0].kind: one of password, package-key, signing-key, box-key, not "soul"',
    ],
    [
      'reveals of nobody',
      { ...network, reveals: [{ kind: 'password', of: 'eve' }] },
      'reveals[0].of: one of honest, insider, client, bank, log, judge, witness, not "eve"',
    ],
    [
      'a rule without a way',
      { ...network, rules: [{ id: 'r', title: 't', says: 's', source: 'x' }] },
      'rules[0].onTerms: is missing',
    ],
    ['needs unknown', { ...network, needs: { luck: true } }, 'needs.luck: there is no such field'],
  ];
  test.each(wrong)('is refused for %s', (_, value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  test('is told of everything at once', () => {
    expect(problemsOf({})).toEqual(
      ['id', 'title', 'says', 'source', 'holds', 'insider', 'reveals', 'corrupts'].map(
        (field) => `${field}: is missing`,
      ),
    );
  });

  test('is refused when it makes no sense', () => {
    expect(problemsOf({ ...malware, id: 'mine', corrupts: ['client'] })[0]).toMatch(/plays itself/);
  });
});
