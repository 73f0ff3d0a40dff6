/** What our own system answers to the posts of the contract, each party to its own (docs/target.md). */
import { SILENCE } from '../../src/host/envelope.ts';
import { judgeAddress } from '../../src/host/names.ts';
import { textToBytes, toBytes } from '../../src/bytes.ts';
import { signCheckpoint } from '../../src/log/checkpoint.ts';
import { formatVerifierKey, verifierKey } from '../../src/log/key.ts';
import { consistencyProof, inclusionProof, rootOf } from '../../src/log/tree.ts';
import { cheap, opened } from '../audit/served.ts';
import type { Body, Path } from './contract.ts';
import { type Shown, shownOf } from './rewritten.ts';
import type { Kind, Startable } from './startable.ts';

/** What is answered to each post of the contract. */
export type Answers = {
  readonly [K in Path]: (body: Body<K>) => object | Promise<object>;
};

/** What is answered about the whole. */
function answersOfAll(
  { now, anew, again }: Startable,
  { protocol }: Kind,
): Pick<Answers, 'about' | 'reset' | 'restart'> {
  return {
    about: () => ({
      ...{ format: 'sa2pmp-target', version: 1, protocol, gateway: now().gatewayUrl },
      ...{ bankPublicKey: now().bank.publicKey, logPublicKey: now().log.publicKey },
      logKey: formatVerifierKey(verifierKey('log', now().log.signer)),
      passwordCost: cheap,
    }),
    reset: async () => {
      await anew();
      return {};
    },
    restart: async () => {
      await again();
      return {};
    },
  };
}

/** What the bank answers. */
function answersOfBank({
  now,
  keep,
}: Startable): Pick<Answers, 'enrol' | 'branch' | 'balance' | 'opening'> {
  return {
    enrol: ({ openingMinor, currency, phid, ...who }) => {
      const opening = { minor: openingMinor, currency };
      const { message } = opened(now().bank.enrol({ ...who, phone: phid, opening }, cheap));
      keep();
      return { message };
    },
    branch: (handed) => {
      if (handed.to === judgeAddress) return SILENCE;
      return now().bank.bank.take({ ...handed, channel: 'branch' });
    },
    balance: ({ account }) => ({
      minor: now().bank.store.account(account)?.balanceMinor ?? null,
    }),
    opening: ({ commitment }) => {
      const { store, testimony, name } = now().bank;
      const found = store.opening(commitment);
      const bindings = found && testimony(found.accid)?.bindings;
      const bank = textToBytes(name);
      return { opening: found?.content ?? null, bindings: bindings ?? [], bank };
    },
  };
}

/** What the log answers, and the gateway that it stands on. */
function answersOfLog(
  { now }: Startable,
  { flaw }: Kind,
  goesTo: (bankUrl: string) => void,
): Pick<Answers, 'records' | 'head' | 'inclusion' | 'consistency' | 'line'> {
  const shown = (): Shown => shownOf(now().log, flaw?.shows);
  const proof = (hashes: readonly Uint8Array[]): object => ({ proof: hashes.map(toBytes) });
  return {
    records: async () => {
      await now().fetch();
      const { entries } = shown();
      return {
        records: entries.map(({ entry }) => entry),
        signatures: entries.map(({ signature }) => signature ?? null),
      };
    },
    head: () => {
      const { entries, nodes } = shown();
      const size = entries.length;
      return { checkpoint: signCheckpoint({ size, root: rootOf(nodes, size) }, now().log.signer) };
    },
    inclusion: ({ index, size }) => proof(inclusionProof(shown().nodes, index, size)),
    consistency: ({ from, to }) => proof(consistencyProof(shown().nodes, from, to)),
    line: ({ bank }) => {
      goesTo(bank);
      return {};
    },
  };
}

/**
 * What is answered to each post.
 *
 * @param goesTo - has the gateway reach the bank somewhere else
 */
export function answers(system: Startable, kind: Kind, goesTo: (bankUrl: string) => void): Answers {
  return {
    ...answersOfAll(system, kind),
    ...answersOfBank(system),
    ...answersOfLog(system, kind, goesTo),
  };
}
