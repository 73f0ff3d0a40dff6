/**
 * What one process lets its peers cost it over HTTP: every limit by name, its unit last.
 *
 * One record serves both ends, so that a process states once what it takes and gives.
 */

/** The limits of a server and of a client; all are positive integers. */
export interface HttpLimits {
  /** The longest request body that is read, in octets; more is refused. */
  readonly bodyBytesMax: number;
  /**
   * How much of a request body is read and thrown away before it is refused, in octets.
   *
   * A connection closed on unread octets is reset, and the reset can overtake the answer
   * (RFC 9112 §9.6); beyond this limit the peer is not owed that care.
   */
  readonly discardBytesMax: number;
  /** The longest header section, and the longest trailer section, in octets. */
  readonly headerBytesMax: number;
  /** How many header fields a message may have. */
  readonly headerFieldsMax: number;
  /** How long a header section may take to arrive, in milliseconds, from the first octet. */
  readonly headersTimeoutMs: number;
  /** How long a whole request may take to arrive, in milliseconds; not below `headersTimeoutMs`. */
  readonly requestTimeoutMs: number;
  /** How long a connection is kept open without a request, in milliseconds. */
  readonly idleTimeoutMs: number;
  /** How many connections are open at once; one more is closed unread. */
  readonly connectionsMax: number;
  /** How many requests one connection may carry; the last answer closes it. */
  readonly connectionRequestsMax: number;
  /** How many requests are handled at once, or connections a client opens to one server. */
  readonly inFlightMax: number;
  /** How many requests may wait for one of those places; one more is refused. */
  readonly queueMax: number;
  /**
   * How long an answer may take, in milliseconds.
   *
   * For a client the time from `post` to the last octet; for a server the time a connection may
   * pass without an octet while an answer is made or taken, so a handler must be quicker.
   */
  readonly responseTimeoutMs: number;
  /** The longest answer a client reads, in octets. */
  readonly answerBytesMax: number;
}

/**
 * Limits for processes of one machine or one data centre.
 *
 * A frame is at most 16 KiB (`FRAME_BYTES_MAX`), so a body of 40 KiB holds one in hexadecimal;
 * all bodies being read at once take at most `connectionsMax * bodyBytesMax`, here 80 MiB.
 */
export const defaultHttpLimits: HttpLimits = {
  bodyBytesMax: 40 * 1024,
  discardBytesMax: 256 * 1024,
  headerBytesMax: 8 * 1024,
  headerFieldsMax: 32,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  idleTimeoutMs: 30_000,
  connectionsMax: 2_048,
  connectionRequestsMax: 10_000,
  inFlightMax: 64,
  queueMax: 1_024,
  responseTimeoutMs: 15_000,
  answerBytesMax: 1024 * 1024,
};
