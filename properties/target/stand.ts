/**
 * Our side of a target: three customers of its bank with phones of ours, and an attacker between them and
 * its gateway who has a package of their own. What is known of the target is what it answers.
 */
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../src/bytes.ts';
import { judgeAddress } from '../../src/host/names.ts';
import type { Line } from '../../src/host/phone/phone.ts';
import { quietLog } from '../../src/host/world.ts';
import { packageFor } from '../../src/system/package.ts';
import { openPhone, type OpenPhone } from '../../src/system/phone.ts';
import { paths } from '../../src/system/wire.ts';
import { opened, ownerOf } from '../audit/served.ts';
import { type Tap, tapped } from '../mounted/tap.ts';
import { type Vantage, vantage } from '../mounted/vantage.ts';
import { type About, type Contract, gatewayOf } from './contract.ts';

/** A stand before a target. */
export interface Stand extends Vantage {
  readonly contract: Contract;
  readonly about: About;
  /** What the notary was handed in the branch. */
  readonly attested: readonly Bytes[];
  /**
   * Somebody between gateway and bank, where the bank has an address of its own; throws, with the
   * reason, where the gateway cannot be had to go that way.
   */
  readonly line: () => Promise<Tap>;
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
  await contract.ask('reset', {});
  const about = await contract.ask('about', {});
  const reading = readings[about.protocol];
  const tap = await tapped(gatewayOf(about, contract.places));
  const line = between(contract);
  const [phones, attested]: [OpenPhone[], Bytes[]] = [[], []];
  const phone = async (account: string): Promise<OpenPhone> => {
    const counter = { contract, about, reading, gateway: tap.url, attested };
    const made = await enrolled(counter, account);
    phones.push(made);
    return made;
  };
  const [alice, bob] = [await phone('alice-01'), await phone('bob-02')];
  // Who has no key yet.
  await phone('carol-03');
  const { balance } = contract;
  const fetch = safely(() => contract.ask('records', {}));
  const seen = vantage(reading, { ...{ tap, alice, bob, balance, phone }, fetch });
  return {
    ...{ ...seen, contract, about, attested, line: line.at },
    accounts: () => phones.map(({ accid }) => accid),
    close: async () => {
      for (const one of phones) one.close();
      await line.close();
      await tap.close();
    },
  };
}

/** Somebody between a target's gateway and its bank, from when they are first asked for. */
function between({ places, ask }: Contract): {
  readonly at: Stand['line'];
  readonly close: () => Promise<void>;
} {
  let line: Tap | undefined;
  return {
    at: async () => {
      if (line !== undefined) return line;
      if (places.bank === undefined) throw new Error('the bank has no address of its own');
      const made = await tapped(places.bank, paths.outbox);
      try {
        await ask('line', { bank: made.url });
      } catch (error) {
        await made.close();
        throw error;
      }
      line = made;
      return line;
    },
    close: async () => {
      if (line === undefined || places.bank === undefined) return;
      // A target that is gone has no line to be put back.
      await ask('line', { bank: places.bank }).catch(() => undefined);
      await line.close();
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
  /** What the notary was handed. */
  readonly attested: Bytes[];
}

/** Enrols a customer at the target's bank and installs what it hands out. */
async function enrolled(
  { contract, about, reading, gateway, attested }: Counter,
  account: string,
): Promise<OpenPhone> {
  const owner = ownerOf(account);
  const { message } = await contract.ask('enrol', {
    ...{ account, userid: owner.userid, sim: owner.sim, phid: owner.phone },
    ...{ password: passwordOf(account), openingMinor: OPENING_MINOR, currency: CURRENCY },
  });
  const parts = { account, currency: CURRENCY, message, reading, gateway, https: undefined };
  const { bankPublicKey, logPublicKey } = about;
  const branch: Line = (request) => {
    if (request.to === judgeAddress) attested.push(request.message);
    return contract.branch(request);
  };
  return opened(
    openPhone({
      ...{ path: ':memory:', reading, crypto: 'openssl', log: quietLog, branch },
      anchors: { bankPublicKey, logPublicKey },
      install: { from: packageFor(parts), owner },
      ...{ pin: '2468', cost: about.passwordCost },
    }),
  );
}
