/**
 * Our own system behind the contract of `contract.ts`, sound or with one flaw: the first target, and what
 * shows that flaws are found. Bank and gateway have a file each, so that a restart finds what is stored.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { type Handler, listen } from '../../src/adapters/http/server.ts';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import { SILENCE } from '../../src/host/envelope.ts';
import type { OpenBank } from '../../src/system/bank.ts';
import { judgeAddress } from '../../src/host/names.ts';
import { cheap, opened, served, type Served } from '../audit/served.ts';
import { type About, type Body, type Path, posts } from './contract.ts';
import type { Flaw } from './flaws.ts';

/** How our own system is set up as a target. */
export interface OwnOptions {
  readonly protocol: About['protocol'];
  readonly flaw?: Flaw | undefined;
  /** The port of the contract; 0 for any. */
  readonly port?: number;
}

/** Our own system, listening. */
export interface Own {
  /** Where the contract is. */
  readonly setup: string;
  readonly close: () => Promise<void>;
}

const GRACE_MS = 100;
const RECORDS_MAX = 10_000;

/** Puts what a party has on disk somewhere else, in the place of what is there. */
function copied(dir: string, [from, to]: readonly [string, string]): void {
  for (const end of ['', '-wal', '-shm']) {
    const [source, target] = [join(dir, `${from}.db${end}`), join(dir, `${to}.db${end}`)];
    rmSync(target, { force: true });
    // The index of the log of writes is made anew from it.
    if (end !== '-shm' && existsSync(source)) copyFileSync(source, target);
  }
}

/** Has each entry made twice, under the bank's nose. */
function postTwice(store: OpenBank['store']): void {
  const { post } = store;
  const twice: typeof post = (posting) => {
    post(posting);
    return post(posting);
  };
  Object.assign(store, { post: twice });
}

/** Bank and gateway on their files, with the flaw. */
async function working(dir: string, reading: Reading, flaw: Flaw | undefined): Promise<Served> {
  const at = await served(dir, { reading, omitted: flaw?.omitted });
  if (flaw?.postsTwice === true) postTwice(at.bank.store);
  return at;
}

/** A system on a folder of its own, which can be started again, there or on a new one. */
async function startable({ protocol, flaw }: OwnOptions, root: string) {
  const reading: Reading = { ...readings[protocol], ...flaw?.otherwise };
  let dir = mkdtempSync(join(root, 'files-'));
  let at = await working(dir, reading, flaw);
  return {
    now: () => at,
    anew: async (): Promise<void> => {
      await at.close();
      dir = mkdtempSync(join(root, 'files-'));
      at = await working(dir, reading, flaw);
    },
    again: async (): Promise<void> => {
      await at.close();
      if (flaw?.forgets === true && existsSync(join(dir, 'kept.db'))) {
        copied(dir, ['kept', 'bank']);
      }
      at = await working(dir, reading, flaw);
    },
    /** What a restart under the flaw of that name finds. */
    keep: (): void => {
      copied(dir, ['bank', 'kept']);
    },
  };
}

type Startable = Awaited<ReturnType<typeof startable>>;

/** What is answered to each post of the contract. */
type Answers = {
  readonly [K in Path]: (body: Body<K>) => object | Promise<object>;
};

function answers({ now, anew, again, keep }: Startable, protocol: About['protocol']): Answers {
  return {
    about: () => ({
      ...{ format: 'sa2pmp-target', version: 1, protocol, gateway: now().gatewayUrl },
      ...{ bankPublicKey: now().bank.publicKey, logPublicKey: now().log.publicKey },
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
    records: async () => {
      await now().fetch();
      return {
        records: now()
          .log.store.entries(0, RECORDS_MAX)
          .map(({ entry }) => entry),
      };
    },
  };
}

/** Serves our own system as a target. */
export async function own(options: OwnOptions): Promise<Own> {
  const root = mkdtempSync(join(tmpdir(), 'sa2pmp-target-'));
  const system = await startable(options, root);
  const answer = answers(system, options.protocol);
  const route = (path: Path): [string, Handler] => {
    // Each takes what the contract has for its path, which is what is parsed.
    const handle = answer[path] as (body: unknown) => object | Promise<object>;
    const body = async (given: unknown) => handle(v.parse(posts[path].body, given));
    return [`/${path}`, async (given) => ({ status: 200, body: { ...(await body(given)) } })];
  };
  const listening = await listen({
    ...{ host: '127.0.0.1', port: options.port ?? 0, limits: defaultHttpLimits },
    refused: { status: 400, body: { error: 'not in the contract (docs/target.md)' } },
    routes: Object.fromEntries((Object.keys(posts) as Path[]).map(route)),
  });
  return {
    setup: listening.url,
    close: async () => {
      await listening.close(GRACE_MS);
      await system.now().close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
