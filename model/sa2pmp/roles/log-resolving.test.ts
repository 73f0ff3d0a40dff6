import { describe, expect, test } from 'vitest';
import type { Channel } from '../../core/effect.ts';
import type { Term } from '../../core/term.ts';
import { type Reading, readings } from '../reading.ts';
import { setting } from '../setting.ts';
import { claimsIn, opened, pay, type Play, play, type Scene, sentBy } from '../testing/play.ts';
import {
  type Resolved,
  resolvedAfter,
  type Resolver,
  resolving,
  sayResolution,
} from './log-resolving.ts';

/** What the log states of orders in a scene. */
const outcomes = ({ events }: Scene): readonly string[] =>
  claimsIn(events).flatMap(({ party, about }) => (party === 'log' ? [about] : []));

/** The record of an order that the log has not heard of, signed by who has a key. */
function record({ algebra, messages, bank }: Play, signingKey: Term): Term {
  const result = algebra.encode(messages.result, {
    status: algebra.constant('executed'),
    reference: algebra.constant('a reference'),
    request: algebra.hash(algebra.constant('an order')),
  });
  const content = algebra.hash(algebra.constant('an order'));
  const fields = { content, result, accid: bank().customer.accid, time: algebra.constant('now') };
  const text = algebra.encode(messages.recordText, fields);
  const signature = algebra.sign(signingKey, algebra.constant(''), text);
  return algebra.encode(messages.record, { ...fields, signature });
}

describe('what the log says of an order (R7)', () => {
  test('is that it has the record, which it then has', () => {
    const p = opened(readings.repaired);
    const scene = p.put('wired', 'log', record(p, p.bank().signingKey));
    expect(outcomes(scene)).toEqual(['recorded']);
    expect(sentBy(scene, 'log')).toBeDefined();
    expect(p.log()).toHaveLength(1);
  });

  test('is nothing on a record that is not the bank’s (R5)', () => {
    const p = opened(readings.repaired);
    const forged = record(p, p.algebra.constant('another key'));
    expect(outcomes(p.put('wired', 'log', forged))).toEqual([]);
    expect(p.log()).toEqual([]);
  });

  test('stands when the order is declined then, which has a record too', () => {
    const p = opened(readings.repaired, { declines: true });
    const { events } = pay(p);
    const records = events.filter(
      (event) => event.kind === 'sent' && event.note === 'transaction record',
    );
    expect(records).toHaveLength(2);
  });
});

/** A log that is asked of orders, with what it knows of some. */
function desk(changes: Partial<Reading> = {}) {
  const { algebra } = play();
  const world = setting(algebra, { ...readings.published, R7: 'abort-resolve', ...changes });
  const { messages: m } = world;
  const signingKey = algebra.name('signing-key', 'log');
  const fresh = algebra.name('seed', 'step');
  const of = (text: string): Term => algebra.hash(algebra.constant(text));
  const recorded = (text: string, accid: string): Term =>
    algebra.encode(m.record, { content: of(text), accid: algebra.name('account', accid) });
  const abort = (text: string): Term => algebra.encode(m.abortRequest, { commitment: of(text) });
  const frame = (message: Term, channel: Channel = 'wired', to = 'log') =>
    ({ type: 'frame', channel, from: 'who asks', to, message, at: 0, fresh }) as const;
  const asked = (
    message: Term,
    [channel, to]: readonly [Channel, string?],
    resolved: readonly Resolved<Term>[] = [],
  ) => {
    const context: Resolver<Term> = { address: 'log', signingKey, resolved };
    return resolving(world, context, frame(message, channel, to));
  };
  return { algebra, m, world, signingKey, fresh, of, recorded, abort, frame, asked };
}

