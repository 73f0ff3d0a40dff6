/** Somebody on the air between phones and gateway: hears every post, keeps it back or answers it. */
import { type Poster, poster } from '../../src/adapters/http/client.ts';
import { defaultHttpLimits } from '../../src/adapters/http/limits.ts';
import { type Handler, listen } from '../../src/adapters/http/server.ts';
import { type Bytes, parseBytes } from '../../src/bytes.ts';
import { paths, unavailableAnswer } from '../../src/system/wire.ts';

/** A post as it was heard. */
export interface Heard {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly message: Bytes;
}

/** What becomes of posts. */
export type Conduct =
  | { readonly kind: 'passes' }
  /** Nothing goes on, and nobody hears why. */
  | { readonly kind: 'holds' }
  /** What goes back in the place of the answer. */
  | { readonly kind: 'answers'; readonly with: (heard: Heard) => Bytes };

/** A tap at work. */
export interface Tap {
  readonly url: string;
  readonly heard: readonly Heard[];
  readonly conducts: (conduct: Conduct) => void;
  /** Posts a message to the gateway under an envelope of one's own; what came back, in hex. */
  readonly posts: (envelope: Omit<Heard, 'id'>) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

/** What a post was answered. */
export interface Answered {
  readonly messages: readonly Bytes[];
  /** The cause of a refusal, where it is told. */
  readonly refusal: string | undefined;
}

function heardIn(body: unknown): Heard | undefined {
  const { id, from, to, message } = body as Readonly<Record<string, unknown>>;
  const octets = typeof message === 'string' ? parseBytes(message) : undefined;
  const isText = (value: unknown): value is string => typeof value === 'string';
  return octets !== undefined && isText(id) && isText(from) && isText(to)
    ? { id, from, to, message: octets }
    : undefined;
}

function answeredIn(body: unknown): Answered {
  const { deliveries = [], refusal } = body as {
    readonly deliveries?: readonly { readonly message: Bytes }[];
    readonly refusal?: string;
  };
  return { messages: deliveries.map(({ message }) => message), refusal };
}

/** Taps the way to a gateway. */
export async function tapped(gatewayUrl: string): Promise<Tap> {
  const onward: Poster = poster({ url: gatewayUrl, limits: defaultHttpLimits });
  const heard: Heard[] = [];
  let conduct: Conduct = { kind: 'passes' };
  let posts = 0;
  const handles =
    (path: string): Handler =>
    async (body) => {
      const one = path === paths.frames ? heardIn(body) : undefined;
      if (one !== undefined) heard.push(one);
      if (one !== undefined && conduct.kind === 'holds') return unavailableAnswer;
      if (one !== undefined && conduct.kind === 'answers') {
        const { from: to, to: from } = one;
        const back = { seq: 0, channel: 'wireless', from, to, message: conduct.with(one) };
        return { status: 200, body: { deliveries: [back] } };
      }
      const posted = await onward.post(path, body, { idempotent: true });
      return posted.ok ? { status: posted.status, body: posted.body } : unavailableAnswer;
    };
  const routes = [paths.frames, paths.notices].map((path) => [path, handles(path)]);
  const listening = await listen({
    ...{ host: '127.0.0.1', port: 0, limits: defaultHttpLimits },
    refused: { status: 403, body: {} },
    routes: Object.fromEntries(routes) as Readonly<Record<string, Handler>>,
  });
  return {
    url: listening.url,
    heard,
    conducts: (next) => {
      conduct = next;
    },
    posts: async (envelope) => {
      posts += 1;
      const id = posts.toString(16).padStart(32, '0');
      const posted = await onward.post(paths.frames, { id, ...envelope }, { idempotent: true });
      return answeredIn(posted.ok ? posted.body : {});
    },
    close: async () => {
      onward.close();
      await listening.close(0);
    },
  };
}
