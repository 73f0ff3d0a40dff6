/**
 * What the repaired protocol keeps besides: what records are commitments to (A22), orders that wait
 * for the log's word, and what the log has said of orders (R7).
 */
import * as v from 'valibot';
import { recordForm, resolves, showsWord } from '../../model/sa2pmp/reading.ts';
import { textOf } from '../../src/adapters/sqlite/database.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { addressesOf } from '../../src/host/names.ts';
import { isWaitingAtBank } from './customers.ts';
import { count, type FileCheck, type Found, type Member } from './check.ts';
import { acknowledged, handedOn, keptByBank } from './records.ts';
import { contentDigest } from '../../src/host/envelope.ts';
import { jsonOf } from './open.ts';

/** The checks of resolutions and commitments. */
export const resolutionChecks: readonly FileCheck[] = [
  {
    id: 'openings',
    of: 'bank',
    says: 'what every record is a commitment to is kept, and is what it commits to (A22)',
    run: openings,
  },
  {
    id: 'words',
    of: 'bank',
    says: "the log's word, and the record, is kept of every order that was taken (R7b)",
    run: words,
  },
  {
    id: 'waiting',
    of: 'bank',
    says: 'an order waits for the log just where its chart does, its record in the outbox (R7)',
    run: waiting,
  },
  {
    id: 'outcomes',
    of: 'log',
    says: 'the log says of an order that it is recorded just where it has its record (R7)',
    run: outcomes,
  },
];

function openings(bank: Member): Found | undefined {
  const { all, algebra, messages, reading } = bank;
  if (recordForm(reading) !== 'commitment') return undefined;
  const rows = all('SELECT commitment, content FROM opening ORDER BY commitment');
  const kept = new Set(rows.map((row) => textOf(row, 'commitment')));
  const noted = new Set(acknowledged(bank).flatMap(({ record }) => record ?? []));
  const records = [...handedOn(bank).map(({ record }) => record), ...keptByBank(bank)];
  const bare = records
    .filter((record) => noted.has(contentDigest(record)))
    .flatMap((record) => algebra.decode(messages.record, record)?.content ?? [])
    .filter((commitment) => !kept.has(commitment));
  return {
    figures: count(rows.length, 'opening'),
    broken: [
      ...rows
        .filter((row) => algebra.hash(bytesOf(row, 'content')) !== textOf(row, 'commitment'))
        .map(
          (row) => `${textOf(row, 'commitment').slice(0, 16)}… is no commitment to what is kept`,
        ),
      ...bare.map((digest) => `nothing is kept of the order of ${digest.slice(0, 16)}…`),
    ],
  };
}

function words(bank: Member): Found | undefined {
  const { all, algebra, messages, reading } = bank;
  if (!showsWord(reading)) return undefined;
  const rows = all('SELECT commitment, record, content FROM word ORDER BY seq');
  const recorded = algebra.constant('recorded');
  const isOfIt = (row: (typeof rows)[number]): boolean => {
    const commitment = bytesOf(row, 'commitment');
    const signed = algebra.decode(messages.signedResolution, bytesOf(row, 'content'));
    const said = signed && algebra.decode(messages.resolution, signed.resolution);
    const record = algebra.decode(messages.record, bytesOf(row, 'record'));
    return (
      said?.outcome === recorded && said.commitment === commitment && record?.content === commitment
    );
  };
  const kept = new Set(rows.map((row) => textOf(row, 'commitment')));
  // An opening of no order is told of by the check of openings.
  const taken = all('SELECT commitment, content FROM opening')
    .filter((row) => algebra.hash(bytesOf(row, 'content')) === textOf(row, 'commitment'))
    .map((row) => textOf(row, 'commitment'));
  const short = (digest: string): string => `${digest.slice(0, 16)}…`;
  return {
    figures: count(rows.length, 'word'),
    broken: [
      ...rows
        .filter((row) => !isOfIt(row))
        .map((row) => `what is kept of ${short(textOf(row, 'commitment'))} is no word of the log`),
      ...taken
        .filter((digest) => !kept.has(digest))
        .map((digest) => `no word of the log is kept of the order of ${short(digest)}`),
    ],
  };
}

const waitingSchema = v.strictObject({ key: v.string(), records: v.array(v.number()) });
const NOTE = 'waits for the log: ';

function waiting(bank: Member): Found | undefined {
  if (!resolves(bank.reading)) return undefined;
  const accids = bank.all('SELECT accid FROM customer').map((row) => textOf(row, 'accid'));
  const broken = accids.flatMap((accid): readonly string[] => {
    const noted = bank.about(`${NOTE}${accid}`);
    const waits = isWaitingAtBank(bank, accid);
    if (noted === undefined) return waits ? [`${accid} waits for the log, which is not asked`] : [];
    if (!waits) return [`an order of ${accid} is noted to wait, and its chart does not`];
    const parsed = v.safeParse(waitingSchema, jsonOf(noted));
    const records = parsed.success ? parsed.output.records : [];
    const isThere = (seq: number): boolean =>
      bank.get(
        "SELECT 1 FROM outbox WHERE seq = ? AND state = 'pending' AND sender = ?",
        seq,
        addressesOf(accid).bank,
      ) !== undefined;
    return records.length > 0 && records.every(isThere)
      ? []
      : [`the record that ${accid} waits for is not in the outbox`];
  });
  const all = accids.filter((accid) => isWaitingAtBank(bank, accid)).length;
  return { figures: count(all, 'order'), broken };
}

function outcomes({ all, algebra, messages, reading }: Member): Found | undefined {
  if (!resolves(reading)) return undefined;
  const rows = all('SELECT commitment, outcome FROM resolved');
  const said = new Map(rows.map((row) => [textOf(row, 'commitment'), textOf(row, 'outcome')]));
  const recorded = new Set(
    all('SELECT content FROM entry').flatMap((row) => {
      const entry = algebra.decode(messages.entry, bytesOf(row, 'content'));
      const record = entry && algebra.decode(messages.record, entry.record);
      return record?.content ?? [];
    }),
  );
  const short = (digest: string): string => `${digest.slice(0, 16)}…`;
  return {
    figures: count(rows.length, 'order'),
    broken: [
      ...[...recorded]
        .filter((digest) => said.get(digest) !== 'recorded')
        .map((digest) => `the order of ${short(digest)} has a record, and another outcome or none`),
      ...[...said]
        .filter(([digest, outcome]) => outcome === 'recorded' && !recorded.has(digest as never))
        .map(([digest]) => `the order of ${short(digest)} is said to be recorded, and is not`),
    ],
  };
}
