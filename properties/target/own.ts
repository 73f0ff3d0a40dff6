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
import { hexSchema } from '../../src/host/package.ts';
import { MESSAGE_BYTES_MAX } from '../../src/host/limits.ts';
import type { OperatorLog } from '../../src/host/world.ts';
import { openBank, type OpenBank, serveBank } from '../../src/system/bank.ts';
import { openLog, type OpenLog, serveLog } from '../../src/system/log.ts';
import { judgeAddress } from '../../src/host/names.ts';
import type { Flaw } from './flaws.ts';
import type { About, posts } from './contract.ts';

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

const cheap = { N: 1024, r: 8, p: 1 } as const;
const nothing = (): void => undefined;
const quiet: OperatorLog = { refused: nothing, fault: nothing, info: nothing };
const GRACE_MS = 100;
const RECORDS_MAX = 10_000;

const text = v.string();
const enrolling = v.object({
  ...{ account: text, userid: text, sim: text, phid: text, password: text, currency: text },
  openingMinor: v.pipe(v.number(), v.safeInteger()),
});
const handed = v.object({ id: text, from: text, to: text, message: hexSchema(MESSAGE_BYTES_MAX) });
const asked = v.object({ account: text });

function opened<T extends object>(party: T | { readonly refusal: string }): T {
  if ('refusal' in party) throw new Error(party.refusal);
  return party;
}

/** Bank and gateway at work, on files in a folder. */
interface Working {
  readonly bank: OpenBank;
  readonly log: OpenLog;
  readonly gateway: string;
  readonly fetch: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

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

async function working(dir: string, reading: Reading, flaw: Flaw | undefined): Promise<Working> {
  const settings = (name: string) =>
    ({ path: join(dir, `${name}.db`), reading, crypto: 'openssl', log: quiet }) as const;
  const log = opened(openLog(settings('log')));
  const anchors = { logPublicKey: log.publicKey };
  const bank = opened(openBank({ ...settings('bank'), anchors, omitted: flaw?.omitted }));
  if (flaw?.postsTwice === true) postTwice(bank.store);
  const ports = await serveBank(bank, { wired: { port: 0 }, https: { port: 0 } });
  const served = await serveLog(
    { ...log, anchors: { ...anchors, bankPublicKey: bank.publicKey } },
    { phones: { port: 0 }, bankUrl: ports.wired.url },
  );
  return {
    ...{ bank, log },
    gateway: served.phones.url,
    fetch: served.gateway.fetch,
    close: async () => {
      await served.close(GRACE_MS);
      await ports.wired.close(GRACE_MS);
      await ports.https?.close(GRACE_MS);
      bank.close();
      log.close();
    },
  };
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
function answers(
  { now, anew, again, keep }: Startable,
  protocol: About['protocol'],
): Readonly<Record<keyof typeof posts, (body: unknown) => object | Promise<object>>> {
  return {
    about: () => ({
      ...{ format: 'sa2pmp-target', version: 1, protocol, gateway: now().gateway },
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
    enrol: (body) => {
      const { openingMinor, currency, phid, ...who } = v.parse(enrolling, body);
      const opening = { minor: openingMinor, currency };
      const { message } = opened(now().bank.enrol({ ...who, phone: phid, opening }, cheap));
      keep();
      return { message };
    },
    branch: (body) => {
      const request = { ...v.parse(handed, body), channel: 'branch' } as const;
      return request.to === judgeAddress ? SILENCE : now().bank.bank.take(request);
    },
    balance: (body) => {
      const { account } = v.parse(asked, body);
      return { minor: now().bank.store.account(account)?.balanceMinor ?? null };
    },
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
  const routes = Object.entries(answers(system, options.protocol)).map(
    ([name, answer]): [string, Handler] => [
      `/${name}`,
      async (body) => ({ status: 200, body: { ...(await answer(body)) } }),
    ],
  );
  const listening = await listen({
    ...{ host: '127.0.0.1', port: options.port ?? 0, limits: defaultHttpLimits },
    refused: { status: 400, body: { error: 'not in the contract (docs/target.md)' } },
    routes: Object.fromEntries(routes),
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
