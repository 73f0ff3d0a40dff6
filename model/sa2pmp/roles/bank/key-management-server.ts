/**
 * KMS: receives and stores public keys, and notifies the client to renew (§4.3, §5.2).
 *
 * Refuses a registration that names another account or lacks the proofs the reading asks for.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import {
  encapsulates,
  packageChannel,
  provesPossession,
  registersInSession,
  registrationChannel,
  registrationWay,
  usesAttestedKeys,
} from '../../reading.ts';
import { openAtBank } from '../../confidential.ts';
import type { Setting } from '../../setting.ts';
import { sign } from '../signing.ts';
import { type BankContext, type BankReading, bankKeys, keyInForce } from './context.ts';

/** The registration message out of its protection (A2); `undefined` when it is none. */
function unwrap<M>(setting: Setting<M>, context: BankContext<M>, event: FrameStep<M>) {
  const { algebra, messages, reading } = setting;
  if (registrationWay(reading) !== 'under-key')
    return algebra.decode(messages.registration, event.message);
  const outer = algebra.decode(messages.registrationBox, event.message);
  const open = openAtBank(setting, bankKeys(context), 'registration');
  return outer && open(messages.registration, outer.body)?.fields;
}

/** Whether the key in force signs the new one, or that itself where there is none (A27). */
function isEndorsed<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  {
    binding,
    endorsement,
    publicKey,
  }: { readonly binding: M; readonly endorsement: M | undefined; readonly publicKey: M },
): boolean {
  if (endorsement === undefined) return true;
  const { publicKey: oldKey } = context;
  if (oldKey !== undefined && !isAttested(setting, context, oldKey)) return false;
  const verifies = (): boolean => setting.algebra.verify(oldKey ?? publicKey, binding, endorsement);
  // P-REG-4
  return setting.check('registration-endorsement', verifies);
}

/** The public key that a frame asks to register; `undefined` when it is no registration. */
export function readRegistration<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  event: FrameStep<M>,
): BankReading<M> | undefined {
  const { algebra, messages, check } = setting;
  if (setting.reading.A1 === 'first-use') return undefined;
  // P-REG-2
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
  const { customer } = context;
  const passes =
    // P-REG-1
    check(
      'account',
      () =>
        algebra.equal(claimed.accid, customer.accid) &&
        // What the notary attests names all of ID_C (R2b).
        (!usesAttestedKeys(setting.reading) ||
          algebra.equal(bound.clientId, algebra.encode(messages.clientId, customer))),
    ) &&
    check(
      // P-CRY-4
      'key-validation',
      () => setting.reading.A30e === 'none' || algebra.isPublicKey(publicKey),
    ) &&
    check(
      'registration-session',
      () =>
        !registersInSession(setting.reading) ||
        (token !== undefined && context.token !== undefined && algebra.equal(token, context.token)),
    ) &&
    check(
      // P-REG-3
      'registration-proof',
      () =>
        !provesPossession(setting.reading) ||
        (proof !== undefined && algebra.verify(publicKey, binding, proof)),
    ) &&
    isEndorsed(setting, context, { binding, endorsement, publicKey });
  return passes
    ? { kind: 'registration', publicKey, binding }
    : { kind: 'refused', why: 'registration does not check' };
}

/** What the notary attests once a key was handed over in the branch (R2b). */
export function attestedAfter<M>(
  { reading }: Setting<M>,
  { attested = [] }: BankContext<M>,
  binding: M | undefined,
): Pick<BankContext<M>, 'attested'> {
  // P-REG-8
  return usesAttestedKeys(reading) && binding !== undefined
    ? { attested: [...attested, binding] }
    : {};
}

/**
 * Whether the notary attests a key of the depository (R2b, W11): the one in force was handed over
 * last, one that was replaced (A26) at some time.
 */
