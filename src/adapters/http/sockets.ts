/**
 * Node's HTTP server with every setting spelled out, and the connections it holds.
 *
 * What the parser rejects, and what asks to leave HTTP (CONNECT), is reported as malformed.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { OnFault } from './faults.ts';
import type { HttpLimits } from './limits.ts';

/** Who a server is, for TLS. */
export interface Identity {
  /** The private key, PEM (PKCS #8). */
  readonly key: string;
  /** Its certificate, PEM. */
  readonly cert: string;
}

/** What a server is made from. */
export interface ServerOptions {
  /** What peers may cost. */
  readonly limits: HttpLimits;
  /** With it the server speaks TLS 1.3. */
  readonly tls: Identity | undefined;
  /** Told of connections that came to nothing. */
  readonly tell: OnFault;
}

/** What a server does with what comes. */
export interface Listeners {
  /** A request whose header section was read. */
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  /** What a connection carries is not HTTP, or came too slowly. */
  readonly onMalformed: (socket: Duplex, detail: string) => void;
}

/** A server that does not listen yet. */
export interface Opened {
  /** To be told where to listen. */
  readonly server: Server;
  /** Accepts nothing more; after `graceMs` milliseconds cuts what is left. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** A server with its listeners. Throws an Error on limits or a certificate that node refuses. */
export function serverWith(options: ServerOptions, listeners: Listeners): Opened {
  const { limits, tls, tell } = options;
  const server =
    tls === undefined
      ? createServer(settings(limits))
      : createSecureServer({ ...settings(limits), ...secured(tls, limits) });
  server.maxConnections = limits.connectionsMax;
  // One over the limit, so that a message with too many can be told; the rest is not kept.
  server.maxHeadersCount = limits.headerFieldsMax + 1;
  // Counted by us: node would answer the first request too many in its own words.
  server.maxRequestsPerSocket = 0;
  server.timeout = limits.responseTimeoutMs;
  server.on('drop', () => tell('connections', ''));
  server.on('error', (error) => tell('listener', String(error)));
  hear(server, listeners, tell);
  return { server, close: closing(server) };
}

function settings(limits: HttpLimits) {
  const soonestMs = Math.min(limits.headersTimeoutMs, limits.requestTimeoutMs);
  return {
    insecureHTTPParser: false,
    joinDuplicateHeaders: false,
    // Ours to refuse (RFC 9112 §3.2): node would answer in words of its own.
    requireHostHeader: false,
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: Math.max(Math.ceil(soonestMs / 4), 10),
    keepAliveTimeout: limits.idleTimeoutMs,
    keepAliveTimeoutBuffer: 0,
    noDelay: true,
    // An Upgrade field makes an ordinary request, which is then refused.
    shouldUpgradeCallback: () => false,
  };
}

function secured({ key, cert }: Identity, limits: HttpLimits) {
  return {
    key,
    cert,
    minVersion: 'TLSv1.3' as const,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: limits.headersTimeoutMs,
  };
}

function hear(server: Server, { onRequest, onMalformed }: Listeners, tell: OnFault): void {
  /** Connections whose words are HTTP: for TLS, those whose handshake is done. */
  const speaking = new WeakSet<Duplex>();
  const speaks = (socket: Duplex) => {
    speaking.add(socket);
    // Node takes its own listener away on CONNECT; an error without one ends the process.
    socket.on('error', () => {});
  };
  server.on('request', onRequest);
  // Without these node answers 100 or 417 by itself.
  server.on('checkContinue', onRequest);
  server.on('checkExpectation', onRequest);
  server.on('connect', (_request, socket) => {
    onMalformed(socket, 'CONNECT');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Not its message or packet: those quote the peer.
    const { code = '' } = error;
    if (speaking.has(socket)) {
      onMalformed(socket, code);
      return;
    }
    tell('tls', code);
    socket.destroy();
  });
  server.on('secureConnection', speaks);
  if (!('setSecureContext' in server)) server.on('connection', speaks);
}

function closing(server: Server): (graceMs: number) => Promise<void> {
  const open = new Set<Socket>();
  // Node's own list leaves out TLS connections whose handshake is not done.
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return (graceMs) =>
    new Promise((resolve) => {
      const cut = setTimeout(() => open.forEach((socket) => socket.destroy()), graceMs);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      // Node takes a connection for idle only after its first request.
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    });
}
