import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import { readings } from '../reading.ts';
import { claimsIn, opened, pay, type Play, type Scene, sentBy } from '../testing/play.ts';

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
