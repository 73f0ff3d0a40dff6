/**
 * A customer as a process: opens her phone, has it send again what got no answer, and goes on
 * wishing; writes into her journal what she means to do before and what she was told after.
 *
 * May be killed at any time and started again. Her campaign tells her to `rest` and to `go`; she
 * says `ready` and `resting`.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { textToBytes } from '../../src/bytes.ts';
import { packageSchema } from '../../src/host/package.ts';
import type { News } from '../../src/host/phone/phone.ts';
import { openPhone, type OpenPhone } from '../../src/system/phone.ts';
import { chance } from '../crash/fault.ts';
import { quietLog } from '../../src/host/world.ts';
import { openJournal, openWish, type Outcome, readJournal } from './journal.ts';
import { ownerOf, passwordOf } from './people.ts';
import { type CustomerName, customers, wishOf } from './wishes.ts';

const { values: options } = parseArgs({
  options: {
    name: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    package: { type: 'string', default: '' },
    journal: { type: 'string', default: '' },
    seed: { type: 'string', default: '0' },
  },
});

/** How long a customer waits before she has it sent again. */
const AGAIN_AFTER_MS = 80;
/** The longest time between two wishes. */
const THINKING_MS_MAX = 60;
/** How often one who rests looks whether she is to go on. */
const REST_LOOK_MS = 5;
/** Wishes after which she looks for notices. */
const NOTICES_EVERY = 6;
/** Primes that keep the seeds of people and wishes apart. */
const [SEED_OF_WHO, SEED_OF_WISH] = [7919, 104_729];

function named(text: string): CustomerName {
  const found = customers.find((name) => name === text);
  if (found === undefined) throw new Error(`there is no customer ${text}`);
  return found;
}

function opened(name: CustomerName): OpenPhone {
  const settings = { path: options.data, crypto: 'openssl', log: quietLog } as const;
  const before = openPhone(settings);
  if (!('refusal' in before)) return before;
  const from = v.parse(packageSchema, JSON.parse(readFileSync(options.package, 'utf8')));
  const made = openPhone({ ...settings, install: { from, owner: ownerOf(name) } });
  if ('refusal' in made) throw new Error(`${before.refusal}; ${made.refusal}`);
  return made;
}

const who = named(options.name);
const { phone, store, fetchNotices } = opened(who);
const journal = openJournal(options.journal);
const told = readJournal(options.journal);
let open = openWish(told);
let made = told.filter(({ kind }) => kind === 'intended').length;
let looked = made;
/** Whether she is to rest, how often she was told to, and up to where she has said that she does. */
const wanted = { rest: false, times: 0, said: 0 };

process.on('message', (word) => {
  wanted.rest = word === 'rest';
  if (wanted.rest) wanted.times += 1;
});
// A campaign that is gone wants nothing more.
process.on('disconnect', () => process.exit(1));

function isWaiting(): boolean {
  const { business } = phone.state();
  return (business !== 'ready' && business !== 'loggedOff') || store.journal.pending(1).length > 0;
}

/** Notes what the phone says of the wish that is open. */
function settle(): void {
  if (open === undefined) return;
  const outcome = outcomeOf(open.orders);
  if (outcome === undefined) return;
  journal.add({ kind: outcome, n: open.n });
  open = undefined;
}

function outcomeOf(place: number): Outcome | undefined {
  const state = store.orders()[place]?.state;
  if (state === 'executed' || state === 'declined') return state;
  if (state === 'unanswered') return 'in doubt';
  // Not in the phone's history: it was killed before it took the wish.
  return state === undefined && !isWaiting() ? 'never sent' : undefined;
}

function bytes(text: string): ReturnType<typeof textToBytes> {
  return textToBytes(text);
}

function act(): Promise<readonly News[]> {
  if (isWaiting()) {
    journal.add({ kind: 'resend', n: open?.n ?? 0 });
    return phone.resume();
  }
  const { keys, business: state } = phone.state();
  // Some readings have the key registered in a session (A2): made first, and then logged on.
  if (keys === 'uninstalled' || keys === 'keyless') return phone.wants('start');
  if (state === 'loggedOff') {
    const values = { userid: bytes(who), password: bytes(passwordOf(who)) };
    return phone.wants('logOn', values);
  }
  if (made >= looked + NOTICES_EVERY) {
    looked = made;
    return fetchNotices();
  }
  return wish();
}

function wish(): Promise<readonly News[]> {
  made += 1;
  const draw = chance(
    Number(options.seed) + customers.indexOf(who) * SEED_OF_WHO + made * SEED_OF_WISH,
  );
  open = { ...wishOf(who, made, draw), orders: store.orders().length };
  journal.add({ kind: 'intended', ...open });
  const { business, payee, amount } = open;
  const type = bytes(business);
  if (amount === '') return phone.wants('enquire', { type });
  return phone.wants('pay', { type, payee: bytes(payee), amount: bytes(amount) });
}

function note(news: readonly News[]): boolean {
  const n = open?.n ?? 0;
  for (const one of news) {
    if (one.kind === 'unanswered') journal.add({ kind: 'unanswered', n });
    if (one.kind === 'silence') journal.add({ kind: 'odd', n, what: 'silence' });
    if (one.kind === 'refused' || one.kind === 'refused-here') {
      journal.add({ kind: 'odd', n, what: `${one.kind}: ${one.why}` });
    }
  }
  return news.some(({ kind }) => kind === 'unanswered');
}

async function rest(): Promise<void> {
  while (wanted.rest) {
    if (wanted.said < wanted.times) process.stdout.write('resting\n');
    wanted.said = wanted.times;
    await setTimeout(REST_LOOK_MS);
  }
}

process.stdout.write('ready\n');
for (;;) {
  settle();
  if (wanted.rest && open === undefined && !isWaiting()) await rest();
  const isVain = note(await act());
  settle();
  await setTimeout(isVain ? AGAIN_AFTER_MS : Math.random() * THINKING_MS_MAX);
}
