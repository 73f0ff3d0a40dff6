/**
 * What the full matrix costs, all claims against all single attackers, on one thread and on two.
 */
import { costOf, type Figure } from './measure.ts';

/** Searches are given up beyond this many states: what is open then, more states would close. */
const statesMax = 1000;

/** Time and memory of the matrix. */
export function matrixCost(): readonly Figure[] {
  return [1, 2].flatMap((workers): readonly Figure[] => {
    const words = ['verify', '--all', '--json', '--max-states', String(statesMax)];
    const { wallSeconds, peakMegabytes } = costOf([...words, '--workers', String(workers)]);
    const what = `all claims against all attackers, ${statesMax} states, ${workers} threads`;
    return [
      {
        id: `matrix-${workers}-seconds`,
        what: `${what}: wall time, start included`,
        value: wallSeconds,
        unit: 's',
        ...(workers === 2 ? { aim: { than: 'under', value: 20 } as const } : {}),
      },
      {
        id: `matrix-${workers}-megabytes`,
        what: `${what}: memory peak`,
        value: peakMegabytes,
        unit: 'MB',
        aim: { than: 'under', value: 1000 },
      },
    ];
  });
}
