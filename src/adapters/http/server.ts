/**
 * The server's side of a port: one direction, a client posts JSON and the server answers.
 *
 * Whatever is not that gets one refusal, the same to the octet for every cause; what is not
 * HTTP at all gets one fixed line. The cause goes to the operator (design §5). It refuses
 * pipelining, upgrades and expectations, which no client of ours uses.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { encode, MALFORMED, same, send, type Answer, type Encoded } from './answer.ts';
import { contentOf, parse } from './content.ts';
import { shielded, type HttpFault, type OnFault } from './faults.ts';
import type { HttpLimits } from './limits.ts';
import { places } from './places.ts';
import { flawOf, type Gate } from './request.ts';
import { serverWith, type Identity, type Listeners } from './sockets.ts';

/** Answers one posted JSON value. What it throws or cannot be sent is answered with the refusal. */
export type Handler = (body: unknown) => Answer | Promise<Answer>;

/** What to listen on, and what to do with what comes. */
export interface ListenOptions {
  /** The address to bind, such as `127.0.0.1`. */
  readonly host: string;
  /** The port to bind; 0 for any that is free. */
  readonly port: number;
  /** A handler for each path, which is compared octet for octet, without a query. */
  readonly routes: Readonly<Record<string, Handler>>;
  /** What peers may cost. */
  readonly limits: HttpLimits;
  /** With it the port speaks TLS 1.3, without it plain HTTP. */
  readonly tls?: Identity;
  /** The one refusal; a handler that answers the same is not told apart from it. */
  readonly refused: Answer;
  /**
   * The answer when a request was not looked at, or not to its end: no place to handle it, the
   * port is closing, the handler threw. Nothing was decided, and the client may ask again.
   * Without it the refusal is given.
   */
  readonly busy?: Answer;
  /** For the operator's log. A stranger can call it as often as he can send. */
  readonly onFault?: OnFault;
}

/** A port that is open. */
export interface Listening {
  /** The port that was bound. */
  readonly port: number;
  /** Where a client finds it: scheme, host and port. */
  readonly url: string;
  /**
   * Accepts nothing more, finishes the requests in flight for up to `graceMs` milliseconds, then
   * cuts every connection. Resolves when all are closed; asking again changes nothing.
   */
  readonly close: (graceMs: number) => Promise<void>;
}

/**
 * Opens a port.
 *
 * @throws Error when the port cannot be bound, when limits or certificate are not usable, or
 * when `refused` cannot be sent.
 */
export async function listen(options: ListenOptions): Promise<Listening> {
  const tell = shielded(options.onFault);
  const service = serviceOf(options, tell);
  const opened = serverWith(
    { limits: options.limits, tls: options.tls, tell },
    { onRequest: service.onRequest, onMalformed: service.onMalformed },
  );
  const { port } = await bound(opened.server, options);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  let closed: Promise<void> | undefined;
  return {
    port,
    url: `${options.tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    close: (graceMs) => {
      service.stop();
      closed ??= opened.close(graceMs);
      return closed;
    },
  };
}

/** One connection: what was asked on it and whether its last answer was given. */
interface Line {
  requests: number;
  asking: boolean;
  over: boolean;
}

interface Service {
  readonly onRequest: Listeners['onRequest'];
  readonly onMalformed: Listeners['onMalformed'];
  readonly stop: () => void;
}

function serviceOf(options: ListenOptions, tell: OnFault): Service {
  const { limits } = options;
  const lines = new WeakMap<Duplex, Line>();
  const refusal = encode(options.refused);
  const judge = judgeOf(options, { refusal, busy: encode(options.busy ?? options.refused) });
  let stopping = false;

  function lineOf(socket: Duplex): Line {
    const line = lines.get(socket) ?? { requests: 0, asking: false, over: false };
    lines.set(socket, line);
    return line;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const line = lineOf(request.socket);
    const { said, fault, detail = '' } = await judge(request, stopping);
    if (line.over) return; // told already
    if (fault !== undefined) tell(fault, detail);
    if (request.socket.destroyed) return;
    line.asking = false;
    line.over = stopping || line.requests >= limits.connectionRequestsMax || same(said, refusal);
    send(response, said, line.over);
  }

  return {
    onRequest: (request, response) => {
      const line = lineOf(request.socket);
      if (line.over || request.socket.destroyed) return;
      if (line.asking) {
        // Node would parse and keep as many as are sent (RFC 9112 §9.3.2 lets us close).
        tell('pipelined', '');
        line.over = true;
        request.socket.destroy();
        return;
      }
      line.asking = true;
      line.requests += 1;
      answer(request, response).catch((error: unknown) => {
        tell('handler', String(error));
        request.socket.destroy();
      });
    },
    onMalformed: (socket, detail) => {
      const line = lineOf(socket);
      if (line.over) return; // the last answer is still leaving
      tell('malformed', detail);
      line.over = true;
      if (socket.writable) socket.end(MALFORMED, () => socket.destroy());
      else socket.destroy();
    },
    stop: () => {
      stopping = true;
    },
  };
}

/** What is to be said to a request, and to the operator. */
interface Verdict {
  readonly said: Encoded;
  readonly fault?: HttpFault;
  readonly detail?: string;
}

/** What is said to what is not handled. */
interface Saying {
  readonly refusal: Encoded;
  readonly busy: Encoded;
}

/** Causes that decide nothing. */
const undecided: ReadonlySet<HttpFault> = new Set<HttpFault>(['queue-full', 'closing', 'handler']);

type Judge = (request: IncomingMessage, stopping: boolean) => Promise<Verdict>;

function judgeOf({ routes, limits }: ListenOptions, { refusal, busy }: Saying): Judge {
  const handlers = new Map(Object.entries(routes));
  const gate: Gate = { knows: (path) => handlers.has(path), limits };
  const room = places(limits.inFlightMax, limits.queueMax);
  const bounds = {
    keepBytesMax: limits.bodyBytesMax,
    readBytesMax: Math.max(limits.bodyBytesMax, limits.discardBytesMax),
  };
  const refuse = (fault: HttpFault, detail = ''): Verdict => ({
    said: undecided.has(fault) ? busy : refusal,
    fault,
    detail,
  });

  async function handled(request: IncomingMessage, body: unknown): Promise<Verdict> {
    if (!(await room.enter())) return refuse('queue-full');
    try {
      if (request.socket.destroyed) return refuse('cut-off');
      const handler = handlers.get(request.url ?? '');
      return handler === undefined ? refuse('path') : { said: encode(await handler(body)) };
    } catch (error) {
      return refuse('handler', error instanceof Error ? (error.stack ?? error.message) : '');
    } finally {
      room.leave();
    }
  }

  return async (request, stopping) => {
    const flaw = stopping ? 'closing' : flawOf(request, gate);
    // Who expects 100 (Continue) sends no content until it is told to.
    if (request.headers.expect !== undefined) return refuse(flaw ?? 'expectation');
    // Read in full before any refusal, or a reset could overtake it and the time would tell why.
    const content = await contentOf(request, bounds);
    if (flaw !== undefined) return refuse(flaw, `${request.method ?? ''} ${request.url ?? ''}`);
    if (!content.ok) return refuse(content.fault);
    const parsed = parse(content.bytes);
    return parsed.ok ? handled(request, parsed.value) : refuse(parsed.fault);
  };
}

function bound(
  server: ReturnType<typeof serverWith>['server'],
  { host, port }: ListenOptions,
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.removeListener('error', reject);
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address);
      else reject(new Error('listening on no port'));
    });
  });
}
