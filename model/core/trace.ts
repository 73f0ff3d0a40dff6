/**
 * The one kind of trace: simulation, search, attack and live run all end in this.
 *
 * Claims are predicates on traces and read nothing else, so the same claim code judges symbolic,
 * concrete and live runs.
 */
import type { Channel, Claim } from './effect.ts';

/** A customer account and who owns it; `honest` is false for an account of the attacker's. */
export interface Principal<M> {
  readonly party: string;
  readonly account: M;
  readonly honest: boolean;
}

/** Something that happened, in the order in which it did. */
export type TraceEvent<M> =
  | { readonly kind: 'intended'; readonly party: string; readonly intent: string }
  | {
      readonly kind: 'sent';
      readonly party: string;
      readonly channel: Channel;
      /** Who gets it first. */
      readonly hop: string;
      readonly to: string;
      readonly message: M;
      readonly note: string;
    }
  | {
      readonly kind: 'delivered';
      readonly party: string;
      readonly channel: Channel;
      readonly from: string;
      readonly message: M;
    }
  | ({ readonly kind: 'claimed'; readonly party: string } & Claim<M>)
  | {
      readonly kind: 'stored';
      readonly party: string;
      readonly what: string;
      readonly values: readonly M[];
    }
  | { readonly kind: 'refused'; readonly party: string; readonly why: string }
  | {
      readonly kind: 'compromised';
      /** Whose memory it was taken out of during the run; absent for what was had from the start. */
      readonly party?: string;
      readonly what: string;
      readonly value: M;
    }
  | { readonly kind: 'learned'; readonly value: M };

/** A run. */
export interface Trace<M> {
  /** The accounts there are. */
  readonly principals: readonly Principal<M>[];
  /** What happened. */
  readonly events: readonly TraceEvent<M>[];
}
