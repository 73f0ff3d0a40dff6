/**
 * `sa2pmp demo`: the whole system on loopback, one story from enrolment to dispute, under the
 * published protocol and then under the repaired one, and the same attacks tried live on both.
 *
 * Bank, gateway and, where the log is a tree, a witness are processes of their own; the phones and
 * the judge are here. Everything is on disk and is checked at the end: the model takes every step
 * of the run again, and the claims are judged on it.
 */
import { commandOf } from './command.ts';
import type { Command } from 'commander';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readings } from '../../../model/sa2pmp/reading.ts';
import { notCarried } from '../../../src/host/carried.ts';
import { audit, exitCode } from '../../audit/audit.ts';
import { report as auditReport } from '../../audit/report.ts';
import { formatVerifierKey, verifierKey } from '../../../src/log/key.ts';
import { openBank } from '../../../src/system/bank.ts';
import { openLog } from '../../../src/system/log.ts';
import { fsck, isSound } from '../../fsck/fsck.ts';
import { type Paint, painter } from '../../report/paint.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { type Child, started } from './children.ts';
import { orRefuse, type PartyWords, readingIn, say, toldToStop, withReading } from './common.ts';
import { operatorLog } from './operator-log.ts';
import type { Done } from './done.ts';
import { attacked } from './attacked.ts';
import { dispute } from './dispute.ts';
import type { Played } from './played.ts';
import { type Customer, enrolled, outcome, type Stage, type Town } from './town.ts';

interface DemoWords extends PartyWords {
  readonly dir?: string;
}

/** The command. */
export function demoCommand(done: Done): Command {
  return withReading(commandOf('demo'))
    .option(
      '--dir <folder>',
      'an empty folder to leave the databases in (default: a temporary one)',
    )
    .action(async (words: DemoWords) => done(await demo(words)));
}

/** What is played: the protocol that is named, or both. */
function playedIn(words: DemoWords): readonly Played[] {
  const { published, repaired } = readings;
  const chosen = readingIn(words);
  if (chosen === undefined) {
    return [
      { name: 'published', reading: published },
      { name: 'repaired', reading: repaired },
    ];
  }
  const { protocol = 'published', reading = [] } = words;
  const name = reading.length === 0 ? protocol : `${protocol} changed`;
  const why = notCarried(chosen);
  if (why !== undefined) throw usageError(why);
  return [{ name, reading: chosen }];
}

/** Where a protocol's files are: in a folder of its own where there are two. */
function folderOf(dir: string, protocols: readonly Played[], { name }: Played): string {
  if (protocols.length === 1) return dir;
  const own = join(dir, name);
  mkdirSync(own);
  return own;
}

async function demo(words: DemoWords): Promise<number> {
  const protocols = playedIn(words);
  const dir = folderFor(words.dir);
  const paint = painter(process.stdout);
  const children: Child[] = [];
  const chapter = heading(paint);
  const story = async (): Promise<boolean> => {
    const ends: boolean[] = [];
    for (const played of protocols) {
      const { name, reading } = played;
      if (protocols.length > 1) {
        say('');
        say(paint('bold', `The ${name} protocol`));
      }
      const stage: Stage = {
        ...{ dir: folderOf(dir, protocols, played), reading, say, paint, heading: chapter },
        children: [],
        // Digests of files that are gone afterwards are of no use to anybody.
        isKept: words.dir !== undefined,
      };
      ends.push(await play(stage, children));
    }
    chapter('Attacks are tried, live and over HTTP (docs/threats.md)');
    ends.push(await attacked(protocols, { say, paint }));
    return ends.every(Boolean);
  };
  const interrupted = toldToStop().then(() => 'interrupted' as const);
  try {
    const sound = await Promise.race([story(), interrupted]);
    if (sound === 'interrupted') return exitCodes.interrupted;
    return sound ? exitCodes.done : exitCodes.refused;
  } finally {
    await Promise.all(children.map(({ stop }) => stop()));
    if (words.dir === undefined) rmSync(dir, { recursive: true, force: true });
  }
}

function folderFor(dir: string | undefined): string {
  if (dir === undefined) return mkdtempSync(join(tmpdir(), 'sa2pmp-demo-'));
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw usageError(`${dir} is not empty; nothing there is written over`);
  }
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** Numbers the chapters of the story. */
function heading(paint: Paint): (text: string) => void {
  let chapter = 0;
  return (text) => {
    chapter += 1;
    say('');
    say(paint('bold', `${chapter}. ${text}`));
  };
}

/** Tells the story under one protocol; what it starts is noted with all that is to be stopped. */
async function play(stage: Stage, all: Child[]): Promise<boolean> {
  const { heading: chapter } = stage;
  chapter('The bank and the operator’s gateway are started (figure 1)');
  const town = await opened(stage);
  all.push(...stage.children);
  chapter('Two customers are enrolled and install the application package (§4.3)');
  const alice = await enrolled(stage, town, { name: 'alice', account: 'alice-01', cents: 100_000 });
  const bob = await enrolled(stage, town, { name: 'bob', account: 'bob-02', cents: 5_000 });
  chapter('Alice’s phone: key pair, registration of the public key, log-on (§4.3, §5.2)');
  const began = [await alice.register(), await alice.logOn()];
  chapter('Three payments and a balance enquiry: E(S(msg, ID_C)) each (Equation (1))');
  const paid = [
    await alice.pay('pay', bob.account, 1_250),
    await alice.pay('bill', 'hydro', 9_900),
    await alice.pay('pay', bob.account, 700),
  ];
  await alice.ask('balance');
  chapter('The bank has the key pair renewed: a notice by SMS, a new key (§4.3)');
  const renewed = await renewal(stage, alice);
  paid.push(await alice.pay('pay', bob.account, 300));
  await alice.ask('statement');
  chapter('Alice denies her first payment; the log is asked for its record (§4.2)');
  const judged = await dispute(stage, town, alice);
  chapter('Everything is stopped and looked at');
  alice.close();
  bob.close();
  const stopped = await stop(stage);
  const audited = checked(stage);
  return [...began, ...paid, renewed, judged, stopped, audited].every(Boolean);
}

