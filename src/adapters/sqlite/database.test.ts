import { readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase, type Schema } from './database.ts';
import { folder, opened, pathAt, places } from './testing/folder.ts';

const META = 'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;';
const first: Schema = {
  party: 'cellar',
  migrations: [
    `${META} CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT;
     CREATE TABLE cask (
       id INTEGER PRIMARY KEY, litres INTEGER NOT NULL CHECK (litres >= 0),
       shelf INTEGER REFERENCES shelf (id)
     ) STRICT;`,
  ],
};
const second: Schema = {
  ...first,
  migrations: [...first.migrations, "ALTER TABLE cask ADD COLUMN wine TEXT NOT NULL DEFAULT 'red'"],
};
/** The first half of its change is good. */
const broken: Schema = {
  ...first,
  migrations: [...second.migrations, 'DELETE FROM cask; DROP TABLE shelf; CREATE TABLE meta (x)'],
};

const at = folder();
afterAll(() => {
  at.remove();
});

const litres = (path: string, schema: Schema = first): readonly unknown[] => {
  const db = opened({ path, schema });
  const rows = db.all('SELECT litres FROM cask ORDER BY id').map((row) => row['litres']);
  db.close();
  return rows;
};

/** A cellar with these casks. */
function cellar(casks: readonly number[], schema: Schema = first): string {
  const path = at.path();
  const db = opened({ path, schema });
  for (const one of casks) db.run('INSERT INTO cask (litres) VALUES (?)', one);
  db.close();
  return path;
}

