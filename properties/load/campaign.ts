/**
 * `node properties/load/campaign.ts`: a long run for the history, with figures.
 *
 * `--clients`, `--operations`, `--seed`, `--protocol published|charitable`, `--set A19=gateway`,
 * `--percent` (of the requests on a line, how many each fate strikes), `--flaw` (the control: the
 * number of a flaw in `flawed.ts`). Progress on stderr; exits with 1 when the history is not
 * linearizable or the ledger disagrees with it, and says where, or when who asked again and again
 * was never answered.
 */
import { parseArgs } from 'node:util';
import { axes, axisIds, type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Linearizability } from '../history/linearizable.ts';
import { flaws } from './flawed.ts';
import { judged, run } from './run.ts';

const { values: options } = parseArgs({
  options: {
    clients: { type: 'string', default: '32' },
    operations: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20090823' },
    protocol: { type: 'string', default: 'published' },
    set: { type: 'string', multiple: true, default: [] },
    percent: { type: 'string', default: '3' },
    flaw: { type: 'string' },
  },
});

function whole(name: string, text: string, least = 0): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number from ${least}`);
  return value;
}

function chosen(): Reading {
  const { protocol } = options;
  if (protocol !== 'published' && protocol !== 'charitable')
    throw new Error('--protocol takes published or charitable');
  const changes = options.set.map((text) => {
    const [id, choice = ''] = text.split('=');
    const axis = axisIds.find((known) => known === id);
    if (axis === undefined || !Object.hasOwn(axes[axis].choices, choice))
      throw new Error(`--set ${text}: no such axis or choice`);
    return [axis, choice];
  });
  return { ...readings[protocol], ...Object.fromEntries(changes) } as Reading;
}

function shown(said: Linearizability): string {
  if (said.verdict !== 'not-linearizable') return said.verdict;
  const { prefix, unplaced } = said.stuckAt;
  const stuck = JSON.stringify(unplaced, undefined, 1);
  return `not linearizable: ${said.account} after ${prefix.operations.length} operations, at a balance of ${prefix.balanceMinor}, none of ${stuck} can be next`;
}

const seed = whole('seed', options.seed);
const operations = whole('operations', options.operations, 1);
const clients = whole('clients', options.clients, 2);
const flaw = options.flaw === undefined ? undefined : flaws[whole('flaw', options.flaw)];
const began = performance.now();
const ran = await run({
  reading: chosen(),
  clients,
  operations,
  seed,
  flaw,
  percentEach: whole('percent', options.percent),
  onProgress: (done) => {
    if (done % 200 === 0) console.error(`${done} of ${operations} operations`);
  },
});
const checkedFrom = performance.now();
const { linearizable, discrepancies } = judged(ran);
const checkedSeconds = (performance.now() - checkedFrom) / 1000;
const outcomes = Map.groupBy(
  ran.history.operations,
  ({ what, outcome }) => `${what.kind} ${outcome.kind}`,
);
const booked = new Set(ran.final.ledger.map(({ reference }) => reference));
const doubtful = ran.history.operations.flatMap(({ what, outcome }) =>
  what.kind === 'transfer' && outcome.kind === 'unknown' ? [what.reference] : [],
);
console.log(`seed ${seed}${flaw === undefined ? '' : `, a bank that ${flaw}`}`);
console.log(`clients ${clients}`);
for (const [outcome, ones] of [...outcomes].sort()) console.log(`${outcome} ${ones.length}`);
console.log(
  `unknown and in the ledger ${doubtful.filter((name) => booked.has(name)).length} of ${doubtful.length}`,
);
for (const [what, times] of ran.incidents) console.log(`${what} ${times}`);
for (const [fate, times] of ran.struck) console.log(`requests: ${fate} ${times}`);
console.log(`operations a second ${(operations / ran.seconds).toFixed(1)}`);
console.log(`linearizability ${shown(linearizable)}`);
console.log(`configurations explored ${linearizable.explored}, ${checkedSeconds.toFixed(2)} s`);
console.log(`discrepancies ${discrepancies.length}`);
for (const one of discrepancies.slice(0, 20)) console.log(JSON.stringify(one));
console.log(`seconds ${((performance.now() - began) / 1000).toFixed(1)}`);
const isAnswered = !ran.incidents.has('never answered') && !ran.incidents.has('silence');
const isSound = linearizable.verdict === 'linearizable' && discrepancies.length === 0 && isAnswered;
process.exitCode = isSound ? 0 : 1;
