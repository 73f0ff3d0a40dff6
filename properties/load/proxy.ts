/**
 * A bad network: a TCP proxy on the loopback interface that loses requests, loses or cuts answers
 * and sends requests again later, each to a share of what passes.
 *
 * It tells requests from answers by turns: no client of ours asks twice on one connection before
 * it is answered. Which fate comes next is drawn from a seed; whom it meets depends on timing.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Dice } from '../history/simulated.ts';

/** What may become of a request and its answer. */
export const fates = ['request-lost', 'answer-lost', 'answer-cut', 'repeated'] as const;

/** What becomes of a request and its answer. */
export type Fate = (typeof fates)[number] | 'passes';

/** A proxy at work. */
export interface Proxy {
  readonly url: string;
  /** How often each fate has struck. */
  readonly struck: () => Readonly<Record<Fate, number>>;
  /** From now on everything passes; resolves when no repetition is under way. */
  readonly calm: () => Promise<void>;
  /** From now on fates strike. */
  readonly storm: () => void;
  /** Cuts every connection. */
  readonly close: () => Promise<void>;
}

/** How to make one. */
export interface ProxyOptions {
  /** Where requests go, such as `http://127.0.0.1:7001`. */
  readonly to: string;
  readonly roll: Dice;
  /** Of a hundred requests, how many each fate strikes. */
  readonly percentEach: number;
}

/** How late a repetition comes, at most. */
const REPEATED_AFTER_MS = 200;
/** A repetition that got no answer is let go. */
const REPETITION_MS = 2_000;

interface Works {
  readonly port: number;
  readonly next: () => Fate;
  readonly again: (request: Buffer) => void;
}

/** Opens a proxy; everything passes until it is told otherwise. */
export async function proxy({ to, roll, percentEach }: ProxyOptions): Promise<Proxy> {
  const port = Number(new URL(to).port);
  const struck: Record<Fate, number> = {
    'request-lost': 0,
    'answer-lost': 0,
    'answer-cut': 0,
    repeated: 0,
    passes: 0,
  };
  const open = new Set<Socket>();
  const repetitions = new Set<Promise<void>>();
  let stormy = false;
  const next = (): Fate => {
    const drawn = Math.floor(roll(100) / percentEach);
    const fate = stormy ? (fates[drawn] ?? 'passes') : 'passes';
    struck[fate] += 1;
    return fate;
  };
  const again = (request: Buffer): void => {
    const repetition = repeat(port, request, roll(REPEATED_AFTER_MS)).finally(() =>
      repetitions.delete(repetition),
    );
    repetitions.add(repetition);
  };
  const server = createServer((near) => {
    const far = pair(near, { port, next, again });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck: () => ({ ...struck }),
    calm: async () => {
      stormy = false;
      await Promise.all(repetitions);
    },
    storm: () => {
      stormy = true;
    },
    close: async () => {
      await Promise.all(repetitions);
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Ties a connection from near to one of its own to the far side, which is returned. */
function pair(near: Socket, { port, next, again }: Works): Socket {
  const far = connect(port, '127.0.0.1');
  let asking = false;
  let fate: Fate = 'passes';
  let request: Buffer[] = [];
  const cut = (): void => {
    near.destroy();
    far.destroy();
  };
  near.on('data', (octets: Buffer) => {
    if (!asking) {
      asking = true;
      fate = next();
      request = [];
    }
    request.push(octets);
    if (fate === 'request-lost') cut();
    else far.write(octets);
  });
  far.on('data', (octets: Buffer) => {
    if (asking && fate === 'repeated') again(Buffer.concat(request));
    asking = false;
    if (fate === 'answer-lost') cut();
    else if (fate === 'answer-cut') near.end(octets.subarray(0, -1), cut);
    else near.write(octets);
  });
  for (const socket of [near, far]) {
    socket.setNoDelay(true);
    socket.on('error', cut);
    socket.once('close', cut);
  }
  return far;
}

/** Sends a request again, on a connection of its own, to nobody's answer. */
async function repeat(port: number, request: Buffer, afterMs: number): Promise<void> {
  await setTimeout(afterMs);
  const far = connect(port, '127.0.0.1');
  far.setTimeout(REPETITION_MS, () => far.destroy());
  far.on('error', () => undefined);
  far.once('data', () => far.destroy());
  far.write(request);
  await new Promise((resolve) => far.once('close', resolve));
}
