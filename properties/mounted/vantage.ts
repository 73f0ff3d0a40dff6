/**
 * What somebody outside a running system has of it: the air between phones and gateway, a package of
 * their own, and the accounts whose balance they are told. The attacks that need no more can be mounted
 * on a system of anybody's (`properties/target`).
 */
import type { Algebra } from '../../model/core/algebra.ts';
import type { AppPackage, Customer } from '../../model/sa2pmp/identity.ts';
import type { Messages } from '../../model/sa2pmp/messages.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { ClientContext } from '../../model/sa2pmp/roles/client/context.ts';
import type { Setting } from '../../model/sa2pmp/setting.ts';
import { suiteOf } from '../../model/sa2pmp/suite.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import { addressesOf } from '../../src/host/names.ts';
import { liveSetting } from '../../src/host/world.ts';
import { native } from '../../src/native.ts';
import type { OpenPhone } from '../../src/system/phone.ts';
import { ownerOf } from '../audit/served.ts';
import { logOn } from '../audit/system.ts';
import type { Tap } from './tap.ts';

/** What is outside of a system: what it is reached by, and the phones of three customers. */
export interface Outside {
  readonly tap: Tap;
  readonly alice: OpenPhone;
  readonly bob: OpenPhone;
  /** Another customer, enrolled now, with a phone of their own. */
  readonly phone: (account: string) => Promise<OpenPhone>;
  /** In minor units; NaN of no account. */
  readonly balance: (account: string) => Promise<number>;
  /** Has the gateway fetch what waits at the bank, where that can be had. */
  readonly fetch: () => Promise<unknown>;
}

/** What an attacker outside has and can make. */
export interface Vantage extends Outside {
  readonly reading: Reading;
  readonly algebra: Algebra<Bytes>;
  readonly setting: Setting<Bytes>;
  readonly messages: Messages;
  /** A signing key of the attacker's. */
  readonly ownKey: Bytes;
  /** What is in the attacker's own package: bob's. */
  readonly ownPackage: AppPackage<Bytes>;
  /** The key of that package, or one of the attacker's own where it holds none (R3). */
  readonly knownKey: Bytes;
  readonly identityOf: (account: string) => Customer<Bytes>;
  /** Alice is registered and logged on, and awaits nothing. */
  readonly ready: () => Promise<void>;
  /** Somebody else, of a name not used before, registers and logs on. */
  readonly newcomer: (account: string) => Promise<OpenPhone>;
  /** Alice awaits nothing any more. */
  readonly settle: () => Promise<void>;
}

/** What a phone's file has of its chart, as whoever copies it reads it. */
export function fileOf({ store, accid }: OpenPhone): ClientContext<Bytes> {
  const saved = store.journal.chart(addressesOf(accid).phone) ?? '{}';
  return (JSON.parse(saved) as { readonly context: ClientContext<Bytes> }).context;
}

/** What is seen of a system from outside. */
export function vantage(reading: Reading, outside: Outside): Vantage {
  const algebra = native(suiteOf(reading));
  const setting = liveSetting(algebra, reading);
  const { alice, bob, phone } = outside;
  const ownPackage = fileOf(bob).appPackage ?? {
    bank: textToBytes(''),
    bankPublicKey: textToBytes(''),
  };
  const ownKey = algebra.derive(textToBytes('the attacker'), 'signing-key');
  const settle = async (): Promise<void> => {
    const { business } = alice.phone.state();
    if (business !== 'ready' && business !== 'loggedOff') await alice.phone.giveUp();
  };
  return {
    ...outside,
    ...{ reading, algebra, setting, ownKey, ownPackage, settle },
    messages: setting.messages,
    knownKey: ownPackage.key ?? algebra.derive(ownKey, 'key'),
    identityOf: (account) => {
      const { userid, sim, phone: phid } = ownerOf(account);
      const text = textToBytes;
      return {
        ...{ accid: text(account), userid: text(userid), password: text('') },
        ...{ sim: text(sim), phid: text(phid) },
      };
    },
    ready: async () => {
      if (alice.phone.state().keys === 'keyless') await alice.phone.wants('start');
      await settle();
      if (alice.phone.state().business === 'loggedOff') await logOn(alice);
    },
    newcomer: async (account) => {
      const other = await phone(account);
      await other.phone.wants('start');
      await logOn(other);
      return other;
    },
  };
}
