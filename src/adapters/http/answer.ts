/**
 * An answer as octets: one header set in one order, whatever is said and why.
 *
 * No banner and no `Keep-Alive`: an answer tells nothing that its handler did not say.
 */
import type { ServerResponse } from 'node:http';

/** What a handler says. */
export interface Answer {
  /** 200 to 599, without those that have no content: 204, 205 and 304 (RFC 9110 §6.4.1). */
  readonly status: number;
  /** A JSON value; `undefined` for no content. */
  readonly body: unknown;
}

/** An {@link Answer} that can be sent. */
export interface Encoded {
  /** As in the answer. */
  readonly status: number;
  /** The content, UTF-8. */
  readonly content: Buffer;
}

/**
 * The octets of `answer`.
 *
 * @throws RangeError on a status that cannot have content, or a body nested too deeply;
 * TypeError on a body that is no JSON value. Both are mistakes of the handler.
 */
export function encode({ status, body }: Answer): Encoded {
  if (!Number.isInteger(status) || status < 200 || status > 599 || CONTENTLESS.has(status)) {
    throw new RangeError(`an answer cannot have the status ${status}`);
  }
  return { status, content: body === undefined ? Buffer.alloc(0) : jsonBytes(body) };
}

/**
 * The JSON text of `value` in UTF-8.
 *
 * @throws TypeError when `value` is no JSON value, RangeError when it is nested too deeply.
 */
export function jsonBytes(value: unknown): Buffer {
  // Of what has no JSON text stringify makes undefined, which from refuses.
  return Buffer.from(JSON.stringify(value), 'utf8');
}

const CONTENTLESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Whether a peer could not tell the two apart. */
export function same(a: Encoded, b: Encoded): boolean {
  return a.status === b.status && a.content.equals(b.content);
}

/**
 * Sends `encoded` in one write, with its length known beforehand (RFC 9112 §6.2).
 *
 * `last` ends the connection after it. Node adds `Date`, and leaves the content out for HEAD.
 */
export function send(response: ServerResponse, { status, content }: Encoded, last: boolean): void {
  response.writeHead(status, [
    'content-type',
    'application/json',
    'content-length',
    String(content.length),
    'cache-control',
    'no-store',
    'connection',
    last ? 'close' : 'keep-alive',
  ]);
  response.end(content);
}

/** What is said to a peer that does not speak HTTP, before its connection is closed. */
export const MALFORMED =
  'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';
