import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import { plainProceedings } from '../proceedings.ts';
import type { Reading } from '../reading.ts';
import { claimsIn, opened, pay, type Play } from '../testing/play.ts';
import { convictLog, signedEntry } from './views.ts';

const readings: readonly Partial<Reading>[] = [
  { A20: 'merkle', A22: 'signed' },
  { A20: 'hash-chain', A22: 'signed' },
  { A20: 'signed', A22: 'signed' },
];

const account = (p: Play): Term => p.client().customer.accid;

/** An entry of the log as it could be: a record at a place. */
function entryOf(p: Play, record: string, place: string): Term {
  const { algebra, messages: m } = p;
  return algebra.encode(m.entry, {
    record: algebra.name('record', record),
    previous: algebra.name('digest', place),
    time: algebra.constant('slot 0'),
  });
}

describe('two entries of a log', () => {
  const convicts = (p: Play, before: readonly Term[], entry: Term): readonly string[] =>
    convictLog(p.setting, before, { entry, account: account(p) }).flatMap((one) =>
      one.effect === 'claim' && one.account === account(p) ? [`${one.claim} ${one.about}`] : [],
    );

  test('at one place convict who keeps it, whatever else was shown before', () => {
    const p = opened({ A20: 'merkle' });
    const [one, other] = [entryOf(p, 'one', 'here'), entryOf(p, 'other', 'here')];
    const far = entryOf(p, 'far', 'there');
    expect(convicts(p, [one], other)).toEqual(['judged log']);
    expect(convicts(p, [far, one], other)).toEqual(['judged log']);
    expect(convicts(p, [one, far], other)).toEqual(['judged log']);
  });

  test('are no two views where they are one entry, or stand at two places, or at none', () => {
    const p = opened({ A20: 'merkle' });
    const one = entryOf(p, 'one', 'here');
    expect(convicts(p, [], one)).toEqual([]);
    expect(convicts(p, [one], one)).toEqual([]);
    expect(convicts(p, [one], entryOf(p, 'one', 'there'))).toEqual([]);
    expect(convicts(p, [p.algebra.constant('no entry')], one)).toEqual([]);
    expect(convicts(p, [one], p.algebra.constant('no entry'))).toEqual([]);
    const placeless = opened({ A20: 'signed' });
    const bare = ['one', 'other'].map((record) => entryOf(placeless, record, 'here'));
    expect(convicts(placeless, bare.slice(0, 1), bare.at(1) ?? one)).toEqual([]);
  });
});

describe('an entry', () => {
  // The log answers for what it has signed and has given a place.
  test.each(readings)('is one of the log server where it signs and numbers them: %o', (changes) => {
    const p = opened(changes);
    const fields = {
      record: p.algebra.name('record', 'one'),
      previous: p.algebra.name('digest', 'here'),
      time: p.algebra.constant('slot 0'),
      signature: p.algebra.name('signature', 'signed'),
    };
    const { previous: _, ...placeless } = fields;
    const { signature: __, ...unsigned } = fields;
    const entry = p.algebra.encode(p.messages.entry, fields);
    const isMerkle = changes.A20 === 'merkle';
    const of = (evidence: Parameters<typeof signedEntry<Term>>[1]['evidence']) =>
      signedEntry(p.setting, { evidence });
    expect([of(fields), of(unsigned)]).toEqual([
      isMerkle || changes.A20 === 'signed' ? entry : undefined,
      undefined,
    ]);
    expect(of(placeless)).toBeUndefined();
  });
});

describe('a judge that compares views', () => {
  /** A judge, and evidence for alice's order in an entry after another one. */
  const court = (comparesViews: boolean) => {
    const p = opened(
      { A20: 'merkle', A22: 'signed' },
      { court: true, proceedings: { ...plainProceedings, comparesViews } },
    );
    pay(p);
    pay(p, '20 CAD');
    const { algebra, messages: m } = p;
    const earlier = p.log().at(0) ?? expect.fail('nothing logged');
    const { record } = algebra.decode(m.entry, earlier.entry) ?? expect.fail('no entry');
    const kept = p.log().at(-1) ?? expect.fail('nothing logged');
    const entry = algebra.decode(m.entry, kept.entry) ?? expect.fail('no entry');
    const log = p.system.parties.find(({ name }) => name === 'log') ?? expect.fail('no log');
    const { signingKey } = log.input as { readonly signingKey: Term };
    const { customer, signingKey: own } = p.client();
    const binding = algebra.encode(m.keyBinding, {
      clientId: algebra.encode(m.clientId, customer),
      publicKey: algebra.publicKey(own ?? expect.fail('no key')),
      token: p.bank().token ?? expect.fail('no token'),
    });
    const shows = (change: Readonly<Record<string, Term>> = {}, isSigned = true) => {
      const fields = { ...entry, ...change };
      const whole = algebra.encode(m.entry, fields);
      const signature = isSigned
        ? algebra.sign(signingKey, algebra.name('seed', 'log'), whole)
        : algebra.constant('signed');
      const message = algebra.encode(m.evidence, { ...fields, signature, binding });
      return claimsIn(p.put('court', 'judge', message).events).map(({ about }) => about);
    };
    return { shows, algebra, record };
  };

  test('convicts the log on a second entry at one place, and not on the first shown twice', () => {
    const { shows, algebra, record } = court(true);
    expect(shows()).toContain('order');
    expect(shows()).not.toContain('log');
    // What the log has not signed it does not answer for, nor for a place of its own.
    expect(shows({ record }, false)).toEqual([]);
    const elsewhere = shows({ record, previous: algebra.name('digest', 'elsewhere') });
    expect([elsewhere.includes('order'), elsewhere.includes('log')]).toEqual([true, false]);
    const here = shows({ record });
    expect([here.includes('order'), here.includes('log')]).toEqual([true, true]);
    // And it remembers what came before and between.
    expect(shows()).toContain('log');
  });

  test('compares nothing where it is not to', () => {
    const { shows, record } = court(false);
    expect(shows()).toContain('order');
    expect(shows({ record })).not.toContain('log');
  });
});
