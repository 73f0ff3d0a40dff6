/**
 * What a judge knows: keys that it trusts, where it summons banks, and what the notary told it.
 */
import type { FrameStep } from '../../core/effect.ts';
import type { Customer } from '../identity.ts';

/** Where the bank of an account is summoned. */
export interface Bench<M> {
  /** The account. */
  readonly account: M;
  /** The address of the bank's service for it. */
  readonly bank: string;
}

/** A witness of the log, as the judge knows it. */
export interface Witness<M> {
  readonly publicKey: M;
  /** Where it is asked. */
  readonly address: string;
}

/** A customer whom the notary knows in person (A2 in-branch). */
export interface Known<M> {
  /** The customer's identity, of which ID_C is made. */
  readonly customer: Pick<Customer<M>, 'sim' | 'phid' | 'accid'>;
  /** The address of the customer's phone, by which the person is known here. */
  readonly phone: string;
  /** The address of the bank's service for the account. */
  readonly bank: string;
}

/** What a judge knows from the start. */
export interface JudgeInput<M> {
  /** The log server's verification key (A20 signed, merkle). */
  readonly logPublicKey: M;
  /** The bank's verification key, for results that it signed (A17 signed); from the register. */
  readonly bankPublicKey?: M;
  /** The bank's name, for orders that name whom they are for (R1); from the register, with its key. */
  readonly bank?: M;
  /** The witnesses of the log; without any no cosignature is asked for (A20 merkle). */
  readonly witnesses?: readonly Witness<M>[];
  /** How many witnesses have to stand by a head of the log. */
  readonly quorum?: number;
  /** Whom the notary knows; nobody unless said. */
  readonly known?: readonly Known<M>[];
  /** Where the log server is told to show what it gave its word for (R7b); nowhere unless said. */
  readonly log?: string;
  /** Where banks are summoned; nowhere unless said. */
  readonly benches?: readonly Bench<M>[];
}

/** A judge's memory. */
export interface JudgeContext<M> extends JudgeInput<M> {
  /** Key bindings that the notary attests (A2 in-branch). */
  readonly attested: readonly M[];
  /** Evidence by the log's word, whose record the log has to show by a term that is not over (R7b). */
  readonly terms?: readonly M[];
  /** Entries of the log that convinced it, signed by the log; kept only where views are compared. */
  readonly entries?: readonly M[];
}

/** What the judge's chart receives. */
export type JudgeEvent<M> = FrameStep<M>;
