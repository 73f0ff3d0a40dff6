import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hold } from '../core/system.ts';
import type { Term } from '../core/term.ts';
import type { Reading } from './reading.ts';
import type { CheckId } from './setting.ts';
import {
  bankName,
  opened,
  pay,
  type Play,
  type Scene,
  sentBy,
  statements,
} from './testing/play.ts';

/** R7 by itself, with what it needs. */
const resolves: Partial<Reading> = {
  R7: 'abort-resolve',
  A19: 'bank-pushes',
  A20: 'signed',
  A22: 'commitment-result',
  A23: 'before',
};

/** Alice's order is under way: what the bank and she would say of it to the log. */
interface Undecided {
  readonly p: Play;
  /** Her order as it was sent. */
  readonly frame: Term;
  /** What the bank stated when it came. */
  readonly stated: readonly string[];
  /** The bank's record, which has gone out and not arrived. */
  readonly record: Term;
  /** Her request to take the order no more, which has not arrived either. */
  readonly abort: Term;
}

/** An order that bank and phone wait for the log to decide. */
function undecided(changes: Partial<Reading> = {}, omitted: readonly CheckId[] = []): Undecided {
  const holds: { wireless?: Hold; wired?: Hold } = {};
  const p = opened({ ...resolves, ...changes }, { holds, omitted });
  holds.wireless = 'full';
  holds.wired = 'full';
  const frame = sentBy(pay(p), 'alice');
  const arrived = p.put('wired', bankName, frame);
  const record = sentBy(arrived, bankName);
  const abort = sentBy(p.want('alice', 'timeout'), 'alice');
  return { p, frame, stated: statements(arrived), record, abort };
}

/** What the log says of an order, the message itself; `undefined` when it says nothing. */
function saidIn({ events }: Scene): Term | undefined {
  const said = events.filter((event) => event.kind === 'sent' && event.party === 'log');
  const last = said.at(-1);
  return last?.kind === 'sent' ? last.message : undefined;
}

/** Which order it is about and what has become of it, in words. */
function outcomeOf({ algebra, messages: m }: Play, message: Term | undefined): string {
  const signed = message && algebra.decode(m.signedResolution, message);
  const said = signed && algebra.decode(m.resolution, signed.resolution);
  const outcomes = ['recorded', 'aborted'].filter(
    (text) => said?.outcome === algebra.constant(text),
  );
  return outcomes.join() || 'nothing';
}

/** A resolution as the log would say it, but for the changes. */
function resolution(
  { p, record }: Undecided,
  changes: Readonly<Record<string, Term>> = {},
  key?: Term,
): Term {
  const { algebra, messages: m } = p;
  const { content } = algebra.decode(m.record, record) ?? expect.fail('no record');
  const text = { commitment: content, outcome: algebra.constant('recorded'), ...changes };
  const resolved = algebra.encode(m.resolution, text);
  const fresh = algebra.name('seed', 'f');
  const signingKey = key ?? logKey(p);
  const signature = algebra.sign(signingKey, fresh, resolved);
  return algebra.encode(m.signedResolution, { resolution: resolved, signature });
}

/** The log server's own key. */
function logKey(p: Play): Term {
  const context = p.locals()[p.system.parties.findIndex(({ name }) => name === 'log')]?.snapshot
    .context as { readonly signingKey: Term } | undefined;
  return context?.signingKey ?? expect.fail('no log server');
}

const thief = (p: Play): Term => p.algebra.derive(p.algebra.name('seed', 'x'), 'signing-key');

