/** Why a request was not handled: for the operator's log, never for the peer. */

/** The causes, closed; all but the last six are answered with the one refusal. */
export type HttpFault =
  /** Not HTTP/1.1. */
  | 'version'
  /** More header fields than the limit. */
  | 'fields'
  /** No Host field, or several (RFC 9112 §3.2). */
  | 'host'
  /** An Expect field (RFC 9110 §10.1.1). */
  | 'expectation'
  /** An Upgrade field (RFC 9110 §7.8). */
  | 'upgrade'
  /** A transfer coding besides `chunked` (RFC 9112 §6.1). */
  | 'transfer-encoding'
  /** A content coding (RFC 9110 §8.4). */
  | 'content-encoding'
  /** Not POST. */
  | 'method'
  /** Not one media type `application/json`. */
  | 'content-type'
  /** No such path; the absolute and the asterisk form among them (RFC 9112 §3.2). */
  | 'path'
  /** A body over the limit. */
  | 'too-long'
  /** Octets that are not UTF-8. */
  | 'utf-8'
  /** Text that is not one JSON value. */
  | 'json'
  /** No place to handle it and none to wait for one. */
  | 'queue-full'
  /** The handler threw, or its answer cannot be sent: our mistake. */
  | 'handler'
  /** It came after `close`. */
  | 'closing'
  /** The peer went away before its request was whole. */
  | 'cut-off'
  /** It came before the previous request of its connection was answered. */
  | 'pipelined'
  /** Not HTTP as the parser reads it, or too slow. */
  | 'malformed'
  /** No TLS connection came about. */
  | 'tls'
  /** A connection over the limit. */
  | 'connections'
  /** The listening socket failed, such as for want of file descriptors. */
  | 'listener';

/** Told of each request that was not handled; `detail` never holds the body. */
export type OnFault = (what: HttpFault, detail: string) => void;

/** `told`, shielded: a log that fails must not take the service with it. */
export function shielded(told: OnFault | undefined): OnFault {
  return (what, detail) => {
    try {
      told?.(what, detail.slice(0, DETAIL_CHARS_MAX));
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** Enough for an error with its stack; a peer's path is cut. */
const DETAIL_CHARS_MAX = 2_000;
