import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { judge } from './judge.ts';
import { type Reading, readings } from './reading.ts';
import { bank } from './roles/bank/chart.ts';
import { client } from './roles/client/chart.ts';
import { log } from './roles/log.ts';
import { witness } from './roles/witness.ts';
import { setting } from './setting.ts';
import { play } from './testing/play.ts';

const world = (reading: Reading) => setting(play().algebra, reading);
const roles = ['client', 'bank', 'log', 'judge', 'witness'] as const;

/** The charts, made inside a test: what a mutant changes in one is then covered by that test. */
const charts = (reading: Reading): Readonly<Record<(typeof roles)[number], AnyStateNode>> => {
  const around = world(reading);
  return {
    client: client(around).root as AnyStateNode,
    bank: bank(around).root as AnyStateNode,
    log: log(around).root as AnyStateNode,
    judge: judge(around).root as AnyStateNode,
    witness: witness(around).root as AnyStateNode,
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
  test.each(roles)('%s cites the paper throughout', (name) => {
    const chart = charts(reading)[name];
    const all = described(chart);
    const silent = all.filter(({ says }) => says === undefined || !cites.test(says));
    expect(silent).toEqual([]);
    expect(all.length).toBeGreaterThan(statesIn(chart).length);
    expect(chart.id).toBe(name);
  });
});

test('the charts show the parts of the paper: KMS, AS and BLS in the bank, TLS in the log', () => {
  const shown = charts(readings.published);
  expect(Object.keys(shown.bank.states)).toEqual(['KMS', 'AS', 'BLS']);
  expect(Object.keys(shown.log.states)).toEqual(['TLS']);
  expect(shown.bank.type).toBe('parallel');
});