describe('a database that is made', () => {
  const path = at.path();
  const db = opened({ path, schema: second });
  const pragma = (name: string): unknown => Object.values(db.get(`PRAGMA ${name}`) ?? {})[0];
  afterAll(() => {
    db.close();
  });

  // Kills: each pragma left out.
  test.for([
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
    ['secure_delete', 1],
    ['application_id', Buffer.from('SA2p').readInt32BE()],
    ['user_version', 2],
  ] as const)('has the %s that we count on', ([name, value]) => {
    expect(pragma(name)).toBe(value);
  });

  // Keys stand in it. Kills: the mode left to the umask.
  test('is for its owner alone, and so are the files beside it', () => {
    const path = at.path();
    const db = opened({ path, schema: first });
    db.run('INSERT INTO shelf DEFAULT VALUES');
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      expect(statSync(file).mode & 0o077).toBe(0);
    }
    db.close();
  });

  test('says whose it is', () => {
    expect(db.get('SELECT value FROM meta WHERE key = ?', 'party')).toEqual({ value: 'cellar' });
    expect(db.path).toBe(path);
  });

  test('holds references to what is not there for errors', () => {
    expect(() => db.run('INSERT INTO cask (litres, shelf) VALUES (1, 7)')).toThrow(/FOREIGN KEY/);
  });

  test('is opened again with the same ways', () => {
    const again = opened({ path, schema: second });
    expect(again.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(again.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
    again.close();
  });
});

describe('a database of an older schema', () => {
  test('is brought up to date and keeps what it has', () => {
    const path = cellar([225, 300]);
    expect(litres(path, second)).toEqual([225, 300]);
    const db = opened({ path, schema: second });
    expect(db.all('SELECT wine FROM cask')).toEqual([{ wine: 'red' }, { wine: 'red' }]);
    expect(db.get('PRAGMA user_version')).toEqual({ user_version: 2 });
    db.close();
  });

  test('is made in one go to the newest', () => {
    expect(litres(cellar([1], second), second)).toEqual([1]);
  });

  // Kills: changes outside the transaction, or a transaction for each.
  test('stays as it was when a change fails, the changes before it too', () => {
    const path = cellar([225]);
    const before = readFileSync(path);
    expect(() => openDatabase({ path, schema: broken })).toThrow(/meta already exists/);
    expect(readFileSync(path)).toEqual(before);
    expect(litres(path)).toEqual([225]);
    expect(litres(path, second)).toEqual([225]);
  });

  test('that could not be made leaves nothing in its file', () => {
    const path = at.path();
    expect(() => openDatabase({ path, schema: broken })).toThrow();
    expect(litres(path)).toEqual([]);
  });
});

describe.each(places)('a transaction in %s', (place) => {
  const open = (durably?: (commit: () => void) => void) =>
    opened({
      path: pathAt(place, at),
      schema: first,
      ...(durably === undefined ? {} : { durably }),
    });
  const add = 'INSERT INTO cask (litres) VALUES (?)';
  const held = (db: ReturnType<typeof open>) =>
    db.all('SELECT litres FROM cask ORDER BY id').map((row) => row['litres']);

  test('returns what its work returns and keeps what it wrote', () => {
    const db = open();
    expect(db.transaction(() => [db.run(add, 10), db.run(add, 20)])).toEqual([1, 2]);
    expect(held(db)).toEqual([10, 20]);
    db.close();
  });

  // Kills: no ROLLBACK, or one that leaves the database in its transaction.
  test('is undone as a whole by what its work throws, and throws it', () => {
    const db = open();
    const work = (): never => {
      db.run(add, 10);
      throw new Error('the cask leaks');
    };
    expect(() => db.transaction(work)).toThrow('the cask leaks');
    expect(held(db)).toEqual([]);
    db.transaction(() => db.run(add, 30));
    expect(held(db)).toEqual([30]);
    db.close();
  });

  test('is undone as a whole by a constraint', () => {
    const db = open();
    expect(() => db.transaction(() => [db.run(add, 10), db.run(add, -1)])).toThrow(/CHECK/);
    expect(held(db)).toEqual([]);
    db.close();
  });

  test('is undone when the commit fails', () => {
    let isDiskFull = true;
    const db = open((commit) => {
      if (isDiskFull) throw new Error('the disk is full');
      commit();
    });
    expect(() => db.transaction(() => db.run(add, 10))).toThrow('the disk is full');
    expect(held(db)).toEqual([]);
    isDiskFull = false;
    db.transaction(() => db.run(add, 20));
    expect(held(db)).toEqual([20]);
    db.close();
  });

  // Kills: one that is lost or kept with the wrong one, or durable before the outer is.
  test('inside another is undone alone, and kept or undone with the other', () => {
    let commits = 0;
    const db = open((commit) => {
      commits += 1;
      commit();
    });
    const fails = (): never => {
      db.run(add, 20);
      throw new Error('the cask leaks');
    };
    const outer = (): void => {
      db.run(add, 10);
      expect(() => db.transaction(fails)).toThrow('the cask leaks');
      expect(held(db)).toEqual([10]);
      db.transaction(() => db.run(add, 30));
      expect(commits).toBe(0);
    };
    db.transaction(outer);
    expect([held(db), commits]).toEqual([[10, 30], 1]);
    const undone = (): never => {
      db.transaction(() => db.run(add, 40));
      throw new Error('all of it leaks');
    };
    expect(() => db.transaction(undone)).toThrow('all of it leaks');
    expect(() => db.transaction(() => db.transaction(fails))).toThrow('the cask leaks');
    expect([held(db), commits]).toEqual([[10, 30], 1]);
    db.close();
  });

  // Kills: `durably` for every commit, or for those alone that write first.
  test('is carried out durably when it writes, and only then', () => {
    let commits = 0;
    const db = open((commit) => {
      commits += 1;
      commit();
    });
    db.transaction(() => held(db));
    db.run(add, 1);
    expect(commits).toBe(0);
    db.transaction(() => held(db));
    expect(commits).toBe(0);
    db.transaction(() => db.run(add, 2));
    expect(commits).toBe(1);
    db.transaction(() => held(db));
    expect(commits).toBe(1);
    expect(held(db)).toEqual([1, 2]);
    db.close();
  });
});

describe('another process that writes', () => {
  /** Holds the file's write lock for a while, as another process would. */
  const holder = `
    const { DatabaseSync } = require('node:sqlite');
    const { parentPort, workerData } = require('node:worker_threads');
    const db = new DatabaseSync(workerData);
    db.exec('BEGIN IMMEDIATE; INSERT INTO cask (litres) VALUES (1)');
    parentPort.postMessage('held');
    setTimeout(() => { db.exec('COMMIT'); db.close(); }, 300);
  `;

  test('is waited for', async () => {
    const path = cellar([]);
    const db = opened({ path, schema: first });
    const worker = new Worker(holder, { eval: true, workerData: path });
    await new Promise((resolve) => worker.once('message', resolve));
    db.transaction(() => db.run('INSERT INTO cask (litres) VALUES (2)'));
    await new Promise((resolve) => worker.once('exit', resolve));
    db.close();
    expect(litres(path)).toEqual([1, 2]);
  });

  test('does not keep anybody from reading', () => {
    const path = cellar([5]);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE; DELETE FROM cask');
    const db = opened({ path, schema: first });
    expect(db.get('SELECT litres FROM cask')).toEqual({ litres: 5 });
    other.exec('ROLLBACK');
    other.close();
    db.close();
  });
});
