/**
 * What somebody finds in a phone: the record store, the JAR, the open session (§4.3; A14, A15, A25).
 *
 * A thief opens the application and looks into the store as far as no PIN is asked for; to have the
 * use of a private key counts as having it. Malware looks into the store past the application, so
 * that only what is encrypted under the PIN is kept from it. The password is in nobody's store.
 */
import type { Setting } from '../../setting.ts';
import type { ClientContext } from './context.ts';

/** How somebody comes to a phone's memory. */
export interface Finder {
  /** Whether the PIN is known, or typed by its owner while the finder looks on. */
  readonly pin: boolean;
  /** Whether the store is read past the application; false unless said. */
  readonly reads?: boolean;
}

/** Whether the store lies open: the application asks for no PIN, or the finder needs none. */
function isOpen({ reading }: Pick<Setting<unknown>, 'reading'>, { pin, reads }: Finder): boolean {
  return pin || reads === true || reading.A14 !== 'local-unlock';
}

/** Whether the private key is to be had once the store lies open. */
function hasKey({ reading }: Pick<Setting<unknown>, 'reading'>, { pin, reads }: Finder): boolean {
  if (pin) return true;
  if (reading.A25 === 'rms-pin') return false;
  // Nothing reads the secure element; whoever holds the phone can have it sign, unless asked for the PIN.
  if (reading.A25 === 'hardware' && reads === true) return false;
  return reads === true || reading.A15 === 'automatic';
}

/**
 * What is found, by kind: `signing-key`, `package-key`, `reply-key`, `token`.
 *
 * @param setting - the reading in force
 * @param context - the phone's memory
 * @param finder - who looks
 */
export function foundIn<M>(
  setting: Pick<Setting<M>, 'reading'>,
  {
    signingKey,
    appPackage,
    token,
    pending,
  }: Pick<ClientContext<M>, 'signingKey' | 'appPackage' | 'token' | 'pending'>,
  finder: Finder,
): Readonly<Record<string, M>> {
  if (!isOpen(setting, finder)) return {};
  const inJar = appPackage?.signingKey;
  const values: Readonly<Record<string, M | undefined>> = {
    'signing-key': hasKey(setting, finder) ? (signingKey ?? inJar) : undefined,
    'package-key': appPackage?.key,
    // R3: the key of the answer that is awaited.
    'reply-key': pending?.replyKey,
    token,
  };
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Record<string, M>;
}
