/**
 * Our own system on files, sound or with one flaw, to be stopped and started again on what is stored or
 * on nothing. Bank and gateway have a file each.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Reading, readings } from '../../model/sa2pmp/reading.ts';
import type { OpenBank } from '../../src/system/bank.ts';
import { served, type Served } from '../audit/served.ts';
import type { About } from './contract.ts';
import type { Flaw } from './flaws.ts';

/** What system it is. */
export interface Kind {
  readonly protocol: About['protocol'];
  readonly flaw?: Flaw | undefined;
}

/** Puts what a party has on disk somewhere else, in the place of what is there. */
function copied(dir: string, [from, to]: readonly [string, string]): void {
  for (const end of ['', '-wal', '-shm']) {
    const [source, target] = [join(dir, `${from}.db${end}`), join(dir, `${to}.db${end}`)];
    rmSync(target, { force: true });
    // The index of the log of writes is made anew from it.
    if (end !== '-shm' && existsSync(source)) copyFileSync(source, target);
  }
}

/** Has each entry made twice, under the bank's nose. */
function postTwice(store: OpenBank['store']): void {
  const { post } = store;
  const twice: typeof post = (posting) => {
    post(posting);
    return post(posting);
  };
  Object.assign(store, { post: twice });
}

/** Bank and gateway on their files, with the flaw. */
async function working(dir: string, kind: Kind, bankAt: string): Promise<Served> {
  const { protocol, flaw } = kind;
  const reading: Reading = { ...readings[protocol], ...flaw?.otherwise };
  const at = await served(dir, { reading, omitted: flaw?.omitted, bankAt });
  if (flaw?.postsTwice === true) postTwice(at.bank.store);
  if (flaw?.forgetsOutcomes === true) Object.assign(at.log.store, { resolved: () => undefined });
  return at;
}

/** A system on a folder of its own, which can be started again, there or on a new one. */
export async function startable(
  kind: Kind,
  { root, bankAt }: { readonly root: string; readonly bankAt: string },
) {
  const folder = (): string => mkdtempSync(join(root, 'files-'));
  const start = (): Promise<Served> => working(dir, kind, bankAt);
  let dir = folder();
  let at = await start();
  return {
    now: () => at,
    anew: async (): Promise<void> => {
      await at.close();
      dir = folder();
      at = await start();
    },
    again: async (): Promise<void> => {
      await at.close();
      if (kind.flaw?.forgets === true && existsSync(join(dir, 'kept.db'))) {
        copied(dir, ['kept', 'bank']);
      }
      at = await start();
    },
    /** What a restart under the flaw of that name finds. */
    keep: (): void => {
      copied(dir, ['bank', 'kept']);
    },
  };
}

/** Such a system. */
export type Startable = Awaited<ReturnType<typeof startable>>;
