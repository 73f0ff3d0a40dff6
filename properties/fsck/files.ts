/** Checks of every file: it is a sound database, of our form, and its own parts fit together. */
import { DatabaseSync } from 'node:sqlite';
import { numberOf, type Row, textOf } from '../../src/adapters/sqlite/database.ts';
import { parseBytes } from '../../src/bytes.ts';
import { ANSWERS_KEPT_MAX } from '../../src/host/limits.ts';
import { lineDigest, TRACE_START } from '../../src/host/tracing.ts';
import { type AnyFileCheck, count, type FileCheck, type Found, type Member } from './check.ts';
import { jsonOf, schemas } from './open.ts';

/** SQLite's own view of the file. */
export const fileChecks: readonly AnyFileCheck[] = [
  {
    id: 'integrity',
    of: 'every',
    says: "SQLite's integrity check passes",
    run: ({ all, get }) => ({
      figures: count(numberOf(get('PRAGMA page_count') ?? {}, 'page_count'), 'page'),
      broken: all('PRAGMA integrity_check')
        .map((row) => textOf(row, 'integrity_check'))
        .filter((said) => said !== 'ok'),
    }),
  },
  {
    id: 'references',
    of: 'every',
    says: 'every row that another refers to is there',
    run: ({ all }) => ({
      figures: '',
      broken: all('PRAGMA foreign_key_check').map(
        (row) =>
          `${textOf(row, 'table')} refers to a row of ${textOf(row, 'parent')} that is not there`,
      ),
    }),
  },
  {
    id: 'schema',
    of: 'every',
    says: 'the tables are as this version makes them, and nothing else is there',
    run: ({ all, party }) => {
      const here = new Set(all(SCHEMA_SQL).map(shapeOf));
      const made = new Set(freshSchema(schemas[party].migrations).map(shapeOf));
      return {
        figures: count(made.size, 'table or index', 'tables and indices'),
        broken: [
          ...[...made.difference(here)].map((what) => `lacks, or has otherwise: ${what}`),
          ...[...here.difference(made)].map((what) => `has besides: ${what}`),
        ],
      };
    },
  },
];

/** What every party that runs charts keeps beside its own tables. */
export const memberChecks: readonly FileCheck[] = [
  {
    id: 'answers',
    of: 'member',
    says: 'every answer that is kept for a repeated request is in the outbox',
    run: answers,
  },
  {
    id: 'trace',
    of: 'member',
    says: 'every line of the trace follows from the one before',
    run: trace,
  },
];

const SCHEMA_SQL =
  "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";

function shapeOf(row: Row): string {
  const sql = textOf(row, 'sql').replaceAll(/\s+/gu, ' ');
  return `${textOf(row, 'type')} ${textOf(row, 'name')}: ${sql}`;
}

function freshSchema(migrations: readonly string[]): readonly Row[] {
  const db = new DatabaseSync(':memory:');
  try {
    for (const sql of migrations) db.exec(sql);
    return db.prepare(SCHEMA_SQL).all();
  } finally {
    db.close();
  }
}

function answers({ all, party }: Member): Found {
  const sent = new Set(all('SELECT seq FROM outbox').map((row) => numberOf(row, 'seq')));
  const kept = all('SELECT seq, key, chart, replies FROM inbox');
  const broken = kept.flatMap((row) => {
    const request = `request ${numberOf(row, 'seq')} at ${textOf(row, 'chart')}`;
    const replies = jsonOf(textOf(row, 'replies'));
    if (parseBytes(textOf(row, 'key'))?.length !== 64 || !Array.isArray(replies)) {
      return [`${request} is not of the right form`];
    }
    return replies
      .filter((seq) => typeof seq !== 'number' || !sent.has(seq))
      .map((seq) => `the answer ${String(seq)} to ${request} is not in the outbox`);
  });
  // The gateway has a limit of its own, and a phone is asked nothing.
  const most = party === 'bank' ? ANSWERS_KEPT_MAX : Number.MAX_SAFE_INTEGER;
  const crowded = all(
    'SELECT chart, count(*) AS n FROM inbox GROUP BY chart HAVING n > ?',
    most,
  ).map((row) => `${textOf(row, 'chart')} has ${numberOf(row, 'n')} requests kept`);
  return { figures: count(kept.length, 'request'), broken: [...broken, ...crowded] };
}

function trace({ all, isTraced }: Member): Found | undefined {
  const lines = all('SELECT seq, line, digest FROM trace ORDER BY seq');
  if (!isTraced && lines.length === 0) return undefined;
  let before = TRACE_START;
  const broken = lines.flatMap((row) => {
    const digest = textOf(row, 'digest');
    const follows = lineDigest(before, textOf(row, 'line')) === digest;
    before = digest;
    return follows ? [] : [`line ${numberOf(row, 'seq')} does not follow from the one before`];
  });
  const stray = isTraced ? [] : ['there is a trace, and the party keeps none'];
  return { figures: count(lines.length, 'line'), broken: [...stray, ...broken] };
}
