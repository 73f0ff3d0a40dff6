/**
 * Who takes part in a bounded run of SA2pMP, what they are given and what they will want.
 *
 * The bounds of every verdict are here: honest customers, payments, key renewals, and how often
 * the bank takes each kind of message.
 */
import type { Algebra } from '../core/algebra.ts';
import type { Ask, IntentEvent } from '../core/effect.ts';
import {
  attackerAddress,
  type Door,
  type Party,
  type PartyKind,
  type Secret,
  type System,
} from '../core/system.ts';
import type { Principal } from '../core/trace.ts';
import type { Business } from './business.ts';
import type { Addresses, Customer } from './identity.ts';
import { judge, type JudgeInput } from './judge.ts';
import type { Reading } from './reading.ts';
import type { BankInput } from './roles/bank/context.ts';
import { bank } from './roles/bank/chart.ts';
import type { ClientInput } from './roles/client/context.ts';
import { client } from './roles/client/chart.ts';
import { log, type LogInput } from './roles/log.ts';
import { type CheckId, setting } from './setting.ts';

/** How much happens. */
export interface Bounds {
  /** Payments that honest customers make, in all. */
  readonly sessions: number;
  /** Honest customers. */
  readonly customers: number;
  /** Key renewals for each honest customer. */
  readonly renewals: number;
}

/** The bounds of a verdict unless others are asked for. */
export const defaultBounds: Bounds = { sessions: 2, customers: 1, renewals: 0 };

/** What to build. */
export interface Scenario {
  readonly reading: Reading;
  readonly bounds: Bounds;
  /** Whether the attacker owns an account. */
  readonly insider: boolean;
  /** The kinds of party that the attacker plays; they have no chart. */
  readonly corrupt: readonly PartyKind[];
  /** Whether a judge sits. */
  readonly court: boolean;
  /** Checks switched off, for mutants. */
  readonly omitted?: readonly CheckId[];
  /** What the bank offers; payments alone unless said, as in every search. */
  readonly offers?: readonly Business[];
  /** Distinguishes the honest parties' randomness of one run on bytes from another's. */
  readonly seed?: string;
}

/** The attacker's name as a customer. */
export const insiderName = 'mallory';

const honestNames = ['alice', 'bob', 'carol', 'dave'] as const;

/** How many honest customers there may be. */
export const customersMax = honestNames.length;

/** An account's cast: its owner, what identifies it, and what it was given. */
interface Cast<M> {
  readonly name: string;
  readonly honest: boolean;
  readonly customer: Customer<M>;
  readonly packageKey: M;
  readonly addresses: Addresses;
}

const logName = 'log';
const judgeName = 'judge';

/** Identifiers of a customer; plausible in form, made up. */
function customerOf<M>(algebra: Algebra<M>, name: string, index: number): Customer<M> {
  return {
    sim: algebra.name('sim', `8930272040301${7301 + index}`),
    phid: algebra.name('phid', `35693803564${3801 + index}`),
    accid: algebra.name('account', `${name}-0${4711 + index}`),
    userid: algebra.name('userid', `${name}@bank`),
    password: algebra.name('password', `${name}'s password`),
  };
}

/** K, by the reading's scope (A9). */
function packageKeyOf<M>(algebra: Algebra<M>, scope: Reading['A9'], keys: M): (name: string) => M {
  return (name) => {
    const seeds: Readonly<Record<Reading['A9'], string>> = {
      'per-release': 'release 1',
      'per-user': `user ${name}`,
      'per-bank': 'bank',
    };
    return algebra.derive(algebra.derive(keys, seeds[scope]), 'key');
  };
}

function castOf<M>(algebra: Algebra<M>, scenario: Scenario, keys: M): readonly Cast<M>[] {
  const { bounds, insider, reading } = scenario;
  const packageKey = packageKeyOf(algebra, reading.A9, keys);
  const honest: readonly string[] = honestNames.slice(0, bounds.customers);
  const names = insider ? [...honest, insiderName] : honest;
  return names.map((name, index) => ({
    name,
    honest: name !== insiderName,
    customer: customerOf(algebra, name, index),
    packageKey: packageKey(name),
    addresses: { phone: name, bank: `bank:${name}`, log: logName, judge: judgeName },
  }));
}

/** The payments of one customer: every `customers`-th of all, each of an amount of its own. */
function paymentsOf<M>(
  algebra: Algebra<M>,
  { sessions, customers }: Bounds,
  index: number,
): readonly IntentEvent<M>[] {
  return Array.from({ length: sessions }, (_, payment) => payment)
    .filter((payment) => payment % customers === index)
    .map((payment) => ({
      type: 'pay',
      values: {
        payee: algebra.name('payee', 'shop-0815'),
        amount: algebra.name('amount', `${1000 + 250 * payment} CAD`),
      },
    }));
}

