/**
 * What enters and leaves a role, as data.
 *
 * Events carry the clock (`at`) and one unguessable seed (`fresh`), so a role is a pure function.
 * Effects are declared as named XState actions that do nothing; `step.ts` returns them in order.
 */

/** The ways a message travels. Which of them the attacker holds is up to its capabilities. */
export const channels = [
  'wireless',
  'wired',
  'https',
  'sms',
  'package',
  'branch',
  'court',
  'inside',
] as const;

/** A way a message travels. */
export type Channel = (typeof channels)[number];

/** A message as transport sees it. The addresses are not authenticated on `wireless`. */
export interface Envelope<M> {
  /** The channel it travels on. */
  readonly channel: Channel;
  /** Who says to have sent it. */
  readonly from: string;
  /** Whom it is for in the end; a gateway on the way passes it on. */
  readonly to: string;
  /** The message. */
  readonly message: M;
}

/** A message arriving. */
export interface FrameEvent<M> extends Envelope<M> {
  readonly type: 'frame';
}

/** A user's or an operator's wish, or a fact from outside the protocol, by its name. */
export interface IntentEvent<M, T extends string = string> {
  /** What is wanted, or what happened. */
  readonly type: T;
  /** Its particulars. */
  readonly values: Readonly<Record<string, M>>;
}

/** What every event brings besides. */
export interface Ambient<M> {
  /** The clock, in milliseconds. */
  readonly at: number;
  /** An unguessable seed for this step alone. */
  readonly fresh: M;
}

/** A message arriving, with the clock and a seed. */
export type FrameStep<M> = FrameEvent<M> & Ambient<M>;

/** A wish or fact, with the clock and a seed. */
export type IntentStep<M, T extends string = string> = IntentEvent<M, T> & Ambient<M>;

/** What is to be fed to a chart, before it is given its seed. */
export type Unseeded<M> = (FrameEvent<M> | IntentEvent<M>) & Pick<Ambient<M>, 'at'>;

/** What a chart receives; `T` are the intents that it knows. */
export type RoleEvent<M, T extends string = string> = FrameStep<M> | IntentStep<M, T>;

/** Puts a message on a channel. */
export interface Send<M> extends Envelope<M> {
  /** The party that gets to see it first: `to`, or a gateway on the way. */
  readonly hop: string;
  /** What it is, in the paper's words, for people. */
  readonly note: string;
}

/** A statement about what a party believes or is committed to; claims are judged on these. */
export interface Claim<M> {
  /**
   * `running`: committed to doing it; `commit`: believes the peer is; `secret`: believes the
   * value is known to the peer alone; `did`: a fact about itself; `judged`: a verdict.
   */
  readonly claim: 'running' | 'commit' | 'secret' | 'did' | 'judged';
  /** What about: `order`, `result`, `password` and so on. */
  readonly about: string;
  /** The customer account that it concerns. */
  readonly account: M;
  /** What is agreed on. */
  readonly values: readonly M[];
}

/** Something a party keeps for later, outside its chart: a log record, a ledger posting. */
export interface Store<M> {
  /** Where: `log`, `depository`. */
  readonly what: string;
  /** What. */
  readonly values: readonly M[];
}

/** A question to the world around the party, answered by an intent event of its own. */
export interface Ask<M> {
  /** What is asked for: `execute`. */
  readonly what: string;
  /** Its particulars. */
  readonly values: Readonly<Record<string, M>>;
}

/** The protocol says no. */
export interface Refuse {
  /** The cause, for the operator's log only. */
  readonly why: string;
}

/** What a role does. */
export type Effect<M> =
  | ({ readonly effect: 'send' } & Send<M>)
  | ({ readonly effect: 'claim' } & Claim<M>)
  | ({ readonly effect: 'store' } & Store<M>)
  | ({ readonly effect: 'ask' } & Ask<M>)
  | ({ readonly effect: 'refuse' } & Refuse);
