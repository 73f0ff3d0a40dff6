/**
 * The operations of a schedule carried out on a running town: what they are about by numbers, modulo
 * what there is there.
 *
 * The attacker is on the air between phones and gateway, knows bob's package, and takes apart what it
 * hears; what it cannot reach over HTTP (terms compared, memories read) comes to nothing.
 */
import { match } from 'ts-pattern';
import { evaluate, type Recipe } from '../../../attacks/recipe.ts';
import type { Algebra } from '../../../model/core/algebra.ts';
import type { AnyShape } from '../../../model/core/shape.ts';
import { slotMs } from '../../../model/sa2pmp/limits.ts';
import { messages } from '../../../model/sa2pmp/messages.ts';
import { suiteOf } from '../../../model/sa2pmp/suite.ts';
import type { Bytes } from '../../../src/bytes.ts';
import { addressesOf } from '../../../src/host/names.ts';
import type { News } from '../../../src/host/phone/phone.ts';
import { native } from '../../../src/native.ts';
import { said as words } from '../../../src/system/testing/said.ts';
import { passwordOf } from '../../hostile/town.ts';
import { fileOf } from '../../mounted/vantage.ts';
import type { Answered, Heard } from '../../mounted/tap.ts';
import { isCrash, isDiskError } from '../../crash/fault.ts';
import { diceOf, forged } from '../forge.ts';
import { garbled } from '../garbling.ts';
import { crashes, type Operation } from '../operation.ts';
import { study, type Workbench, workbench } from '../parts.ts';
import { accountOf, type CustomerName, type LiveTown, partyNames } from './town.ts';

/** A play on a running town. */
export interface LivePlay {
  readonly town: LiveTown;
  readonly algebra: Algebra<Bytes>;
  readonly bench: Workbench<Bytes>;
  /** Posts that the attacker keeps back. */
  readonly kept: Heard[];
  /** How many of the posts heard have been taken apart. */
  studied: number;
  /** How many wishes each customer has had. */
  readonly wishes: Record<CustomerName, number>;
  /** Payments that a customer was told are executed, by amount. */
  readonly acknowledged: { readonly by: CustomerName; readonly minor: number }[];
  /** When somebody was let in: how much the operators had been told by then. */
  readonly letIn: { readonly account: string; readonly told: number }[];
  /** What posts of the attacker's own making were answered. */
  readonly answers: Answered[];
  /** What was done, in words. */
  readonly deeds: string[];
}

/** Begins a play. */
export function livePlay(town: LiveTown): LivePlay {
  const { reading } = town;
  const algebra = native(suiteOf(reading));
  const forms = messages(reading);
  const shapes = Object.values<AnyShape>({ ...forms });
  const nameOf = (octets: Bytes): string => octets;
  const bench = workbench({
    ...{ algebra, forms, reading, shapes, nameOf },
    ...study(algebra, shapes),
  });
  const key = fileOf(town.phone('bob')).appPackage?.key;
  const seed: Recipe = { make: 'given', name: 'attacker seed 1' };
  bench.takeIn({
    value: given(algebra, undefined)['attacker seed 1'] ?? ('' as Bytes),
    recipe: seed,
    sort: 'seed',
  });
  if (key !== undefined)
    bench.takeIn({ value: key, recipe: { make: 'given', name: 'package-key' }, sort: 'key' });
  const wishes = { alice: 0, bob: 0 };
  const empty = { letIn: [], kept: [], studied: 0, acknowledged: [], answers: [], deeds: [] };
  return { town, algebra, bench, wishes, ...empty };
}

function given(algebra: Algebra<Bytes>, key: Bytes | undefined): Readonly<Record<string, Bytes>> {
  const seeds = Array.from({ length: 10 }, (_, at) => `attacker seed ${at + 1}`);
  return {
    ...Object.fromEntries(seeds.map((name) => [name, algebra.name('seed', name)])),
    ...(key === undefined ? {} : { 'package-key': key }),
  };
}

function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

const customers = ['alice', 'bob'] as const;

/** Honest steps of one operation at most: each is a round trip of a whole system. */
const timesMax = 8;

/** Carries out an operation; what it was in words. */
export async function act(at: LivePlay, operation: Operation): Promise<void> {
  let done: string;
  try {
    done = await carriedOut(at, operation);
  } catch (error) {
    const struck = struckBy(error);
    if (struck === undefined) throw error;
    await at.town.restart(struck);
    done = `${struck} crashed, and starts again`;
  }
  at.deeds.push(`${operation.op}: ${done}`);
}

