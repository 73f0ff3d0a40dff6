/**
 * The schedule: starts a town, kills its people by chance, starts them again, and has the
 * invariants looked at. Ends at the first violation, when told to stop, or when all are killed
 * that were to be.
 */
import { setTimeout } from 'node:timers/promises';
import { chance } from '../crash/fault.ts';
import { autopsy, inFlight } from './autopsy.ts';
import type { Kill } from './figures.ts';
import { reading, settled, standing } from './invariants.ts';
import { readJournal } from './journal.ts';
import type { Violation } from './laws.ts';
import { unlogged } from './logged.ts';
import type { Running } from './process.ts';
import { type BuiltTown, type Party, parties, withBank } from './town.ts';
import { customers } from './wishes.ts';

/** What a campaign is to do. */
export interface Plan {
  readonly kills: number;
  /** After how many kills everything is looked at. */
  readonly settleEvery: number;
  /** Servers are told to stop by SIGTERM, and not killed. */
  readonly gently?: boolean;
  readonly stop: AbortSignal;
  /** Called after each kill. */
  readonly progress: (kills: number) => void;
}

/** What became of it. */
export interface Campaign {
  readonly kills: readonly Kill[];
  readonly starts: number;
  readonly violations: readonly Violation[];
}

const WORK_MS_MAX = 400;
const START_MS_MAX = 600;
const READY_MS = 30_000;
const REST_MS = 30_000;
const END_MS = 8_000;
/** How often a second party dies with the first, a start is struck, a key pair expires. */
const [BOTH, STARTING, EXPIRES] = [0.15, 0.12, 0.1];

interface Works extends Plan {
  readonly town: BuiltTown;
  readonly draw: () => number;
  readonly running: Map<Party, Running>;
  readonly done: Kill[];
  readonly found: Violation[];
  starts: number;
  /** Wishes executed, and kills done, when all was looked at last. */
  before: { readonly executed: number; readonly kills: number };
}

/** Carries a campaign out. */
export async function campaign(town: BuiltTown, plan: Plan): Promise<Campaign> {
  const works: Works = {
    ...plan,
    town,
    draw: chance(town.seed),
    running: new Map(),
    done: [],
    found: [],
    starts: 0,
    before: { executed: 0, kills: 0 },
  };
  try {
    await started(works, parties);
    await struck(works);
    if (works.found.length === 0) await ended(works);
  } finally {
    await Promise.all([...works.running.values()].map(({ kill }) => kill()));
  }
  const { done: kills, starts, found: violations } = works;
  return { kills, starts, violations };
}

/** Kill upon kill. */
async function struck(works: Works): Promise<void> {
  const { done, found, stop, settleEvery } = works;
  let settleAt = settleEvery;
  while (done.length < works.kills && !stop.aborted && found.length === 0) {
    await strike(works);
    deaths(works);
    found.push(...standing(works.town));
    works.progress(done.length);
    if (done.length < settleAt || done.length >= works.kills) continue;
    settleAt += settleEvery;
    await settle(works);
    for (const name of customers) works.running.get(name)?.tell('go');
  }
}

