/**
 * `node properties/crash/campaign.ts`: the long sweep, every fault under the two named readings
 * and a share of them under each neighbour; or one run again.
 *
 * `--seed n` (printed) decides where writes are torn and which faults are drawn; `--every n` takes
 * one fault in n under a neighbour (0: no neighbours). `--reading`, `--set A19=gateway`,
 * `--party`, `--at`, `--kind`, `--ever`: one run; `--calm`: the run without a fault.
 * Progress on stderr, figures on stdout; exits with 1 when a law was broken.
 */
import { parseArgs } from 'node:util';
import {
  axes,
  axisIds,
  contradictions,
  type ReadingName,
  readings,
} from '../../model/sa2pmp/reading.ts';
import { chance, type Fault, type FaultKind, faultKinds, type PartyName } from './fault.ts';
import { run } from './run.ts';
import { faultsOf, named, type NamedReading, struck, sweep, type Swept } from './sweep.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '20090823' },
    every: { type: 'string', default: '40' },
    reading: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    party: { type: 'string' },
    at: { type: 'string', default: '1' },
    kind: { type: 'string', default: 'lost' },
    ever: { type: 'boolean', default: false },
    calm: { type: 'boolean', default: false },
  },
});
const seed = whole('seed', options.seed);
const every = whole('every', options.every);

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw new Error(`--${name} takes one of ${choices.join(', ')}`);
  return found;
}

/** The reading that the options name. */
function chosen(): NamedReading {
  const name = oneOf<ReadingName>('reading', options.reading ?? 'published', [
    'published',
    'charitable',
    'repaired',
  ]);
  const changes = options.set.map((text): readonly [string, string] => {
    const [id = '', choice = ''] = text.split('=');
    const axis = axes[oneOf('set', id, axisIds)];
    return [id, oneOf('set', choice, Object.keys(axis.choices))];
  });
  return named([name, readings[name]], Object.fromEntries(changes));
}

/** The one fault that the options name. */
function fault(): Fault | undefined {
  if (options.calm || options.party === undefined) return undefined;
  return {
    party: oneOf('party', options.party, struck),
    at: whole('at', options.at),
    kind: oneOf<FaultKind>('kind', options.kind, [...faultKinds, 'behind']),
    ever: options.ever,
    seed,
  };
}

/** Every reading that differs from a named one on one axis. */
function neighbours(name: ReadingName): readonly NamedReading[] {
  const base = readings[name];
  return axisIds.flatMap((id) =>
    Object.keys(axes[id].choices)
      .filter((choice) => choice !== base[id])
      .map((choice) => named([name, base], { [id]: choice }))
      .filter(({ reading }) => contradictions(reading).length === 0),
  );
}

/** The faults under a reading, one in so many of them, by the operations of a run without one. */
async function faultsUnder({ reading }: NamedReading, share: number): Promise<readonly Fault[]> {
  const { operations } = await run(reading);
  const draw = chance(seed);
  return struck
    .flatMap((party: PartyName) => faultsOf(party, operations[party], seed))
    .filter(() => share <= 1 || draw() < 1 / share);
}

async function campaign(): Promise<readonly Swept[]> {
  const plans: (readonly [NamedReading, number])[] = [];
  for (const name of ['published', 'charitable'] as const) {
    plans.push([named([name, readings[name]]), 1]);
    plans.push([named([name, readings[name]], { A20: 'merkle' }), 4]);
    if (every > 0) plans.push(...neighbours(name).map((near) => [near, every] as const));
  }
  plans.push([named(['repaired', readings.repaired]), 1]);
  const swept: Swept[] = [];
  for (const [near, share] of plans) swept.push(await sweepOne(near, share));
  return swept;
}

async function sweepOne(near: NamedReading, share: number): Promise<Swept> {
  const title = [near.name, ...near.choices].join(' ');
  const faults = await faultsUnder(near, share);
  let runs = 0;
  const swept = await sweep(near, [undefined, ...faults], () => {
    runs += 1;
    if (runs % 50 === 0) console.error(`${title}: ${runs} of ${faults.length + 1}`);
  });
  console.error(`${title}: ${swept.runs} runs, ${swept.broken.length} with a law broken`);
  for (const { text } of swept.broken) console.error(text);
  return swept;
}

const started = performance.now();
const isOne = options.party !== undefined || options.calm;
const all = isOne
  ? [await sweep(chosen(), [fault()])]
  : options.reading === undefined
    ? await campaign()
    : [await sweepOne(chosen(), 1)];
const total = (count: (swept: Swept) => number): number =>
  all.reduce((sum, swept) => sum + count(swept), 0);
const brokenRuns = all.flatMap(({ broken }) => broken);
if (isOne) for (const { text } of brokenRuns) console.log(text);
console.log(`seed ${seed}`);
console.log(`readings ${all.length}`);
console.log(`runs ${total(({ runs }) => runs)}`);
for (const kind of faultKinds) {
  console.log(`runs with ${kind} ${total(({ byKind }) => byKind.get(kind) ?? 0)}`);
}
console.log(`faults ${total(({ failures }) => failures)}`);
console.log(`restarts ${total(({ restarts }) => restarts)}`);
console.log(`runs with a law broken ${brokenRuns.length}`);
console.log(`seconds ${Math.round((performance.now() - started) / 1000)}`);
process.exitCode = brokenRuns.length > 0 ? 1 : 0;
