/**
 * What Stryker reports (mutation-testing-report-schema), read as far as it is needed.
 */
import type { AreaName } from './areas.ts';
import { codeOf } from './code.ts';
import { equivalentFor } from './equivalent.ts';
import type { AreaRecord } from './record.ts';

/** A mutant as Stryker reports it. */
interface Reported {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
  /** How many tests were run against it. */
  readonly testsCompleted?: number;
  readonly coveredBy?: readonly string[];
  /** Whether it is in what is run once, when a module is loaded. */
  readonly static?: boolean;
  readonly statusReason?: string;
}

/** A report. */
export interface StrykerReport {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Reported[] }>
  >;
}

/** A mutant's name. The line is named by what stands on it, so that others may come and go above. */
function nameOf(path: string, source: string, { mutatorName, replacement, location }: Reported) {
  const { line, column } = location.start;
  const text = (source.split('\n')[line - 1] ?? '').trim();
  const change = (replacement ?? '').replaceAll(/\s+/gu, ' ').slice(0, 60);
  return `${path}: ${text}: ${mutatorName} at ${column}: ${change}`;
}

const killing = ['Killed', 'Timeout'];
const living = ['Survived', 'NoCoverage'];

/** What came of an area. */
export function areaRecord(area: AreaName, { files }: StrykerReport): AreaRecord {
  const paths = Object.keys(files).sort();
  const all = paths.flatMap((path) =>
    (files[path]?.mutants ?? []).map((mutant) => ({
      status: mutant.status,
      name: nameOf(path, files[path]?.source ?? '', mutant),
    })),
  );
  const alive = all.filter(({ status }) => living.includes(status)).map(({ name }) => name);
  const killed = all.filter(({ status }) => killing.includes(status)).length;
  const byClock = timed({ files }).length;
  const unexplained = alive.filter((name) => equivalentFor(name) === undefined);
  return {
    area,
    code: codeOf(area, files),
    mutants: killed + alive.length,
    killed,
    ...(byClock === 0 ? {} : { byClock }),
    equivalent: alive.length - unexplained.length,
    alive: unexplained.toSorted(),
  };
}

/** Mutants alive that no test was run against: nobody looks there at all. */
export function untested({ files }: StrykerReport): readonly string[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants
      .filter(
        ({ status, coveredBy = [], testsCompleted = 0 }) =>
          status === 'NoCoverage' ||
          // What is run on loading is covered by no one test, and is tried against all.
          (status === 'Survived' && coveredBy.length === 0 && testsCompleted === 0),
      )
      .map((mutant) => nameOf(path, source, mutant))
      .filter((name) => equivalentFor(name) === undefined),
  );
}

function without(
  { files, ...rest }: StrykerReport,
  isOut: (mutant: Reported) => boolean,
): StrykerReport {
  const kept = Object.entries(files).map(([path, file]) => {
    const mutants = file.mutants.filter((mutant) => !isOut(mutant));
    return [path, { ...file, mutants }] as const;
  });
  return { ...rest, files: Object.fromEntries(kept) };
}

/** Whether the clock alone stopped a mutant, and not the count of its steps. */
function isTimed({ status, statusReason = '' }: Reported): boolean {
  return status === 'Timeout' && !statusReason.startsWith('Hit limit');
}

/** Mutants that the clock alone stopped: they count as killed, and are tried again on the next run. */
export function timed({ files }: StrykerReport): readonly string[] {
  return Object.entries(files).flatMap(([path, { source, mutants }]) =>
    mutants.filter(isTimed).map((mutant) => nameOf(path, source, mutant)),
  );
}

/**
 * A report without what was stopped by the clock alone: on a machine
 * that others work on as well it may have been held up by them.
 */
export function untimed(report: StrykerReport): StrykerReport {
  return without(report, isTimed);
}

/**
 * What Stryker need not try again. Of what lives in code that is run when a module is loaded it does not
 * see that new tests may notice it, nor of what no test was run against that the module is loaded by now.
 */
export function settled(report: StrykerReport): StrykerReport {
  return without(
    untimed(report),
    ({ status, static: isStatic = false }) =>
      status === 'NoCoverage' || (status === 'Survived' && isStatic),
  );
}
