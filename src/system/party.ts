/**
 * What every process starts with: its database, opened or made, and the reading that it was made
 * for. Refuses, in one line, a database of another reading: a party does not change its protocol.
 */
import { randomBytes } from 'node:crypto';
import type { Algebra } from '../../model/core/algebra.ts';
import { axisIds, type Reading } from '../../model/sa2pmp/reading.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import {
  type Database,
  type DatabaseRefusal,
  openDatabase,
  type Schema,
} from '../adapters/sqlite/database.ts';
import { type Bytes, toBytes } from '../bytes.ts';
import { concrete } from '../concrete.ts';
import type { Anchors } from '../host/anchors.ts';
import { native } from '../native.ts';
import { notCarried } from '../host/carried.ts';
import type { OperatorLog, World } from '../host/world.ts';

/** Which library carries the primitives out; the octets are the same. */
export type Crypto = 'noble' | 'openssl';

/** How to run a party. */
export interface Settings {
  /** Its file, or `:memory:`. */
  readonly path: string;
  /** Whether a file that is not there is refused (default: it is made). */
  readonly mustExist?: boolean | undefined;
  /** The reading; needed to make a database, and compared with the one it was made for. */
  readonly reading?: Reading | undefined;
  /** The reading to make a database for when none is named. */
  readonly otherwise?: Reading | undefined;
  readonly crypto?: Crypto | undefined;
  /** Whether a trace is kept, secrets and all; decided when the database is made. */
  readonly tracing?: boolean | undefined;
  /** The keys of others that it is told when it is set up; what is left out is known already. */
  readonly anchors?: Anchors | undefined;
  readonly log: OperatorLog;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Carries out each commit; tests put faults in here. */
  readonly durably?: (commit: () => void) => void;
}

/** A party's database and what it runs with. */
export interface Started {
  readonly db: Database;
  readonly world: World;
  readonly tracing: boolean;
  /** A value that the party was made with, or makes now: see `facts`. */
  readonly fact: (name: string, make: () => string) => string;
  /** The same, if it is known. */
  readonly known: (name: string) => string | undefined;
}

const READING = 'reading';
const TRACING = 'tracing';

/** An unguessable value of 32 octets. */
export function freshBytes(): Bytes {
  return toBytes(randomBytes(32));
}

/** The reference implementation, on the library asked for. */
function algebraOf(reading: Reading, crypto: Crypto): Algebra<Bytes> {
  const suite = suiteOf(reading);
  return crypto === 'noble' ? concrete(suite) : native(suite);
}

/** Opens or makes a party's database. */
export function startParty(schema: Schema, settings: Settings): Started | DatabaseRefusal {
  const { path, durably, log, now = Date.now, crypto = 'noble', mustExist = false } = settings;
  const db = openDatabase({
    path,
    schema,
    mustExist,
    ...(durably === undefined ? {} : { durably }),
  });
  if ('refusal' in db) return db;
  const made = readFact(db, READING);
  const refusal = made === undefined ? unmade(settings) : differs(db, settings, made);
  if (refusal !== undefined) {
    db.close();
    return { refusal: `${path}: ${refusal}` };
  }
  const fact = facts(db);
  const reading = JSON.parse(
    fact(READING, () => JSON.stringify(settings.reading ?? settings.otherwise)),
  ) as Reading;
  const tracing = fact(TRACING, () => String(settings.tracing === true)) === 'true';
  const algebra = algebraOf(reading, crypto);
  return {
    db,
    world: { algebra, reading, fresh: freshBytes, now, log },
    tracing,
    fact,
    known: (name) => readFact(db, name),
  };
}

function readFact(db: Database, name: string): string | undefined {
  const value = db.get('SELECT value FROM meta WHERE key = ?', name)?.['value'];
  return typeof value === 'string' ? value : undefined;
}

/** What a party was made with stays with it: read when there, made and kept when not. */
function facts(db: Database): Started['fact'] {
  return (name, make) => {
    const known = readFact(db, name);
    if (known !== undefined) return known;
    return db.transaction(() => {
      const now = readFact(db, name) ?? make();
      db.run('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)', name, now);
      return now;
    });
  };
}

function unmade({ reading, otherwise }: Settings): string | undefined {
  const chosen = reading ?? otherwise;
  return chosen === undefined ? 'not set up yet: a reading is needed' : notCarried(chosen);
}

/** Why a database made for one reading, or without a trace, cannot be run as asked. */
function differs(db: Database, { reading, tracing }: Settings, made: string): string | undefined {
  if (tracing === true && readFact(db, TRACING) === 'false') {
    return 'made without a trace, and a trace has to be kept from the first step';
  }
  if (reading === undefined) return undefined;
  const before = JSON.parse(made) as Reading;
  const changed = axisIds.filter((id) => before[id] !== reading[id]);
  const words = changed.map((id) => `${id} is ${before[id]} there and ${reading[id]} here`);
  return changed.length === 0 ? undefined : `made for another reading: ${words.join(', ')}`;
}
