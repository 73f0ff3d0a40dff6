/**
 * The content of a message within bounds, and the JSON value that it is.
 *
 * One buffer per message, so that a peer who sends an octet a packet cannot make us keep a
 * packet an octet.
 */
import type { IncomingMessage } from 'node:http';

/** How much of a message is read. */
export interface Bounds {
  /** The longest content that is kept, in octets. */
  readonly keepBytesMax: number;
  /** The longest content that is read to its end, in octets; what is too long is thrown away. */
  readonly readBytesMax: number;
}

/** The content, or why there is none. */
export type Content =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly fault: 'too-long' | 'cut-off' };

/** The content of `message`; it never rejects. On `too-long` there may be more, left unread. */
export function contentOf(message: IncomingMessage, bounds: Bounds): Promise<Content> {
  const declared = Number(message.headers['content-length'] ?? bounds.keepBytesMax);
  if (declared > bounds.readBytesMax) return Promise.resolve(TOO_LONG);
  const kept = Buffer.alloc(Math.min(declared, bounds.keepBytesMax));
  return new Promise((resolve) => {
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      if (size + chunk.length <= kept.length) kept.set(chunk, size);
      size += chunk.length;
      if (size <= bounds.readBytesMax) return;
      message.pause();
      resolve(TOO_LONG);
    });
    message.once('end', () => {
      resolve(size <= kept.length ? { ok: true, bytes: kept.subarray(0, size) } : TOO_LONG);
    });
    message.on('error', () => resolve(CUT_OFF));
    message.once('close', () => resolve(CUT_OFF));
  });
}

const TOO_LONG: Content = { ok: false, fault: 'too-long' };
const CUT_OFF: Content = { ok: false, fault: 'cut-off' };

/** A JSON value, or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: 'utf-8' | 'json' };

/**
 * The one JSON value (RFC 8259) that `bytes` are, in UTF-8 without a byte order mark.
 *
 * Nesting costs nothing here, `JSON.parse` does not recurse; who walks the value may. A key
 * `__proto__` is an ordinary own key and is merged into nothing; of equal keys the last stands.
 */
export function parse(bytes: Uint8Array): Parsed {
  const text = decode(bytes);
  if (text === undefined) return { ok: false, fault: 'utf-8' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // Its message quotes the text.
    return { ok: false, fault: 'json' };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
