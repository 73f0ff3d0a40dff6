/**
 * Our own system behind the contract of `contract.ts`, sound or with one flaw: the first target, and what
 * shows that flaws are found. The set-up, the log and the bank have an address each; at those of the
 * parties are the wire and the posts of their own, at that of the set-up are all posts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Poster, poster } from '../../src/adapters/http/client.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { type Handler, listen, type Listening } from '../../src/adapters/http/server.ts';
import { paths, unavailableAnswer } from '../../src/system/wire.ts';
import { type Answers, answers } from './answers.ts';
import { type Path, type Places, posts, postsOf } from './contract.ts';
import { type Kind, type Startable, startable } from './startable.ts';

/** How our own system is set up as a target. */
export interface OwnOptions extends Kind {
  /** The port of the set-up; 0 for any. The log has the next one, the bank the one after. */
  readonly port?: number;
}

/** Our own system, listening. */
export interface Own {
  /** Where the set-up is, and each party. */
  readonly places: Readonly<Record<keyof Places, string>>;
  readonly close: () => Promise<void>;
}

type Routes = Readonly<Record<string, Handler>>;

const GRACE_MS = 100;

/** Hands what comes on these paths on to where it belongs now. */
export function handedOn(wires: readonly string[], where: () => string) {
  const onward = new Map<string, Poster>();
  const handler =
    (path: string): Handler =>
    async (body) => {
      const url = where();
      const known = onward.get(url) ?? poster({ url, limits: defaultHttpLimits });
      onward.set(url, known);
      const answer = await known.post(path, body, { idempotent: true });
      return answer.ok ? { status: answer.status, body: answer.body } : unavailableAnswer;
    };
  return {
    routes: Object.fromEntries(wires.map((path) => [path, handler(path)])) as Routes,
    close: () => {
      for (const one of onward.values()) one.close();
    },
  };
}

/** The posts of the contract on these paths. */
function posted(of: readonly Path[], answer: Answers): Routes {
  const route = (path: Path): [string, Handler] => {
    // Each takes what the contract has for its path, which is what is parsed.
    const handle = answer[path] as (body: unknown) => object | Promise<object>;
    const body = async (given: unknown) => handle(v.parse(posts[path].body, given));
    return [`/${path}`, async (given) => ({ status: 200, body: { ...(await body(given)) } })];
  };
  return Object.fromEntries(of.map(route));
}

function listening(port: number, routes: Routes): Promise<Listening> {
  return listen({
    ...{ host: '127.0.0.1', port, limits: defaultHttpLimits, routes },
    refused: { status: 400, body: { error: 'not in the contract (docs/target.md)' } },
    busy: unavailableAnswer,
  });
}

/** Serves our own system as a target. */
export async function own({ port = 0, ...kind }: OwnOptions): Promise<Own> {
  const root = mkdtempSync(join(tmpdir(), 'sa2pmp-target-'));
  const where: { system?: Startable; bankUrl?: string } = {};
  const now = () => {
    if (where.system === undefined) throw new Error('target: not yet at work');
    return where.system.now();
  };
  const [toBank, toLog, line] = [
    handedOn([paths.frames, paths.outbox], () => now().bankUrl),
    handedOn([paths.frames, paths.notices], () => now().gatewayUrl),
    handedOn([paths.frames, paths.outbox], () => where.bankUrl ?? now().bankUrl),
  ];
  const lineAt = await listening(0, line.routes);
  const system = await startable(kind, { root, bankAt: lineAt.url });
  where.system = system;
  const answer = answers(system, kind, (bankUrl) => {
    where.bankUrl = bankUrl;
  });
  const next = (by: number): number => (port === 0 ? 0 : port + by);
  const setup = await listening(port, posted(Object.keys(posts) as Path[], answer));
  const log = await listening(next(1), { ...toLog.routes, ...posted(postsOf('log'), answer) });
  const bank = await listening(next(2), { ...toBank.routes, ...posted(postsOf('bank'), answer) });
  return {
    places: { setup: setup.url, log: log.url, bank: bank.url },
    close: async () => {
      for (const one of [setup, log, bank]) await one.close(GRACE_MS);
      await system.now().close();
      await lineAt.close(GRACE_MS);
      for (const one of [toBank, toLog, line]) one.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
