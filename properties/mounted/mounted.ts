/** A running system with an attacker on the air who has a package of their own, for live attacks. */
import type { Algebra } from '../../model/core/algebra.ts';
import type { AppPackage, Customer } from '../../model/sa2pmp/identity.ts';
import type { Messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { ClientContext } from '../../model/sa2pmp/roles/client/context.ts';
import type { Setting } from '../../model/sa2pmp/setting.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { liveSetting } from '../../src/host/world.ts';
import { native } from '../../src/native.ts';
import { logOn, type Running, running } from '../audit/system.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { type Tap, tapped } from './tap.ts';

/** A system under attack. */
export interface Mounted {
  readonly reading: Reading;
  readonly system: Running;
  readonly tap: Tap;
  readonly algebra: Algebra<Bytes>;
  readonly setting: Setting<Bytes>;
  readonly messages: Messages;
  /** A signing key of the attacker's. */
  readonly ownKey: Bytes;
  /** What is in the attacker's own package: bob's. */
  readonly ownPackage: AppPackage<Bytes>;
  /** The key of that package, or one of the attacker's own where it holds none (R3). */
  readonly knownKey: Bytes;
  /** What the notary was handed. */
  readonly attested: readonly Bytes[];
  readonly identityOf: (account: string) => Customer<Bytes>;
  /** In minor units. */
  readonly balance: (account: string) => number;
  /** Alice is registered and logged on, and awaits nothing. */
  readonly ready: () => Promise<void>;
  /** Somebody else, of a name not used before, registers and logs on. */
  readonly newcomer: (account: string) => Promise<OpenPhone>;
  /** Alice awaits nothing any more. */
  readonly settle: () => Promise<void>;
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
  const algebra = native(suiteOf(reading));
  const setting = liveSetting(algebra, reading);
  system.phone('carol-03');
  const { alice, bob, bank } = system;
  const saved = bob.store.journal.chart('phone:bob-02') ?? '{}';
  const { context } = JSON.parse(saved) as { readonly context: ClientContext<Bytes> };
  const ownPackage = context.appPackage ?? {
    bank: textToBytes(''),
    bankPublicKey: textToBytes(''),
  };
  const ownKey = algebra.derive(textToBytes('the attacker'), 'signing-key');
  const settle = async (): Promise<void> => {
    const { business } = alice.phone.state();
    if (business !== 'ready' && business !== 'loggedOff') await alice.phone.giveUp();
  };
  return {
    ...{ reading, system, tap, algebra, setting, ownKey, ownPackage, settle },
    messages: setting.messages,
    knownKey: ownPackage.key ?? algebra.derive(ownKey, 'key'),
    attested: system.attested,
    identityOf: (account) => ({
      accid: textToBytes(account),
      sim: textToBytes(`893-${account}`),
      phid: textToBytes(`35-${account}`),
      userid: textToBytes(account),
      password: textToBytes(''),
    }),
    balance: (account) => bank.store.account(account)?.balanceMinor ?? NaN,
    ready: async () => {
      if (alice.phone.state().keys === 'keyless') await alice.phone.wants('start');
      await settle();
      if (alice.phone.state().business === 'loggedOff') await logOn(alice);
    },
    newcomer: async (account) => {
      const other = system.phone(account);
      await other.phone.wants('start');
      await logOn(other);
      return other;
    },
    close: async () => {
      await tap.close();
      await system.close();
      system.remove();
    },
  };
}