function doorsOf<M>(casts: readonly Cast<M>[], court: boolean): readonly Door[] {
  const forAccount = ({ honest, addresses }: Cast<M>): readonly Door[] => {
    const { phone, bank: account } = addresses;
    const toBank = { to: account, from: phone, server: false };
    const toPhone = { to: phone, from: account, server: false };
    const bankDoors: readonly Door[] = [
      { ...toBank, channel: 'wireless', hop: logName, server: true },
      { ...toBank, channel: 'wired', hop: account },
      { ...toBank, channel: 'https', hop: account, from: attackerAddress, server: true },
      { ...toBank, channel: 'branch', hop: account, server: !honest },
    ];
    const phoneDoors: readonly Door[] = [
      { ...toPhone, channel: 'wireless', hop: phone },
      { ...toPhone, channel: 'wired', hop: logName },
      { ...toPhone, channel: 'https', hop: phone },
      { ...toPhone, channel: 'sms', hop: phone },
      { ...toPhone, channel: 'package', hop: phone },
    ];
    return honest ? [...bankDoors, ...phoneDoors] : bankDoors;
  };
  const toLog = { to: logName, from: attackerAddress, hop: logName, server: false };
  const toJudge = { to: judgeName, from: attackerAddress, hop: judgeName, server: true };
  const judged: readonly Door[] = court ? [{ ...toJudge, channel: 'court' }] : [];
  return [...casts.flatMap(forAccount), { ...toLog, channel: 'wired' }, ...judged];
}

/** Where the attacker is: at its own addresses, and at those of the parties that it plays. */
function attackerAddresses<M>(casts: readonly Cast<M>[], { corrupt }: Scenario): readonly string[] {
  const phones = casts.filter(({ honest }) => !honest || corrupt.includes('client'));
  const banks = corrupt.includes('bank') ? casts : [];
  return [
    attackerAddress,
    ...phones.map(({ addresses }) => addresses.phone),
    ...banks.map(({ addresses }) => addresses.bank),
    ...(corrupt.includes('log') ? [logName] : []),
  ];
}

/** What everybody knows: identifiers are no secrets (W20), and the attacker has an amount. */
function publicValuesOf<M>(
  algebra: Algebra<M>,
  casts: readonly Cast<M>[],
  bankName: M,
): Readonly<Record<string, M>> {
  const identifiers = casts.flatMap(({ name, customer }) => [
    [`${name}'s SIM`, customer.sim],
    [`${name}'s PHID`, customer.phid],
    [`${name}'s account`, customer.accid],
    [`${name}'s userid`, customer.userid],
  ]);
  return {
    ...(Object.fromEntries(identifiers) as Record<string, M>),
    "the bank's name": bankName,
    "the shop's account": algebra.name('payee', 'shop-0815'),
    "the attacker's account": algebra.name('payee', 'mule-0666'),
    "the attacker's amount": algebra.name('amount', '990000 CAD'),
  };
}

/** How often a party does what within the bounds, for an honest account and for the attacker's. */
export interface Limits {
  /** Keys that the bank registers. */
  readonly registrations: number;
  /** Log-ons that the bank accepts: the customer's, and one more. */
  readonly logOns: number;
  /** Challenges that the bank gives out (A7). */
  readonly challenges: number;
  /** Orders that the bank accepts: from an honest account one more than its owner sends. */
  readonly orders: number;
}

/** The limits that follow from the bounds. */
export function limitsOf({ sessions, renewals }: Bounds): Readonly<
  Record<'honest' | 'insider', Limits>
> & {
  /** Keys that a phone generates: one more than it is asked for, for a forged notice. */
  readonly keys: number;
  /** Verdicts that a judge gives. */
  readonly verdicts: number;
} {
  return {
    honest: {
      registrations: 1 + renewals,
      logOns: 2,
      challenges: sessions + 1,
      orders: sessions + 1,
    },
    insider: { registrations: 1, logOns: 1, challenges: 2, orders: 2 },
    keys: 2 + renewals,
    verdicts: 1,
  };
}

/** The limits as bounds on what parties state. */
function budgetOf<M>(casts: readonly Cast<M>[], bounds: Bounds): Readonly<Record<string, number>> {
  const limits = limitsOf(bounds);
  const perCustomer = casts.flatMap(({ honest, name, addresses: { bank: account } }) => {
    const { registrations, logOns, challenges, orders } = limits[honest ? 'honest' : 'insider'];
    return [
      [`${account} did registered`, registrations],
      [`${account} did logged-on`, logOns],
      [`${account} did challenged`, challenges],
      [`${account} commit order`, orders],
      [`${name} did generated`, limits.keys],
    ];
  });
  return {
    ...(Object.fromEntries(perCustomer) as Record<string, number>),
    [`${judgeName} judged order`]: limits.verdicts,
  };
}

