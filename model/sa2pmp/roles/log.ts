/**
 * The log server's statechart: TLS, on the operator's gateway (§4.2 Transaction Log Strategy).
 *
 * Passes frames between the wireless and the wired link and keeps the transaction log. Whether it
 * records what passes, what the bank sends, or both is A19; what makes a record hard to change
 * afterwards is A20. Refuses a record that is not of the record's shape.
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, FrameStep } from '../../core/effect.ts';
import { once } from '../../core/step.ts';
import {
  chainsEntries,
  datesEntries,
  givesReceipts,
  linkToGateway,
  resolves,
  signsEntries,
} from '../reading.ts';
import type { Setting } from '../setting.ts';
import {
  giveReceipt,
  statedAccepted,
  statedKept,
  type Subscriber,
  testify,
} from './log-in-court.ts';
import { isSignedRecord } from '../record.ts';
import { type Resolved, resolvedAfter, resolving, sayResolution } from './log-resolving.ts';
import { sign } from './signing.ts';

/** What a log server is set up with. */
export interface LogInput<M> {
  /** Its own address. */
  readonly address: string;
  /** Its signing key, where A20 has entries signed. */
  readonly signingKey: M;
  /** The AES keys, where A39 has the gateway given them. */
  readonly packageKeys?: readonly M[];
  /** The bank's verification key, where the bank signs records (R5). */
  readonly bankPublicKey?: M;
}

/** What a log server is set up with where it has to say in court whose a frame is. */
export interface OperatorInput<M> extends LogInput<M> {
  /** Whose accounts are at which addresses: operators know their subscribers. */
  readonly subscribers?: readonly Subscriber<M>[];
}

/** A log server's memory. */
export interface LogContext<M> extends OperatorInput<M> {
  /**
   * The digest of the last entry, where A20 chains or signs them. The entries themselves leave the chart
   * as `store` effects: the log file is the host's.
   */
  readonly head: M | undefined;
  /** The entries themselves, oldest first; kept only where there are disputes. */
  readonly kept?: readonly LogEntry<M>[];
  /** Order frames taken, each once; kept only where there are disputes and receipts are given. */
  readonly taken?: readonly M[];
  /** What became of which order; kept only where the log decides it (R7). */
  readonly resolved?: readonly Resolved<M>[];
}

/** One record as kept. */
export interface LogEntry<M> {
  /** The record and, where A20 chains them, the digest of the entry before. */
  readonly entry: M;
  /** The log server's signature (A20 signed, merkle). */
  readonly signature: M | undefined;
}

/** What the log server's chart receives; it has no intents. */
export type LogEvent<M> = FrameStep<M>;

/** The record that a frame makes the log keep (A19); `undefined` when it makes none. */
function recordIn<M>(
  setting: Setting<M>,
  { address, bankPublicKey }: LogContext<M>,
  { channel, to, message }: FrameStep<M>,
): M | undefined {
  const { algebra, messages, reading, check } = setting;
  if (channel === 'wired' && to === address) {
    const record = algebra.decode(messages.record, message);
    const isBanks = (): boolean => isSignedRecord(setting, bankPublicKey, record);
    // P-REC-1
    return record !== undefined && check('record-signature', isBanks) ? message : undefined;
  }
  if (reading.A19 !== 'gateway' || channel !== linkToGateway(reading)) return undefined;
  return algebra.decode(messages.orderFrame, message) === undefined
    ? undefined
    : algebra.encode(messages.record, { content: message });
}

/** An order that passes, kept as it is beside the bank's records (A19 both). */
function keepFrame<M>(
  { algebra, messages, reading }: Setting<M>,
  { channel, message }: FrameStep<M>,
): readonly Effect<M>[] {
  if (reading.A19 !== 'both' || channel !== linkToGateway(reading)) return [];
  return algebra.decode(messages.orderFrame, message) === undefined
    ? []
    : [{ effect: 'store', what: 'frames', values: [message] }];
}

