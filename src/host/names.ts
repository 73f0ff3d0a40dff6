/**
 * Names of accounts, people, phones: what may stand in one, and how addresses are made of them.
 *
 * Refuses control characters, spaces and everything else that could be read in two ways.
 */
import type { Addresses } from '../../model/sa2pmp/identity.ts';
import { type Bytes, fromBytes } from '../bytes.ts';
import { NAME_LENGTH_MAX } from './limits.ts';

/** Whether a text may name an account, a user, a phone or a payee. */
export function isName(text: string): boolean {
  return text.length <= NAME_LENGTH_MAX && /^[A-Za-z0-9][A-Za-z0-9@._+-]*$/u.test(text);
}

/** The log server's address. */
export const logAddress = 'log';

/** The judge's and the notary's address. */
export const judgeAddress = 'judge';

/** Where a customer's phone, the bank's service for the account, the log server and the judge are. */
export function addressesOf(accid: string): Addresses {
  return {
    phone: `phone:${accid}`,
    bank: `bank:${accid}`,
    log: logAddress,
    judge: judgeAddress,
  };
}

/** Whether an address is one of a phone, as far as its form tells. */
export function isPhone(address: string): boolean {
  return address.startsWith('phone:');
}

/** The account at a bank address; `undefined` when it is none. */
export function accountAt(address: string): string | undefined {
  const [, accid] = /^bank:(.*)$/su.exec(address) ?? [];
  return accid !== undefined && isName(accid) ? accid : undefined;
}

/** The text that octets say in UTF-8; `undefined` when they say none. */
export function textOf(value: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fromBytes(value));
  } catch {
    return undefined;
  }
}
