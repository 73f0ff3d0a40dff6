/**
 * What one question costs once the program has started: each usual claim asked alone, of each usual
 * attacker in each protocol, with its attack planned and carried out again on terms and on bytes.
 */
import { usualCapabilities } from '../../attacks/capability/index.ts';
import { defaultBounds } from '../../model/sa2pmp/scenario/bounds.ts';
import { ask } from '../verdict/ask.ts';
import { protocol, usualProtocols } from '../verdict/protocols.ts';
import { usualClaims } from '../verdict/usual.ts';
import { type Figure, median, secondsOf } from './measure.ts';

const statesMax = 1_000_000;

/** How long single questions take. */
export function questionCost(): readonly Figure[] {
  const times = usualProtocols.flatMap((name) =>
    usualCapabilities.flatMap((attacker) =>
      usualClaims.map((claim) => {
        const asked = { protocol: protocol(name), attacker, bounds: defaultBounds, statesMax };
        return 1000 * secondsOf(() => void ask({ ...asked, claims: [claim] }));
      }),
    ),
  );
  const aim = { than: 'under', value: 50 } as const;
  return [
    {
      id: 'question-median-milliseconds',
      what: `one question after the start, ${times.length} of them: median`,
      value: median(times),
      unit: 'ms',
      aim,
    },
    {
      id: 'question-slowest-milliseconds',
      what: 'the slowest of them',
      value: Math.max(...times),
      unit: 'ms',
      aim,
    },
  ];
}