/** The record as it is kept (A20). */
function entryFor<M>(
  setting: Setting<M>,
  { head, signingKey }: LogContext<M>,
  { record, fresh, at }: { readonly record: M } & Pick<FrameStep<M>, 'fresh' | 'at'>,
): LogEntry<M> {
  const { algebra, messages, reading } = setting;
  // P-REC-3
  const previous = head ?? algebra.constant('first');
  const time = datesEntries(reading) ? algebra.constant(`time ${at}`) : undefined;
  const entry = algebra.encode(messages.entry, { record, previous, time });
  const signature = signsEntries(reading)
    ? sign(setting, { key: signingKey, fresh }, entry)
    : undefined;
  return { entry, signature };
}

/** The frame, sent on over the other link. */
function forward<M>(
  { reading }: Setting<M>,
  { channel, from, to, message }: FrameStep<M>,
): readonly Effect<M>[] {
  return [
    {
      effect: 'send',
      channel: channel === 'wired' ? linkToGateway(reading) : 'wired',
      hop: to,
      from,
      to,
      message,
      note: 'passed on by the gateway',
    },
  ];
}

/**
 * The log server role.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is an {@link OperatorInput}
 */
export function log<M>(setting: Setting<M>): AnyStateMachine {
  const { disputes, hears, shown } = setting.proceedings;
  // Receipts are asked for in court (R6).
  const receipts = (disputes || hears.includes('submission')) && givesReceipts(setting.reading);
  const resolution = once((context: LogContext<M>, event: FrameStep<M>) =>
    resolving(setting, context, event),
  );
  const newEntry = once((context: LogContext<M>, event: FrameStep<M>) => {
    // R7: no record of what was given up, and none that is kept already.
    if (resolution(context, event)?.keeps === false) return undefined;
    const record = recordIn(setting, context, event);
    return record === undefined
      ? undefined
      : entryFor(setting, context, { record, fresh: event.fresh, at: event.at });
  });
  const storeEntry = (context: LogContext<M>, event: FrameStep<M>): readonly Effect<M>[] => {
    const kept = newEntry(context, event);
    if (kept === undefined) return [];
    const { entry, signature } = kept;
    const values = signature === undefined ? [entry] : [entry, signature];
    return [
      { effect: 'store', what: 'log', values },
      ...(disputes ? statedKept(setting, context, { entry, event }) : []),
    ];
  };
  const accepted = (context: LogContext<M>, event: FrameStep<M>): readonly Effect<M>[] =>
    disputes || hears.includes('submission') ? statedAccepted(setting, context, event) : [];
  const testimony = once(
    (context: LogContext<M>, event: FrameStep<M>) =>
      (disputes ? testify(setting, context, event) : undefined) ??
      (receipts ? giveReceipt(setting, context, event) : undefined),
  );
  /** The order frame that is now taken for the first time, where receipts are given for them. */
  const takenNow = ({ taken = [] }: LogContext<M>, { channel, message }: LogEvent<M>): boolean =>
    receipts &&
    channel === linkToGateway(setting.reading) &&
    setting.algebra.decode(setting.messages.orderFrame, message) !== undefined &&
    !taken.some((other) => setting.algebra.equal(other, message));

  const said = (context: LogContext<M>, event: FrameStep<M>): readonly Effect<M>[] => {
    const found = resolution(context, event);
    return found === undefined ? [] : sayResolution(setting, context, { found, event });
  };

  const passOn = {
    type: 'effects',
    params: ({
      context,
      event,
    }: {
      readonly context: LogContext<M>;
      readonly event: LogEvent<M>;
    }) => [...keepFrame(setting, event), ...accepted(context, event), ...forward(setting, event)],
  } as const;
  const sayResolved = {
    type: 'effects',
    params: ({
      context,
      event,
    }: {
      readonly context: LogContext<M>;
      readonly event: LogEvent<M>;
    }) => said(context, event),
  } as const;

  // Only a protected log has a head to remember (A20); a plain file's chart stays as it is.
  const isProtected = shown && chainsEntries(setting.reading);
  const remember = [
    ...(isProtected ? (['keepHead'] as const) : []),
    ...(disputes ? (['keepEntry'] as const) : []),
  ];

  return setup({
    types: {
      context: {} as LogContext<M>,
      events: {} as LogEvent<M>,
      input: {} as OperatorInput<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      refuse: (_, _cause: { readonly why: string }) => undefined,
      keepHead: assign(({ context, event }) => {
        const kept = newEntry(context, event);
        return { head: kept === undefined ? context.head : setting.algebra.hash(kept.entry) };
      }),
      keepTaken: assign(({ context, event }) => ({
        taken: [...(context.taken ?? []), event.message],
      })),
      keepResolution: assign(({ context, event }) => {
        const found = resolution(context, event);
        const { resolved = [] } = context;
        return {
          resolved: found === undefined ? resolved : resolvedAfter(setting, resolved, found),
        };
      }),
      keepEntry: assign(({ context, event }) => {
        const entry = newEntry(context, event);
        const { kept = [] } = context;
        return { kept: entry === undefined ? kept : [...kept, entry] };
      }),
    },
    guards: {
      isTakenNow: ({ context, event }) => takenNow(context, event),
      isResolvedNow: ({ context, event }) => resolution(context, event)?.isNew === true,
      isResolvedBefore: ({ context, event }) => resolution(context, event)?.isNew === false,
      isAsked: ({ context, event }) => testimony(context, event) !== undefined,
      isForLog: ({ context, event }) => event.to === context.address,
      isRecord: ({ context, event }) =>
        event.to === context.address && newEntry(context, event) !== undefined,
      isRecordedInPassing: ({ context, event }) => newEntry(context, event) !== undefined,
    },
  }).createMachine({
    id: 'log',
    description: '§4.2, §5.2 transaction log server, figure 1',
    context: ({ input }) => ({ ...input, head: undefined }),
    initial: 'TLS',
    states: {
      TLS: {
        description: '§5.2 Transaction Log Server: "creates and maintains the log files"',
        on: {
          frame: [
            {
              description: '§5.2 TLS: a record from the bank (A19 bank-pushes)',
              guard: 'isRecord',
              actions: [
                { type: 'effects', params: ({ context, event }) => storeEntry(context, event) },
                ...remember,
                ...(resolves(setting.reading) ? ([sayResolved, 'keepResolution'] as const) : []),
              ],
            },
            {
              description: 'R7 abort-resolve: the order is given up (§4.2)',
              guard: 'isResolvedNow',
              actions: [sayResolved, 'keepResolution'],
            },
            {
              description: 'R7 abort-resolve: what has become of the order is said again (§4.2)',
              guard: 'isResolvedBefore',
              actions: sayResolved,
            },
            {
              description: '§4.2 "the transaction log server can provide the transaction records"',
              guard: 'isAsked',
              actions: {
                type: 'effects',
                params: ({ context, event }) => testimony(context, event) ?? [],
              },
            },
            {
              description: '§5.2 TLS: what is sent to the log and is no record is dropped',
              guard: 'isForLog',
              actions: { type: 'refuse', params: { why: 'not a record' } },
            },
            {
              description: '§4.2 the gateway records an order that passes (A19 gateway)',
              guard: 'isRecordedInPassing',
              actions: [
                { type: 'effects', params: ({ context, event }) => storeEntry(context, event) },
                { type: 'effects', params: ({ context, event }) => accepted(context, event) },
                { type: 'effects', params: ({ event }) => forward(setting, event) },
                ...remember,
              ],
            },
            {
              description: '§4.1 "transparent": an order that passes is remembered (A19 both)',
              guard: 'isTakenNow',
              actions: [passOn, 'keepTaken'],
            },
            {
              description: '§4.1 "this physical network architecture is transparent"',
              actions: passOn,
            },
          ],
        },
      },
    },
  });
}
