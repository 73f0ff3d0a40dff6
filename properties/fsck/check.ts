/**
 * What a check is: whose file it looks at, what it says in words, and how it finds out. Checks are
 * data; a further one is one more entry in a list (`checks.ts`).
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { Messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Database } from '../../src/adapters/sqlite/database.ts';
import type { Bytes } from '../../src/bytes.ts';
import type { Needle } from './needles.ts';

/** Who keeps a file. */
export type Party = 'bank' | 'log' | 'phone' | 'witness';

/** A party's file as fsck has it: read, never written. */
export interface Tables extends Pick<Database, 'path' | 'all' | 'get'> {
  readonly party: Party;
  /** A fact about the party itself, by name. */
  readonly about: (key: string) => string | undefined;
}

/** The file of a party that runs charts. */
export interface Member extends Tables {
  readonly party: 'bank' | 'log' | 'phone';
  readonly reading: Reading;
  readonly algebra: Algebra<Bytes>;
  /** The shapes of the reading. */
  readonly messages: Messages;
  /** Whether a trace is kept: then secrets stand in the file by design. */
  readonly isTraced: boolean;
}

/** All files given. */
export interface System {
  readonly bank: Member | undefined;
  readonly log: Member | undefined;
  readonly phones: readonly Member[];
  readonly witnesses: readonly Tables[];
  /** Texts that must stand in no file. */
  readonly secrets: readonly string[];
}

/** What a check found. */
export interface Found {
  /** How much was looked at, in figures. */
  readonly figures: string;
  /** What is broken; empty when all is well. */
  readonly broken: readonly string[];
  /** What is worth knowing and no fault. */
  readonly notes?: readonly string[];
}

interface Named {
  /** Its name on the command line's output. */
  readonly id: string;
  /** What holds when it is ok. */
  readonly says: string;
}

/** A check of one file; `undefined` when the reading has nothing for it to look at. */
export interface FileCheck extends Named {
  readonly of: 'bank' | 'log' | 'phone' | 'member';
  readonly run: (file: Member) => Found | undefined;
}

/** A check of any file of ours, a witness's too. */
export interface AnyFileCheck extends Named {
  readonly of: 'every';
  readonly run: (file: Tables) => Found | undefined;
}

/** A check of several files against each other. */
export interface AcrossCheck extends Named {
  readonly of: 'across';
  /** Whose files it cannot do without. */
  readonly needs: readonly Party[];
  readonly run: (system: System) => Found | undefined;
}

/** A check that octets stand nowhere in a file, its write-ahead log included. */
export interface SecretsCheck extends Named {
  readonly of: 'octets';
  /** What must not stand in this file; `undefined` when nothing is to be sought there. */
  readonly seeks: (system: System, file: Tables) => readonly Needle[] | undefined;
}

/** A check. */
export type Check = FileCheck | AnyFileCheck | AcrossCheck | SecretsCheck;

/** The one file of a party that a check needs; fsck calls no check without it. */
export function the(system: System, party: 'bank' | 'log'): Member {
  const file = system[party];
  if (file === undefined) throw new Error(`fsck: a check did not say that it needs the ${party}`);
  return file;
}

/** All the files given. */
export function filesOf({ bank, log, phones, witnesses }: System): readonly Tables[] {
  return [bank, log, ...phones, ...witnesses].filter((file) => file !== undefined);
}

/** How many of something. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
