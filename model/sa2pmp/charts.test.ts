import { describe, expect, test } from 'vitest';
import { axes, axisIds, contradictions, type Reading, readings } from './reading.ts';
import {
  bankName,
  claimsIn,
  opened,
  pay,
  type Play,
  type Scene,
  statements,
} from './testing/play.ts';

/** Every reading that can be carried out and differs from a named one on one axis at most. */
const near: readonly (readonly [string, Reading])[] = Object.entries(readings)
  .flatMap(([name, reading]) =>
    axisIds.flatMap((id) =>
      Object.keys(axes[id].choices).map(
        (choice) => [`${name} ${id}=${choice}`, { ...reading, [id]: choice }] as const,
      ),
    ),
  )
  .filter(([, reading]) => contradictions(reading).length === 0);

const count = (scenes: readonly Scene[], what: string): number =>
  scenes.flatMap(statements).filter((statement) => statement === what).length;

/** An honest session: three orders, one of them after a renewal, and all records sent. */
function honestSession(reading: Reading): { readonly p: Play; readonly scenes: readonly Scene[] } {
  const p = opened(reading);
  const first = pay(p, '10 CAD');
  const second = pay(p, '20 CAD', 1000);
  const renewal = p.want(bankName, 'expire');
  const afterLogOn = [p.want('alice', 'logOn'), pay(p, '30 CAD', 70_000)];
  // A23 asynchronous: records go out when they do.
  return { p, scenes: [first, second, renewal, ...afterLogOn, p.want(bankName, 'report')] };
}

const told = ['running order', 'commit order', 'did posted', 'running result', 'commit result'];

/** Commitments for which nobody was running with these values. */
function unmatched(scenes: readonly Scene[]): readonly unknown[] {
  const claims = claimsIn(scenes.flatMap(({ events }) => events));
  const keyOf = (about: string, values: readonly unknown[]): string => `${about} ${values.join()}`;
  const running = new Set(
    claims
      .filter(({ claim }) => claim === 'running')
      .map(({ about, values }) => keyOf(about, values)),
  );
  return claims.filter(
    ({ claim, about, values }) => claim === 'commit' && !running.has(keyOf(about, values)),
  );
}

describe('an honest session', () => {
  // Issue 2: register, log on, pay, see the result; then renewal and a second payment. All in one test:
  // a session takes longer than what is asked of it.
  test.each(near)(
    'under %s pays, shows the result, is recorded before and after renewal, agrees on each order and each result, and leaves every memory as JSON has it',
    (_, reading) => {
      const { p, scenes } = honestSession(reading);
      expect(told.map((what) => count(scenes, what))).toEqual([3, 3, 3, 3, 3]);
      const recorded =
        reading.A19 === 'bank'
          ? scenes.flatMap(({ events }) => events.filter(({ kind }) => kind === 'stored')).length
          : p.log().length;
      expect(recorded).toBeGreaterThanOrEqual(3);
      expect(unmatched(scenes)).toEqual([]);
      // A snapshot is stored and loaded by the host (design §2, §5).
      for (const { snapshot } of p.locals()) {
        const context: unknown = snapshot.context;
        expect(JSON.parse(JSON.stringify(context))).toEqual(context);
      }
    },
  );
});
