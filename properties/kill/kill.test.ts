/**
 * A short campaign with every `npm test`, and the control: what the invariants say of files that
 * were damaged by hand. The long one is `npm run campaign:kill`.
 */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readings } from '../../model/sa2pmp/reading.ts';
import { counted } from './figures.ts';
import { settled, standing } from './invariants.ts';
import { type Line, readJournal } from './journal.ts';
import { unlogged } from './logged.ts';
import { campaign } from './schedule.ts';
import { build, type Party, type Town, townAt } from './town.ts';

const SEED = 5;
const folder = mkdtempSync(join(tmpdir(), 'sa2pmp-kill-test-'));
const town = townAt(folder, readings.published, SEED);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('real processes, killed', () => {
  it('six kills at random moments leave every invariant intact', async () => {
    const built = await build(town, { protocol: 'published', reading: [] });
    const { violations, kills } = await campaign(built, {
      kills: 6,
      settleEvery: 100,
      stop: new AbortController().signal,
      progress: () => {},
    });
    expect(violations).toEqual([]);
    expect(kills).toHaveLength(6);
    const { executed, resends } = counted(town);
    expect(executed).toBeGreaterThan(3);
    expect(resends).toBeGreaterThan(0);
  }, 60_000);
});

/** Damage to the files of a town. */
interface Damage {
  readonly what: string;
  readonly law: string;
  readonly harm: (town: Town) => void;
}

function sql(party: Party, ...statements: readonly string[]): Damage['harm'] {
  return (damaged) => {
    const db = new DatabaseSync(damaged.database(party), { enableForeignKeyConstraints: false });
    for (const statement of statements) db.exec(statement);
    db.close();
  };
}

/** Rewrites the lines of alice's journal; `paid` is her last payment that was executed. */
function journal(change: (line: Line, paid: number) => readonly Line[]): Damage['harm'] {
  return (damaged) => {
    const path = damaged.journal('alice');
    const lines = readJournal(path);
    const orders = new Set(
      lines.flatMap((line) => (line.kind === 'intended' && line.amount !== '' ? [line.n] : [])),
    );
    const paid = lines.findLast(({ kind, n }) => kind === 'executed' && orders.has(n))?.n ?? 0;
    expect(paid).toBeGreaterThan(0);
    const changed = lines.flatMap((line) => change(line, paid));
    writeFileSync(path, changed.map((line) => `${JSON.stringify(line)}\n`).join(''));
  };
}

const executed: Damage['harm'] = (damaged) => {
  const wish = { n: 999, business: 'pay', payee: 'bob', amount: '77 CAD' };
  for (const line of [
    { kind: 'intended', ...wish, orders: 0 } as const,
    { kind: 'executed', n: 999 },
  ])
    appendFileSync(damaged.journal('alice'), `${JSON.stringify(line)}\n`);
};

const LAST =
  "(SELECT max(entry) FROM posting WHERE account IN ('alice', 'bob', 'carol') AND amount_minor < 0)";
const minus = `UPDATE account SET balance_minor = balance_minor - (SELECT amount_minor FROM posting WHERE entry = ${LAST} AND account = account.id) WHERE id IN (SELECT account FROM posting WHERE entry = ${LAST})`;

