/** The faults of a sweep, and what they did: one run for each. */
import { axisIds, type Reading } from '../../model/sa2pmp/reading.ts';
import { type Fault, type FaultKind, faultKinds, type PartyName, showFault } from './fault.ts';
import { type Ran, run } from './run.ts';

/** A reading as the command line names it: a named point and the axes that differ. */
export interface NamedReading {
  readonly name: string;
  readonly choices: readonly string[];
  readonly reading: Reading;
}

/** A fault under a reading that broke a law. */
export interface Failure {
  readonly fault: Fault | undefined;
  readonly ran: Ran;
  /** All of it in words, and the command that does it again. */
  readonly text: string;
}

/** Figures of a sweep. */
export interface Swept {
  readonly runs: number;
  /** Runs by kind of fault. */
  readonly byKind: ReadonlyMap<FaultKind, number>;
  /** Times that a disk failed. */
  readonly failures: number;
  readonly restarts: number;
  readonly broken: readonly Failure[];
}

/** Who is struck in turn. */
export const struck: readonly PartyName[] = ['bank', 'gateway', 'alice', 'bob'];

/** Every fault of a party's disk: each operation, each kind, once and for ever after. */
export function faultsOf(party: PartyName, operations: number, seed: number): readonly Fault[] {
  return Array.from({ length: operations }, (_, index) => index + 1).flatMap((at) =>
    faultKinds.flatMap((kind) => [
      { party, at, kind, ever: false, seed },
      { party, at, kind, ever: true, seed },
    ]),
  );
}

/** The faults of a disk that acknowledges a commit before it is carried out. */
export function controlsOf(party: PartyName, operations: number, seed: number): readonly Fault[] {
  return Array.from({ length: operations - 1 }, (_, index) => ({
    party,
    at: index + 2,
    kind: 'behind' as const,
    ever: false,
    seed,
  }));
}

/** Runs each fault under a reading; a sweep of none is the run without a fault. */
export async function sweep(
  named: NamedReading,
  faults: readonly (Fault | undefined)[],
  onRun: (ran: Ran) => void = () => {},
): Promise<Swept> {
  const byKind = new Map<FaultKind, number>();
  const broken: Failure[] = [];
  let [failures, restarts] = [0, 0];
  for (const fault of faults) {
    const ran = await run(named.reading, fault).catch(thrown);
    if (fault !== undefined) byKind.set(fault.kind, (byKind.get(fault.kind) ?? 0) + 1);
    failures += ran.failures;
    restarts += ran.restarts;
    if (ran.violations.length > 0) broken.push({ fault, ran, text: describe(named, fault, ran) });
    onRun(ran);
  }
  return { runs: faults.length, byKind, failures, restarts, broken };
}

/** A run that ended in an error of a host's. */
function thrown(error: unknown): Ran {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    violations: [{ law: 'no host throws but what its disk threw', detail }],
    operations: { bank: 0, gateway: 0, alice: 0, bob: 0 },
    failures: 1,
    restarts: 0,
    rounds: 0,
  };
}

/** A reading with some axes changed, as the command line names it. */
export function named(
  [name, base]: readonly [string, Reading],
  changes: Partial<Reading> = {},
): NamedReading {
  const choices = axisIds.flatMap((id) => {
    const choice = changes[id];
    return choice === undefined ? [] : [`${id}=${choice}`];
  });
  return { name, choices, reading: { ...base, ...changes } };
}

/** The command that does a run again. */
function replay({ name, choices }: NamedReading, fault: Fault | undefined): string {
  const set = choices.map((choice) => ` --set ${choice}`).join('');
  const reading = `npm exec -- node properties/crash/campaign.ts --reading ${name}${set}`;
  if (fault === undefined) return `${reading} --calm`;
  const { party, at, kind, ever, seed } = fault;
  return `${reading} --party ${party} --at ${at} --kind ${kind}${ever ? ' --ever' : ''} --seed ${seed}`;
}

function describe(reading: NamedReading, fault: Fault | undefined, { violations }: Ran): string {
  const what = fault === undefined ? 'no fault' : showFault(fault);
  return [
    `${[reading.name, ...reading.choices].join(' ')}: ${what}`,
    ...violations.map(({ law, detail }) => `  broken: ${law} (${detail})`),
    `  replay: ${replay(reading, fault)}`,
  ].join('\n');
}
