/**
 * The client's side of a port: posts a JSON value and reads the answer, within bounds.
 *
 * The other side may be hostile: whatever it does is a value, and takes no longer and holds no
 * more than the limits say. Redirections are not followed, codings not undone.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { jsonBytes } from './answer.ts';
import { contentOf, parse } from './content.ts';
import type { HttpLimits } from './limits.ts';

/** Why there is no answer, closed. */
export type PostFault =
  /** No connection, or none to a server that is trusted, or too many posts are waiting. */
  | 'unreachable'
  /** No whole answer within the time. Whether it was handled is not known. */
  | 'timed-out'
  /** An answer over the limit. */
  | 'too-long'
  /** An answer that is not HTTP with a JSON value. */
  | 'not-json'
  /** The connection ended before the answer did. Whether it was handled is not known. */
  | 'cut-off';

/** The answer, or a Fault. */
export type Posted =
  | {
      readonly ok: true;
      /** As sent; a redirection is an answer like another. */
      readonly status: number;
      /** The JSON value; `undefined` for no content. */
      readonly body: unknown;
    }
  | { readonly ok: false; readonly fault: PostFault; readonly detail: string };

/** Where to post. */
export interface PosterOptions {
  /** Scheme, host and port, such as `https://127.0.0.1:8443`. */
  readonly url: string;
  /** For `https`: the one certificate that is trusted, PEM. Without it the system's are. */
  readonly ca?: string;
  /** What the server may cost. */
  readonly limits: HttpLimits;
}

/** How one value is posted. */
export interface PostOptions {
  /**
   * Whether handling it twice does no more than handling it once (RFC 9110 §9.2.2). It is then
   * posted once more when a kept connection turns out to have been closed meanwhile.
   */
  readonly idempotent?: boolean;
}

/** A server to post to, with the connections kept to it. */
export interface Poster {
  /**
   * Posts `body`, a JSON value, to `path`. No act of the other side or the network makes it
   * reject: only a body that is no JSON value or a path that is none does, a mistake of ours.
   */
  readonly post: (path: string, body: unknown, options?: PostOptions) => Promise<Posted>;
  /** Closes every connection; posts under way are cut off, later ones find nobody. */
  readonly close: () => void;
}

/**
 * A poster to the server at `url`.
 *
 * @throws TypeError when `url` is not of `http` or `https`.
 */
export function poster({ url, ca, limits }: PosterOptions): Poster {
  const wire = wireOf(new URL(url), ca, limits);
  const underWayMax = limits.inFlightMax + limits.queueMax;
  let underWay = 0;
  let open = true;
  const isOpen = () => open;
  return {
    post: async (path, body, { idempotent = false } = {}) => {
      const content = jsonBytes(body);
      if (!isOpen()) return fault('unreachable', 'this poster is closed');
      if (underWay >= underWayMax) return fault('unreachable', 'too many posts are waiting');
      underWay += 1;
      try {
        const until = performance.now() + limits.responseTimeoutMs;
        const first = await exchange(wire, { path, content, until, fresh: false });
        if (!('stale' in first)) return first;
        if (!idempotent || !isOpen()) return first.stale;
        const second = await exchange(wire, { path, content, until, fresh: true });
        return 'stale' in second ? second.stale : second;
      } finally {
        underWay -= 1;
      }
    },
    close: () => {
      open = false;
      wire.kept.destroy();
      wire.fresh.destroy();
    },
  };
}

/** How requests reach one server. */
interface Wire {
  readonly request: (options: https.RequestOptions) => http.ClientRequest;
  readonly base: https.RequestOptions;
  /** Connections that are kept and used again. */
  readonly kept: http.Agent;
  /** Connections that are used once. */
  readonly fresh: http.Agent;
  readonly limits: HttpLimits;
}

function wireOf(url: URL, ca: string | undefined, limits: HttpLimits): Wire {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError(`cannot post over ${url.protocol}`);
  }
  const { request, Agent } = url.protocol === 'https:' ? https : http;
  const sockets = { maxSockets: limits.inFlightMax, scheduling: 'lifo' as const };
  return {
    request,
    base: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      method: 'POST',
      maxHeaderSize: limits.headerBytesMax,
      insecureHTTPParser: false,
      // Said outright: NODE_TLS_REJECT_UNAUTHORIZED=0 must not undo it.
      rejectUnauthorized: true,
      minVersion: 'TLSv1.3',
      ...(ca === undefined ? {} : { ca }),
    },
    // Let go well before the server does, so that few connections are found closed.
    kept: new Agent({ ...sockets, keepAlive: true, timeout: limits.idleTimeoutMs / 2 }),
    fresh: new Agent({ ...sockets, keepAlive: false }),
    limits,
  };
}

interface Call {
  readonly path: string;
  readonly content: Buffer;
  /** When the time is over, on `performance.now()`. */
  readonly until: number;
  readonly fresh: boolean;
}

/** `stale`: a kept connection was closed before an octet of the answer. */
type Exchanged = Posted | { readonly stale: Posted };

function exchange(wire: Wire, call: Call): Promise<Exchanged> {
  const { limits } = wire;
  const request = wire.request({
    ...wire.base,
    agent: call.fresh ? wire.fresh : wire.kept,
    path: call.path,
    headers: { 'content-type': 'application/json', 'content-length': call.content.length },
  });
  // Fewer than may come are kept; the header section is bounded in octets too.
  request.maxHeadersCount = limits.headerFieldsMax;
  return new Promise((resolve) => {
    const late = setTimeout(
      () => finish(fault('timed-out', `after ${limits.responseTimeoutMs} ms`)),
      Math.max(call.until - performance.now(), 0),
    );
    const finish = (exchanged: Exchanged) => {
      clearTimeout(late);
      resolve(exchanged);
      const done = 'ok' in exchanged && exchanged.ok;
      if (!done) request.destroy();
    };
    let answered = false;
    request.once('response', (response) => {
      answered = true;
      void answerOf(response, limits).then(finish);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const posted = faultOf(error);
      const stale = request.reusedSocket && !answered && !posted.ok && posted.fault === 'cut-off';
      finish(stale ? { stale: posted } : posted);
    });
    request.once('close', () => {
      if (!answered) finish(fault('cut-off', 'no answer'));
    });
    request.end(call.content);
  });
}

async function answerOf(response: http.IncomingMessage, limits: HttpLimits): Promise<Posted> {
  const max = limits.answerBytesMax;
  const content = await contentOf(response, { keepBytesMax: max, readBytesMax: max });
  if (!content.ok) return fault(content.fault, 'while reading the answer');
  const status = response.statusCode ?? 0;
  if (content.bytes.length === 0) return { ok: true, status, body: undefined };
  const parsed = parse(content.bytes);
  if (!parsed.ok) return fault('not-json', `not ${parsed.fault}`);
  return { ok: true, status, body: parsed.value };
}

function faultOf({ code = '', message }: NodeJS.ErrnoException): Posted {
  if (CUT_OFF.has(code)) return fault('cut-off', code);
  if (code === 'HPE_HEADER_OVERFLOW') return fault('too-long', code);
  if (code.startsWith('HPE_')) return fault('not-json', code);
  return fault('unreachable', code === '' ? message : code);
}

const CUT_OFF: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE']);

function fault(what: PostFault, detail: string): Posted {
  return { ok: false, fault: what, detail };
}
