/**
 * A whole system in one process, over HTTP, with a file for each party, whose runs the tests of
 * the audit look into. Passwords are cheap to guess here, and OpenSSL carries out the primitives.
 */
import { said } from '../../src/system/testing/said.ts';
import { packageFor } from '../../src/system/package.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../src/bytes.ts';
import { SILENCE } from '../../src/host/envelope.ts';
import type { Line, News } from '../../src/host/phone/phone.ts';
import { quietLog } from '../../src/host/world.ts';
import type { OpenBank } from '../../src/system/bank.ts';
import type { OpenLog } from '../../src/system/log.ts';
import { type OpenPhone, openPhone } from '../../src/system/phone.ts';
import type { OrRefused, Refusal } from './read.ts';
import { cheap, opened, ownerOf, served } from './served.ts';

/** A system at work. */
export interface Running {
  readonly bank: OpenBank;
  /** The phones of alice-01 and bob-02. */
  readonly alice: OpenPhone;
  readonly bob: OpenPhone;
  /** The files of the bank, the gateway, alice's phone and bob's. */
  readonly files: readonly [string, string, string, string];
  readonly log: OpenLog;
  /** What the notary was handed in the branch (A2 in-branch). */
  readonly attested: readonly Bytes[];
  /** Another customer, with a phone of their own. */
  readonly phone: (account: string) => OpenPhone;
  /** Where phones, and attackers, reach the gateway. */
  readonly gatewayUrl: string;
  /** Has the gateway fetch what waits at the bank. */
  readonly fetch: () => Promise<boolean>;
  /** Closes all; returns the files, which stay until {@link Running.remove}. */
  readonly close: () => Promise<readonly string[]>;
  readonly remove: () => void;
}

/** What was accepted. */
export function accepted<T>(found: OrRefused<T>): T {
  if (isRefused(found)) throw new Error(JSON.stringify(found.refused));
  return found;
}

function isRefused<T>(found: OrRefused<T>): found is { readonly refused: Refusal } {
  return typeof found === 'object' && found !== null && 'refused' in found;
}

/** How a system runs. */
export interface RunningOptions {
  /** Whether all of them are traced. */
  readonly tracing?: boolean;
  /** Somebody between the phones and the gateway: gives another address than the gateway's. */
  readonly between?: (gatewayUrl: string) => Promise<string>;
}

/** Starts a bank, a gateway and two phones, all of them traced unless said. */
export async function running(
  reading: Reading,
  { tracing = true, between }: RunningOptions = {},
): Promise<Running> {
  const dir = mkdtempSync(join(tmpdir(), 'sa2pmp-audit-'));
  const fileOf = (name: string): string => join(dir, `${name}.db`);
  const at = await served(dir, { reading, tracing });
  const { bank, log, gatewayUrl, https, anchors, fetch } = at;
  const reached = (await between?.(gatewayUrl)) ?? gatewayUrl;
  const phones: OpenPhone[] = [];
  const attested: Bytes[] = [];
  const phone = (account: string): OpenPhone => {
    const owner = ownerOf(account);
    const opening = { minor: 100_000, currency: 'CAD' };
    const enrolled = bank.enrol({ ...owner, account, opening, password: `pw ${account}` }, cheap);
    const { message } = opened(enrolled);
    const { currency } = opening;
    const from = packageFor({ account, currency, message, reading, gateway: reached, https });
    const branch: Line = (request) => {
      if (request.to !== 'judge') return Promise.resolve(bank.bank.take(request));
      attested.push(request.message);
      return Promise.resolve(SILENCE);
    };
    const settings = { path: fileOf(account), reading, crypto: 'openssl', tracing } as const;
    const secrets = { pin: '2468', cost: cheap, log: quietLog };
    const made = { ...settings, install: { from, owner }, branch, anchors, ...secrets };
    const open = opened(openPhone(made));
    phones.push(open);
    return open;
  };
  const files = [fileOf('bank'), fileOf('log'), fileOf('alice-01'), fileOf('bob-02')] as const;
  const [alice, bob] = [phone('alice-01'), phone('bob-02')];
  return {
    ...{ bank, log, attested, phone, alice, bob, files, gatewayUrl, fetch },
    close: async () => {
      await at.close();
      for (const one of phones) one.close();
      return files;
    },
    remove: () => {
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A phone logs on. */
export async function logOn(
  { phone, accid }: OpenPhone,
  password = `pw ${accid}`,
): Promise<readonly News[]> {
  return phone.wants('logOn', said({ userid: accid, password }));
}

/** A phone pays. */
export async function pay(
  { phone, accid }: OpenPhone,
  payee: string,
  amount: string,
): Promise<readonly News[]> {
  const type = payee === 'hydro' ? 'bill' : 'pay';
  return phone.wants('pay', said({ type, payee, amount, password: `pw ${accid}` }));
}

/** A phone asks the bank about its account. */
export async function enquire(
  { phone, accid }: OpenPhone,
  type: 'balance' | 'statement',
): Promise<readonly News[]> {
  return phone.wants('enquire', said({ type, password: `pw ${accid}` }));
}

/** The user's day: a key, a wrong password, payments, one declined, enquiries, a renewed key. */
export async function day({ bank, alice, bob, fetch }: Running): Promise<readonly News[]> {
  const registers = () => alice.phone.wants('start');
  const news: News[] = [];
  const happened = async (what: Promise<readonly News[]>): Promise<void> => {
    news.push(...(await what));
  };
  await happened(registers());
  await happened(logOn(alice, 'wrong'));
  await happened(logOn(alice));
  await happened(pay(alice, bob.accid, '1000 CAD'));
  await happened(pay(alice, bob.accid, '1000 CAD'));
  await happened(pay(alice, 'hydro', '2500 CAD'));
  await happened(pay(alice, bob.accid, '999999 CAD'));
  await happened(enquire(alice, 'balance'));
  await happened(enquire(alice, 'statement'));
  bank.bank.expire(alice.accid);
  await fetch();
  await happened(alice.fetchNotices());
  await happened(pay(alice, bob.accid, '10 CAD'));
  await fetch();
  return news;
}
