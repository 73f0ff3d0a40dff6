/** A running system with an attacker on the air who has a package of their own, for live attacks. */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../../src/bytes.ts';
import { type Running, running } from '../audit/system.ts';
import { type Tap, tapped } from './tap.ts';
import { type Vantage, vantage } from './vantage.ts';

/** A system under attack, from outside and from within. */
export interface Mounted extends Vantage {
  readonly system: Running;
  /** What the notary was handed. */
  readonly attested: readonly Bytes[];
  readonly close: () => Promise<void>;
}

/** Starts a system with an attacker on the air. */
export async function mounted(reading: Reading): Promise<Mounted> {
  const taps: Tap[] = [];
  const system = await running(reading, {
    tracing: false,
    between: async (url) => {
      const made = await tapped(url);
      taps.push(made);
      return made.url;
    },
  });
  const [tap] = taps;
  if (tap === undefined) throw new Error('mounted: nobody is between');
  system.phone('carol-03');
  const { alice, bob, bank, fetch } = system;
  const balance = (account: string): Promise<number> =>
    Promise.resolve(bank.store.account(account)?.balanceMinor ?? NaN);
  const phone = (account: string) => Promise.resolve(system.phone(account));
  return {
    ...vantage(reading, { ...{ tap, alice, bob, fetch, balance }, phone }),
    system,
    attested: system.attested,
    close: async () => {
      await tap.close();
      await system.close();
      system.remove();
    },
  };
}
