import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Agreement, agreement, atMostOnce, type Predicate, secrecy } from './claim.ts';
import type { Claim as Statement } from './effect.ts';
import type { TraceEvent } from './trace.ts';

type Event = TraceEvent<string>;
const same = (a: string, b: string): boolean => a === b;

const principals = [
  { party: 'alice', account: 'a', honest: true },
  { party: 'bob', account: 'b', honest: true },
  { party: 'mallory', account: 'm', honest: false },
];

function claimed(
  party: string,
  [claim, about]: readonly [Statement<string>['claim'], string],
  [account, ...values]: readonly [string, ...string[]],
): Event {
  return { kind: 'claimed', party, claim, about, account, values };
}

const means = (party: string, order: string): Event =>
  claimed(party, ['running', 'order'], [party.slice(0, 1), order]);
const accepts = (account: string, order: string): Event =>
  claimed('bank', ['commit', 'order'], [account, order]);
const posts = (account: string, order: string): Event =>
  claimed('bank', ['did', 'posted'], [account, order]);
const learns = (value: string): Event => ({ kind: 'learned', value });
const noise: readonly Event[] = [
  {
    kind: 'sent',
    party: 'alice',
    channel: 'wireless',
    hop: 'bank',
    to: 'bank',
    message: 'x',
    note: '',
  },
  { kind: 'refused', party: 'bank', why: 'x' },
  { kind: 'stored', party: 'log', what: 'log', values: ['x'] },
];

const form = (injective: boolean, by: Agreement['by']): Agreement => ({
  commit: { claim: 'commit', about: 'order' },
  running: { claim: 'running', about: 'order' },
  injective,
  by,
});
const breaks = ({ violation }: Predicate, ...events: readonly Event[]): string | undefined =>
  violation({ principals, events }, same);

describe('a claim', () => {
  const statement = fc.constantFrom(
    means('alice', 'o'),
    means('bob', 'o'),
    accepts('a', 'o'),
    posts('a', 'o'),
    claimed('alice', ['secret', 'order'], ['a', 'o']),
    claimed('alice', ['secret', 'password'], ['a', 'o']),
    learns('o'),
  );
  const predicates = fc.constantFrom(
    secrecy('order'),
    agreement(form(true, 'owner')),
    agreement(form(false, 'anyone')),
    atMostOnce('posted', 'order'),
  );

  // A search forgets the statements that no claim reads. Kills: any entry of `reads` left out.
  test('reads no statement but those that it says it reads', () => {
    fc.assert(
      fc.property(predicates, fc.array(statement, { maxLength: 8 }), (predicate, events) => {
        const read = events.filter(
          (event) =>
            event.kind !== 'claimed' || predicate.reads.includes(`${event.claim} ${event.about}`),
        );
        expect(breaks(predicate, ...read)).toBe(breaks(predicate, ...events));
      }),
      { numRuns: 300 },
    );
  });
});

describe('secrecy', () => {
  const claim = secrecy('password');
  const secret = claimed('alice', ['secret', 'password'], ['a', 'pw', 'pin']);

  // Dolev & Yao 1983. Kills: learned ignored, all values compared but the first.
  test('is broken by learning any value claimed secret, whichever comes first', () => {
    expect(breaks(claim, secret, learns('pw'))).toBe('the attacker has the password');
    expect(breaks(claim, secret, learns('pin'))).toBeDefined();
    expect(breaks(claim, learns('pw'), secret)).toBeDefined();
  });

  test('is not broken by another value, another kind of secret, or mere traffic', () => {
    expect(breaks(claim, secret, learns('other'))).toBeUndefined();
    expect(breaks(secrecy('order'), secret, learns('pw'))).toBeUndefined();
    expect(breaks(claim, learns('pw'))).toBeUndefined();
    expect(breaks(claim, secret, ...noise)).toBeUndefined();
  });
});

