/**
 * The contract by which a system of anybody's is set up to be tried (docs/target.md): a few posts of
 * JSON beside the wire of docs/protocol.md. Enrols customers, takes what is handed over in a branch,
 * tells balances and records, starts anew. None of it is part of the protocol, and none of it belongs
 * into a system that holds money.
 */
import * as v from 'valibot';
import { poster } from '../../src/adapters/http/client.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { hexSchema } from '../../src/host/package.ts';
import type { Reply, Request } from '../../src/host/envelope.ts';
import { MESSAGE_BYTES_MAX } from '../../src/host/limits.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(whole, v.minValue(1));
const message = hexSchema(MESSAGE_BYTES_MAX);
const nothing = v.object({});
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
      gateway: v.pipe(text, v.url(), v.startsWith('http')),
      bankPublicKey: v.optional(message),
      logPublicKey: v.optional(message),
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
  /** The records of the log, oldest first; has the gateway fetch what waits at the bank. */
  records: { body: nothing, answer: v.object({ records: v.array(text) }) },
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

/** A target's set-up. */
export interface Contract {
  readonly about: () => Promise<About>;
  readonly reset: () => Promise<void>;
  readonly enrol: (who: Body<'enrol'>) => Promise<Said<'enrol'>>;
  readonly branch: (request: Request) => Promise<Reply>;
  /** NaN of no account. */
  readonly balance: (account: string) => Promise<number>;
  readonly records: () => Promise<readonly string[]>;
  readonly restart: () => Promise<void>;
  readonly close: () => void;
}

/** The set-up at a URL. */
export function contractAt(setup: string): Contract {
  const post = poster({ url: setup, limits: defaultHttpLimits });
  const ask = async <K extends Path>(path: K, body: Body<K>): Promise<Said<K>> => {
    const answer = await post.post(`/${path}`, body, { idempotent: false });
    const where = `${setup}/${path}`;
    if (!answer.ok) throw broken(where, `${answer.fault} (${answer.detail})`);
    if (answer.status !== 200) throw broken(where, `status ${answer.status}`);
    const read = v.safeParse(posts[path].answer, answer.body);
    if (read.success) return read.output;
    const [issue] = read.issues;
    throw broken(where, `${v.getDotPath(issue) ?? 'as a whole'}: ${issue.message}`);
  };
  return {
    about: () => ask('about', {}),
    reset: async () => {
      await ask('reset', {});
    },
    enrol: (who) => ask('enrol', who),
    branch: async ({ id, from, to, message: said }) =>
      ask('branch', { id, from, to, message: said }),
    balance: async (account) => (await ask('balance', { account })).minor ?? NaN,
    records: async () => (await ask('records', {})).records,
    restart: async () => {
      await ask('restart', {});
    },
    close: post.close,
  };
}