describe('what has become of an order (R7)', () => {
  const toLog = ({ p, record, abort }: Undecided, what: 'record' | 'abort'): Scene =>
    p.put(what === 'record' ? 'wired' : 'wireless', 'log', what === 'record' ? record : abort);

  // W25. Kills: the later of two taken, an abort of what is recorded, a record of what is aborted.
  test('is decided by what comes first at the log, which says the same ever after', () => {
    const asked = fc.array(fc.constantFrom('record', 'abort'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(asked, (sequence) => {
        const order = undecided();
        const outcomes = sequence.map((what) => outcomeOf(order.p, saidIn(toLog(order, what))));
        const first = sequence[0] === 'record' ? 'recorded' : 'aborted';
        expect(new Set(outcomes)).toEqual(new Set([first]));
        expect(order.p.log()).toHaveLength(first === 'recorded' ? 1 : 0);
      }),
      { numRuns: 30 },
    );
  });

  // Kills: a log that answers for an order what it decided about another.
  test('is decided for each order by itself', () => {
    const order = undecided();
    const { p } = order;
    expect(outcomeOf(p, saidIn(toLog(order, 'record')))).toBe('recorded');
    const commitment = p.algebra.hash(p.algebra.name('signed-order', 'another'));
    const other = p.algebra.encode(p.messages.abortRequest, { commitment });
    expect(outcomeOf(p, saidIn(p.put('wireless', 'log', other)))).toBe('aborted');
    expect(outcomeOf(p, saidIn(toLog(order, 'abort')))).toBe('recorded');
  });

  // R5, R7. Kills: a log that says that it has what it has not taken.
  test('is not decided by a record that the bank has not signed', () => {
    const answers = (omitted: readonly CheckId[]): readonly string[] => {
      const order = undecided({ R5: 'bank-signed' }, omitted);
      const { p, record } = order;
      const { algebra, messages: m } = p;
      const fields = algebra.decode(m.record, record) ?? expect.fail('no record');
      const text = algebra.encode(m.recordText, fields);
      const signature = algebra.sign(thief(p), thief(p), text);
      const forged = algebra.encode(m.record, { ...fields, signature });
      return [p.put('wired', 'log', forged), toLog(order, 'abort')].map((scene) =>
        outcomeOf(p, saidIn(scene)),
      );
    };
    expect(answers([])).toEqual(['nothing', 'aborted']);
    expect(answers(['record-signature'])).toEqual(['recorded', 'recorded']);
  });

  // A23 before: the record says executed before the regular bank has said anything.
  test('of an order that the regular bank declines is in the log twice, as it is without R7', () => {
    const statuses = (changes: Partial<Reading>): readonly boolean[] => {
      const p = opened({ ...resolves, ...changes }, { declines: true });
      pay(p);
      const { algebra, messages: m } = p;
      return p.log().map(({ entry }) => {
        const record = algebra.decode(m.entry, entry)?.record;
        const result = record && algebra.decode(m.record, record)?.result;
        const status = result && algebra.decode(m.result, result)?.status;
        return status === algebra.constant('executed');
      });
    };
    expect(statuses({})).toEqual([true, false]);
    expect(statuses({ R7: 'none' })).toEqual([true, false]);
  });
});

describe('a bank that waits for the log (R7)', () => {
  const told = (order: Undecided, message: Term): readonly string[] =>
    statements(order.p.put('wired', bankName, message));

  // W25. Kills: an order executed before it is recorded, or after it was given up.
  test('executes what is recorded, and nothing that is not', () => {
    const recorded = undecided();
    expect(recorded.stated).toContain('running record');
    expect(recorded.stated).not.toContain('did posted');
    expect(told(recorded, resolution(recorded))).toContain('did posted');
    const aborted = undecided();
    const outcome = aborted.p.algebra.constant('aborted');
    expect(told(aborted, resolution(aborted, { outcome }))).toEqual([]);
    expect(told(aborted, resolution(aborted))).toEqual([]);
    expect(aborted.p.bank().job).toBeUndefined();
  });

  test('takes the next order once one is given up', () => {
    const order = undecided();
    const { p } = order;
    const aborted = resolution(order, { outcome: p.algebra.constant('aborted') });
    told(order, aborted);
    p.put('wireless', 'alice', aborted);
    const frame = sentBy(pay(p, '20 CAD'), 'alice');
    expect(statements(p.put('wired', bankName, frame))).toContain('running record');
  });

  // Kills: any word of the log's taken for one about this order, anybody's word for the log's.
  test.each([
    ['resolution-job', (o: Undecided) => ({ commitment: o.p.algebra.hash(o.frame) }), undefined],
    ['resolution-signature', () => ({}), thief],
  ] as const)('refuses what fails %s', (check, changes, signer) => {
    const posts = (omitted: readonly CheckId[]): boolean => {
      const order = undecided({}, omitted);
      const message = resolution(order, changes(order), signer?.(order.p));
      return told(order, message).includes('did posted');
    };
    expect([posts([]), posts([check])]).toEqual([false, true]);
  });

  test('refuses an outcome that there is not', () => {
    const order = undecided();
    const outcome = order.p.algebra.constant('perhaps');
    expect(told(order, resolution(order, { outcome }))).toEqual([]);
  });
});

describe('a phone that waits for the log (R7)', () => {
  const told = (order: Undecided, message: Term): readonly string[] =>
    statements(order.p.put('wireless', 'alice', message));

  // W25. Kills: an order given up on a time-out alone, or though it is recorded.
  test('gives up what is aborted, and nothing that is not', () => {
    const order = undecided();
    expect(statements(order.p.want('alice', 'timeout'))).not.toContain('did gave-up');
    expect(told(order, resolution(order))).toEqual(['did resolved']);
    const aborted = undecided();
    const outcome = aborted.p.algebra.constant('aborted');
    expect(told(aborted, resolution(aborted, { outcome }))).toEqual(['did gave-up']);
  });

  test('asks again, with the same words, until it is told', () => {
    const order = undecided();
    expect(sentBy(order.p.want('alice', 'timeout'), 'alice')).toBe(order.abort);
  });

  test('believes a result that comes after all', () => {
    const order = undecided();
    const { p } = order;
    const result = sentBy(p.put('wired', bankName, resolution(order)), bankName);
    expect(told(order, result)).toContain('commit result');
    expect(told(order, resolution(order))).toEqual([]);
  });

  // Kills: any word of the log's taken for one about this order, anybody's word for the log's.
  test.each([
    ['resolution-order', (o: Undecided) => ({ commitment: o.p.algebra.hash(o.frame) }), undefined],
    ['resolution-signature', () => ({}), thief],
  ] as const)('refuses what fails %s', (check, changes, signer) => {
    const givesUp = (omitted: readonly CheckId[]): boolean => {
      const order = undecided({}, omitted);
      const outcome = order.p.algebra.constant('aborted');
      const message = resolution(order, { outcome, ...changes(order) }, signer?.(order.p));
      return told(order, message).includes('did gave-up');
    };
    expect([givesUp([]), givesUp([check])]).toEqual([false, true]);
  });
});

// The log's answer goes to who asked, on the link on which it was asked.
test('an order that nobody holds up is recorded, executed and answered (R7)', () => {
  const p = opened(resolves);
  const stated = statements(pay(p));
  expect(
    stated.filter((one) => ['did recorded', 'did posted', 'commit result'].includes(one)),
  ).toEqual(['did recorded', 'did posted', 'commit result']);
  expect(p.log()).toHaveLength(1);
});
