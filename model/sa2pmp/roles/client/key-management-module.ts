/**
 * KMM: generates the key pair on first use and has the public key registered (§4.3, §5.1).
 */
import type { Effect } from '../../../core/effect.ts';
import { registrationWay } from '../../reading.ts';
import { sealForBank } from '../../confidential.ts';
import type { Setting } from '../../setting.ts';
import { signOnPhone } from '../signing.ts';
import { toBank } from './communication-module.ts';
import { type ClientContext, installed } from './context.ts';

/** What a registration is made of. */
export interface Registrant<M> {
  /** The new private key. */
  readonly signingKey: M;
  /** The one it replaces, on renewal. */
  readonly previousKey: M | undefined;
  /** The session's token, where registration needs one (A2). */
  readonly token: M | undefined;
  /** The step's seed. */
  readonly fresh: M;
}

/** skC, from the step's seed (§4.3 "a Key Generation function is called"). */
function generateKey<M>({ algebra }: Setting<M>, fresh: M): M {
  return algebra.derive(fresh, 'signing-key');
}

/** The key pair of a phone from now on: its first may be another app's as well (W12). */
export function newKey<M>(
  setting: Setting<M>,
  {
    signingKey,
    sharedKey,
    appPackage,
  }: Pick<ClientContext<M>, 'signingKey' | 'sharedKey' | 'appPackage'>,
  fresh: M,
): M {
  // A25 jar: the bank has made it, and makes another by another package.
  if (appPackage?.signingKey !== undefined) return appPackage.signingKey;
  const isFirst = signingKey === undefined;
  return isFirst && sharedKey !== undefined ? sharedKey : generateKey(setting, fresh);
}

/** ID_C = (SIM, PHID, ACCID) (§4.2). */
export function clientId<M>(
  { algebra, messages }: Setting<M>,
  { customer }: Pick<ClientContext<M>, 'customer'>,
): M {
  return algebra.encode(messages.clientId, customer);
}

/**
 * The registration message, before any protection (§4.3, A2, A27). Getters, so that only the
 * signatures of the reading are made.
 */
function registration<M>(setting: Setting<M>, context: ClientContext<M>, by: Registrant<M>): M {
  const { algebra, messages } = setting;
  const binding = algebra.encode(messages.keyBinding, {
    clientId: clientId(setting, context),
    publicKey: algebra.publicKey(by.signingKey),
    token: by.token,
  });
  return algebra.encode(messages.registration, {
    binding,
    get proof() {
      return signOnPhone(setting, { key: by.signingKey, fresh: by.fresh }, binding);
    },
    get endorsement() {
      const key = by.previousKey ?? by.signingKey;
      return signOnPhone(setting, { key, fresh: by.fresh, label: 'randomness-2' }, binding);
    },
  });
}

/** Hands the key over in a branch, to the bank and to the notary (A2 in-branch). */
function inBranch<M>({ addresses }: ClientContext<M>, message: M): readonly Effect<M>[] {
  return [addresses.bank, addresses.judge].map((to) => ({
    effect: 'send',
    channel: 'branch',
    hop: to,
    from: addresses.phone,
    to,
    message,
    note: 'public key, handed over in the branch',
  }));
}

/** Sends the public key to the key management server as the reading says (A2). */
export function register<M>(
  setting: Setting<M>,
  context: ClientContext<M>,
  by: Registrant<M>,
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const { customer } = context;
  if (reading.A1 === 'first-use') return [];
  const message = registration(setting, context, by);
  const way = registrationWay(reading);
  if (way === 'branch') return inBranch(context, message);
  const sealing = {
    appPackage: installed(context),
    fresh: by.fresh,
    kind: 'registration',
  } as const;
  const boxed = (): M =>
    algebra.encode(messages.registrationBox, {
      accid: customer.accid,
      body: sealForBank(setting, sealing, message).body,
    });
  return [
    toBank(setting, context, {
      message: way === 'under-key' ? boxed() : message,
      note: by.previousKey === undefined ? 'registration of the public key' : 'renewed public key',
      https: way === 'https',
    }),
  ];
}
