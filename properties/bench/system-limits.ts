/**
 * What bounds the system from above: commits that a disk takes, and the cryptography of one
 * payment on one core, the bank's part and the phone's.
 */
import { join } from 'node:path';
import type { Algebra } from '../../model/core/algebra.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { openDatabase } from '../../src/adapters/sqlite/database.ts';
import { phoneSchema, phoneStore } from '../../src/adapters/sqlite/phone.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { concrete } from '../../src/concrete.ts';
import { bank } from '../../src/host/bank/bank.ts';
import { gateway } from '../../src/host/log/gateway.ts';
import { phone } from '../../src/host/phone/phone.ts';
import { native } from '../../src/native.ts';
import { openBank } from '../../src/system/bank.ts';
import { openLog } from '../../src/system/log.ts';
import { startParty } from '../../src/system/party.ts';
import type { Timed } from '../../src/instrumented.ts';
import { quietLog } from '../../src/host/world.ts';
import { cheap, currency, identityOf, orThrow } from '../load/town.ts';
import { ratePerSecond } from './measure.ts';
import { pay } from './system-load.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';

/** Durable commits of next to nothing, as a party makes them: `commit` makes one. */
export function commits(folder: string): {
  readonly commit: () => void;
  readonly close: () => void;
} {
  const migrations = [
    'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT; CREATE TABLE tick (seq INTEGER PRIMARY KEY) STRICT;',
  ];
  const schema = { party: 'bench', migrations };
  const db = orThrow(openDatabase({ path: join(folder, 'commits.db'), schema }));
  return {
    commit: () => void db.transaction(() => db.run('INSERT INTO tick DEFAULT VALUES')),
    close: db.close,
  };
}

/** What is done by cryptography for one payment, to be done again and again. */
export interface Replay {
  /** What is called how often, for people. */
  readonly calls: string;
  /** Payments per second on one core, over `secondsMin` seconds. */
  readonly perSecond: (secondsMin: number) => number;
}

/** The cryptography of payments, the bank's by noble and the phone's by OpenSSL. */
export interface Replays {
  readonly bank: Replay;
  readonly phone: Replay;
}

/** Payments recorded: keys are prepared once, nonces differ. */
const RECORDED = 16;

/** A call of a primitive, ready to be made again. */
interface Call {
  readonly what: string;
  readonly make: () => unknown;
}

/** Records the primitives of payments in a system without processes. */
export async function replays(reading: Reading): Promise<Replays> {
  const suite = suiteOf(reading);
  const banks = recorder(concrete(suite));
  const phones = recorder(native(suite));
  const pay = await payerIn(reading, banks.algebra, phones.algebra);
  // What is done once only is not what a payment costs.
  await pay();
  banks.forget();
  phones.forget();
  for (let n = 0; n < RECORDED; n += 1) await pay();
  return { bank: replay(banks.calls), phone: replay(phones.calls) };
}

function replay(calls: readonly Call[]): Replay {
  const counts = Map.groupBy(calls, ({ what }) => what);
  const each = [...counts].map(([what, ones]) => `${ones.length / RECORDED} ${what}`);
  const all = (): number => {
    for (const { make } of calls) make();
    return RECORDED;
  };
  return { calls: each.join(', '), perSecond: (secondsMin) => ratePerSecond(secondsMin, all) };
}

interface Recorder {
  readonly algebra: Algebra<Bytes>;
  readonly calls: Call[];
  readonly forget: () => void;
}

/** Keeps every call of the operations that `timed` (src/instrumented.ts) takes the time of. */
function recorder(algebra: Algebra<Bytes>): Recorder {
  const calls: Call[] = [];
  const noted = <T>(what: Timed, make: () => T): T => {
    calls.push({ what, make });
    return make();
  };
  return {
    calls,
    forget: () => void calls.splice(0),
    algebra: {
      ...algebra,
      derive: (seed, label) => noted('derive', () => algebra.derive(seed, label)),
      hash: (m) => noted('hash', () => algebra.hash(m)),
      publicKey: (key) => noted('publicKey', () => algebra.publicKey(key)),
      sign: (key, fresh, m) => noted('sign', () => algebra.sign(key, fresh, m)),
      verify: (key, m, signature) => noted('verify', () => algebra.verify(key, m, signature)),
      seal: (key, fresh, m) => noted('seal', () => algebra.seal(key, fresh, m)),
      open: (key, shape, box) => noted('open', () => algebra.open(key, shape, box)),
    },
  };
}

/** A customer's phone, logged on at a bank in this process, as a function that pays once. */
async function payerIn(
  reading: Reading,
  banks: Algebra<Bytes>,
  phones: Algebra<Bytes>,
): Promise<() => Promise<void>> {
  const opened = orThrow(openBank({ path: ':memory:', reading, log: quietLog }));
  const [message] = ['payer', 'payee'].map((account) => {
    const opening = { minor: 1_000_000, currency };
    const who = { account, opening, userid: account, password: 'secret', sim: '8', phone: '3' };
    return orThrow(opened.enrol(who, cheap)).message;
  });
  const running = bank({
    world: { ...opened.world, algebra: banks },
    store: opened.store,
    identity: identityOf(opened),
    tracing: false,
  });
  const log = orThrow(openLog({ path: ':memory:', reading, log: quietLog }));
  const passing = gateway({
    ...log,
    group: (work) => Promise.resolve(log.store.journal.transaction(work)),
    bank: {
      forward: (request) => Promise.resolve(running.take({ ...request, channel: 'wired' })),
      fetch: (received) => Promise.resolve({ deliveries: running.fetch(received) }),
    },
  });
  const { db, world } = orThrow(
    startParty(phoneSchema, { path: ':memory:', reading, log: quietLog }),
  );
  const payer = phone({
    world: { ...world, algebra: phones },
    store: phoneStore(db),
    accid: 'payer',
    customer: { sim: textToBytes('8'), phid: textToBytes('3'), userid: textToBytes('payer') },
    lines: {
      wireless: passing.relay,
      https: (request) => Promise.resolve(running.take(request)),
      branch: (request) => Promise.resolve(running.take(request)),
    },
    tracing: false,
  });
  if (message !== undefined) payer.install(message);
  await payer.wants('start');
  await payer.wants('logOn', { userid: textToBytes('payer'), password: textToBytes('secret') });
  return () => pay(payer, 'payee');
}
