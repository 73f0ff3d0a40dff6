/** Raw sockets for the tests: what a peer says and hears, octet for octet. */
import { connect, createServer, type Socket } from 'node:net';
import type { HttpFault } from '../faults.ts';
import { defaultHttpLimits, type HttpLimits } from '../limits.ts';
import { listen, type Handler, type Listening } from '../server.ts';

/** Limits small enough to be reached, and times that no test on a busy machine reaches. */
export const smallLimits: HttpLimits = {
  ...defaultHttpLimits,
  bodyBytesMax: 2_000,
  discardBytesMax: 20_000,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 20_000,
  responseTimeoutMs: 20_000,
  idleTimeoutMs: 20_000,
};

/** Times that a test can wait for. */
export const hastyLimits: HttpLimits = {
  ...smallLimits,
  headersTimeoutMs: 500,
  requestTimeoutMs: 500,
};

/** A server under test, with what it told its operator. */
export interface Served extends Listening {
  /** In order. */
  readonly faults: readonly HttpFault[];
  /** As told with them. */
  readonly details: readonly string[];
}

/** A server that echoes at `/echo`, throws at `/throw`, and has the given routes besides. */
export async function served(
  limits: HttpLimits = smallLimits,
  routes: Readonly<Record<string, Handler>> = {},
): Promise<Served> {
  const faults: HttpFault[] = [];
  const details: string[] = [];
  const listening = await listen({
    host: '127.0.0.1',
    port: 0,
    limits,
    routes: {
      '/echo': (body) => ({ status: 200, body }),
      '/throw': () => {
        throw new Error('the ledger is closed');
      },
      ...routes,
    },
    refused: { status: 403, body: { refused: true } },
    onFault: (what, detail) => {
      faults.push(what);
      details.push(detail);
    },
  });
  return { ...listening, faults, details };
}

/** A header section of a post to `path`, with `fields` besides, each with its line end. */
export function head(fields: string, path = '/echo', method = 'POST'): string {
  return `${method} ${path} HTTP/1.1\r\nHost: bank\r\nContent-Type: application/json\r\n${fields}\r\n`;
}

/** A post of `body` with its length. */
export function post(body: string | Buffer, path = '/echo', method = 'POST'): Buffer {
  const fields = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.concat([Buffer.from(head(fields, path, method)), Buffer.from(body)]);
}

/** What a raw peer heard. */
export interface Heard {
  /** Everything that came, Latin-1. */
  readonly text: string;
  /** The error the connection ended with, such as `ECONNRESET`; empty without one. */
  readonly error: string;
  /** Whether the other side ended it within the time. */
  readonly ended: boolean;
}

/** Sends `octets` (or lets `say` speak) and listens until the other side ends or time is up. */
export function say(
  port: number,
  octets: string | Buffer | ((socket: Socket) => void),
  forMs = 10_000,
): Promise<Heard> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let error = '';
    const timer = setTimeout(() => {
      resolve({ text, error, ended: false });
      socket.destroy();
    }, forMs);
    socket.setEncoding('latin1');
    socket.on('data', (more: string) => (text += more));
    socket.on('error', (failure: NodeJS.ErrnoException) => (error = failure.code ?? 'error'));
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ text, error, ended: true });
    });
    if (typeof octets === 'function') octets(socket);
    else socket.write(octets);
  });
}

/** Sends `octets` and listens until one whole answer has come, or the other side ends. */
export function ask(port: number, octets: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const whole = () => {
      const [fields = '', content] = text.split('\r\n\r\n', 2);
      const length = /content-length: (\d+)/.exec(fields)?.[1];
      return content !== undefined && content.length >= Number(length);
    };
    socket.setEncoding('latin1');
    socket.on('data', (more: string) => {
      text += more;
      if (whole()) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.write(octets);
  });
}

/** `text` without what changes from second to second. */
export function undated(text: string): string {
  return text.replace(/Date: [^\r]+\r\n/g, '');
}

/** A TCP server that does with each connection what `act` says; for clients under test. */
export async function hostile(
  act: (socket: Socket, connection: number) => void,
): Promise<{ readonly url: string; readonly port: number; readonly stop: () => void }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    connections += 1;
    act(socket, connections);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    stop: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

/** Resolves after `ms` milliseconds. */
export function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
