/**
 * The disk of one party, which counts the durable operations and fails where it is told to.
 *
 * A crash leaves copies of the files as they were at that moment, and the party starts again on
 * the copies: nothing that the dying process still does to its own files can mend them.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance, crash, diskError, type Fault, type PartyName } from './fault.ts';
import { torn } from './tear.ts';

/** What a process is started on. */
export interface Mount {
  readonly path: string;
  /** Carries out each commit, or fails it: `Settings.durably`. */
  readonly durably: (commit: () => void) => void;
}

/** A party's disk. */
export interface Disk {
  readonly party: PartyName;
  /** The file as it is now, for a process to be started on. */
  readonly mount: () => Mount;
  /** Durable operations so far, the failed ones too. */
  readonly operations: () => number;
  /** How often it failed. */
  readonly failures: () => number;
  /** From now on it does not fail. */
  readonly repair: () => void;
}

/** A disk for a party in a folder; without a fault of that party's it never fails. */
export function disk(folder: string, party: PartyName, fault?: Fault): Disk {
  const file = (generation: number): string => join(folder, `${party}-${generation}.db`);
  const plan = fault?.party === party ? fault : undefined;
  let generation = 0;
  let operations = 0;
  let failures = 0;
  let repaired = false;
  const strikes = (): boolean =>
    plan !== undefined &&
    !repaired &&
    (operations === plan.at || (plan.ever && operations > plan.at));
  return {
    party,
    mount: () => {
      const mine = generation;
      const path = file(mine);
      return {
        path,
        durably: (commit) => {
          // A dead process writes nothing any more.
          if (mine !== generation) throw crash(party);
          operations += 1;
          if (plan === undefined || !strikes()) {
            // Of two commits the control's disk has carried out neither when the second strikes.
            const acknowledged = plan?.kind === 'behind' && operations === plan.at - 1;
            if (acknowledged) copyFiles(path, file(mine + 1));
            commit();
            return;
          }
          failures += 1;
          if (plan.kind === 'refused' || plan.kind === 'unsure') {
            if (plan.kind === 'unsure') commit();
            throw diskError(party);
          }
          failed({ path, survivor: file(mine + 1), commit }, plan);
          generation += 1;
          throw crash(party);
        },
      };
    },
    operations: () => operations,
    failures: () => failures,
    repair: () => {
      repaired = true;
    },
  };
}

interface Failing {
  readonly path: string;
  /** Where the files go as the crash leaves them. */
  readonly survivor: string;
  readonly commit: () => void;
}

function failed({ path, survivor, commit }: Failing, { kind, seed, at }: Fault): void {
  if (kind === 'behind') {
    if (!existsSync(survivor)) copyFiles(path, survivor);
    return;
  }
  if (kind === 'kept') commit();
  copyFiles(path, survivor);
  if (kind === 'lost' || kind === 'kept') return;
  const before = wal(path);
  commit();
  writeFileSync(`${survivor}-wal`, torn(kind, { before, after: wal(path) }, chance(seed + at)));
}

function wal(path: string): Uint8Array {
  return existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : new Uint8Array(0);
}

function copyFiles(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}
