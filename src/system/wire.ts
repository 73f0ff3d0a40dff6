/**
 * The messages between processes as JSON over HTTP: forms, paths, and both ends of each.
 *
 * Everything that arrives is checked against its form before anything looks at it; what does not
 * fit is refused like everything else. Addresses and ids are unauthenticated, as in the paper.
 */
import * as v from 'valibot';
import type { Answer } from '../adapters/http/answer.ts';
import type { Handler } from '../adapters/http/server.ts';
import type { Posted, Poster } from '../adapters/http/client.ts';
import type { Channel } from '../../model/core/effect.ts';
import type { Reply, Request } from '../host/envelope.ts';
import { SILENCE } from '../host/envelope.ts';
import {
  FRAME_TAKEN_BYTES_MAX,
  MESSAGE_BYTES_MAX,
  NAME_LENGTH_MAX,
  OUTBOX_BATCH_MAX,
} from '../host/limits.ts';
import { hexSchema } from '../host/package.ts';
import type { OperatorLog } from '../host/world.ts';

/** The paths. */
export const paths = {
  /** A frame for the party behind this port. */
  frames: '/frames',
  /** What waits in the bank's outbox; the gateway asks. */
  outbox: '/outbox',
  /** The notices for a phone; the phone asks. */
  notices: '/notices',
  /** A witness's cosignature under a head (C2SP tlog-witness, add-checkpoint). */
  cosign: '/add-checkpoint',
  /** Who a witness is. */
  witness: '/witness',
} as const;

const address = v.pipe(v.string(), v.maxLength(NAME_LENGTH_MAX + 8), v.regex(/^[\w@.+:-]+$/u));
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const message = hexSchema(MESSAGE_BYTES_MAX);
const channel = v.picklist(['wireless', 'wired', 'https', 'sms', 'branch'] satisfies Channel[]);

const requestSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u)),
  from: address,
  to: address,
  // P-LIM-1
  message: hexSchema(FRAME_TAKEN_BYTES_MAX),
  /** Numbers of the bank's messages that the gateway has on disk. */
  received: v.optional(v.pipe(v.array(seq), v.maxLength(16 * OUTBOX_BATCH_MAX)), []),
});

const outboxSchema = v.strictObject({
  received: v.pipe(v.array(seq), v.maxLength(16 * OUTBOX_BATCH_MAX)),
});

const noticesSchema = v.strictObject({ phone: address });

const replySchema = v.strictObject({
  deliveries: v.pipe(
    v.array(v.strictObject({ seq, channel, from: address, to: address, message })),
    v.maxLength(2 * OUTBOX_BATCH_MAX),
  ),
  epoch: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u))),
  refusal: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

/** The one answer to all that is refused, whatever the cause (A36 uniform). */
export const refusedAnswer: Answer = { status: 200, body: { ...SILENCE } };

/** The answer when the party cannot work: nothing was decided, ask again. */
export const unavailableAnswer: Answer = { status: 503, body: { unavailable: true } };

/** A frame as posted, and the receipts that came with it. */
export interface Posting {
  readonly request: Omit<Request, 'channel'>;
  readonly received: readonly number[];
}

/** Why an answer is no answer. */
export interface Unavailable {
  readonly unavailable: string;
}

/** A handler of bodies of one form; others are refused, and the place noted. */
function answering<T>(
  schema: v.GenericSchema<unknown, T>,
  log: OperatorLog,
  answer: (value: T) => Answer | Promise<Answer>,
): Handler {
  return (body) => {
    const parsed = v.safeParse(schema, body);
    if (parsed.success) return answer(parsed.output);
    // P-ERR-1
    log.refused('no such request', { place: v.getDotPath(parsed.issues[0]) ?? 'as a whole' });
    return refusedAnswer;
  };
}

/** Handles posted frames. */
export function takesFrames(
  log: OperatorLog,
  take: (posting: Posting) => Reply | Unavailable | Promise<Reply | Unavailable>,
): Handler {
  return answering(requestSchema, log, async ({ received, ...request }) =>
    answerOf(await take({ request, received })),
  );
}

/** Handles questions for what waits. */
export function givesOutbox(
  log: OperatorLog,
  fetch: (received: readonly number[]) => Promise<Reply | Unavailable>,
): Handler {
  return answering(outboxSchema, log, async ({ received }) => answerOf(await fetch(received)));
}

/** Handles questions for notices. */
export function givesNotices(log: OperatorLog, notices: (phone: string) => Reply): Handler {
  return answering(noticesSchema, log, ({ phone }) => answerOf(notices(phone)));
}

/** Digits that name an outbox. */
export const EPOCH_DIGITS = 32;

/** An answer with the name of the outbox whose numbers it has; nothing to say stays nothing. */
export function numbered(reply: Reply, epoch: string): Reply {
  return reply.deliveries.length === 0 ? reply : { ...reply, epoch };
}

function answerOf(reply: Reply | Unavailable): Answer {
  if ('unavailable' in reply) return unavailableAnswer;
  const { deliveries, ...words } = reply;
  const plain = deliveries.map(({ seq: number, channel: on, from, to, message: said }) => ({
    seq: number,
    channel: on,
    from,
    to,
    message: said,
  }));
  return {
    status: 200,
    body: { deliveries: plain, ...words },
  };
}

/** Posts a frame. */
export async function postFrame(
  to: Poster,
  { request, received }: Posting,
): Promise<Reply | Unavailable> {
  const { id, from, to: receiver, message: said } = request;
  const body = { id, from, to: receiver, message: said, ...(received.length > 0 && { received }) };
  return replyIn(await to.post(paths.frames, body, { idempotent: true }));
}

/** Asks the bank for what waits. */
export async function askOutbox(
  bank: Poster,
  received: readonly number[],
): Promise<Reply | Unavailable> {
  return replyIn(await bank.post(paths.outbox, { received }, { idempotent: true }));
}

/** Asks the gateway for a phone's notices. */
export async function askNotices(gateway: Poster, phone: string): Promise<Reply | Unavailable> {
  return replyIn(await gateway.post(paths.notices, { phone }, { idempotent: true }));
}

function replyIn(posted: Posted): Reply | Unavailable {
  if (!posted.ok) return { unavailable: `${posted.fault} (${posted.detail})` };
  if (posted.status !== 200) return { unavailable: `status ${posted.status}` };
  const parsed = v.safeParse(replySchema, posted.body);
  if (!parsed.success) return { unavailable: 'an answer that makes no sense' };
  const { deliveries, epoch, refusal } = parsed.output;
  return {
    deliveries,
    ...(epoch === undefined ? {} : { epoch }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}
