/** Damage to a log's file. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { messages } from '../../model/sa2pmp/messages.ts';
import { readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, fromBytes } from '../../src/bytes.ts';
import { signCheckpoint } from '../../src/log/checkpoint.ts';
import { native } from '../../src/native.ts';
import { bases, type Damage, on, sql, strange, valueIn } from './damage.ts';
import type { LiveFiles } from './live.ts';

const algebra = native({ cipher: 'aes-128-cbc' });

const otherPrevious = ({ log }: LiveFiles): void => {
  const shape = messages({ ...readings.published, ...bases.chain }).entry;
  const content = valueIn(log, 'SELECT content FROM entry WHERE place = 3') as Bytes;
  const record = algebra.decode(shape, content)?.record;
  if (record === undefined) throw new Error('no entry');
  const forged = algebra.encode(shape, { record, previous: strange as Bytes });
  sql(log, 'UPDATE entry SET content = ? WHERE place = 3', forged);
};

const showHead = ({ log }: LiveFiles, seq: number, size: number): void => {
  const name = valueIn(log, "SELECT value FROM meta WHERE key = 'log-name'");
  const seed = fromBytes(valueIn(log, "SELECT value FROM meta WHERE key = 'head-seed'") as Bytes);
  const root = new Uint8Array(32).fill(7);
  const note = signCheckpoint({ size, root }, { name, seed });
  const head = 'INSERT INTO head (seq, size, root, note) VALUES (?, ?, ?, ?)';
  sql(log, head, seq, size, Buffer.from(root).toString('hex'), note);
};

/** What breaks the log's checks. */
export const atLog: readonly Damage[] = [
  {
    what: 'octets of the header changed',
    base: 'plain',
    strikes: ({ log }) => {
      const file = openSync(log, 'r+');
      writeSync(file, Uint8Array.of(0, 0, 0, 3), 0, 4, 36);
      closeSync(file);
    },
    breaks: ['every integrity'],
  },
  {
    what: 'a gap between entries',
    base: 'plain',
    strikes: on(
      'log',
      'UPDATE entry SET place = place + 1 WHERE place = (SELECT max(place) FROM entry)',
    ),
    breaks: ['log places'],
  },
  {
    what: 'an entry that is no record',
    base: 'gateway',
    strikes: on('log', "INSERT INTO entry (place, content) SELECT max(place) + 1, '00' FROM entry"),
    breaks: ['log entry-form'],
  },
  {
    what: 'an entry that follows from none',
    base: 'chain',
    strikes: otherPrevious,
    breaks: ['log chain'],
  },
  {
    what: 'two entries swapped',
    base: 'merkle',
    strikes: on(
      'log',
      `UPDATE entry SET place = -1 WHERE place = 2; UPDATE entry SET place = 2 WHERE place = 3;
        UPDATE entry SET place = 3 WHERE place = -1;`,
    ),
    breaks: ['log chain', 'log tree', 'log head-roots', 'across witnessed', 'log head-growth'],
  },
  {
    what: 'the signature of another entry',
    base: 'merkle',
    strikes: on(
      'log',
      'UPDATE entry SET signature = (SELECT signature FROM entry WHERE place = 1) WHERE place = 0',
    ),
    breaks: ['log signatures'],
  },
  {
    what: "a chart of nobody's",
    base: 'plain',
    strikes: on('log', `INSERT INTO chart VALUES ('other', '{"value":"TLS","context":{}}')`),
    breaks: ['log charts'],
  },
  {
    what: 'another last entry remembered',
    base: 'chain',
    strikes: on('log', `UPDATE chart SET state = json_set(state, '$.context.head', '${strange}')`),
    breaks: ['log log-head'],
  },
  {
    what: 'a frame that is no order',
    base: 'both',
    strikes: on('log', "INSERT INTO frame (content) VALUES ('00')"),
    breaks: ['log frames'],
  },
  {
    what: 'a notice that is none',
    base: 'plain',
    strikes: on('log', "UPDATE notice SET message = '00'"),
    breaks: ['log notices'],
  },
  {
    what: 'a node changed',
    base: 'merkle',
    strikes: on('log', 'UPDATE node SET hash = zeroblob(32) WHERE level = 1 AND place = 0'),
    breaks: ['log tree'],
  },
  {
    what: 'a node lost',
    base: 'merkle',
    strikes: on('log', 'DELETE FROM node WHERE level = 1 AND place = 0'),
    breaks: ['log tree'],
  },
  {
    what: 'a head of another log',
    base: 'merkle',
    strikes: on(
      'log',
      "UPDATE head SET note = replace(note, 'sa2pmp-log', 'other-log') WHERE seq = 1",
    ),
    breaks: ['log head-notes'],
  },
  {
    what: 'a head kept as another than it says',
    base: 'merkle',
    strikes: on('log', 'UPDATE head SET size = size + 1 WHERE seq = 6'),
    breaks: ['log head-notes', 'log head-roots', 'log head-growth'],
  },
  {
    what: 'a wrong head of the empty log',
    base: 'merkle',
    strikes: (files) => {
      showHead(files, 0, 0);
    },
    breaks: ['log head-roots'],
  },
  {
    what: 'two heads of one size',
    base: 'merkle',
    strikes: (files) => {
      showHead(files, 99, 13);
    },
    breaks: ['log head-roots', 'log head-growth'],
  },
  {
    what: 'a log that shrank between heads',
    base: 'merkle',
    strikes: on('log', 'UPDATE head SET seq = -seq'),
    breaks: ['log head-growth'],
  },
];
