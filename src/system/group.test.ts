import { expect, test } from 'vitest';
import { openDatabase } from '../adapters/sqlite/database.ts';
import { grouping } from '../host/group.ts';

const schema = {
  party: 'test',
  migrations: [
    'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT; CREATE TABLE t (n INTEGER) STRICT',
  ],
};

/** A table of numbers, the commits that it took, and works in groups on it. */
function numbers(durably: (commit: () => void) => void = (commit) => commit()) {
  let commits = 0;
  const db = openDatabase({
    path: ':memory:',
    schema,
    durably: (commit) => {
      durably(commit);
      commits += 1;
    },
  });
  if ('refusal' in db) return expect.fail(db.refusal);
  let turns = 0;
  const group = grouping(db, (callBack) => {
    turns += 1;
    setImmediate(callBack);
  });
  return {
    add: (n: number, then: () => void = () => undefined) =>
      group(() => {
        db.run('INSERT INTO t (n) VALUES (?)', n);
        then();
        return n;
      }),
    held: () => db.all('SELECT n FROM t ORDER BY n').map(({ n }) => n),
    commits: () => commits,
    /** How often the event loop was waited for. */
    turns: () => turns,
  };
}

/** What is heard before the event loop has come round a hundred times; a group takes a turn each. */
async function soon<R>(heard: Promise<R>): Promise<R> {
  const silence = async (): Promise<never> => {
    for (let turn = 0; turn < 100; turn += 1) await new Promise((done) => setImmediate(done));
    throw new Error('nobody hears of it');
  };
  return Promise.race([heard, silence()]);
}

const fails = (): never => {
  throw new Error('no');
};

// Kills: a commit each, results mixed up.
test('what arrives together takes one commit, and each its own result', async () => {
  const { add, held, commits, turns } = numbers();
  expect(await soon(Promise.all([add(1), add(2), add(3)]))).toEqual([1, 2, 3]);
  expect([held(), commits(), turns()]).toEqual([[1, 2, 3], 1, 1]);
  await soon(add(4));
  // Nothing waits any more, and nothing is waited for.
  for (const _ of [1, 2, 3]) await new Promise((resolve) => setImmediate(resolve));
  expect([held(), commits(), turns()]).toEqual([[1, 2, 3, 4], 2, 2]);
});

// Kills: no savepoint, a failure that takes the others with it.
test('what fails is undone alone', async () => {
  const { add, held } = numbers();
  const settled = await soon(Promise.allSettled([add(1), add(2, fails), add(3)]));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(held()).toEqual([1, 3]);
});

test('what fails with something else than an error is an error that says it', async () => {
  const { add, held } = numbers();
  const thrown: unknown = 'the words of it';
  const odd = (): never => {
    throw thrown;
  };
  const settled = await soon(Promise.allSettled([add(1, odd), add(2, fails)]));
  expect(
    settled.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : one.value)),
  ).toEqual([new Error('the words of it'), new Error('no')]);
  expect(held()).toEqual([]);
});

// Kills: an answer before the commit, a failed commit that nobody hears of.
test('when the commit fails everything is undone, and everybody hears it', async () => {
  const { add, held } = numbers(fails);
  const settled = await soon(Promise.allSettled([add(1), add(2)]));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(held()).toEqual([]);
});

test('nobody hears of a work before it is on disk', async () => {
  const heard: number[] = [];
  const before: number[][] = [];
  const { add } = numbers((commit) => {
    before.push([...heard]);
    commit();
  });
  await soon(Promise.all([1, 2, 3].map((n) => add(n).then(() => heard.push(n)))));
  expect([before, heard]).toEqual([[[]], [1, 2, 3]]);
});

// Kills: works beyond a group's size left waiting for ever, or lost.
test('more than fit a group are done in the next', async () => {
  const { add, held, commits } = numbers();
  const many = Array.from({ length: 150 }, (_, n) => n);
  expect(await soon(Promise.all(many.map((n) => add(n))))).toEqual(many);
  expect([held(), commits()]).toEqual([many, 3]);
});

// SQLite undoes the whole transaction on a full disk. Kills: what comes after it standing alone.
test('a full disk undoes the whole group, and everybody hears why', async () => {
  const db = openDatabase({ path: ':memory:', schema });
  if ('refusal' in db) return expect.fail(db.refusal);
  db.all('PRAGMA max_page_count = 12');
  db.run('CREATE TABLE big (content TEXT) STRICT');
  const group = grouping(db, setImmediate);
  const add = (content: string) =>
    group(() => db.run('INSERT INTO big (content) VALUES (?)', content));
  const settled = await soon(Promise.allSettled([add('a'), add('x'.repeat(200_000)), add('b')]));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  for (const one of settled) {
    expect(one.status === 'rejected' && String(one.reason)).toContain('full');
  }
  expect(db.all('SELECT content FROM big')).toEqual([]);
  await add('c');
  expect(db.all('SELECT content FROM big')).toEqual([{ content: 'c' }]);
});
