import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { judge } from './judge.ts';
import { axes, axisIds, contradictions, type Reading, readings } from './reading.ts';
import { bank } from './roles/bank/chart.ts';
import { client } from './roles/client/chart.ts';
import { log } from './roles/log.ts';
import { setting } from './setting.ts';
import { bankName, claimsIn, opened, pay, play, type Scene, statements } from './testing/play.ts';

const { algebra } = play();
const charts = (reading: Reading): Readonly<Record<string, AnyStateNode>> => {
  const world = setting(algebra, reading);
  return {
    client: client(world).root as AnyStateNode,
    bank: bank(world).root as AnyStateNode,
    log: log(world).root as AnyStateNode,
    judge: judge(world).root as AnyStateNode,
  };
};

/** A state and all states in it. */
function statesIn(node: AnyStateNode): readonly AnyStateNode[] {
  const inner = Object.values<AnyStateNode>(node.states);
  return [node, ...inner.flatMap(statesIn)];
}

interface Described {
  readonly where: string;
  readonly says: string | undefined;
}

function described(node: AnyStateNode): readonly Described[] {
  return statesIn(node).flatMap((state): readonly Described[] => {
    const transitions = [...state.transitions.values()].flat();
    return [
      { where: state.id, says: state.description },
      ...transitions.map(({ eventType, description }) => ({
        where: `${state.id} on ${eventType}`,
        says: description,
      })),
    ];
  });
}

const cites = /§\d|\bA\d+/;

describe.each(Object.entries(readings))('every chart of the reading %s', (_, reading) => {
  // Issue 2: "Every state and transition cites its paper section."
  test.each(Object.entries(charts(reading)))('%s cites the paper throughout', (_name, chart) => {
    const all = described(chart);
    const silent = all.filter(({ says }) => says === undefined || !cites.test(says));
    expect(silent).toEqual([]);
    expect(all.length).toBeGreaterThan(statesIn(chart).length);
  });
});

test('the charts show the parts of the paper: KMS, AS and BLS in the bank, TLS in the log', () => {
  const shown = charts(readings.published);
  expect(Object.keys(shown['bank']?.states ?? {})).toEqual(['KMS', 'AS', 'BLS']);
  expect(Object.keys(shown['log']?.states ?? {})).toEqual(['TLS']);
  expect(shown['bank']?.type).toBe('parallel');
});

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
