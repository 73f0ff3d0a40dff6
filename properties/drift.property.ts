/**
 * No drift: what is true of terms is true of bytes, and of one library's bytes as of another's.
 *
 * `FC_RUNS` sets the number of schedules of each law, `FC_SEED` and `FC_PATH` have one again.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Suite } from '../model/core/algebra.ts';
import { symbolic } from '../model/core/symbolic.ts';
import { termStore } from '../model/core/term.ts';
import { concrete } from '../src/concrete.ts';
import { native } from '../src/native.ts';
import { brokenAlgebras } from './drift/broken.ts';
import { checkDrift, type Checked } from './drift/check.ts';
import type { Worlds } from './drift/lockstep.ts';
import { remembered } from './drift/remembered.ts';
import type { Counted } from './drift/tally.ts';

const terms = (suite: Suite) => symbolic(termStore(), suite);
const noble = remembered(concrete);
const openssl = remembered(native);

const short = { operationsMin: 10, operationsMax: 60 };
const long = { operationsMin: 40, operationsMax: 120 };

const runsAsked = fc.readConfigureGlobal().numRuns;
const path = process.env['FC_PATH'];

/** What a hundred schedules come to at the very least; below that they would compare too little. */
const perHundredMin: Readonly<Record<Counted, number>> = {
  'orders accepted': 80,
  'results accepted': 70,
  'keys registered': 100,
  'keys renewed': 20,
  'frames refused': 400,
  'records logged': 80,
  'messages forged': 300,
  'orders judged': 1,
  'verify yes': 150,
  'verify no': 15,
  'open yes': 300,
  'open no': 60,
  'decode yes': 1500,
  'decode no': 500,
  'equal yes': 900,
  'equal no': 25,
};

/** Fails with what differed and the one line that runs it again. */
function expectNoDrift({ drift }: Checked, title: string): void {
  if (drift === undefined) return;
  const { seed, path: at, findings, schedule } = drift;
  const replay = `FC_SEED=${seed} FC_PATH=${String(at)} npx vitest run properties/drift.property.ts -t '${title}'`;
  expect.fail([`replay: ${replay}`, ...findings, JSON.stringify(schedule)].join('\n'));
}

interface Law {
  readonly title: string;
  readonly worlds: Worlds<unknown, unknown>;
  readonly runs: number;
  readonly length: typeof short;
}

const law = <A, B>(given: Omit<Law, 'worlds'> & { readonly worlds: Worlds<A, B> }): Law =>
  given as unknown as Law;

const laws: readonly Law[] = [
  law({
    title: 'terms and noble agree on every schedule',
    worlds: { left: terms, right: noble, sameValues: false },
    runs: 120,
    length: short,
  }),
  law({
    title: 'noble and OpenSSL agree on every schedule, octet for octet',
    worlds: { left: noble, right: openssl, sameValues: true },
    runs: 60,
    length: long,
  }),
  law({
    title: 'terms and OpenSSL agree on every schedule',
    worlds: { left: terms, right: openssl, sameValues: false },
    runs: 240,
    length: short,
  }),
];

// The sentence: the model says of every run what the implementation does (issue 2, design
// section 2). Kills: every algebra of broken.ts, below.
describe('no drift', () => {
  test.each(laws)('$title', ({ title, worlds, runs, length }) => {
    const effort = { ...length, runs: runsAsked ?? runs, shrinks: true };
    const checked = checkDrift(worlds, path === undefined ? effort : { ...effort, path });
    expectNoDrift(checked, title);
    if (path !== undefined || checked.runs < 50) return;
    for (const [what, least] of Object.entries(perHundredMin)) {
      const seen = checked.tally[what as Counted];
      expect(seen, `${what} in ${checked.runs} schedules`).toBeGreaterThanOrEqual(
        Math.floor((least * checked.runs) / 100),
      );
    }
  });
});

/** Schedules within which every mistake is to be caught; under the ordinary seed far fewer do. */
const schedulesToCatchMax = 400;

describe('the drift check catches a world in which', () => {
  test.each(brokenAlgebras)('$mistake', ({ make }) => {
    const right = (suite: Suite) => make(openssl(suite), suite);
    const worlds = { left: terms, right, sameValues: false };
    const effort = { ...short, runs: schedulesToCatchMax, shrinks: false };
    const { drift, runs } = checkDrift(worlds, effort);
    if (process.env['DRIFT_RUNS'] !== undefined)
      console.log(runs, drift?.findings[0]?.slice(0, 90));
    expect(drift).toBeDefined();
  });
});
