import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase, type Opening, type Schema } from './database.ts';
import { folder, opened } from './testing/folder.ts';

const META = 'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;';
const schema: Schema = { party: 'cellar', migrations: [META] };
const newer: Schema = { ...schema, migrations: [META, 'CREATE TABLE cask (x) '] };
const APPLICATION = Buffer.from('SA2p').readInt32BE();

const at = folder();
afterAll(() => {
  at.remove();
});

/** A database by hand. */
function byHand(sql: string): string {
  const path = at.path();
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
  return path;
}

function ofParty(made: Schema): string {
  const path = at.path();
  opened({ path, schema: made }).close();
  return path;
}

function written(octets: string | Uint8Array): string {
  const path = at.path();
  writeFileSync(path, octets);
  return path;
}

function directory(): string {
  const path = at.path('folder');
  mkdirSync(path);
  return path;
}

/** A database whose tables are there and whose pages are not what they were. */
function damaged(): string {
  const path = ofParty(schema);
  const octets = readFileSync(path);
  return written(octets.subarray(0, 4096));
}

function refusalOf(opening: Opening): string {
  const db = openDatabase(opening);
  if (!('refusal' in db)) return expect.fail('opened');
  return db.refusal;
}

const refused: readonly (readonly [string, () => string, RegExp])[] = [
  ['of a newer schema', () => ofParty(newer), /newer sa2pmp \(schema 2; .* up to 1\)/],
  ["of another party's", () => ofParty({ ...schema, party: 'attic' }), /an? attic, not of a cell/],
  ['of another program', () => byHand('CREATE TABLE notes (x)'), /not of sa2pmp/],
  ['that is text', () => written('hello\n'.repeat(1000)), /cannot be opened as a database/],
  ['that is cut short', damaged, /cannot be opened as a database/],
  ['that is a folder', directory, /cannot be opened as a database/],
  // A mark of ours is no promise. Kills: the table `meta` taken for granted.
  [
    'with our mark and none of our tables',
    () => byHand(`CREATE TABLE notes (x); PRAGMA application_id = ${APPLICATION}`),
    /./,
  ],
];

describe('a file is refused in one line that names it', () => {
  test.for(refused)('%s, and nothing is changed', ([, make, why]) => {
    const path = make();
    const isFile = statSync(path).isFile();
    const before = isFile ? readFileSync(path) : undefined;
    const refusal = refusalOf({ path, schema });
    expect(refusal.startsWith(`${path}: `)).toBe(true);
    expect(refusal).toMatch(why);
    expect(refusal).not.toContain('\n');
    if (isFile) expect(readFileSync(path)).toEqual(before);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test('that is not there and must be, and it is not made', () => {
    const path = at.path();
    expect(refusalOf({ path, schema, mustExist: true })).toBe(`${path}: there is no such file`);
    expect(existsSync(path)).toBe(false);
    opened({ path: ':memory:', schema, mustExist: true }).close();
  });

  test('in a folder that is not there', () => {
    const path = `${at.path('folder')}/bank.db`;
    expect(refusalOf({ path, schema })).toMatch(/there is no folder .*; make it first/);
  });

  // Root may write everything: it is left for as long as the file is opened.
  test('that is read-only', () => {
    const path = ofParty(schema);
    chmodSync(path, 0o444);
    chmodSync(dirname(path), 0o555);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(refusalOf({ path, schema })).toMatch(/cannot be opened as a database/);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(dirname(path), 0o755);
    }
  });

  test('and the file can be used by others at once: nothing is held open', () => {
    const path = ofParty(newer);
    for (let times = 0; times < 3; times += 1) refusalOf({ path, schema });
    opened({ path, schema: newer }).close();
    expect(existsSync(`${path}-wal`)).toBe(false);
  });
});
