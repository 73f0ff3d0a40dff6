/**
 * KMS: receives and stores public keys, and notifies the client to renew (§4.3, §5.2).
 *
 * Refuses a registration that names another account or lacks the proofs the reading asks for.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import { type Reading, registersInSession, registrationWay } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import type { BankContext, BankReading } from './context.ts';

/** The registration message out of its protection (A2); `undefined` when it is none. */
function unwrap<M>(setting: Setting<M>, context: BankContext<M>, event: FrameStep<M>) {
  const { algebra, messages, reading } = setting;
  if (registrationWay(reading) !== 'under-key')
    return algebra.decode(messages.registration, event.message);
  const outer = algebra.decode(messages.registrationBox, event.message);
  return outer && algebra.open(context.packageKey, messages.registration, outer.body);
}

/** The channel on which the reading has registrations arrive at the bank. */
function registrationChannel(reading: Reading): FrameStep<unknown>['channel'] {
  const way = registrationWay(reading);
  return way === 'branch' || way === 'https' ? way : 'wired';
}

/** The public key that a frame asks to register; `undefined` when it is no registration. */
export function readRegistration<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  event: FrameStep<M>,
): BankReading<M> | undefined {
  const { algebra, messages, check } = setting;
  if (setting.reading.A1 === 'first-use') return undefined;
  if (event.channel !== registrationChannel(setting.reading)) return undefined;
  const registration = unwrap(setting, context, event);
  if (registration === undefined) return undefined;
  const { binding, proof, endorsement } = registration;
  const bound = algebra.decode(messages.keyBinding, binding);
  const claimed = bound && algebra.decode(messages.clientId, bound.clientId);
  if (bound === undefined || claimed === undefined) {
    return { kind: 'refused', why: 'malformed registration' };
  }
  const { publicKey, token } = bound;
  const { customer, publicKey: oldKey } = context;
  const passes =
    check('account', () => algebra.equal(claimed.accid, customer.accid)) &&
    check(
      'registration-session',
      () =>
        !registersInSession(setting.reading) ||
        (token !== undefined && context.token !== undefined && algebra.equal(token, context.token)),
    ) &&
    check(
      'registration-proof',
      () => proof === undefined || algebra.verify(publicKey, binding, proof),
    ) &&
    check(
      'registration-endorsement',
      () => endorsement === undefined || algebra.verify(oldKey ?? publicKey, binding, endorsement),
    );
  return passes
    ? { kind: 'registration', publicKey }
    : { kind: 'refused', why: 'registration does not check' };
}

/** What storing a key in the depository shows (§4.3). */
export function storeKey<M>(context: BankContext<M>, publicKey: M): readonly Effect<M>[] {
  const account = context.customer.accid;
  return [
    { effect: 'store', what: 'depository', values: [account, publicKey] },
    { effect: 'claim', claim: 'did', about: 'registered', account, values: [publicKey] },
  ];
}

/** "A notice (such as SMS) must be sent to the mobile device" (§4.3). */
export function renewalNotice<M>(
  { algebra, messages }: Setting<M>,
  { addresses, customer }: BankContext<M>,
): readonly Effect<M>[] {
  return [
    {
      effect: 'claim',
      claim: 'did',
      about: 'expired',
      account: customer.accid,
      values: [],
    },
    {
      effect: 'send',
      channel: 'sms',
      hop: addresses.phone,
      from: addresses.bank,
      to: addresses.phone,
      message: algebra.encode(messages.notice, { accid: customer.accid }),
      note: 'notice to renew the key pair',
    },
  ];
}

/** "Users would be issued the key along with the application package" (§4.3). */
export function issuePackage<M>(
  { algebra, messages }: Setting<M>,
  { addresses, customer, name, packageKey, signingKey }: BankContext<M>,
): readonly Effect<M>[] {
  return [
    {
      effect: 'claim',
      claim: 'secret',
      about: 'package-key',
      account: customer.accid,
      values: [packageKey],
    },
    {
      effect: 'send',
      channel: 'package',
      hop: addresses.phone,
      from: addresses.bank,
      to: addresses.phone,
      message: algebra.encode(messages.appPackage, {
        bank: name,
        bankPublicKey: algebra.publicKey(signingKey),
        key: packageKey,
      }),
      note: 'application package with the AES key',
    },
  ];
}
