/** A party in the middle that passes posts on, until it is told to answer what it likes. */
import { poster } from '../../src/adapters/http/client.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { type Handler, listen } from '../../src/adapters/http/server.ts';
import { paths, unavailableAnswer } from '../../src/system/wire.ts';

/** A proxy at work. */
export interface Proxy {
  readonly url: string;
  /** From now on every post is answered so; without a word it is passed on. */
  readonly answers: (body?: unknown) => void;
  /** Passes on and changes what comes back. */
  readonly changes: (change: (body: unknown) => unknown) => void;
  readonly close: () => Promise<void>;
}

/** A proxy to a port. */
export async function proxy(url: string): Promise<Proxy> {
  const onward = poster({ url, limits: defaultHttpLimits });
  const passesOn = (body: unknown): unknown => body;
  let lie: { readonly body: unknown } | undefined;
  let change = passesOn;
  const handles =
    (path: string): Handler =>
    async (body) => {
      if (lie !== undefined) return { status: 200, body: lie.body };
      const posted = await onward.post(path, body, { idempotent: true });
      if (!posted.ok) return unavailableAnswer;
      return { status: posted.status, body: change(posted.body) };
    };
  const routes = [paths.frames, paths.notices, paths.outbox].map((path) => [path, handles(path)]);
  const listening = await listen({
    host: '127.0.0.1',
    port: 0,
    limits: defaultHttpLimits,
    refused: { status: 403, body: {} },
    routes: Object.fromEntries(routes) as Readonly<Record<string, Handler>>,
  });
  return {
    url: listening.url,
    answers: (body) => {
      lie = body === undefined ? undefined : { body };
      change = passesOn;
    },
    changes: (how) => {
      lie = undefined;
      change = how;
    },
    close: async () => {
      onward.close();
      await listening.close(0);
    },
  };
}
