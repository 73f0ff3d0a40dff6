/** The log's entries: in their places, of the reading's form, chained and signed as it says. */
import * as v from 'valibot';
import { chainsEntries, signsEntries } from '../../model/sa2pmp/reading.ts';
import { log as logChart } from '../../model/sa2pmp/roles/log.ts';
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { hexSchema } from '../../src/host/package.ts';
import { MESSAGE_BYTES_MAX, NOTICES_KEPT_MAX } from '../../src/host/limits.ts';
import { logAddress } from '../../src/host/names.ts';
import { chartsOf, stateIn } from './charts.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';
import { isNotice } from './notice.ts';

const logStateSchema = v.strictObject({
  value: v.literal('TLS'),
  context: v.strictObject({
    head: v.optional(hexSchema(MESSAGE_BYTES_MAX)),
    /** Kept in a table of its own (R7). */
    resolved: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(0))),
  }),
});

/** The checks of the log's entries and of what it holds for others. */
export const entryChecks: readonly FileCheck[] = [
  { id: 'places', of: 'log', says: 'the entries stand at 0, 1, 2, … without a gap', run: places },
  {
    id: 'entry-form',
    of: 'log',
    says: "every entry is a record in the reading's form",
    run: forms,
  },
  {
    id: 'chain',
    of: 'log',
    says: 'every entry names the digest of the one before (A20)',
    run: chain,
  },
  { id: 'signatures', of: 'log', says: 'the log signed every entry (A20)', run: signatures },
  {
    id: 'charts',
    of: 'log',
    says: "the log's chart can be restored",
    run: (file) =>
      chartsOf(file, {
        chart: logChart,
        schema: logStateSchema,
        owner: (name) => name === logAddress,
      }),
  },
  {
    id: 'log-head',
    of: 'log',
    says: 'the chart remembers the digest of the last entry (A20)',
    run: head,
  },
  { id: 'frames', of: 'log', says: 'the frames kept are orders that passed (A19)', run: frames },
  { id: 'notices', of: 'log', says: 'what waits for phones is notices', run: notices },
];

function contents({ all }: Member): readonly Bytes[] {
  return all('SELECT content FROM entry ORDER BY place').map((row) => bytesOf(row, 'content'));
}

function places({ all }: Member): Found {
  const rows = all('SELECT place FROM entry ORDER BY place').map((row) => numberOf(row, 'place'));
  const wrong = rows.findIndex((place, index) => place !== index);
  return {
    figures: count(rows.length, 'entry', 'entries'),
    broken: wrong < 0 ? [] : [`there is no entry ${wrong}, and one at ${String(rows[wrong])}`],
  };
}

function forms(log: Member): Found {
  const { algebra, messages } = log;
  const all = contents(log);
  const isRight = (content: Bytes): boolean => {
    const record = algebra.decode(messages.entry, content)?.record;
    return record !== undefined && algebra.decode(messages.record, record) !== undefined;
  };
  return {
    figures: count(all.length, 'entry', 'entries'),
    broken: all.flatMap((content, index) =>
      isRight(content) ? [] : [`entry ${index} is no record of the reading`],
    ),
  };
}

function chain(log: Member): Found | undefined {
  const { algebra, messages, reading } = log;
  if (!chainsEntries(reading)) return undefined;
  const all = contents(log);
  const named = (content: Bytes): Bytes | undefined =>
    algebra.decode(messages.entry, content)?.previous;
  return {
    figures: count(all.length, 'entry', 'entries'),
    broken: all.flatMap((content, index) => {
      const before = all[index - 1];
      const due = before === undefined ? textToBytes('first') : algebra.hash(before);
      return named(content) === due ? [] : [`entry ${index} does not name the one before`];
    }),
  };
}

function signatures(log: Member): Found {
  const { algebra, reading } = log;
  const rows = log.all('SELECT place, content, signature FROM entry ORDER BY place');
  const figures = count(rows.length, 'entry', 'entries');
  const at = (row: (typeof rows)[number]): string => `entry ${numberOf(row, 'place')}`;
  if (!signsEntries(reading)) {
    const signed = rows.filter((row) => row['signature'] !== null);
    return {
      figures: `${figures}, none to be signed`,
      broken: signed.map((row) => `${at(row)} is signed, and the reading has none signed`),
    };
  }
  const publicKey = algebra.publicKey(signingKeyOf(log));
  const isRight = (row: (typeof rows)[number]): boolean =>
    row['signature'] !== null &&
    algebra.verify(publicKey, bytesOf(row, 'content'), bytesOf(row, 'signature'));
  return {
    figures,
    broken: rows.filter((row) => !isRight(row)).map((row) => `${at(row)} is not signed by the log`),
  };
}

/** The key that a bank or a log signs with, from the seed in its file. */
export function signingKeyOf({ about, algebra, path }: Member): Bytes {
  const seed = about('signing-seed');
  if (seed === undefined) throw new Error(`${path} has no signing-seed`);
  return algebra.derive(textToBytes(seed), 'signing-key');
}

function head(log: Member): Found | undefined {
  const { algebra, reading } = log;
  if (!chainsEntries(reading)) return undefined;
  const last = contents(log).at(-1);
  const remembered = stateIn(log, logAddress, logStateSchema)?.context.head;
  const due = last && algebra.hash(last);
  return {
    figures: '',
    broken: remembered === due ? [] : ['the next entry would not follow from the last one'],
  };
}

function frames({ all, algebra, messages, reading }: Member): Found | undefined {
  const rows = all('SELECT seq, content FROM frame ORDER BY seq');
  if (reading.A19 !== 'both' && rows.length === 0) return undefined;
  const isRight = (content: Bytes): boolean =>
    reading.A19 === 'both' && algebra.decode(messages.orderFrame, content) !== undefined;
  return {
    figures: count(rows.length, 'frame'),
    broken: rows
      .filter((row) => !isRight(bytesOf(row, 'content')))
      .map((row) => `frame ${numberOf(row, 'seq')} is no order that passed`),
  };
}

function notices(log: Member): Found {
  const { all } = log;
  const rows = all('SELECT seq, receiver, message FROM notice ORDER BY seq');
  const crowded = all(
    'SELECT receiver FROM notice GROUP BY receiver HAVING count(*) > ?',
    NOTICES_KEPT_MAX,
  );
  return {
    figures: count(rows.length, 'notice'),
    broken: [
      ...rows
        .filter((row) => !isNotice(log, bytesOf(row, 'message')))
        .map((row) => `what waits as ${numberOf(row, 'seq')} is no notice`),
      ...crowded.map((row) => `too many notices wait for ${textOf(row, 'receiver')}`),
    ],
  };
}