/** Whose disk it was that failed, if that is what was thrown. */
function struckBy(error: unknown): (typeof partyNames)[number] | undefined {
  if (!isCrash(error) && !isDiskError(error)) return undefined;
  return partyNames.find((name) => String(error).includes(name));
}

function carriedOut(at: LivePlay, operation: Operation): Promise<string> {
  const heard = (number: number): Heard | undefined => nth(at.town.tap.heard, number);
  return match(operation)
    .with({ op: 'progress' }, ({ times }) => coursed(at, times))
    .with({ op: 'intend' }, (one) => intended(at, one))
    .with({ op: 'happen' }, ({ party, which }) => happens(at, customerOf(party), which))
    .with({ op: 'drop' }, () => meanwhile(at, 'swallows'))
    .with({ op: 'delay' }, () => meanwhile(at, 'holds'))
    .with({ op: 'release' }, { op: 'reorder' }, ({ index }) => {
      const [late] = at.kept.splice(index % Math.max(1, at.kept.length), 1);
      return posted(at, late);
    })
    .with({ op: 'duplicate' }, ({ message }) => posted(at, heard(message)))
    .with({ op: 'cross' }, ({ message, door }) => {
      const { phone: from, bank: to } = addressesOf(accountOf[customerOf(door)]);
      const one = heard(message);
      return posted(at, one && { ...one, from, to });
    })
    .with({ op: 'garble' }, (change) => {
      const one = heard(change.message);
      return posted(at, one && { ...one, message: garbled(one.message, change) });
    })
    .with({ op: 'forge' }, (how) => {
      const one = heard(how.message);
      const message = one && forgery(at, one.message, how);
      return posted(at, one && message && { ...one, message });
    })
    .with({ op: 'sms' }, (one) => spoofed(at, one))
    .with({ op: 'wait' }, ({ slots }) => {
      for (const name of partyNames) at.town.skew(name, slots * slotMs);
      return Promise.resolve(`all clocks are off by ${slots} min`);
    })
    .with({ op: 'skew' }, ({ party, slots }) => {
      const name = nth(partyNames, party) ?? 'bank';
      at.town.skew(name, slots * slotMs);
      return Promise.resolve(`the clock of ${name} is off by ${slots} min`);
    })
    .with({ op: 'crash' }, (one) => crashed(at, one))
    .with({ op: 'steal' }, { op: 'compare' }, () => Promise.resolve('not over HTTP'))
    .exhaustive();
}

const customerOf = (number: number): CustomerName => nth(customers, number) ?? 'alice';

/** So many honest steps, of whoever has had fewer. */
async function coursed(at: LivePlay, times: number): Promise<string> {
  const told: string[] = [];
  for (let time = 0; time < Math.min(times, timesMax); time += 1) {
    told.push(await nextWish(at, laterOne(at)));
  }
  return told.join(', ');
}

/** A wish out of season, or passwords tried. */
function intended(
  at: LivePlay,
  { party, which }: Extract<Operation, { op: 'intend' }>,
): Promise<string> {
  const name = customerOf(party);
  if (which % 3 !== 2) return nextWish(at, name);
  return guessed(at, name, which % 2 === 0 ? triesMax : 1 + (which % triesMax));
}

/** Who has had fewer wishes. */
function laterOne({ wishes }: LivePlay): CustomerName {
  return wishes.alice <= wishes.bob ? 'alice' : 'bob';
}

/** What a customer would do next: a key, a log-on, payments. */
async function nextWish(at: LivePlay, name: CustomerName): Promise<string> {
  const { phone, accid } = at.town.phone(name);
  at.wishes[name] += 1;
  const { keys, business } = phone.state();
  if (keys === 'keyless') return news(at, name, phone.wants('start'));
  if (business === 'loggedOff') {
    return news(
      at,
      name,
      phone.wants('logOn', words({ userid: accid, password: passwordOf(accid) })),
    );
  }
  if (business !== 'ready') {
    return news(at, name, at.wishes[name] % 2 === 0 ? phone.resume() : phone.giveUp());
  }
  const minor = amountOf(at, name);
  const payee = accountOf[name === 'alice' ? 'bob' : 'alice'];
  const wish = { type: 'pay', payee, amount: `${minor} CAD`, password: passwordOf(accid) };
  const told = await phone.wants('pay', words(wish));
  const isPaid = told.some((one) => one.kind === 'result' && one.status === 'executed');
  if (isPaid) at.acknowledged.push({ by: name, minor });
  return noted(at, name, told);
}

/** Each payment is of an amount of its own, so that the ledger tells one from another. */
function amountOf({ wishes }: LivePlay, name: CustomerName): number {
  return (name === 'alice' ? 1000 : 5000) + wishes[name];
}

