/**
 * What every party of the running system is given: the reference implementation's algebra, the
 * reading, chance, the clock and the operator's log.
 */
import type { Algebra } from '../../model/core/algebra.ts';
import { type Business, businesses } from '../../model/sa2pmp/business.ts';
import { provesPassword, type Reading } from '../../model/sa2pmp/reading.ts';
import { type Setting, setting, type SettingOptions } from '../../model/sa2pmp/setting.ts';
import type { Bytes } from '../bytes.ts';
import { isPassword, isSameVerifier } from './passwords.ts';

/** The operator's log, structured; no secret is ever handed to it. */
export interface OperatorLog {
  /** A request was refused, and why: the peer is not told (A36). */
  readonly refused: (why: string, about: Readonly<Record<string, string>>) => void;
  /** The world failed: a disk, a socket, a peer that is away. */
  readonly fault: (what: string, about: Readonly<Record<string, string>>) => void;
  /** Something worth knowing happened. */
  readonly info: (what: string, about: Readonly<Record<string, string>>) => void;
}

/** The log of an operator who reads none. */
export const quietLog: OperatorLog = {
  refused: () => undefined,
  fault: () => undefined,
  info: () => undefined,
};

/** What a party runs with. */
export interface World {
  readonly algebra: Algebra<Bytes>;
  readonly reading: Reading;
  /** An unguessable value; a new one each time. */
  readonly fresh: () => Bytes;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: OperatorLog;
}

/** What may be otherwise than at bank, log and phone: what a court hears and looks at. */
export type LiveOptions = Pick<SettingOptions<Bytes>, 'isPassword' | 'omitted' | 'proceedings'>;

/**
 * The setting of the charts in the running system: every business function, hashed passwords, and
 * statements without private keys, since traces hold them.
 */
export function liveSetting(
  algebra: Algebra<Bytes>,
  reading: Reading,
  options: LiveOptions = {},
): Setting<Bytes> {
  return setting(algebra, reading, {
    // The phone stretches the password when it is typed, the bank when it is set (A13 verifier); an
    // order that brings the password too then brings that (A13b).
    isPassword: provesPassword(reading) ? isSameVerifier : isPassword,
    verifier: ({ password }) => password,
    ...options,
    offers: Object.keys(businesses) as readonly Business[],
    statesPrivateKeys: false,
  });
}