/** Starts the processes. */
async function opened(stage: Stage): Promise<Town> {
  const { dir, reading } = stage;
  const axes = Object.entries(reading).flatMap(([axis, choice]) => [
    '--reading',
    `${axis}=${choice}`,
  ]);
  const common = (name: string): readonly string[] => [
    ...['--data', join(dir, `${name}.db`), '--log-file', join(dir, `${name}.log`)],
    ...['--port', '0', '--trace', ...axes],
  ];
  const keys = keysOf(stage);
  const bank = await start(stage, 'bank', [
    ...common('bank'),
    ...['--https-port', '0', '--log-key', keys.logPublicKey],
  ]);
  const [wired = '', https] = bank.urls;
  const log = await start(stage, 'log', [
    ...common('log'),
    ...['--bank', wired, '--bank-key', keys.bankPublicKey],
  ]);
  const [gateway = ''] = log.urls;
  const witness = reading.A20 === 'merkle' ? await witnessed(stage) : undefined;
  return { gateway, https, witness: witness?.urls[0], attested: [], anchors: keys };
}

/** Makes the files of bank and log, and tells each the other's key before they start (R5, R7). */
function keysOf({ dir, reading }: Stage) {
  const settings = (name: 'bank' | 'log') => ({
    ...{ path: join(dir, `${name}.db`), reading, tracing: true },
    log: operatorLog(name, join(dir, `${name}.log`)),
  });
  const log = orRefuse(openLog(settings('log')));
  const logPublicKey = log.publicKey;
  log.close();
  const bank = orRefuse(openBank({ ...settings('bank'), anchors: { logPublicKey } }));
  const bankPublicKey = bank.publicKey;
  bank.close();
  return { logPublicKey, bankPublicKey };
}

/** Starts a witness that watches the log. */
function witnessed(stage: Stage): Promise<Child> {
  const { dir } = stage;
  const log = operatorLog('log', join(dir, 'log.log'));
  const open = orRefuse(openLog({ path: join(dir, 'log.db'), log }));
  open.close();
  const key = formatVerifierKey(verifierKey('log', open.signer));
  const file = (suffix: string): string => join(dir, `witness.${suffix}`);
  return start(stage, 'witness', [
    ...['--data', file('db'), '--log-file', file('log')],
    ...['--port', '0', '--log', key],
  ]);
}

async function start(
  { children, say: tell }: Stage,
  name: string,
  words: readonly string[],
): Promise<Child> {
  const child = await started(name, [name, ...words]);
  children.push(child);
  tell(`   ${name.padEnd(8)} process ${child.pid}, ${child.urls.join(' and ')}`);
  return child;
}

/** How long the notice may take to reach the gateway, in milliseconds, and how often to look. */
const NOTICE_MS = 10_000;
const LOOK_MS = 100;

async function renewal(stage: Stage, alice: Customer): Promise<boolean> {
  alice.expire();
  stage.say('   the bank asks for a new key pair of alice-01; notice sent');
  for (let waitedMs = 0; waitedMs < NOTICE_MS; waitedMs += LOOK_MS) {
    const news = await alice.renew();
    if (news.length > 0) {
      const heard = outcome(stage, { who: 'Alice' }, news);
      // A27: the next log-on has to say the same.
      return news.some(({ kind }) => kind === 'noticed') ? alice.logOn() : heard;
    }
    await setTimeout(LOOK_MS);
  }
  stage.say('   no notice came');
  return false;
}

async function stop({ children, say: tell }: Stage): Promise<boolean> {
  const codes = await Promise.all(
    children.map(async ({ name, stop: end }) => ({ name, code: await end() })),
  );
  tell(`   ${codes.map(({ name, code }) => `${name} ended with ${code}`).join(', ')}`);
  return codes.every(({ code }) => code === 0);
}

/** The books agree; the model takes every step again, and the claims are judged on the run. */
function checked({ dir, say: tell, paint, isKept }: Stage): boolean {
  const files = readdirSync(dir).filter((file) => file.endsWith('.db') && file !== 'witness.db');
  const paths = files.map((file) => join(dir, file));
  const books = fsck({ paths, secrets: [] });
  const agree = !('unusable' in books) && isSound(books);
  const checks = 'unusable' in books ? 0 : books.results.length;
  const verdict = agree ? paint('green', 'the books agree') : paint('red', 'BROKEN');
  tell(`   ${verdict}: ${checks} checks of the databases, each and together (sa2pmp fsck)`);
  const found = audit(paths);
  for (const line of auditReport(paint, found, { digests: isKept })) tell(`   ${line}`);
  return agree && exitCode(found) === 0;
}
