/** The bank's file against the log's and the witnesses': nothing acknowledged is lost between them. */
import { numberOf, textOf } from '../../src/adapters/sqlite/database.ts';
import { rootOf } from '../../src/log/tree.ts';
import { axisIds } from '../../model/sa2pmp/reading.ts';
import { type AcrossCheck, count, type Found, type System, the } from './check.ts';
import { resolves } from '../../model/sa2pmp/reading.ts';
import { bytesOf } from '../../src/adapters/sqlite/journal.ts';
import { rebuilt } from './heads.ts';
import { total } from './multiset.ts';
import { balanced, handedOn, loggedBy } from './records.ts';

/** The checks of bank and log against each other. */
export const acrossChecks: readonly AcrossCheck[] = [
  {
    id: 'reading',
    of: 'across',
    needs: [],
    says: 'all were made for one reading',
    run: oneReading,
  },
  {
    id: 'logged',
    of: 'across',
    needs: ['bank', 'log'],
    says: 'every order acknowledged is in the log, as often as it was acknowledged',
    run: logged,
  },
  {
    id: 'known',
    of: 'across',
    needs: ['bank', 'log'],
    says: 'every record in the log is of an order that the bank knows',
    run: known,
  },
  {
    id: 'receipts',
    of: 'across',
    needs: ['bank', 'log'],
    says: 'what the bank counts as received, the log has taken, and nothing else',
    run: receipts,
  },
  {
    id: 'witnessed',
    of: 'across',
    needs: ['log', 'witness'],
    says: 'the head that a witness cosigned last is a head of the log as it stands',
    run: witnessed,
  },
];

function oneReading({ bank, log, phones }: System): Found {
  const members = [bank, log, ...phones].filter((file) => file !== undefined);
  const [first] = members;
  const broken = members.flatMap(({ path, reading }) => {
    const other = axisIds.filter((id) => first !== undefined && reading[id] !== first.reading[id]);
    return other.length === 0 ? [] : [`${path} has ${other.join(', ')} otherwise`];
  });
  return { figures: count(members.length, 'file'), broken };
}

/** Orders against the log's records, and what waits in the bank's outbox counted as there. */
function compared(system: System) {
  const [bank, log] = [the(system, 'bank'), the(system, 'log')];
  const taken = new Set(log.all('SELECT seq FROM received').map((row) => numberOf(row, 'seq')));
  const records = loggedBy(log);
  // A record that decides an order stays in the outbox until the bank is told (R7).
  const logged = new Set(records);
  const waiting = handedOn(bank).filter(
    ({ seq, isPending, record }) => isPending && !taken.has(seq) && !logged.has(record),
  );
  const there = [...records, ...waiting.map(({ record }) => record)];
  return { ...balanced(bank, there), bank, records, waiting: waiting.length };
}

function logged(system: System): Found | undefined {
  if (the(system, 'bank').reading.A19 === 'bank') return undefined;
  const { missing, records, waiting } = compared(system);
  const lost = total(missing);
  return {
    figures: count(records.length, 'record'),
    broken: [...missing].map(
      ([digest, n]) => `${n} of ${lost} lost: the record ${digest.slice(0, 16)}… of an order`,
    ),
    notes: waiting > 0 ? [`${count(waiting, 'record')} not yet fetched from the bank`] : [],
  };
}

function known(system: System): Found {
  const { surplus, records, bank } = compared(system);
  const figures = count(records.length, 'record');
  const unknown = [...surplus].map(([digest, n]) => `${n} of ${digest.slice(0, 16)}…`);
  if (unknown.length === 0) return { figures, broken: [] };
  // A gateway that records by itself records what the bank refuses, too.
  return bank.reading.A19 === 'gateway'
    ? {
        figures,
        broken: [],
        notes: [`frames that passed and were not taken: ${unknown.join(', ')}`],
      }
    : { figures, broken: unknown.map((what) => `records of no order: ${what}`) };
}

function receipts(system: System): Found {
  const [bank, log] = [the(system, 'bank'), the(system, 'log')];
  const taken = log.all('SELECT seq FROM received').map((row) => numberOf(row, 'seq'));
  // A record that decides an order is received when the bank is told so, and is in the log (R7).
  const decides = resolves(bank.reading);
  const logged = new Set(decides ? loggedBy(log) : []);
  const done = bank
    .all("SELECT seq, message FROM outbox WHERE state = 'done'")
    .filter((row) => !logged.has(bytesOf(row, 'message')))
    .map((row) => numberOf(row, 'seq'));
  const row = bank.get("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const last = row === undefined ? 0 : numberOf(row, 'seq');
  const here = new Set(taken);
  return {
    figures: count(taken.length, 'message'),
    broken: [
      ...done
        .filter((seq) => !here.has(seq))
        .map((seq) => `the bank has a receipt for ${seq}, which the log has not taken`),
      ...taken
        .filter((seq) => seq > last)
        .map((seq) => `the log has taken ${seq}, which the bank never sent`),
    ],
  };
}

function witnessed(system: System): Found | undefined {
  const log = the(system, 'log');
  if (log.reading.A20 !== 'merkle') return undefined;
  const { nodes, size } = rebuilt(log);
  const origin = log.about('log-name') ?? '';
  const rows = system.witnesses.flatMap(({ path, all }) =>
    all('SELECT size, root FROM cosigned WHERE origin = ?', origin).map((row) => ({
      path,
      at: numberOf(row, 'size'),
      root: textOf(row, 'root'),
    })),
  );
  return {
    figures: count(rows.length, 'head'),
    broken: rows
      .filter(
        ({ at, root }) => at > size || Buffer.from(rootOf(nodes, at)).toString('hex') !== root,
      )
      .map(({ path, at }) => `${path} cosigned a head at ${at} that is not of this log`),
  };
}
