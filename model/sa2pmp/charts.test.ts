import { describe, expect, test } from 'vitest';
import { axes, axisIds, contradictions, type Reading, readings } from './reading.ts';
import { bankName, claimsIn, opened, pay, type Scene, statements } from './testing/play.ts';

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

describe.each(near)('an honest session under %s', (_, reading) => {
  const p = opened(reading);
  const first = pay(p, '10 CAD');
  const second = pay(p, '20 CAD', 1000);
  const renewal = p.want(bankName, 'expire');
  const afterLogOn = [p.want('alice', 'logOn'), pay(p, '30 CAD', 70_000)];
  // A23 asynchronous: records go out when they do.
  const scenes = [first, second, renewal, ...afterLogOn, p.want(bankName, 'report')];

  // Issue 2: register, log on, pay, see the result; then renewal and a second payment.
  test('pays, shows the result and is recorded, before and after renewal', () => {
    expect(
      ['running order', 'commit order', 'did posted', 'running result', 'commit result'].map(
        (what) => count(scenes, what),
      ),
    ).toEqual([3, 3, 3, 3, 3]);
    const recorded =
      reading.A19 === 'bank'
        ? scenes.flatMap(({ events }) => events.filter(({ kind }) => kind === 'stored')).length
        : p.log().length;
    expect(recorded).toBeGreaterThanOrEqual(3);
  });

  test('agrees on each order and each result', () => {
    const claims = claimsIn(scenes.flatMap(({ events }) => events));
    for (const commit of claims.filter(({ claim }) => claim === 'commit')) {
      const running = claims.filter(
        ({ claim, about }) => claim === 'running' && about === commit.about,
      );
      expect(running.map(({ values }) => values)).toContainEqual(commit.values);
    }
  });

  // A snapshot is stored and loaded by the host (design §2, §5).
  test('leaves every memory as JSON has it', () => {
    for (const { snapshot } of p.locals()) {
      const context: unknown = snapshot.context;
      expect(JSON.parse(JSON.stringify(context))).toEqual(context);
    }
  });
});
