/**
 * The operator's gateway as a process: its file, its port for phones, its line to the bank.
 */
import { setTimeout } from 'node:timers/promises';
import { defaultHttpLimits } from '../adapters/http/limits.ts';
import { poster } from '../adapters/http/client.ts';
import { listen, type Listening } from '../adapters/http/server.ts';
import type { DatabaseRefusal } from '../adapters/sqlite/database.ts';
import { logSchema, logStore } from '../adapters/sqlite/log.ts';
import { type Bytes, fromBytes, textToBytes } from '../bytes.ts';
import { type BankLine, type Gateway, gateway } from '../host/log/gateway.ts';
import { grouping } from '../host/group.ts';
import type { LogStore } from '../host/log/store.ts';
import type { World } from '../host/world.ts';
import type { Signer } from '../log/key.ts';
import type { Anchors } from '../host/anchors.ts';
import { anchorsIn } from './anchors.ts';
import { freshBytes, type Settings, startParty } from './party.ts';
import { port, type PortOptions } from './port.ts';
import {
  askOutbox,
  EPOCH_DIGITS,
  givesNotices,
  numbered,
  paths,
  postFrame,
  takesFrames,
} from './wire.ts';

/** A gateway's file, open. */
export interface OpenLog {
  readonly world: World;
  readonly store: LogStore;
  readonly tracing: boolean;
  /** The key that signs records (A20 signed, merkle). */
  readonly signingKey: Bytes;
  /** What verifies them. */
  readonly publicKey: Bytes;
  /** Names this file's notices: its numbers are not another file's. */
  readonly epoch: string;
  /** Who signs the heads of the tree (A20 merkle), Ed25519. */
  readonly signer: Signer;
  /** The keys of others that it knows: the bank's, where the bank signs records (R5). */
  readonly anchors: Anchors;
  /** Closes the file. */
  readonly close: () => void;
}

/** Opens or makes a gateway's file. */
export function openLog(
  settings: Settings & { readonly name?: string },
): OpenLog | DatabaseRefusal {
  const started = startParty(logSchema, settings);
  if ('refusal' in started) return started;
  const { db, world, tracing, fact } = started;
  const signingKey = world.algebra.derive(
    textToBytes(fact('signing-seed', freshBytes)),
    'signing-key',
  );
  const anchors = anchorsIn(started, settings.anchors);
  if ('refusal' in anchors) {
    db.close();
    return { refusal: `${settings.path}: ${anchors.refusal}` };
  }
  const name = fact('log-name', () => settings.name ?? 'sa2pmp-log');
  const seed = fromBytes(fact('head-seed', freshBytes) as Bytes);
  return {
    world,
    store: logStore(db),
    tracing,
    signingKey,
    publicKey: world.algebra.publicKey(signingKey),
    epoch: fact('notices-epoch', freshBytes).slice(0, EPOCH_DIGITS),
    signer: { name, seed },
    anchors,
    close: db.close,
  };
}

/** A gateway at work behind its port. */
export interface ServedLog {
  readonly phones: Listening;
  readonly gateway: Gateway;
  /** Stops asking the bank, answers what is under way, closes the port. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** How often the bank is asked for what waits, in milliseconds. */
const FETCH_EVERY_MS = 250;

/** Opens a gateway's port and its line to the bank. */
export async function serveLog(
  open: OpenLog,
  { phones, bankUrl }: { readonly phones: PortOptions; readonly bankUrl: string },
): Promise<ServedLog> {
  const { world, store, signingKey, tracing, epoch, anchors } = open;
  const line = poster({ url: bankUrl, limits: phones.limits ?? defaultHttpLimits });
  const bank: BankLine = {
    forward: (request, received) => postFrame(line, { request, received }),
    fetch: (received) => askOutbox(line, received),
  };
  const group = grouping(store.journal, setImmediate);
  const { bankPublicKey } = anchors;
  const running = gateway({ world, store, signingKey, bankPublicKey, bank, tracing, group });
  const listening = await listen(
    port(phones, world.log, {
      [paths.frames]: takesFrames(world.log, ({ request }) =>
        safely(world, () => running.relay({ ...request, channel: 'wireless' })),
      ),
      [paths.notices]: givesNotices(world.log, (phone) => numbered(running.notices(phone), epoch)),
    }),
  );
  const fetching = every(FETCH_EVERY_MS, () => safely(world, running.fetch));
  return {
    phones: listening,
    gateway: running,
    close: async (graceMs) => {
      const idle = fetching.stop();
      await listening.close(graceMs);
      line.close();
      await idle;
    },
  };
}

/** The world failed: nothing was decided, and that is what is said. */
async function safely<R>(
  { log }: World,
  work: () => Promise<R>,
): Promise<R | { readonly unavailable: string }> {
  try {
    return await work();
  } catch (error) {
    log.fault('the request was not carried out', {
      what: error instanceof Error ? error.message : String(error),
    });
    return { unavailable: 'fault' };
  }
}

/** Does something again and again, a pause after each, until stopped. */
function every(
  pauseMs: number,
  work: () => Promise<unknown>,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      await work();
      await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
