/**
 * What the full matrix costs, all claims against all single attackers, on one thread and on two, and
 * how much of it is left open at the bound that holds for it.
 */
import { costOf, type Figure } from './measure.ts';

/** What of an answer in JSON is looked at. */
interface Answer {
  readonly verdicts: readonly { readonly verdict: string }[];
}

/** Time, memory and gaps of the matrix. */
export function matrixCost(): readonly Figure[] {
  return [1, 2].flatMap((workers): readonly Figure[] => {
    const words = ['verify', '--all', '--json', '--workers', String(workers)];
    const { wallSeconds, peakMegabytes, out } = costOf(words);
    const { verdicts } = JSON.parse(out) as Answer;
    const what = `all claims against all attackers, ${workers} threads`;
    const id = `matrix-${workers}`;
    return [
      {
        id: `${id}-seconds`,
        what: `${what}: wall time, start included`,
        value: wallSeconds,
        unit: 's',
        ...(workers === 2 ? { aim: { than: 'under', value: 20 } as const } : {}),
      },
      {
        id: `${id}-megabytes`,
        what: `${what}: memory peak`,
        value: peakMegabytes,
        unit: 'MB',
        aim: { than: 'under', value: 1000 },
      },
      {
        id: `${id}-inconclusive`,
        what: `${what}: inconclusive, of ${verdicts.length}`,
        value: verdicts.filter(({ verdict }) => verdict === 'inconclusive').length,
        unit: 'questions',
      },
    ];
  });
}
