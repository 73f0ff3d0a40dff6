/**
 * Our side of a target: three customers of its bank with phones of ours, and an attacker between them and
 * its gateway who has a package of their own. What is known of the target is what it answers.
 */
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { type Bytes, parseBytes } from '../../src/bytes.ts';
import type { Anchors } from '../../src/host/anchors.ts';
import type { Line } from '../../src/host/phone/phone.ts';
import type { OperatorLog } from '../../src/host/world.ts';
import { packageFor } from '../../src/system/package.ts';
import { openPhone, type OpenPhone } from '../../src/system/phone.ts';
import { tapped } from '../mounted/tap.ts';
import { type Vantage, vantage } from '../mounted/vantage.ts';
import type { About, Contract } from './contract.ts';

/** A stand before a target. */
export interface Stand extends Vantage {
  readonly contract: Contract;
  /** What all customers together were enrolled with, in minor units. */
  readonly openingMinor: () => number;
  /** The accounts of all customers. */
  readonly accounts: () => readonly string[];
  readonly close: () => Promise<void>;
}

const CURRENCY = 'CAD';
const OPENING_MINOR = 100_000;
const nothing = (): void => undefined;
const quiet: OperatorLog = { refused: nothing, fault: nothing, info: nothing };

/** The password of an account's owner. */
function passwordOf(account: string): string {
  return `pw ${account}`;
}

function octets(text: string | undefined): Bytes | undefined {
  return text === undefined ? undefined : parseBytes(text);
}

/** Starts a target anew, enrols customers there and stands before it. */
export async function standBefore(contract: Contract): Promise<Stand> {
  await contract.reset();
  const about = await contract.about();
  const reading = readings[about.protocol];
  const tap = await tapped(about.gateway);
  const opened: OpenPhone[] = [];
  const phone = async (account: string): Promise<OpenPhone> => {
    const made = await enrolled({ contract, about, reading, gateway: tap.url }, account);
    opened.push(made);
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
    openingMinor: () => opened.length * OPENING_MINOR,
    accounts: () => opened.map(({ accid }) => accid),
    close: async () => {
      for (const one of opened) one.close();
      await tap.close();
    },
  };
}

/** Asks for what a target may not have. */
function safely(ask: () => Promise<unknown>): () => Promise<void> {
  return () => ask().then(nothing, nothing);
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
  const owner = { userid: account, sim: `893-${account}`, phone: `35-${account}` };
  const { message } = await contract.enrol({
    ...{ account, userid: owner.userid, sim: owner.sim, phid: owner.phone },
    ...{ password: passwordOf(account), openingMinor: OPENING_MINOR, currency: CURRENCY },
  });
  const parts = { account, currency: CURRENCY, message, reading, gateway, https: undefined };
  const anchors: Anchors = {
    bankPublicKey: octets(about.bankPublicKey),
    logPublicKey: octets(about.logPublicKey),
  };
  const branch: Line = (request) => contract.branch(request);
  const made = openPhone({
    ...{ path: ':memory:', reading, crypto: 'openssl', log: quiet, anchors, branch },
    install: { from: packageFor(parts), owner },
    ...{ pin: '2468', cost: about.passwordCost },
  });
  if ('refusal' in made)
    throw new Error(`target: no phone of ours takes its package: ${made.refusal}`);
  return made;
}