describe('what an order is resolved by (R7)', () => {
  // P-ABT-1. Kills: a record of what is given up, an order given up that was recorded.
  test('is the first of record and abort, and a record more of what is recorded is kept', () => {
    const { algebra, of, recorded, abort, asked } = desk();
    const [one, two] = [recorded('order', 'alice'), recorded('order', 'again')];
    const [first, second] = [algebra.hash(one), algebra.hash(two)];
    const commitment = of('order');
    const is = (records: readonly Term[], isNew: boolean, keeps: boolean) => ({
      ...{ commitment, outcome: 'recorded', records, isNew, keeps },
    });
    expect(asked(one, ['wired'])).toEqual(is([first], true, true));
    const once: Resolved<Term> = { commitment, outcome: 'recorded', records: [first] };
    expect(asked(one, ['wired'], [once])).toEqual(is([first], false, false));
    expect(asked(two, ['wired'], [once])).toEqual(is([first, second], false, true));
    const twice = { ...once, records: [first, second] };
    expect(asked(one, ['wired'], [twice])).toEqual(is([first, second], false, false));
    expect(asked(abort('order'), ['wireless'], [once])).toEqual(is([first], false, false));
    const given = { commitment, outcome: 'aborted', records: [] } as const;
    const isGiven = (isNew: boolean) => ({ ...given, isNew, keeps: false });
    expect(asked(abort('order'), ['wireless'])).toEqual(isGiven(true));
    expect(asked(one, ['wired'], [given])).toEqual(isGiven(false));
  });

  test('is said to the log, by the bank over the wire and by a phone over its link', () => {
    const { recorded, abort, asked } = desk();
    const one = recorded('order', 'alice');
    for (const channel of ['wireless', 'court', 'branch'] as const) {
      expect(asked(one, [channel])).toBeUndefined();
    }
    for (const channel of ['wired', 'court', 'branch'] as const) {
      expect(asked(abort('order'), [channel])).toBeUndefined();
    }
    expect(asked(one, ['wired', 'bank:alice'])).toBeUndefined();
    expect(asked(abort('order'), ['wireless', 'bank:alice'])).toBeUndefined();
    const unresolved = desk({ R7: 'none' });
    expect(unresolved.asked(one, ['wired'])).toBeUndefined();
    expect(unresolved.asked(unresolved.abort('order'), ['wireless'])).toBeUndefined();
  });

  // Kills: states told apart by what came first.
  test('is kept in one order, whichever order came first', () => {
    const { algebra, of } = desk();
    const all = ['one', 'two', 'three'].map((text) => of(text));
    const after = (commitments: readonly Term[]): readonly Term[] =>
      commitments
        .reduce<readonly Resolved<Term>[]>(
          (known, commitment) =>
            resolvedAfter({ algebra }, known, {
              ...{ commitment, outcome: 'aborted', records: [], isNew: true, keeps: false },
            }),
          [],
        )
        .map(({ commitment }) => commitment);
    const [one, two, three] = all;
    if (one === undefined || two === undefined || three === undefined) expect.fail('none');
    const sorted = all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    for (const way of [
      [one, two, three],
      [three, two, one],
      [two, three, one],
      [two, one, three],
    ]) {
      expect(after(way)).toEqual(sorted);
    }
  });

  // Kills: a signature that shares its nonce with that on the entry; an answer to somebody else.
  test('is said over a signature of its own to who asked', () => {
    const { algebra, m, world, signingKey, fresh, of, frame } = desk();
    const found = { commitment: of('order'), outcome: 'aborted', records: [] } as const;
    const resolution = algebra.encode(m.resolution, {
      ...{ commitment: of('order'), outcome: algebra.constant('aborted') },
    });
    const signature = algebra.sign(signingKey, algebra.derive(fresh, 'resolution'), resolution);
    const message = algebra.encode(m.signedResolution, { resolution, signature });
    const told = {
      ...{ effect: 'send', channel: 'wireless', hop: 'who asks', from: 'log', to: 'who asks' },
      ...{ message, note: 'the log says of the order: aborted' },
    };
    const stated = {
      ...{ effect: 'claim', claim: 'did', about: 'aborted', account: of('order'), values: [] },
    };
    const said = (isNew: boolean) =>
      sayResolution(
        world,
        { address: 'log', signingKey },
        { found: { ...found, isNew, keeps: false }, event: frame(message, 'wireless') },
      );
    expect(said(true)).toEqual([stated, told]);
    expect(said(false)).toEqual([told]);
  });
});
