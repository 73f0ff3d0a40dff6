/**
 * What a thief finds in the memory of a party: the key store of a phone (§4.3, W20), the books of
 * the bank (W11), the keys of the log server (A39, W27).
 *
 * What can be had of a phone without its PIN is up to the reading (A14, A15, A25). A password is
 * typed by its owner; the phone has it only while an order waits for a challenge (A13b).
 */
import type { Exposes, Party } from '../../core/system.ts';
import { type BankContext, keyInForce } from '../roles/bank/context.ts';
import type { ClientContext } from '../roles/client/context.ts';
import { foundIn } from '../roles/client/key-store.ts';
import type { LogContext } from '../roles/log.ts';
import { encapsulates, provesPassword } from '../reading.ts';
import type { Setting } from '../setting.ts';

/** Values by kind, those left out that the party does not have. */
function had<M>(values: Readonly<Record<string, M | undefined>>): Readonly<Record<string, M>> {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Record<string, M>;
}

/** What is found in the bank's memory of an account. */
function inBank<M>(setting: Setting<M>, context: BankContext<M>): Readonly<Record<string, M>> {
  const { reading } = setting;
  const { customer } = context;
  const proven = provesPassword(reading);
  return had({
    'package-key': encapsulates(reading) ? undefined : keyInForce(context),
    'box-key': context.boxKey,
    // A13 verifier: the password itself is on no file.
    password: proven ? undefined : customer.password,
    verifier: proven ? setting.verifier(customer) : undefined,
    token: context.token,
    'customer-key': context.issuedKey,
    'signing-key': context.signingKey,
  });
}

/** What is found at the log server: its own key, and packages' keys where it has them (A39). */
function inLog<M>({ signingKey, packageKeys = [] }: LogContext<M>): Readonly<Record<string, M>> {
  const numbered = packageKeys.map((key, index) => [
    index === 0 ? 'package-key' : `package-key ${index + 1}`,
    key,
  ]);
  return had({ 'signing-key': signingKey, ...(Object.fromEntries(numbered) as Record<string, M>) });
}

/**
 * What a thief finds in a party's memory.
 *
 * @param setting - the reading in force, which says what a phone keeps and how
 */
export function exposesOf<M>(setting: Setting<M>): Exposes<M> {
  return ({ kind }: Party, snapshot, access) => {
    switch (kind) {
      case 'client': {
        const context = snapshot.context as ClientContext<M>;
        const waiting = access.pin ? context.wish?.password : undefined;
        return had({ ...foundIn(setting, context, access), password: waiting });
      }
      case 'bank':
        return inBank(setting, snapshot.context as BankContext<M>);
      case 'log':
        return inLog(snapshot.context as LogContext<M>);
      case 'judge':
      case 'witness':
        return {};
    }
  };
}
