/**
 * How what the phone sends is kept from everybody but the bank, and the answer from everybody but
 * the phone: under K of the package (§4.3), or encrypted for the bank's own key with a key for the
 * answer inside, or exported of the encryption on both sides (R3; HPKE base mode, RFC 9180).
 *
 * Refuses what does not open, with no word on why.
 */
import type { Fields, Shape } from '../core/shape.ts';
import type { AppPackage } from './identity.ts';
import { encapsulates, exportsReplyKey } from './reading.ts';
import type { Setting } from './setting.ts';

/** What is sealed for the bank. */
export type Kind = 'order' | 'log-on' | 'registration';

/** A sealed message. */
export interface Sealed<M> {
  /** What travels. */
  readonly body: M;
  /** What the answer to it is under. */
  readonly replyKey: M;
}

/** What the phone seals with. */
export interface Sealing<M> {
  readonly appPackage: AppPackage<M>;
  /** The step's seed. */
  readonly fresh: M;
  readonly kind: Kind;
}

/**
 * K of a package that has one.
 *
 * @throws Error when it has none: under R3 nobody asks for it
 */
export function packageKey<M>({ key }: Pick<AppPackage<M>, 'key'>): M {
  if (key === undefined) throw new Error('package: no AES key in it (R3)');
  return key;
}

/**
 * The bank's public key for what is sealed, of a package that has one.
 *
 * @throws Error when it has none: without R3 nobody asks for it
 */
function boxKeyOf<M>({ boxKey }: Pick<AppPackage<M>, 'boxKey'>): M {
  if (boxKey === undefined) throw new Error('package: no key of the bank to encrypt for (R3)');
  return boxKey;
}

/** The key that the answer to a request of this seed is under (R3). */
export function replyKeyOf<M>(
  { algebra, reading }: Pick<Setting<M>, 'algebra' | 'reading'>,
  { appPackage, fresh }: Pick<Sealing<M>, 'appPackage' | 'fresh'>,
): M {
  // P-CRY-7
  return exportsReplyKey(reading)
    ? algebra.exportFor(boxKeyOf(appPackage), algebra.derive(fresh, 'iv'))
    : algebra.derive(algebra.derive(fresh, 'answer'), 'key');
}

/** What a sealed message is enclosed in, with the key for the answer (R3). */
function enclosure<M>({ messages }: Setting<M>, kind: Kind): Shape<'content' | 'replyKey'> {
  switch (kind) {
    case 'order':
      return messages.enclosedOrder;
    case 'log-on':
      return messages.enclosedLogOn;
    case 'registration':
      return messages.enclosedRegistration;
  }
}

/** Seals what the phone sends. */
export function sealForBank<M>(
  setting: Setting<M>,
  { appPackage, fresh, kind }: Sealing<M>,
  content: M,
): Sealed<M> {
  const { algebra, reading } = setting;
  const randomness = algebra.derive(fresh, 'iv');
  if (!encapsulates(reading)) {
    const key = packageKey(appPackage);
    return { body: algebra.seal(key, randomness, content), replyKey: key };
  }
  const replyKey = replyKeyOf(setting, { appPackage, fresh });
  const sealed = exportsReplyKey(reading)
    ? content
    : algebra.encode(enclosure(setting, kind), { content, replyKey });
  return { body: algebra.encryptFor(boxKeyOf(appPackage), randomness, sealed), replyKey };
}

/** What has been opened, and the key that the answer is to be under. */
export interface Opened<F, M> {
  readonly fields: F;
  readonly replyKey: M;
}

/** Opens a sealed message of a shape. */
export type Open<M> = <R extends string, O extends string>(
  shape: Shape<R, O>,
  body: M,
) => Opened<Fields<R, O, M>, M> | undefined;

/** Opens what is under a shared key. */
export function openUnder<M>({ algebra }: Pick<Setting<M>, 'algebra'>, key: M): Open<M> {
  return (shape, body) => {
    const fields = algebra.open(key, shape, body);
    return fields && { fields, replyKey: key };
  };
}

/** What the bank opens with: the customer's K, and its own private key (R3). */
export interface BankKeys<M> {
  readonly key: M;
  readonly boxKey: M | undefined;
}

/** Opens what a phone has sealed, at the bank. */
export function openAtBank<M>(
  setting: Setting<M>,
  { key, boxKey }: BankKeys<M>,
  kind: Kind,
): Open<M> {
  const { algebra, reading } = setting;
  if (!encapsulates(reading)) return openUnder(setting, key);
  return (shape, body) => {
    if (boxKey === undefined) return undefined;
    if (exportsReplyKey(reading)) {
      // P-CRY-8
      const fields = algebra.decryptWith(boxKey, shape, body);
      const replyKey = fields && algebra.exportWith(boxKey, body);
      return fields && replyKey && { fields, replyKey };
    }
    const enclosed = algebra.decryptWith(boxKey, enclosure(setting, kind), body);
    const fields = enclosed && algebra.decode(shape, enclosed.content);
    return enclosed && fields && { fields, replyKey: enclosed.replyKey };
  };
}
