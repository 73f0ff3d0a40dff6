/**
 * What a request must be, before its content is looked at: one POST of JSON to a known path.
 *
 * Stricter than node's parser wherever two readers of one message could differ.
 */
import type { IncomingMessage } from 'node:http';
import type { HttpFault } from './faults.ts';
import type { HttpLimits } from './limits.ts';

/** Where requests may go, and how large they may be. */
export interface Gate {
  /** Whether something answers at this path. */
  readonly knows: (path: string) => boolean;
  /** The number of header fields is taken from here. */
  readonly limits: Pick<HttpLimits, 'headerFieldsMax'>;
}

/** The first law that the header section of `request` breaks; `undefined` when it keeps all. */
export function flawOf(request: IncomingMessage, gate: Gate): HttpFault | undefined {
  return LAWS.find(([, kept]) => !kept(request, gate))?.[0];
}

type Law = readonly [HttpFault, (request: IncomingMessage, gate: Gate) => boolean];

const LAWS: readonly Law[] = [
  // The parser also takes `GET /` (0.9) and 2.0; 1.0 has no Host and no chunks.
  ['version', ({ httpVersion }) => httpVersion === '1.1'],
  ['fields', ({ rawHeaders }, { limits }) => rawHeaders.length / 2 <= limits.headerFieldsMax],
  ['host', (request) => once(request, 'host') !== undefined],
  ['expectation', (request) => absent(request, 'expect')],
  ['upgrade', (request) => absent(request, 'upgrade')],
  // The parser takes `gzip, chunked` too and forgets the gzip.
  [
    'transfer-encoding',
    (request) =>
      absent(request, 'transfer-encoding') ||
      once(request, 'transfer-encoding')?.toLowerCase() === 'chunked',
  ],
  ['content-encoding', (request) => absent(request, 'content-encoding')],
  ['method', ({ method }) => method === 'POST'],
  ['content-type', (request) => JSON_TYPE.test(once(request, 'content-type') ?? '')],
  ['path', ({ url }, { knows }) => url !== undefined && knows(url)],
];

/** RFC 8259 §11 defines no parameters; clients send this one all the same. */
const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i;

function absent(request: IncomingMessage, name: string): boolean {
  return request.headersDistinct[name] === undefined;
}

/** The value of the field `name`; `undefined` when it is missing or stands more than once. */
function once(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}
