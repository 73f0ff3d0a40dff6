import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textToBytes } from '../../bytes.ts';
import type { Journal, OutboxRow } from '../../host/journal.ts';
import type { Database } from './database.ts';
import { journal } from './journal.ts';
import { phoneSchema } from './phone.ts';
import { folder, opened, pathAt, places } from './testing/folder.ts';

const at = folder();
afterAll(() => {
  at.remove();
});

const sent = (state: OutboxRow['state'], text = 'order'): Omit<OutboxRow, 'seq'> => ({
  ...{ id: 'f'.repeat(32), state, channel: 'wireless', hop: 'log', note: 'an order' },
  ...{ from: 'phone:a', to: 'bank:a', message: textToBytes(text) },
});

describe.each(places)('a journal in %s', (place) => {
  let db: Database;
  let kept: Journal;
  beforeEach(() => {
    db = opened({ path: pathAt(place, at), schema: phoneSchema });
    kept = journal(db);
  });
  afterEach(() => {
    db.close();
  });

  test('notes a fact, the later word standing', () => {
    expect(kept.about('bank')).toBeUndefined();
    kept.note('bank', 'First');
    kept.note('bank', 'Second');
    expect(kept.about('bank')).toBe('Second');
  });

  test('keeps the last state of each chart, and none before its first', () => {
    expect(kept.chart('bank:a')).toBeUndefined();
    kept.saveChart('bank:a', '1');
    kept.saveChart('bank:b', '2');
    kept.saveChart('bank:a', '3');
    expect([kept.chart('bank:a'), kept.chart('bank:b')]).toEqual(['3', '2']);
  });

  test('numbers what is sent upwards for good and gives it back as it was', () => {
    const one = kept.enqueue(sent('pending'));
    expect(kept.sent(one)).toEqual({ ...sent('pending'), seq: one });
    kept.drop(one);
    expect(kept.sent(one)).toBeUndefined();
    expect(kept.enqueue(sent('reply'))).toBeGreaterThan(one);
  });

  // Kills: `settle` of what is no longer, or never was, pending; an order other than by number.
  test('has what is pending wait, oldest first, at most so many, until it is settled', () => {
    const [a, b, c] = [kept.enqueue(sent('pending')), kept.enqueue(sent('reply')), 0];
    const d = kept.enqueue(sent('pending', 'second'));
    const waiting = (most: number) => kept.pending(most).map(({ seq }) => seq);
    expect([waiting(9), waiting(1)]).toEqual([[a, d], [a]]);
    kept.settle(a);
    kept.settle(b);
    kept.settle(c);
    expect([a, b, d].map((seq) => kept.sent(seq)?.state)).toEqual(['done', 'reply', 'pending']);
    expect(waiting(9)).toEqual([d]);
    kept.settle(a);
    expect(kept.sent(a)?.state).toBe('done');
  });

  test('remembers what answered a request, also that nothing did', () => {
    expect(kept.answered('k')).toBeUndefined();
    const seq = kept.enqueue(sent('reply'));
    kept.remember({ key: 'k', chart: 'bank:a', replies: [seq, 7] }, 2);
    kept.remember({ key: 'l', chart: 'bank:a', replies: [] }, 2);
    expect(kept.answered('k')).toEqual([seq, 7]);
    expect(kept.answered('l')).toEqual([]);
    expect(() => {
      kept.remember({ key: 'k', chart: 'bank:b', replies: [] }, 2);
    }).toThrow(/UNIQUE/);
  });

  // Kills: a bound over all charts, one off, a message left behind or one that waits forgotten.
  test('forgets the oldest answers of a chart beyond a number, but not what still waits', () => {
    const answers = (['reply', 'pending', 'done', 'reply'] as const).map((state) =>
      kept.enqueue(sent(state)),
    );
    answers.forEach((seq, n) => {
      kept.remember({ key: `a${n}`, chart: 'bank:a', replies: [seq] }, n < 3 ? 3 : 1);
      kept.remember({ key: `b${n}`, chart: 'bank:b', replies: [] }, 4);
    });
    const known = (chart: string) => answers.map((_, n) => kept.answered(`${chart}${n}`)?.length);
    expect(known('a')).toEqual([undefined, undefined, undefined, 1]);
    expect(known('b')).toEqual([0, 0, 0, 0]);
    const states = answers.map((seq) => kept.sent(seq)?.state);
    expect(states).toEqual([undefined, 'pending', undefined, 'reply']);
  });

  test('knows as many requests as it may, exactly', () => {
    for (let n = 0; n < 5; n += 1) {
      kept.remember({ key: String(n), chart: 'x', replies: [] }, 3);
    }
    const known = [0, 1, 2, 3, 4].filter((n) => kept.answered(String(n)) !== undefined);
    expect(known).toEqual([2, 3, 4]);
  });

  test('tells its trace in order, and the digest of the last line', () => {
    expect([kept.traceHead(), kept.traced()]).toEqual([undefined, []]);
    kept.trace('one', 'd1');
    kept.trace('two', 'd2');
    expect(kept.traceHead()).toBe('d2');
    expect(kept.traced()).toEqual([
      { line: 'one', digest: 'd1' },
      { line: 'two', digest: 'd2' },
    ]);
  });

  test('undoes all of it together', () => {
    const work = (): never => {
      kept.note('x', 'y');
      kept.saveChart('c', 's');
      const seq = kept.enqueue(sent('pending'));
      kept.remember({ key: 'k', chart: 'c', replies: [seq] }, 1);
      kept.trace('line', 'digest');
      throw new Error('no');
    };
    expect(() => kept.transaction(work)).toThrow('no');
    expect([kept.about('x'), kept.chart('c'), kept.answered('k'), kept.traceHead()]).toEqual(
      Array(4).fill(undefined),
    );
    expect(kept.pending(9)).toEqual([]);
  });
});
