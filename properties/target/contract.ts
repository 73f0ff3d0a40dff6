/**
 * The contract by which a system of anybody's is set up to be tried (docs/target.md): a few posts of
 * JSON beside the wire of docs/protocol.md. Enrols customers, takes what is handed over in a branch,
 * tells balances and records, starts anew; each asked where the party is that it is about. None of it
 * is part of the protocol, and none of it belongs into a system that holds money.
 */
import * as v from 'valibot';
import { poster } from '../../src/adapters/http/client.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { hexSchema } from '../../src/host/package.ts';
import type { Reply, Request } from '../../src/host/envelope.ts';
import { MESSAGE_BYTES_MAX } from '../../src/host/limits.ts';

const HASH_BYTES = 32;
const PROOF_HASHES_MAX = 64;

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(whole, v.minValue(1));
const message = hexSchema(MESSAGE_BYTES_MAX);
const digest = hexSchema(HASH_BYTES);
const proof = v.object({ proof: v.pipe(v.array(digest), v.maxLength(PROOF_HASHES_MAX)) });
const nothing = v.object({});
const address = v.pipe(text, v.url(), v.startsWith('http'));
const channel = v.picklist(['wireless', 'wired', 'https', 'sms', 'branch']);

/** For each path what is posted there, and what has to come back. */
export const posts = {
  /** What it is, and where its gateway is. Asked again after every reset and restart. */
  about: {
    body: nothing,
    answer: v.object({
      format: v.literal('sa2pmp-target'),
      version: v.literal(1),
      protocol: v.picklist(['published', 'repaired']),
      /** Needed where the gateway has no address of its own (`--target-log`). */
      gateway: v.optional(address),
      bankPublicKey: v.optional(message),
      logPublicKey: v.optional(message),
      /** What verifies heads of the log: a verifier key of C2SP signed-note. */
      logKey: v.optional(text),
      passwordCost: v.optional(v.object({ N: count, r: count, p: count })),
    }),
  },
  /** Forgets all customers, orders and records. */
  reset: { body: nothing, answer: nothing },
  /** Enrols a customer; the message of the package that the customer is given. */
  enrol: {
    body: v.object({
      ...{ account: text, userid: text, password: text },
      /** SIM number, and the phone's serial number. */
      ...{ sim: text, phid: text },
      openingMinor: whole,
      /** ISO 4217 code. */
      currency: text,
    }),
    answer: v.object({ message }),
  },
  /** Hands a message over in a branch, to the bank or to the notary. */
  branch: {
    body: v.object({ id: text, from: text, to: text, message }),
    answer: v.object({
      deliveries: v.array(v.object({ seq: whole, channel, from: text, to: text, message })),
    }),
  },
  /** What an account holds, in minor units; `null` of no account. */
  balance: { body: v.object({ account: text }), answer: v.object({ minor: v.nullable(whole) }) },
  /** What an order was that a record commits to, and under which keys of its customer's it may be. */
  opening: {
    body: v.object({ commitment: digest }),
    answer: v.object({
      opening: v.nullable(message),
      bindings: v.array(message),
      /** The bank's name, which orders are signed for. */
      bank: message,
    }),
  },
  /** The records of the log, oldest first; has the gateway fetch what waits at the bank. */
  records: {
    body: nothing,
    answer: v.object({
      records: v.array(message),
      /** The log's signature on each. */
      signatures: v.optional(v.array(v.nullable(message))),
    }),
  },
  /** The head of the log's tree as it stands: a C2SP checkpoint. */
  head: { body: nothing, answer: v.object({ checkpoint: text }) },
  /** That a record is in the tree of a size (RFC 9162 §2.1.3). */
  inclusion: { body: v.object({ index: whole, size: count }), answer: proof },
  /** That a tree begins with an earlier one (RFC 9162 §2.1.4). */
  consistency: { body: v.object({ from: count, to: count }), answer: proof },
  /** Has the gateway reach the bank at an address from now on, after resets and restarts too. */
  line: { body: v.object({ bank: address }), answer: nothing },
  /** Stops without notice and starts again on what is stored. */
  restart: { body: nothing, answer: nothing },
} as const;

/** A path of the contract. */
export type Path = keyof typeof posts;

/** What is posted to a path. */
export type Body<K extends Path> = v.InferOutput<(typeof posts)[K]['body']>;

/** What comes back from it. */
export type Said<K extends Path> = v.InferOutput<(typeof posts)[K]['answer']>;

/** What a target says of itself. */
export type About = Said<'about'>;

const BROKEN = 'ContractBroken';

/** What is wrong with a target's set-up: what was asked, and what came back. */
function broken(where: string, why: string): Error {
  return Object.assign(new Error(`${where}: ${why}`), { name: BROKEN });
}

/** Whether an error says that the target does not keep to the contract, or is not there. */
export function isContractBroken(error: unknown): error is Error {
  return error instanceof Error && error.name === BROKEN;
}

/** Where a target is: its set-up, and those parties that have an address of their own. */
export interface Places {
  readonly setup: string;
  /** The gateway with the log. */
  readonly log?: string | undefined;
  readonly bank?: string | undefined;
}

/** Whom each post is about; what is not here is about the whole. */
const about: Readonly<Partial<Record<Path, 'log' | 'bank'>>> = {
  ...{ enrol: 'bank', branch: 'bank', balance: 'bank', opening: 'bank' },
  ...{ records: 'log', head: 'log', inclusion: 'log', consistency: 'log', line: 'log' },
};

/** The posts of a party's own. */
export function postsOf(party: 'log' | 'bank'): readonly Path[] {
  return (Object.keys(posts) as Path[]).filter((path) => about[path] === party);
}

/** A target's set-up. */
export interface Contract {
  readonly places: Places;
  /** Posts, and reads what comes back. */
  readonly ask: <K extends Path>(path: K, body: Body<K>) => Promise<Said<K>>;
  readonly branch: (request: Request) => Promise<Reply>;
  /** NaN of no account. */
  readonly balance: (account: string) => Promise<number>;
  readonly close: () => void;
}

/** The set-up of a target. */
export function contractAt(places: Places): Contract {
  const { setup } = places;
  const urls = new Set([setup, places.log ?? setup, places.bank ?? setup]);
  const limits = defaultHttpLimits;
  const posters = new Map([...urls].map((url) => [url, poster({ url, limits })]));
  const ask = async <K extends Path>(path: K, body: Body<K>): Promise<Said<K>> => {
    const party = about[path];
    const url = (party && places[party]) ?? setup;
    const answer = await posters.get(url)?.post(`/${path}`, body, { idempotent: false });
    const where = `${url}/${path}`;
    if (answer?.ok !== true) throw broken(where, `${answer?.fault} (${answer?.detail})`);
    if (answer.status !== 200) throw broken(where, `status ${answer.status}`);
    const read = v.safeParse(posts[path].answer, answer.body);
    if (read.success) return read.output;
    const [issue] = read.issues;
    throw broken(where, `${v.getDotPath(issue) ?? 'as a whole'}: ${issue.message}`);
  };
  return {
    places,
    ask,
    branch: async ({ id, from, to, message: said }) =>
      ask('branch', { id, from, to, message: said }),
    balance: async (account) => (await ask('balance', { account })).minor ?? NaN,
    close: () => {
      for (const one of posters.values()) one.close();
    },
  };
}

/** Where phones find the gateway. */
export function gatewayOf({ gateway }: About, { log, setup }: Places): string {
  const url = log ?? gateway;
  if (url !== undefined) return url;
  throw broken(`${setup}/about`, 'gateway: needed where there is no --target-log');
}