/** Long-term keys of the bank and the log server. */
interface ServerKeys<M> {
  readonly bank: M;
  readonly log: M;
}

function partiesOf<M>(
  algebra: Algebra<M>,
  scenario: Scenario,
  { casts, keys, bankName }: { casts: readonly Cast<M>[]; keys: ServerKeys<M>; bankName: M },
): readonly Party[] {
  const world = setting(algebra, scenario.reading, scenario);
  const machines = {
    client: client(world),
    bank: bank(world),
    log: log(world),
    judge: judge(world),
  };
  const phones = casts
    .filter(({ honest }) => honest)
    .map(({ name, customer, addresses }): Party => {
      const input: ClientInput<M> = { customer, addresses };
      return { name, kind: 'client', machine: machines.client, input };
    });
  const accounts = casts.map(({ customer, packageKey, addresses }): Party => {
    const input: BankInput<M> = {
      customer,
      addresses,
      name: bankName,
      packageKey,
      signingKey: keys.bank,
    };
    return { name: addresses.bank, kind: 'bank', machine: machines.bank, input };
  });
  const logInput: LogInput<M> = { address: logName, signingKey: keys.log };
  const judgeInput: JudgeInput<M> = { logPublicKey: algebra.publicKey(keys.log) };
  const all: readonly Party[] = [
    ...phones,
    ...accounts,
    { name: logName, kind: 'log', machine: machines.log, input: logInput },
    ...(scenario.court
      ? [{ name: judgeName, kind: 'judge', machine: machines.judge, input: judgeInput } as const]
      : []),
  ];
  return all.filter(({ kind }) => !scenario.corrupt.includes(kind));
}

function secretsOf<M>(casts: readonly Cast<M>[], keys: ServerKeys<M>): readonly Secret<M>[] {
  const perCustomer = casts.flatMap(({ name, customer, packageKey }): readonly Secret<M>[] => [
    { kind: 'password', of: name, heldBy: ['client', 'bank'], value: customer.password },
    { kind: 'package-key', of: name, heldBy: ['client', 'bank'], value: packageKey },
  ]);
  return [
    ...perCustomer,
    { kind: 'signing-key', of: 'the bank', heldBy: ['bank'], value: keys.bank },
    { kind: 'signing-key', of: 'the log server', heldBy: ['log'], value: keys.log },
  ];
}

/** The regular bank executes what it is asked to (§5.2 "interacts with the regular bank"). */
function regularBank<M>({ what }: Ask<M>): IntentEvent<M> | undefined {
  return what === 'execute' ? { type: 'executed', values: {} } : undefined;
}

/**
 * Builds the system in one algebra.
 *
 * @param algebra - how values are made
 * @param scenario - who takes part, under which reading, within which bounds
 */
export function buildSystem<M>(algebra: Algebra<M>, scenario: Scenario): System<M> {
  const root = algebra.name('seed', `honest parties ${scenario.seed ?? '0'}`);
  const bankName = algebra.name('bank', 'First Bank');
  const casts = castOf(algebra, scenario, algebra.derive(root, 'package keys'));
  const keys: ServerKeys<M> = {
    bank: algebra.derive(algebra.derive(root, 'bank'), 'signing-key'),
    log: algebra.derive(algebra.derive(root, 'log'), 'signing-key'),
  };
  const { bounds } = scenario;
  const honest = casts.filter((cast) => cast.honest);
  const wants = (type: string): IntentEvent<M> => ({ type, values: {} });
  const agenda = Object.fromEntries([
    ...honest.map(({ name }, index) => [
      name,
      [wants('start'), wants('logOn'), ...paymentsOf(algebra, bounds, index)],
    ]),
    ...honest.map(({ addresses }) => [
      addresses.bank,
      [wants('issue'), ...Array.from({ length: bounds.renewals }, () => wants('expire'))],
    ]),
    ...casts
      .filter((cast) => !cast.honest)
      .map(({ addresses }) => [addresses.bank, [wants('issue')]]),
  ]) as System<M>['agenda'];
  return {
    parties: partiesOf(algebra, scenario, { casts, keys, bankName }),
    principals: casts.map(({ name, honest: isHonest, customer }): Principal<M> => ({
      party: name,
      account: customer.accid,
      honest: isHonest,
    })),
    opening: casts.map(({ addresses }) => addresses.bank),
    agenda,
    anytime: Object.fromEntries(honest.map(({ name }) => [name, [wants('timeout')]])),
    doors: doorsOf(casts, scenario.court),
    attackerAt: attackerAddresses(casts, scenario),
    publicValues: publicValuesOf(algebra, casts, bankName),
    secrets: secretsOf(casts, keys),
    root,
    answer: regularBank,
    budget: budgetOf(casts, bounds),
  };
}