describe('agreement', () => {
  const claim = agreement(form(false, 'owner'));

  // Lowe 1997. Kills: running anywhere in the trace accepted, values not compared.
  test('holds when the owner was running with the same values before', () => {
    expect(breaks(claim, means('alice', 'o'), ...noise, accepts('a', 'o'))).toBeUndefined();
    expect(breaks(claim, means('alice', 'o'))).toBeUndefined();
  });

  // An insider's order with the very fields of a customer's is the insider's own affair.
  test('counts what is accepted on another account for nothing', () => {
    const once = [means('alice', 'o'), accepts('a', 'o')];
    const own = [accepts('m', 'o'), accepts('m', 'o')];
    expect(breaks(agreement(form(true, 'owner')), ...own, ...once, ...own)).toBeUndefined();
    expect(breaks(agreement(form(true, 'owner')), ...once, accepts('a', 'o'))).toBeDefined();
    const elsewhere = claimed('bank', ['running', 'order'], ['b', 'o']);
    expect(breaks(agreement(form(false, 'anyone')), elsewhere, accepts('a', 'o'))).toBeDefined();
  });

  test('is broken by a belief that comes before what bears it out', () => {
    expect(breaks(claim, accepts('a', 'o'), means('alice', 'o'))).toBeDefined();
  });

  test('is broken when other values were meant, or fewer, or more', () => {
    expect(breaks(claim, means('alice', 'p'), accepts('a', 'o'))).toBeDefined();
    const two = claimed('alice', ['running', 'order'], ['a', 'o', 'p']);
    expect(breaks(claim, two, accepts('a', 'o'))).toBeDefined();
    const none = claimed('alice', ['running', 'order'], ['a']);
    expect(breaks(claim, none, accepts('a', 'o'))).toBeDefined();
  });

  test('is broken when another than the owner meant it, unless anyone will do', () => {
    const events = [claimed('bob', ['running', 'order'], ['a', 'o']), accepts('a', 'o')];
    expect(breaks(claim, ...events)).toContain('alice never sent');
    expect(breaks(agreement(form(false, 'anyone')), ...events)).toBeUndefined();
    expect(breaks(agreement(form(false, 'anyone')), accepts('a', 'o'))).toContain(
      'its peer never sent',
    );
  });

  test('is broken when the owner was running with something else in view', () => {
    const other = claimed('alice', ['running', 'result'], ['a', 'o']);
    const secret = claimed('alice', ['secret', 'order'], ['a', 'o']);
    expect(breaks(claim, other, secret, accepts('a', 'o'))).toBeDefined();
  });

  test('says nothing about the account of an attacker, or of nobody', () => {
    for (const injective of [true, false]) {
      const about = agreement(form(injective, 'owner'));
      expect(breaks(about, accepts('m', 'o'), accepts('m', 'o'))).toBeUndefined();
      expect(breaks(about, accepts('nobody', 'o'))).toBeUndefined();
    }
  });

  // Lowe 1997, injective. Kills: counts over the whole trace, counts over all values together.
  test('injective is broken exactly when some belief has no running of its own so far', () => {
    const injective = agreement(form(true, 'owner'));
    const event = fc.record({ order: fc.constantFrom('o', 'p'), commit: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (happened) => {
        const balance = { o: 0, p: 0 } as Record<string, number>;
        const broken = happened.some(({ order, commit }) => {
          const after = (balance[order] ?? 0) + (commit ? -1 : 1);
          balance[order] = after;
          return after < 0;
        });
        const events = happened.map(({ order, commit }) =>
          commit ? accepts('a', order) : means('alice', order),
        );
        expect(breaks(injective, ...events) !== undefined).toBe(broken);
      }),
    );
  });

  test('not injective lets one running bear out any number of beliefs', () => {
    const events = [means('alice', 'o'), accepts('a', 'o'), accepts('a', 'o')];
    expect(breaks(claim, ...events)).toBeUndefined();
    expect(breaks(agreement(form(true, 'owner')), ...events)).toContain('2 times');
  });
});

describe('at most once', () => {
  const claim = atMostOnce('posted', 'order');

  // W4. Kills: count of the running left out, `Math.max` left out.
  test('lets an order be posted as often as it was meant, and once if never', () => {
    expect(breaks(claim, posts('a', 'o'))).toBeUndefined();
    expect(breaks(claim, means('alice', 'o'), posts('a', 'o'))).toBeUndefined();
    const twice = [means('alice', 'o'), means('alice', 'o'), posts('a', 'o'), posts('a', 'o')];
    expect(breaks(claim, ...twice)).toBeUndefined();
  });

  test('is broken by posting it more often, counted at the time', () => {
    expect(breaks(claim, posts('a', 'o'), posts('a', 'o'))).toBeDefined();
    const late = [means('alice', 'o'), posts('a', 'o'), posts('a', 'o'), means('alice', 'o')];
    expect(breaks(claim, ...late)).toContain('2 times and sent 1 times');
  });

  test('counts each order for itself and no account of the attacker', () => {
    expect(breaks(claim, posts('a', 'o'), posts('a', 'p'))).toBeUndefined();
    expect(breaks(claim, posts('m', 'o'), posts('m', 'o'))).toBeUndefined();
    expect(breaks(claim, accepts('a', 'o'), accepts('a', 'o'))).toBeUndefined();
  });
});
