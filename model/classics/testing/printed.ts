/** Classics as text: their scripts, and what is published about them, verdict by verdict. */
import { scriptWritten, seatWritten } from '../../script/testing/notation.ts';
import type { Classic, Verdict } from '../classic.ts';

/** A verdict: what it says of which claim, who says so, and the runs that show it. */
function verdictWritten({ claim, says, typing, by, note, ...bounds }: Verdict): readonly string[] {
  const { seats, lost, differs } = bounds;
  const runs = seats.map(seatWritten).join(' ');
  const loss = lost === undefined ? '' : `, ${lost.role} has lost an earlier ${lost.key}`;
  const ours = differs === undefined ? [] : [`  ours: ${differs.ours}: ${differs.why}`];
  return [`${says}, ${typing}: ${claim} [${by}] ${note}`, `  in ${runs}${loss}`, ...ours];
}

/** A family of classics. */
export function printed(classics: readonly Classic[]): readonly string[] {
  const protocols = classics.map(({ protocol }) => protocol);
  return classics.flatMap(({ protocol, verdicts }, index) => [
    ...scriptWritten(protocol, protocols.slice(0, index)),
    ...verdicts.flatMap(verdictWritten),
  ]);
}
