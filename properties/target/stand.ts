/**
 * Our side of a target: three customers of its bank with phones of ours, and an attacker between them and
 * its gateway who has a package of their own. What is known of the target is what it answers.
 */
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Line } from '../../src/host/phone/phone.ts';
import { quietLog } from '../../src/host/world.ts';
import { packageFor } from '../../src/system/package.ts';
import { openPhone, type OpenPhone } from '../../src/system/phone.ts';
import { opened, ownerOf } from '../audit/served.ts';
import { tapped } from '../mounted/tap.ts';
import { type Vantage, vantage } from '../mounted/vantage.ts';
import type { About, Contract } from './contract.ts';

/** A stand before a target. */
export interface Stand extends Vantage {
  readonly contract: Contract;
  /** The accounts of all customers. */
  readonly accounts: () => readonly string[];
  readonly close: () => Promise<void>;
}

const CURRENCY = 'CAD';
const OPENING_MINOR = 100_000;

/** The password of an account's owner. */
function passwordOf(account: string): string {
  return `pw ${account}`;
}

/** Starts a target anew, enrols customers there and stands before it. */
export async function standBefore(contract: Contract): Promise<Stand> {
  await contract.reset();
  const about = await contract.about();
  const reading = readings[about.protocol];
  const tap = await tapped(about.gateway);
  const phones: OpenPhone[] = [];
  const phone = async (account: string): Promise<OpenPhone> => {
    const made = await enrolled({ contract, about, reading, gateway: tap.url }, account);
    phones.push(made);
    return made;
  };
  const [alice, bob] = [await phone('alice-01'), await phone('bob-02')];
  // Who has no key yet.
  await phone('carol-03');
  const { balance, records: fetch } = contract;
  const seen = vantage(reading, { ...{ tap, alice, bob, balance, phone }, fetch: safely(fetch) });
  return {
    ...seen,
    contract,
    accounts: () => phones.map(({ accid }) => accid),
    close: async () => {
      for (const one of phones) one.close();
      await tap.close();
    },
  };
}

/** Asks for what a target may not have. */
function safely(ask: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    await ask().catch(() => undefined);
  };
}

interface Counter {
  readonly contract: Contract;
  readonly about: About;
  readonly reading: Reading;
  /** Where phones find the gateway: somebody is between. */
  readonly gateway: string;
}

/** Enrols a customer at the target's bank and installs what it hands out. */
async function enrolled(
  { contract, about, reading, gateway }: Counter,
  account: string,
): Promise<OpenPhone> {
  const owner = ownerOf(account);
  const { message } = await contract.enrol({
    ...{ account, userid: owner.userid, sim: owner.sim, phid: owner.phone },
    ...{ password: passwordOf(account), openingMinor: OPENING_MINOR, currency: CURRENCY },
  });
  const parts = { account, currency: CURRENCY, message, reading, gateway, https: undefined };
  const { bankPublicKey, logPublicKey } = about;
  const branch: Line = (request) => contract.branch(request);
  return opened(
    openPhone({
      ...{ path: ':memory:', reading, crypto: 'openssl', log: quietLog, branch },
      anchors: { bankPublicKey, logPublicKey },
      install: { from: packageFor(parts), owner },
      ...{ pin: '2468', cost: about.passwordCost },
    }),
  );
}
