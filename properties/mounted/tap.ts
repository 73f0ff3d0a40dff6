/** Somebody between phones and gateway, or gateway and bank: hears every post, keeps it back or answers it. */
import type { Answer } from '../../src/adapters/http/answer.ts';
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
  /** No frame goes on, and nobody hears why. */
  | { readonly kind: 'holds' }
  /** Nothing whatever goes on. */
  | { readonly kind: 'cuts' }
  /** What goes back in the place of the answer. */
  | { readonly kind: 'answers'; readonly with: (heard: Heard) => Bytes }
  /** The post goes on and the answer does not come back. */
  | { readonly kind: 'swallows' }
  /** The post goes on, and what comes back is changed. */
  | { readonly kind: 'alters'; readonly by: (message: Bytes) => Bytes }
  /** Who asks for notices is given one, and what it then sends of some sort is taken and kept. */
  | {
      readonly kind: 'notifies';
      readonly with: Bytes;
      readonly keeps: (message: Bytes) => boolean;
    };

/** A tap at work. */
export interface Tap {
  readonly url: string;
  readonly heard: readonly Heard[];
  readonly conducts: (conduct: Conduct) => void;
  /** Posts a message onward under an envelope of one's own; what came back, in hex. */
  readonly posts: (envelope: Omit<Heard, 'id'>) => Promise<Answered>;
  /** What is onward is somewhere else now. */
  readonly goesTo: (gatewayUrl: string) => void;
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

/** An answer with all that it brings changed. */
function altered(body: unknown, by: (message: Bytes) => Bytes): unknown {
  const { deliveries = [], ...rest } = body as {
    readonly deliveries?: readonly { readonly message: Bytes }[];
  };
  return { ...rest, deliveries: deliveries.map((one) => ({ ...one, message: by(one.message) })) };
}

/** Who asks for notices. */
function askerIn(body: unknown): string {
  const { phone } = body as { readonly phone?: unknown };
  return typeof phone === 'string' ? phone : '';
}

function answeredIn(body: unknown): Answered {
  const { deliveries = [], refusal } = body as {
    readonly deliveries?: readonly { readonly message: Bytes }[];
    readonly refusal?: string;
  };
  return { messages: deliveries.map(({ message }) => message), refusal };
}

/** What is asked of a gateway besides taking frames, and of a bank. */
type Asked = typeof paths.notices | typeof paths.outbox;

/** Taps the way to a gateway, or to another party by what is asked of it. */
export async function tapped(gatewayUrl: string, asked: Asked = paths.notices): Promise<Tap> {
  const wayTo = (url: string): Poster => poster({ url, limits: defaultHttpLimits });
  let onward = wayTo(gatewayUrl);
  const heard: Heard[] = [];
  let conduct: Conduct = { kind: 'passes' };
  let posts = 0;
  // No notice of the gateway's has this number.
  let notified = 1_000_000;
  /** What is answered without asking anybody; `undefined` where the post goes on. */
  const stopped = (one: Heard | undefined, body: unknown): Answer | undefined => {
    const back = (seq: number, envelope: object): Answer => ({
      status: 200,
      body: { deliveries: [{ seq, ...envelope }] },
    });
    if (conduct.kind === 'cuts') return unavailableAnswer;
    if (one === undefined) {
      if (conduct.kind !== 'notifies') return undefined;
      const to = askerIn(body);
      const from = to.replace('phone:', 'bank:');
      return back(notified++, { channel: 'sms', from, to, message: conduct.with });
    }
    if (conduct.kind === 'holds') return unavailableAnswer;
    if (conduct.kind === 'notifies' && conduct.keeps(one.message)) {
      return { status: 200, body: { deliveries: [] } };
    }
    if (conduct.kind !== 'answers') return undefined;
    const { from: to, to: from } = one;
    return back(0, { channel: 'wireless', from, to, message: conduct.with(one) });
  };
  const handles =
    (path: string): Handler =>
    async (body) => {
      const one = path === paths.frames ? heardIn(body) : undefined;
      if (one !== undefined) heard.push(one);
      const instead = stopped(one, body);
      if (instead !== undefined) return instead;
      const posted = await onward.post(path, body, { idempotent: true });
      if (!posted.ok || (one !== undefined && conduct.kind === 'swallows')) {
        return unavailableAnswer;
      }
      const { status, body: answer } = posted;
      const by = one !== undefined && conduct.kind === 'alters' ? conduct.by : undefined;
      return { status, body: by === undefined ? answer : altered(answer, by) };
    };
  const routes = [paths.frames, asked].map((path) => [path, handles(path)]);
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
    goesTo: (url) => {
      onward.close();
      onward = wayTo(url);
    },
    close: async () => {
      onward.close();
      await listening.close(0);
    },
  };
}
