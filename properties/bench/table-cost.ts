/**
 * What the whole table costs, as its user pays it: a process, its start included.
 */
import { type Cost, costOf, type Figure, median } from './measure.ts';

const megabytesMax = 500;

function figuresFor(runs: number, payments: number, secondsMax: number): readonly Figure[] {
  const words = ['verify', '--json', '--sessions', String(payments)];
  const costs: readonly Cost[] = Array.from({ length: runs }, () => costOf(words));
  return [
    {
      id: `table-${payments}-seconds`,
      what: `whole table, ${payments} payments: wall time, start included`,
      value: median(costs.map(({ wallSeconds }) => wallSeconds)),
      unit: 's',
      aim: { than: 'under', value: secondsMax },
    },
    {
      id: `table-${payments}-megabytes`,
      what: `whole table, ${payments} payments: memory peak`,
      value: median(costs.map(({ peakMegabytes }) => peakMegabytes)),
      unit: 'MB',
      aim: { than: 'under', value: megabytesMax },
    },
  ];
}

/** Time and memory of the whole table at two and at three payments. */
export function tableCost(runs: number): readonly Figure[] {
  return [...figuresFor(runs, 2, 3), ...figuresFor(runs, 3, 30)];
}
