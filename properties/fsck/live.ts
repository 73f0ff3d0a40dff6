/** A whole system for tests: two customers pay, ask, renew a key; then all is closed. */
import { packageFor } from '../../src/system/package.ts';
import { join } from 'node:path';
import { checksNotices, type Reading } from '../../model/sa2pmp/reading.ts';
import { SILENCE } from '../../src/host/envelope.ts';
import { judgeAddress } from '../../src/host/names.ts';
import { textToBytes } from '../../src/bytes.ts';
import { quietLog } from '../../src/host/world.ts';
import { showWitnessedHead } from '../../src/host/log/heads.ts';
import { verifierKey } from '../../src/log/key.ts';
import { openBank, serveBank } from '../../src/system/bank.ts';
import { openLog, serveLog } from '../../src/system/log.ts';
import type { Settings } from '../../src/system/party.ts';
import { openPhone, type OpenPhone } from '../../src/system/phone.ts';
import { openWitness } from '../../src/system/witness.ts';

/** The files of a system. */
export interface LiveFiles {
  readonly bank: string;
  readonly log: string;
  readonly alice: string;
  readonly bob: string;
  readonly witness: string;
}

/** How a system is run. */
export interface Live {
  readonly directory: string;
  readonly reading: Reading;
  readonly tracing?: boolean;
  /** Looks at the files while all parties run. */
  readonly whileRunning?: (files: LiveFiles) => void | Promise<void>;
}

/** The password of the user named. */
export function passwordOf(userid: string): string {
  return `correct horse of ${userid}`;
}

const cheap = { N: 1024, r: 8, p: 1 };

/** Unwraps what was opened. */
function opened<T extends object>(made: T | { readonly refusal: string }): T {
  if ('refusal' in made) throw new Error(made.refusal);
  return made;
}

/** Runs a system and leaves its files. */
export async function runSystem({
  directory,
  reading,
  tracing = false,
  whileRunning,
}: Live): Promise<LiveFiles> {
  const at = (name: string): string => join(directory, `${name}.db`);
  const files = {
    bank: at('bank'),
    log: at('log'),
    alice: at('alice'),
    bob: at('bob'),
    witness: at('witness'),
  };
  const common: Omit<Settings, 'path'> = { reading, tracing, crypto: 'openssl', log: quietLog };
  const log = opened(openLog({ ...common, path: files.log }));
  const logPublicKey = log.publicKey;
  const bank = opened(openBank({ ...common, path: files.bank, anchors: { logPublicKey } }));
  const anchors = { logPublicKey, bankPublicKey: bank.publicKey };
  const ports = await serveBank(bank, { wired: { port: 0 }, https: { port: 0 } });
  const served = await serveLog(
    { ...log, anchors },
    { phones: { port: 0 }, bankUrl: ports.wired.url },
  );
  const https = ports.https && {
    url: ports.https.url,
    certificate: (await bank.identity()).cert,
  };
  const phoneOf = (name: 'alice' | 'bob'): OpenPhone => {
    const owner = { userid: name, sim: `8930-${name}`, phone: `3569-${name}` };
    const issued = bank.enrol(
      {
        ...owner,
        account: `${name}-01`,
        opening: { minor: 100_000, currency: 'CAD' },
        password: passwordOf(name),
      },
      cheap,
    );
    const { message } = opened(issued);
    const where = { reading, gateway: served.phones.url, https };
    const from = packageFor({ account: `${name}-01`, currency: 'CAD', message, ...where });
    return opened(
      openPhone({
        ...common,
        path: files[name],
        install: { from, owner },
        branch: (request) =>
          Promise.resolve(request.to === judgeAddress ? SILENCE : bank.bank.take(request)),
        anchors,
        pin: '2468',
        cost: cheap,
      }),
    );
  };
  const [alice, bob] = [phoneOf('alice'), phoneOf('bob')];
  const witness = opened(
    openWitness({ path: files.witness, logs: [verifierKey('log', log.signer)] }),
  );
  const head = async (): Promise<void> => {
    if (reading.A20 !== 'merkle') return;
    await showWitnessedHead(log.store, log.signer, [
      {
        key: witness.key,
        cosign: ({ oldSize, proof, checkpoint }) => {
          const hashes = proof.map((hash) => Buffer.from(hash, 'hex'));
          const answer = witness.cosign({ oldSize, proof: hashes, checkpoint });
          if (answer.kind === 'cosigned') return Promise.resolve({ line: answer.line });
          return Promise.resolve(
            answer.why === 'stale' ? { knownSize: answer.knownSize } : { refusal: answer.why },
          );
        },
      },
    ]);
  };
  // Once for what waits, once more for the bank to have the receipts.
  const settled = async (): Promise<void> => {
    await served.gateway.fetch();
    await served.gateway.fetch();
  };
  await usePhone(alice, 'alice');
  await head();
  await usePhone(bob, 'bob');
  await head();
  bank.bank.expire('alice-01');
  await settled();
  await alice.fetchNotices();
  if (checksNotices(reading)) await alice.phone.wants('logOn', typed('alice'));
  await pay(alice, 'alice', ['pay', 'bob-01', '10 CAD']);
  await settled();
  await head();
  await whileRunning?.(files);
  await served.close(100);
  await ports.wired.close(100);
  await ports.https?.close(100);
  for (const party of [alice, bob, witness, log, bank]) party.close();
  return files;
}

function typed(name: string) {
  return { userid: textToBytes(name), password: textToBytes(passwordOf(name)) };
}

async function pay(
  { phone }: OpenPhone,
  name: string,
  [type, payee, amount]: readonly [string, string, string],
): Promise<void> {
  await phone.wants('pay', {
    type: textToBytes(type),
    payee: textToBytes(payee),
    amount: textToBytes(amount),
    password: typed(name).password,
  });
}

/** Registers, logs on, pays twice alike, pays a bill, is declined, asks for the balance. */
async function usePhone(open: OpenPhone, name: 'alice' | 'bob'): Promise<void> {
  const { phone } = open;
  await phone.wants('start');
  await phone.wants('logOn', typed(name));
  const other = name === 'alice' ? 'bob-01' : 'alice-01';
  await pay(open, name, ['pay', other, '1000 CAD']);
  await pay(open, name, ['pay', other, '1000 CAD']);
  await pay(open, name, ['pay', other, '250 CAD']);
  await pay(open, name, ['bill', 'hydro', '2500 CAD']);
  await pay(open, name, ['pay', other, '99999999 CAD']);
  await phone.wants('enquire', {
    type: textToBytes('balance'),
    password: typed(name).password,
  });
}