function pick<T>(draw: () => number, from: readonly T[]): T {
  const picked = from[Math.floor(draw() * from.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/** Kills a party, or two at once, and starts them again; sometimes kills while they start. */
async function strike(works: Works): Promise<void> {
  const { town, draw, done } = works;
  const first = pick(draw, ['bank', 'gateway', pick(draw, customers)] as const);
  const second = pick(draw, parties);
  const victims: readonly Party[] =
    draw() < BOTH && second !== first && done.length + 1 < works.kills ? [first, second] : [first];
  await kill(works, victims, Math.round(draw() * WORK_MS_MAX));
  if (draw() < STARTING && done.length < works.kills) {
    for (const party of victims) launch(works, party);
    await setTimeout(draw() * START_MS_MAX);
    await kill(works, [first], 'starting');
    await started(works, [first], victims);
  } else await started(works, victims);
  if (draw() < EXPIRES) {
    const name = pick(draw, customers);
    await withBank(town, (open) => open.bank.expire(name));
  }
}

async function kill(
  works: Works,
  victims: readonly Party[],
  afterMs: Kill['afterMs'],
): Promise<void> {
  const { town, done } = works;
  if (afterMs !== 'starting') await setTimeout(afterMs);
  const waiting = inFlight(town);
  await Promise.all(victims.map((party) => end(works, party, afterMs === 'starting')));
  const found = autopsy(town, victims);
  works.found.push(...unlogged(town, victims));
  for (const [place, party] of victims.entries()) {
    // What two deaths interrupted is counted once.
    const interrupted = place === 0 ? found : { answersLost: 0, unfetched: 0 };
    done.push({ party, afterMs, inFlight: waiting, ...interrupted });
  }
}

/** Ends a party: a customer always, a server unless gently, by SIGKILL. */
async function end(works: Works, party: Party, isStarting: boolean): Promise<void> {
  const isServer = party === 'bank' || party === 'gateway';
  if (works.gently === true && isServer && !isStarting) return stopped(works, party);
  await works.running.get(party)?.kill();
}

/** Tells a server to stop, which it has to do well. */
async function stopped({ running, found }: Works, party: Party): Promise<void> {
  const how = await running.get(party)?.terminate(END_MS);
  if (how === 'code 0') return;
  found.push({ law: 'a server told to stop ends with 0', detail: `${party}: ${how ?? ''}` });
}

function launch(works: Works, party: Party): void {
  works.starts += 1;
  works.running.set(party, works.town.start(party));
}

/** Starts parties, and waits until they and others that were started before are ready. */
async function started(
  works: Works,
  starting: readonly Party[],
  awaited: readonly Party[] = starting,
): Promise<void> {
  for (const party of starting) launch(works, party);
  for (const party of awaited) {
    if (await works.running.get(party)?.says('ready', READY_MS)) continue;
    works.found.push({ law: 'who was killed starts again', detail: party });
  }
}

/** Who died without being killed. */
function deaths({ running, found }: Works): void {
  for (const [party, { died }] of running) {
    const how = died();
    if (how !== undefined) found.push({ law: 'nobody dies of itself', detail: `${party}: ${how}` });
  }
}

/** Has the customers rest and the outbox fetched, and looks at everything. */
async function settle(works: Works): Promise<void> {
  const { town, running, found } = works;
  for (const name of customers) running.get(name)?.tell('rest');
  for (const name of customers) {
    if (await running.get(name)?.says('resting', REST_MS)) continue;
    found.push({ law: 'a customer who resumes learns all and comes to rest', detail: name });
  }
  deaths(works);
  if (found.length > 0) return;
  const until = performance.now() + REST_MS;
  while (isWaiting(town) && performance.now() < until) await setTimeout(20);
  found.push(...settled(town), ...stuck(works));
}

/** Killed or not, the customers get on: a town where nothing happens keeps every other law. */
function stuck(works: Works): readonly Violation[] {
  const { town, done, before } = works;
  const lines = customers.flatMap((name) => readJournal(town.journal(name)));
  const executed = lines.filter(({ kind }) => kind === 'executed').length;
  works.before = { executed, kills: done.length };
  if (done.length === before.kills || executed > before.executed) return [];
  return [{ law: 'the customers get on', detail: `${executed} executed, as before` }];
}

function isWaiting(town: BuiltTown): boolean {
  return reading(
    town.database('bank'),
    (db) => db.prepare("SELECT 1 FROM outbox WHERE state = 'pending'").get() !== undefined,
  );
}

/** The end: all quiet, the servers told to stop, and the files looked at once more. */
async function ended(works: Works): Promise<void> {
  const { running, found, town } = works;
  await settle(works);
  if (found.length > 0) return;
  for (const name of customers) await running.get(name)?.kill();
  for (const party of ['gateway', 'bank'] as const) await stopped(works, party);
  found.push(...settled(town));
}