async function news(
  at: LivePlay,
  by: CustomerName,
  told: Promise<readonly News[]>,
): Promise<string> {
  return noted(at, by, await told);
}

/** Notes what a customer was told: of being let in, and of a payment where it is one. */
function noted(at: LivePlay, by: CustomerName, all: readonly News[]): string {
  if (all.some(({ kind }) => kind === 'logged-on')) {
    at.letIn.push({ account: accountOf[by], told: at.town.told.length });
  }
  const last = all.at(-1);
  return `${by} ${last === undefined ? 'hears nothing' : last.kind}`;
}

/** Tries of one operation at most: more than an account allows in a row. */
const triesMax = 11;

/** Somebody tries passwords on a customer's phone. */
async function guessed(at: LivePlay, name: CustomerName, times: number): Promise<string> {
  let said = 'nobody can try';
  for (let time = 0; time < times; time += 1) {
    const { phone, accid } = at.town.phone(name);
    const { keys, business } = phone.state();
    if (keys === 'keyless') said = await news(at, name, phone.wants('start'));
    else if (business !== 'loggedOff') said = await news(at, name, phone.giveUp());
    else said = await news(at, name, phone.wants('logOn', guess(accid)));
  }
  return said;
}

const guess = (userid: string) => words({ userid, password: 'a guess' });

async function happens(at: LivePlay, name: CustomerName, which: number): Promise<string> {
  const { town } = at;
  const open = town.phone(name);
  switch (which % 4) {
    case 0:
      town.bank().bank.expire(open.accid);
      await town.fetch();
      return news(at, name, open.fetchNotices());
    case 1:
      return news(at, name, open.phone.giveUp());
    case 2:
      return news(at, name, open.phone.resume());
    default:
      await town.fetch();
      return 'the gateway fetches';
  }
}

/** A wish whose post is kept back, or whose answer does not come. */
async function meanwhile(at: LivePlay, kind: 'holds' | 'swallows'): Promise<string> {
  const { tap } = at.town;
  const before = tap.heard.length;
  tap.conducts({ kind });
  const done = await nextWish(at, laterOne(at));
  tap.conducts({ kind: 'passes' });
  if (kind === 'holds') at.kept.push(...tap.heard.slice(before, before + 1));
  return `${kind}: ${done}`;
}

async function posted(at: LivePlay, post: Omit<Heard, 'id'> | undefined): Promise<string> {
  if (post === undefined) return 'nothing to put in';
  const { from, to, message } = post;
  const answer = await at.town.tap.posts({ from, to, message });
  at.answers.push(answer);
  return `${answer.messages.length} answers`;
}

/** What the attacker makes of what it heard. */
function forgery(
  at: LivePlay,
  message: Bytes,
  { plan, choices }: Pick<Extract<Operation, { op: 'forge' }>, 'plan' | 'choices'>,
): Bytes | undefined {
  const { town, bench, algebra } = at;
  const observed = town.tap.heard.map((one) => one.message);
  for (const [index, value] of observed.entries()) {
    if (index < at.studied) continue;
    bench.takeIn({ value, recipe: { make: 'observed', index }, sort: 'observed' });
  }
  at.studied = observed.length;
  const part = bench.partOf(message);
  if (part === undefined) return undefined;
  const recipe = forged({ bench, roll: diceOf(choices) }, plan, part);
  const key = fileOf(town.phone('bob')).appPackage?.key;
  return evaluate(algebra, { given: given(algebra, key), observed }, recipe);
}

/** A notice in the bank's name. */
async function spoofed(
  at: LivePlay,
  { message, door, choices }: Extract<Operation, { op: 'sms' }>,
): Promise<string> {
  const { tap } = at.town;
  const heard = nth(tap.heard, message);
  const notice =
    heard && (forgery(at, heard.message, { plan: 'compose', choices }) ?? heard.message);
  const name = customerOf(door);
  if (notice === undefined) return 'nothing heard';
  tap.conducts({ kind: 'notifies', with: notice, keeps: () => false });
  const done = await news(at, name, at.town.phone(name).fetchNotices());
  tap.conducts({ kind: 'passes' });
  return done;
}

async function crashed(
  at: LivePlay,
  { party, how }: Extract<Operation, { op: 'crash' }>,
): Promise<string> {
  const name = nth(partyNames, party) ?? 'bank';
  const kind = nth(crashes, how) ?? 'restart';
  if (kind === 'torn-write') at.town.fails(name, 'torn-half');
  if (kind === 'full-disk') at.town.fails(name, 'refused');
  const done = kind === 'restart' ? '' : await nextWish(at, laterOne(at));
  at.town.fails(name, 'none');
  await at.town.restart(name);
  return `${name} ${kind} ${done}`;
}