const damages: readonly Damage[] = [
  {
    what: 'a posting deleted',
    law: 'every entry has two postings that sum to zero',
    harm: sql('bank', `DELETE FROM posting WHERE entry = ${LAST} AND amount_minor < 0`),
  },
  {
    what: 'an entry deleted, balances put right',
    law: 'what was told executed is in the ledger, with its order and record',
    harm: sql(
      'bank',
      minus,
      `UPDATE executed_order SET entry = NULL WHERE entry = ${LAST}`,
      `DELETE FROM posting WHERE entry = ${LAST}`,
    ),
  },
  {
    what: 'a payment booked twice, all sums right',
    law: 'a wish is executed at most once',
    harm: sql(
      'bank',
      minus.replace('balance_minor - (', 'balance_minor + ('),
      "INSERT INTO entry (seq, what, at) VALUES (99999, 'again', 0)",
      `INSERT INTO posting SELECT 99999, account, amount_minor, other FROM posting WHERE entry = ${LAST}`,
    ),
  },
  {
    what: 'a balance changed',
    law: 'a balance is the sum of its postings',
    harm: sql('bank', "UPDATE account SET balance_minor = balance_minor + 1 WHERE id = 'bob'"),
  },
  {
    what: 'money made',
    law: 'no money comes or goes',
    harm: sql('bank', "UPDATE account SET balance_minor = balance_minor + 1 WHERE id = 'bob'"),
  },
  {
    what: 'an order without its record',
    law: 'what was told executed is in the ledger, with its order and record',
    harm: sql('bank', `UPDATE executed_order SET record = NULL WHERE entry = ${LAST}`),
  },
  {
    what: 'an order carried out twice that moves no money',
    law: 'every order was answered once',
    harm: sql('bank', "INSERT INTO executed_order (account, status) VALUES ('alice', 'declined')"),
  },
  {
    what: 'a record lost from the log',
    law: 'the log holds the record of every order once',
    harm: sql('gateway', 'DELETE FROM entry WHERE place = (SELECT max(place) FROM entry)'),
  },
  {
    what: 'a record twice in the log',
    law: 'the log holds the record of every order once',
    harm: sql('gateway', 'INSERT INTO entry SELECT max(place) + 1, content, signature FROM entry'),
  },
  {
    what: 'a record left in the outbox',
    law: 'the outbox is empty',
    harm: sql('bank', "UPDATE outbox SET state = 'pending' WHERE state = 'done'"),
  },
  {
    what: 'a phone that gave an order up',
    law: 'a customer at rest knows, and her phone says the same',
    harm: sql('bob', "UPDATE user_order SET state = 'unanswered'"),
  },
  {
    what: 'a message left on a phone',
    law: 'a phone at rest waits for nothing',
    harm: sql(
      'bob',
      "INSERT INTO outbox (id, state, channel, hop, sender, receiver, message, note) VALUES ('', 'pending', '', '', '', '', '', '')",
    ),
  },
  {
    what: 'a journal that says executed where there is no entry',
    law: 'what was told executed is in the ledger, with its order and record',
    harm: executed,
  },
  {
    what: 'a journal that says declined where money moved',
    law: 'what was declined or never sent moved nothing',
    harm: journal((line, paid) =>
      line.kind === 'executed' && line.n === paid ? [{ kind: 'declined', n: paid }] : [line],
    ),
  },
  {
    what: 'a journal that says never sent where money moved',
    law: 'what was declined or never sent moved nothing',
    harm: journal((line, paid) =>
      line.kind === 'executed' && line.n === paid ? [{ kind: 'never sent', n: paid }] : [line],
    ),
  },
  {
    what: 'a customer told one thing and then another',
    law: 'what was told stays true',
    harm: journal((line, paid) =>
      line.kind === 'executed' && line.n === paid ? [{ kind: 'declined', n: paid }, line] : [line],
    ),
  },
  {
    what: 'a customer told nothing',
    law: 'a customer at rest knows, and her phone says the same',
    harm: journal((line, paid) => (line.kind === 'executed' && line.n === paid ? [] : [line])),
  },
  {
    what: 'a customer whose phone gave up',
    law: 'no customer is left not knowing',
    harm: journal((line, paid) =>
      line.kind === 'executed' && line.n === paid ? [{ kind: 'in doubt', n: paid }] : [line],
    ),
  },
  {
    what: 'a payment that nobody wished',
    law: 'nothing is executed that nobody wished',
    harm: journal((line, paid) => (line.n === paid ? [] : [line])),
  },
  {
    what: 'a page of a file written over',
    law: 'the files are sound',
    harm: (damaged) => {
      const path = damaged.database('bank');
      const octets = readFileSync(path);
      octets.fill(0x5a, 4096 * 3, 4096 * 4);
      writeFileSync(path, octets);
    },
  },
];

describe('damaged files', () => {
  it.each(damages)('$what is found: $law', ({ law, harm }) => {
    const copy = mkdtempSync(join(tmpdir(), 'sa2pmp-kill-damaged-'));
    try {
      cpSync(folder, copy, { recursive: true });
      const damaged = townAt(copy, town.reading, SEED);
      harm(damaged);
      expect(settled(damaged).map((violation) => violation.law)).toContain(law);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('a record lost from the log is missed by who was told, at the moment of a death', () => {
    const copy = mkdtempSync(join(tmpdir(), 'sa2pmp-kill-damaged-'));
    try {
      cpSync(folder, copy, { recursive: true });
      const damaged = townAt(copy, town.reading, SEED);
      expect(unlogged(damaged, ['gateway', 'bank'])).toEqual([]);
      sql('gateway', 'DELETE FROM entry')(damaged);
      expect(unlogged(damaged, ['gateway', 'bank'])).not.toEqual([]);
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it('files that are not damaged break no law', () => {
    expect([...standing(town), ...settled(town)]).toEqual([]);
  });
});
