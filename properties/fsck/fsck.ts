/**
 * Checks the databases that parties left or are running on, each by itself and all against each
 * other, without changing anything.
 *
 * Refuses files that cannot be opened as ours, and files that are not of one system: two banks, two
 * logs.
 */
import { checks } from './checks.ts';
import {
  type Check,
  filesOf,
  type Found,
  type Member,
  type Party,
  type SecretsCheck,
  type System,
  type Tables,
} from './check.ts';
import { hunt, type Hunt } from './hunt.ts';
import { freezeAll, openFile, type Opened, type Unusable } from './open.ts';

/** What became of a check. */
export interface Result {
  readonly id: string;
  readonly says: string;
  /** The file; absent where several were held against each other. */
  readonly file?: string;
  readonly verdict: 'ok' | 'BROKEN' | 'not checked';
  readonly figures: string;
  readonly broken: readonly string[];
  readonly notes: readonly string[];
}

/** What was checked, and what came of it. */
export interface Report {
  readonly files: readonly { readonly path: string; readonly party: Party }[];
  readonly results: readonly Result[];
}

/** What to check. */
export interface Asked {
  readonly paths: readonly string[];
  /** Texts that must stand in no file. */
  readonly secrets?: readonly string[];
}

/** How often the files are read anew when a party starts meanwhile. */
const ATTEMPTS_MAX = 5;

/** Checks files. */
export function fsck(asked: Asked): Report | Unusable {
  const twice = asked.paths.find((path, index) => asked.paths.indexOf(path) !== index);
  if (twice !== undefined) return { unusable: `${twice} is named twice` };
  for (let tries = 0; tries < ATTEMPTS_MAX; tries += 1) {
    const report = attempt(asked);
    if (report !== undefined) return report;
  }
  return { unusable: 'the files are written all the time: stop the parties, or check one by one' };
}

/** One try; `undefined` when the files could not be seen at one moment. */
function attempt({ paths, secrets = [] }: Asked): Report | Unusable | undefined {
  const opened: Opened[] = [];
  const close = (): void => {
    for (const one of opened.splice(0)) one.close();
  };
  try {
    for (const path of paths) {
      const one = openFile(path);
      if ('unusable' in one) return one;
      opened.push(one);
    }
    const system = systemOf(
      opened.map(({ file }) => file),
      secrets,
    );
    if ('unusable' in system) return system;
    if (!freezeAll(opened)) return undefined;
    const pending = checks.flatMap((check) => resultsOf(check, system));
    if (opened.some(({ hasMoved }) => hasMoved())) return undefined;
    close();
    const files = filesOf(system).map(({ path, party }) => ({ path, party }));
    return { files, results: pending.map((finish) => finish()) };
  } finally {
    close();
  }
}

function systemOf(
  files: readonly (Tables | Member)[],
  secrets: readonly string[],
): System | Unusable {
  const members = files.filter((file): file is Member => 'reading' in file);
  const of = (party: Party): readonly Member[] => members.filter((file) => file.party === party);
  const [banks, logs] = [of('bank'), of('log')];
  for (const some of [banks, logs]) {
    const [first, second] = some;
    if (first !== undefined && second !== undefined) {
      const both = `${first.path} and ${second.path}`;
      return { unusable: `${both} are of two ${first.party}s: give the files of one system` };
    }
  }
  const witnesses = files.filter(({ party }) => party === 'witness');
  return { bank: banks[0], log: logs[0], phones: of('phone'), witnesses, secrets };
}

/** A result, once all databases are closed. */
type Pending = () => Result;

function resultsOf(check: Check, system: System): readonly Pending[] {
  switch (check.of) {
    case 'across':
      return across(check, system);
    case 'octets':
      return filesOf(system).flatMap((file) => octets(check, system, file));
    case 'every':
      return filesOf(system).flatMap((file) => made(check, () => check.run(file), file));
    case 'bank':
    case 'log':
    case 'phone':
    case 'member':
      return filesOf(system)
        .filter((file): file is Member => 'reading' in file)
        .filter(({ party }) => check.of === 'member' || check.of === party)
        .flatMap((file) => made(check, () => check.run(file), file));
  }
}

function across(
  check: Extract<Check, { readonly of: 'across' }>,
  system: System,
): readonly Pending[] {
  const { bank, log, phones, witnesses } = system;
  const given = { bank: bank !== undefined, log: log !== undefined };
  const has = { ...given, phone: phones.length > 0, witness: witnesses.length > 0 };
  const missing = check.needs.filter((party) => !has[party]);
  if (missing.length === 0) return made(check, () => check.run(system), undefined);
  const { id, says } = check;
  const figures = `needs the file of a ${missing.join(' and a ')}`;
  return [() => ({ id, says, verdict: 'not checked', figures, broken: [], notes: [] })];
}

/** A check that is carried out; what it cannot read is broken. */
function made(
  check: Pick<Check, 'id' | 'says'>,
  run: () => Found | undefined,
  file: Tables | undefined,
): readonly Pending[] {
  const found = tried(run);
  return found === undefined ? [] : [() => resultOf(check, found, file)];
}

function octets(check: SecretsCheck, system: System, file: Tables): readonly Pending[] {
  const begun = triedHunt(() => hunt(check, system, file));
  if (begun === undefined) return [];
  return [() => resultOf(check, tried(begun) ?? { figures: '', broken: [] }, file)];
}

function triedHunt(begin: () => Hunt | undefined): Hunt | undefined {
  try {
    return begin();
  } catch (error) {
    return () => unreadable(error);
  }
}

function tried(run: () => Found | undefined): Found | undefined {
  try {
    return run();
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Found {
  const why = error instanceof Error ? error.message : String(error);
  return { figures: '', broken: [`cannot be read: ${why}`] };
}

function resultOf(
  { id, says }: Pick<Check, 'id' | 'says'>,
  { figures, broken, notes = [] }: Found,
  file: Tables | undefined,
): Result {
  const verdict = broken.length > 0 ? 'BROKEN' : 'ok';
  const about = file === undefined ? {} : { file: file.path };
  return { id, says, ...about, verdict, figures, broken, notes };
}

/** Whether nothing is broken. */
export function isSound({ results }: Report): boolean {
  return results.every(({ verdict }) => verdict !== 'BROKEN');
}