export function isAttested<M>(
  { algebra, messages, reading, check }: Setting<M>,
  { customer, publicKey: inForce, attested = [] }: BankContext<M>,
  publicKey: M,
): boolean {
  if (!usesAttestedKeys(reading)) return true;
  const clientId = algebra.encode(messages.clientId, customer);
  const binding = algebra.encode(messages.keyBinding, { clientId, publicKey });
  const isInForce = inForce !== undefined && algebra.equal(publicKey, inForce);
  const said = isInForce ? attested.slice(-1) : attested;
  // P-REG-9
  return check('depository-attestation', () => said.some((one) => algebra.equal(one, binding)));
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
  setting: Setting<M>,
  { addresses, customer, signingKey: key }: BankContext<M>,
  fresh: M,
): readonly Effect<M>[] {
  const { algebra, messages, reading } = setting;
  const notice = algebra.encode(messages.notice, { accid: customer.accid });
  const signed = (): M =>
    algebra.encode(messages.signedNotice, {
      notice,
      signature: sign(setting, { key, fresh, label: 'notice-randomness' }, notice),
    });
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
      message: reading.A18 === 'exists' ? signed() : notice,
      note: 'notice to renew the key pair',
    },
  ];
}

/** What goes out with a package besides the program (§4.3, A11, A25). */
export type Release<M> = Pick<BankContext<M>, 'release' | 'releaseKey' | 'issuedKey'>;

/** skC made by the bank, where the JAR has it (A25); from the step's seed. */
function issuedKey<M>({ algebra, reading }: Setting<M>, fresh: M): M | undefined {
  return reading.A25 === 'jar' ? algebra.derive(fresh, 'signing-key') : undefined;
}

/** What the bank remembers of the first package. */
export function firstRelease<M>(setting: Setting<M>, fresh: M): Pick<Release<M>, 'issuedKey'> {
  return { issuedKey: issuedKey(setting, fresh) };
}

/** The bank's memory once there is a new release: a new K (A11), a new skC in the JAR (A25). */
export function nextRelease<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  fresh: M,
): BankContext<M> {
  const { algebra, reading } = setting;
  const release = context.release + 1;
  const seed = context.releases ?? fresh;
  const releaseKey =
    reading.A11 === 'each-release'
      ? algebra.derive(algebra.derive(seed, `release ${release}`), 'key')
      : undefined;
  return { ...context, release, releaseKey, issuedKey: issuedKey(setting, fresh) };
}

/** What of the bank's memory changes with a release. */
export function released<M>({ release, releaseKey, issuedKey: key }: Release<M>): Release<M> {
  return { release, releaseKey, issuedKey: key };
}

/** What of the bank's memory changes when a key comes into the depository (A26). */
export function keyChange<M>(
  { reading }: Setting<M>,
  { publicKey: before, archived }: BankContext<M>,
  publicKey: M | undefined,
): Pick<BankContext<M>, 'publicKey' | 'archived' | 'renewing'> {
  // P-RNW-4
  const isKept = reading.A26 !== 'replace' && before !== undefined;
  return { publicKey, archived: isKept ? [...archived, before] : archived, renewing: false };
}

/** The package as a message, signed where the phone's platform asks for it (A10b). */
function packageMessage<M>(setting: Setting<M>, context: BankContext<M>, fresh: M): M {
  const { algebra, messages, reading } = setting;
  const { name, signingKey: key, issuedKey: signingKey, boxKey } = context;
  const content = algebra.encode(messages.appPackage, {
    bank: name,
    bankPublicKey: algebra.publicKey(key),
    key: keyInForce(context),
    get boxKey() {
      return boxKey === undefined ? undefined : algebra.publicKey(boxKey);
    },
    signingKey,
  });
  if (reading.A10b === 'unsigned') return content;
  const signature = sign(setting, { key, fresh, label: 'package-randomness' }, content);
  return algebra.encode(messages.signedPackage, { content, signature });
}

/** "Users would be issued the key along with the application package" (§4.3, A10). */
export function issuePackage<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  fresh: M,
): readonly Effect<M>[] {
  const { addresses, customer } = context;
  const account = customer.accid;
  const secret: readonly Effect<M>[] = encapsulates(setting.reading)
    ? []
    : [
        {
          effect: 'claim',
          claim: 'secret',
          about: 'package-key',
          account,
          values: [keyInForce(context)],
        },
      ];
  return [
    ...secret,
    {
      effect: 'send',
      channel: packageChannel(setting.reading),
      hop: addresses.phone,
      from: addresses.bank,
      to: addresses.phone,
      message: packageMessage(setting, context, fresh),
      note: encapsulates(setting.reading)
        ? "application package with the bank's public key"
        : 'application package with the AES key',
    },
  ];
}
