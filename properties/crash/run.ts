/**
 * One run: two customers with their wishes, a clerk, an operator, and at most one fault.
 *
 * In each round the clerk and the operator do their work and each customer does one thing. What
 * crashed is started again in the next round; a disk that fails for ever is repaired after some
 * rounds, in which the others go on. The run ends when every wish is settled and nothing waits.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../src/bytes.ts';
import { showHead } from '../../src/host/log/heads.ts';
import { addressesOf } from '../../src/host/names.ts';
import {
  act,
  type Customer,
  isWaiting,
  nextWish,
  noteHistory,
  passwordOf,
  type Wish,
} from './customer.ts';
import type { Fault, PartyName } from './fault.ts';
import { violations } from './invariants.ts';
import type { Violation } from './laws.ts';
import { DOWN } from './process.ts';
import { cost, customers, serial, sim, system, type System } from './system.ts';

/** What a run showed. */
export interface Ran {
  readonly violations: readonly Violation[];
  /** Durable operations of each party. */
  readonly operations: Readonly<Record<PartyName, number>>;
  /** Times that a disk failed. */
  readonly failures: number;
  readonly restarts: number;
  readonly rounds: number;
}

/** What each customer has at first, in minor units. */
const OPENING_MINOR = 100_000;

/** Rounds in which a disk that fails for ever goes on failing. */
const BROKEN_ROUNDS = 5;

/** Rounds after which a run that has not ended is stuck. */
const ROUNDS_MAX = 60;

/** Vain attempts after which the impatient customer gives up. */
const PATIENCE = 2;

const pay = (payee: string, minor: number): Wish => ({
  kind: 'order',
  business: 'pay',
  payee,
  amount: `${minor} CAD`,
});
const bill: Wish = { kind: 'order', business: 'bill', payee: 'hydro', amount: '2003 CAD' };
const balance: Wish = { kind: 'order', business: 'balance', payee: '', amount: '' };
const [start, logOn, renew] = [{ kind: 'start' }, { kind: 'logOn' }, { kind: 'renew' }] as const;

const wishesOf = {
  alice: [start, logOn, pay('bob', 1001), bill, balance, renew, pay('bob', 4007)],
  bob: [start, logOn, pay('alice', 311), pay('alice', 999_999), renew, pay('alice', 617)],
} satisfies Record<string, readonly Wish[]>;

interface Scene extends System {
  readonly people: readonly Customer[];
  readonly packages: Map<string, Bytes>;
}

/** Runs the scenario once. */
export async function run(reading: Reading, fault?: Fault): Promise<Ran> {
  const folder = mkdtempSync(join(FOLDER, 'sa2pmp-crash-'));
  try {
    const parties = system({ reading, folder, fault });
    const people = customers.map((name): Customer => ({
      name,
      wishes: wishesOf[name],
      patience: name === 'bob' ? PATIENCE : undefined,
      told: [],
      notPaid: new Map(),
      vain: 0,
      renewed: false,
    }));
    const scene: Scene = { ...parties, people, packages: new Map() };
    const rounds = await played(scene);
    const processes = parties.processes();
    const operations = Object.fromEntries(
      processes.map(({ disk }) => [disk.party, disk.operations()]),
    ) as Ran['operations'];
    const failures = sum(processes.map(({ disk }) => disk.failures()));
    const restarts = sum(processes.map((one) => one.restarts()));
    const files = parties.stop();
    const found = violations({ reading, files, people, openingMinor: OPENING_MINOR });
    const stuck =
      rounds < ROUNDS_MAX
        ? []
        : [{ law: 'every wish is settled', detail: unsettled(people) } as const];
    return { violations: [...stuck, ...found], operations, failures, restarts, rounds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where the files of a run are: in memory where there is such a folder. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function unsettled(people: readonly Customer[]): string {
  return people.map(({ name, told }) => `${name} was told ${JSON.stringify(told)}`).join('; ');
}

/** Plays rounds until all is over; returns how many there were. */
async function played(scene: Scene): Promise<number> {
  let failing = 0;
  for (let round = 1; round < ROUNDS_MAX; round += 1) {
    const isOver = await playRound(scene);
    if (isOver) return round;
    const disks = scene.processes().map(({ disk }) => disk);
    if (disks.some((one) => one.failures() > 0)) failing += 1;
    if (failing === BROKEN_ROUNDS) for (const one of disks) one.repair();
  }
  return ROUNDS_MAX;
}

async function playRound(scene: Scene): Promise<boolean> {
  const { bank, gateway, people } = scene;
  bank.start();
  gateway.start();
  await operate(scene);
  let isOver = true;
  for (const who of people) isOver = (await turn(scene, who)) && isOver;
  const waiting = await bank.ask(({ store }) => store.journal.pending(1).length);
  return isOver && waiting === 0;
}

/** The operator's work: takes what waits at the bank, and shows the log's head. */
async function operate({ gateway, reading }: Scene): Promise<void> {
  await gateway.ask(({ gateway: asked }) => asked.fetch());
  if (reading.A20 !== 'merkle') return;
  await gateway.ask(({ store, signer }) => showHead(store, signer));
}

/** A customer's turn; says whether there is nothing left to wish. */
async function turn(scene: Scene, who: Customer): Promise<boolean> {
  const message = scene.packages.get(who.name) ?? (await enrolled(scene, who));
  if (message === undefined) return false;
  scene.packages.set(who.name, message);
  const phone = scene.phone(who.name, message);
  if (!phone.start()) return false;
  await phone.ask((by) => {
    noteHistory(who, by);
  });
  const wish = await phone.ask((by) => nextWish(who, by));
  if (wish !== undefined && 'kind' in wish && wish.kind === 'renew') await renewed(scene, who);
  await phone.ask((by) => act(who, by));
  const isDone = await phone.ask((by) => {
    // What the phone learnt before its disk failed stands in its history (R7: last of all).
    noteHistory(who, by);
    return !isWaiting(by) && nextWish(who, by) === undefined;
  });
  return isDone === true;
}

/** The package from the counter: a clerk who finds the customer there issues it again. */
async function enrolled({ bank }: Scene, { name }: Customer): Promise<Bytes | undefined> {
  const answer = await bank.ask(({ store, reissue, enrol }) => {
    if (store.customer(name) !== undefined) return reissue(name);
    const opening = { minor: OPENING_MINOR, currency: 'CAD' };
    const password = passwordOf(name);
    const who = { account: name, opening, userid: name, password, sim, phone: serial };
    const made = enrol(who, cost);
    if ('refusal' in made) throw new Error(made.refusal);
    return made;
  });
  return answer !== undefined && 'message' in answer ? answer.message : undefined;
}

/** Has the bank ask for a new key, and the phone hear it. */
async function renewed(scene: Scene, who: Customer): Promise<void> {
  const { bank, gateway } = scene;
  const address = addressesOf(who.name).phone;
  const phone = scene.phone(who.name, '' as Bytes);
  const isHeard = await phone.ask(
    ({ store }) => store.journal.about('notices heard') !== undefined,
  );
  if (isHeard === true) {
    who.renewed = true;
    return;
  }
  const notices = await gateway.ask(({ gateway: asked }) => asked.notices(address).deliveries);
  if ('unavailable' in notices) return;
  if (notices.length === 0) {
    const sent = await bank.ask(({ bank: asked }) => asked.expire(who.name));
    if (sent !== DOWN) await gateway.ask(({ gateway: asked }) => asked.fetch());
    return;
  }
  await phone.ask(({ phone: hearing }) => hearing.hears(notices));
}
