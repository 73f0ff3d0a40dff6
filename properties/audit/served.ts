/**
 * Bank and gateway at work in one process, over HTTP, with a file each in a folder: what tests run whole
 * systems on. Passwords are cheap to guess here, and OpenSSL carries out the primitives.
 */
import { join } from 'node:path';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Anchors } from '../../src/host/anchors.ts';
import type { SecureAddress } from '../../src/host/package.ts';
import { quietLog } from '../../src/host/world.ts';
import { openBank, type OpenBank, serveBank } from '../../src/system/bank.ts';
import { openLog, type OpenLog, serveLog } from '../../src/system/log.ts';
import type { Owner } from '../../src/system/phone.ts';

/** Bank and gateway at work. */
export interface Served {
  readonly bank: OpenBank;
  readonly log: OpenLog;
  /** The keys by which each other party knows them. */
  readonly anchors: Required<Anchors>;
  /** Where the gateway is for phones. */
  readonly gatewayUrl: string;
  /** Where the bank is for the gateway. */
  readonly bankUrl: string;
  /** Where the bank is over HTTPS, where the reading has customers come there. */
  readonly https: SecureAddress | undefined;
  /** Has the gateway fetch what waits at the bank. */
  readonly fetch: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** What stretching a password costs here. */
export const cheap = { N: 1024, r: 8, p: 1 } as const;

/** How long requests under way may take when a port is closed, in milliseconds. */
const GRACE_MS = 100;

/** What was opened; a refusal is a mistake of the test's. */
export function opened<T extends object>(party: T | { readonly refusal: string }): T {
  if ('refusal' in party) throw new Error(party.refusal);
  return party;
}

/** Whose phone an account's is, and what the bank knows it by. */
export function ownerOf(account: string): Owner {
  return { userid: account, sim: `893-${account}`, phone: `35-${account}` };
}

/** How they run. */
export interface ServedOptions extends Pick<Parameters<typeof openBank>[0], 'omitted'> {
  readonly reading: Reading;
  /** Whether both are traced (default: no). */
  readonly tracing?: boolean;
  /** Where the gateway reaches the bank, if not where it is. */
  readonly bankAt?: string | undefined;
}

/** Has bank and gateway work on their files in a folder, made where there are none. */
export async function served(
  dir: string,
  { reading, tracing = false, omitted, bankAt }: ServedOptions,
): Promise<Served> {
  const settings = (name: string) =>
    ({
      path: join(dir, `${name}.db`),
      reading,
      tracing,
      crypto: 'openssl',
      log: quietLog,
    }) as const;
  const log = opened(openLog(settings('log')));
  const logPublicKey = log.publicKey;
  const bank = opened(openBank({ ...settings('bank'), anchors: { logPublicKey }, omitted }));
  const anchors = { logPublicKey, bankPublicKey: bank.publicKey };
  const ports = await serveBank(bank, { wired: { port: 0 }, https: { port: 0 } });
  const gateway = await serveLog(
    { ...log, anchors },
    { phones: { port: 0 }, bankUrl: bankAt ?? ports.wired.url },
  );
  const certificate = ports.https && (await bank.identity()).cert;
  return {
    ...{ bank, log, anchors },
    gatewayUrl: gateway.phones.url,
    bankUrl: ports.wired.url,
    https: ports.https && certificate ? { url: ports.https.url, certificate } : undefined,
    fetch: gateway.gateway.fetch,
    close: async () => {
      await gateway.close(GRACE_MS);
      await ports.wired.close(GRACE_MS);
      await ports.https?.close(GRACE_MS);
      bank.close();
      log.close();
    },
  };
}
