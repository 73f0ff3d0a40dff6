/**
 * `node properties/bench/classics-speed.ts`: how long the classics take, each claim in both engines, in
 * one process, beside the aims of issue 8.
 */
import { answersOn } from '../classics/ask.ts';
import { classics } from '../../model/classics/index.ts';
import { median } from './measure.ts';

/** What one search took; claims under the same bounds are one search. */
interface Timing {
  readonly what: string;
  readonly milliseconds: number;
}

const timings = (): readonly Timing[] =>
  classics.flatMap((classic) =>
    answersOn(classic).flatMap(({ verdict, opinions }) =>
      opinions.map(({ engine, milliseconds }): Timing => {
        const { protocol } = classic;
        const bounds = JSON.stringify([verdict.typing, verdict.seats, verdict.lost]);
        return { what: `${protocol.id} ${engine} ${bounds}`, milliseconds };
      }),
    ),
  );

const cold = performance.now();
timings();
const coldMs = performance.now() - cold;
const warm = performance.now();
const all = timings();
const warmMs = performance.now() - warm;
const searches = [...new Map(all.map((timing) => [timing.what, timing])).values()];
const times = searches.map(({ milliseconds }) => milliseconds);
const slowest = searches
  .toSorted((one, other) => other.milliseconds - one.milliseconds)
  .slice(0, 5);

console.log(`${classics.length} protocols, ${searches.length} searches`);
console.log(`median of a search ${median(times).toFixed(1)} ms (aim: under 50)`);
console.log(
  `all in one process: first ${coldMs.toFixed(0)} ms, again ${warmMs.toFixed(0)} ms (aim: under 5000)`,
);
for (const { what, milliseconds } of slowest) {
  console.log(`slow: ${milliseconds.toFixed(0)} ms  ${what.slice(0, 60)}`);
}
