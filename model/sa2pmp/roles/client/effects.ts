/**
 * What the phone's chart reads from a frame and what it does, as data; the chart says when.
 */
import type { Effect, IntentStep } from '../../../core/effect.ts';
import { once } from '../../../core/step.ts';
import { type Business, businessNamed, enquiries, payments } from '../../business.ts';
import { logsOnOverHttps } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { type FrameReader, frameReader, isFrame, type Scope } from '../frames.ts';
import { toBank, toLog } from './communication-module.ts';
import {
  type ClientContext,
  type ClientEvent,
  type ClientIntent,
  type ClientSuit,
  installed,
  type Receipt,
  type Wish,
} from './context.ts';
import { goToCourt, passOn } from './court.ts';
import { indiscretions } from './discretion.ts';
import { newKey, register } from './key-management-module.ts';
import {
  type ClientReading,
  credentials,
  logOnFrame,
  type OrderFrame,
  orderFrame,
  readAtClient,
} from './security-module.ts';

/** The wish that values make, when it is complete and of a business among some. */
function wishFor<M>(
  { algebra, reading }: Setting<M>,
  among: readonly Business[],
  { type, payee, amount, password, memo }: IntentStep<M>['values'],
): Wish<M> | undefined {
  if (type === undefined || payee === undefined || amount === undefined) return undefined;
  if (businessNamed(algebra, among, type) === undefined) return undefined;
  return {
    type,
    payee,
    amount,
    password: reading.A13b === 'password' ? password : undefined,
    memo: reading.A6 === 'payee-amount-memo' ? memo : undefined,
  };
}

/**
 * What a `pay` or `enquire` intent asks for; `undefined` when it is neither, lacks something, or
 * names a business that is not of its kind.
 */
export function wishOf<M>(setting: Setting<M>, event: ClientEvent<M>): Wish<M> | undefined {
  if (isFrame(event)) return undefined;
  const { constant } = setting.algebra;
  if (event.type === 'pay') {
    return wishFor(setting, payments, { type: constant('pay'), ...event.values });
  }
  if (event.type !== 'enquire') return undefined;
  const nothing = { payee: constant('nobody'), amount: constant('nothing') };
  return wishFor(setting, enquiries, { ...event.values, ...nothing });
}

/** The key to register, and the one that it replaces. */
export interface KeyChange<M> {
  readonly signingKey: M | undefined;
  readonly previousKey: M | undefined;
}

/** Where a guard or an action of this chart looks. */
export type RoleScope<M> = Scope<ClientContext<M>, M, ClientIntent>;

/** Finds out what a frame is, and what follows from it. */
export interface ClientEffects<M> {
  /** The frame of the event, if it is of a kind. */
  readonly readIf: FrameReader<ClientContext<M>, M, ClientIntent, ClientReading<M>>;
  /** The order that a wish, or a challenge for one, makes. */
  readonly order: (context: ClientContext<M>, event: ClientEvent<M>) => OrderFrame<M>;
  /** Logs on. */
  readonly sendLogOn: (context: ClientContext<M>, event: IntentStep<M>) => readonly Effect<M>[];
  /** Believes to be logged on. */
  readonly commitSession: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Sends the order. */
  readonly sendOrder: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Asks for a challenge. */
  readonly askChallenge: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Believes a result. */
  readonly commitResult: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** The result just accepted, as evidence. */
  readonly receiptIn: (scope: RoleScope<M>) => Receipt<M> | undefined;
  /** What the customer does in court; nothing where the event does not lead there. */
  readonly inCourt: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Asks the log to take no record of the order under way (R7). */
  readonly askAbort: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Takes the log's word that the order under way is recorded (R7). */
  readonly resolve: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Waits no longer for the result of the order under way (W25). */
  readonly giveUp: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Generates a key pair in the place of the old one and registers it. */
  readonly renewKey: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Registers a key. */
  readonly registerWith: (
    context: ClientContext<M>,
    event: ClientEvent<M>,
    key: KeyChange<M>,
  ) => readonly Effect<M>[];
}

/** What the chart reads and does, for one setting. */
export function clientEffects<M>(setting: Setting<M>): ClientEffects<M> {
  const { algebra, messages, reading } = setting;
  const readIf = frameReader<ClientContext<M>, M, ClientIntent, ClientReading<M>>(
    (context, event) => readAtClient(setting, context, event),
  );

  const order = once((context: ClientContext<M>, event: ClientEvent<M>) => {
    const { signingKey } = context;
    const wish = wishOf(setting, event) ?? context.wish;
    if (signingKey === undefined || wish === undefined) throw new Error('client: no key or wish');
    const challenge = readIf({ context, event }, 'challenge')?.challenge;
    const { at, fresh } = event;
    return orderFrame(setting, context, { signingKey, wish, challenge, at, fresh });
  });

  const sendLogOn = (context: ClientContext<M>, event: IntentStep<M>): readonly Effect<M>[] => {
    const { customer } = context;
    const { password } = credentials(context, event);
    return [
      {
        effect: 'claim',
        claim: 'secret',
        about: 'password',
        account: customer.accid,
        values: [password],
      },
      { effect: 'claim', claim: 'running', about: 'log-on', account: customer.accid, values: [] },
      toBank(setting, context, {
        message: logOnFrame(setting, context, event),
        note: 'log-on with userid and password',
        https: logsOnOverHttps(reading),
      }),
    ];
  };

  const commitSession = (scope: RoleScope<M>): readonly Effect<M>[] => {
    const token = readIf(scope, 'welcome')?.token;
    const account = scope.context.customer.accid;
    return token === undefined
      ? []
      : [{ effect: 'claim', claim: 'commit', about: 'session', account, values: [token] }];
  };

  const sendOrder = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const { order: msg, frame, replyKey } = order(context, event);
    const account = context.customer.accid;
    return [
      { effect: 'claim', claim: 'running', about: 'order', account, values: [msg] },
      { effect: 'claim', claim: 'secret', about: 'order', account, values: [msg] },
      ...(replyKey === undefined
        ? []
        : [
            {
              effect: 'claim',
              claim: 'secret',
              about: 'package-key',
              account,
              values: [replyKey],
            } as const,
          ]),
      {
        effect: 'claim',
        claim: 'running',
        about: 'addressed-order',
        account,
        values: [msg, installed(context).bank],
      },
      { effect: 'claim', claim: 'did', about: 'sent-order', account, values: [frame] },
      toBank(setting, context, { message: frame, note: 'order E(S(msg, ID_C))' }),
      ...indiscretions(setting, context, { order: msg, signingKey: context.signingKey }),
    ];
  };

  const askChallenge = ({ context }: RoleScope<M>): readonly Effect<M>[] => [
    toBank(setting, context, {
      message: algebra.encode(messages.challengeRequest, { accid: context.customer.accid }),
      note: 'request for a challenge',
    }),
  ];

  const commitResult = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const result = readIf({ context, event }, 'result');
    const { pending, signingKey } = context;
    if (result === undefined || pending === undefined || !isFrame(event)) return [];
    const account = context.customer.accid;
    const values = [pending.order, result.result];
    const inUse: readonly Effect<M>[] =
      signingKey === undefined
        ? []
        : [
            {
              effect: 'claim',
              claim: 'did',
              about: 'relied-on-key',
              account,
              values: [algebra.publicKey(signingKey)],
            },
          ];
    return [
      { effect: 'claim', claim: 'did', about: 'took-result', account, values: [event.message] },
      { effect: 'claim', claim: 'commit', about: 'result', account, values },
      ...inUse,
    ];
  };

  const receiptIn = ({ context, event }: RoleScope<M>): Receipt<M> | undefined => {
    const found = readIf({ context, event }, 'result');
    const { pending } = context;
    if (found === undefined || pending === undefined || !isFrame(event)) return undefined;
    const signature = algebra.decode(messages.answerFrame, event.message)?.signature;
    return { ...pending, result: found.result, signature };
  };

  const suits: readonly string[] = ['proveResult', 'proveSubmission', 'dispute'];
  const isSuit = (type: ClientIntent): type is ClientSuit => suits.includes(type);
  const acts = once((context: ClientContext<M>, event: ClientEvent<M>) => {
    if (isFrame(event)) return passOn(setting, context, event) ?? [];
    return isSuit(event.type) ? (goToCourt(setting, context, event.type) ?? []) : [];
  });
  const inCourt = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => acts(context, event);

  const askAbort = ({ context }: RoleScope<M>): readonly Effect<M>[] => {
    const { pending, addresses } = context;
    if (pending === undefined) return [];
    const commitment = algebra.hash(pending.request);
    const message = algebra.encode(messages.abortRequest, { commitment });
    return [toLog(setting, { addresses, message, note: 'request to take the order no more' })];
  };

  const resolve = ({ context }: RoleScope<M>): readonly Effect<M>[] => {
    const { pending, customer } = context;
    if (pending === undefined) return [];
    const values = [pending.order];
    return [{ effect: 'claim', claim: 'did', about: 'resolved', account: customer.accid, values }];
  };

  const giveUp = ({ context }: RoleScope<M>): readonly Effect<M>[] => {
    const { pending, customer, submitted } = context;
    if (pending === undefined) return [];
    const frame = submitted === undefined ? [] : [submitted.frame];
    const values = [pending.order, ...frame];
    return [{ effect: 'claim', claim: 'did', about: 'gave-up', account: customer.accid, values }];
  };

  const registerWith = (
    context: ClientContext<M>,
    event: ClientEvent<M>,
    key: KeyChange<M>,
  ): readonly Effect<M>[] => {
    const token = readIf({ context, event }, 'welcome')?.token ?? context.token;
    const { signingKey, previousKey } = key;
    if (signingKey === undefined) return [];
    const account = context.customer.accid;
    const publicKey = algebra.publicKey(signingKey);
    const secret: readonly Effect<M>[] = setting.statesPrivateKeys
      ? [{ effect: 'claim', claim: 'secret', about: 'signing-key', account, values: [signingKey] }]
      : [];
    return [
      { effect: 'claim', claim: 'did', about: 'generated', account, values: [publicKey] },
      ...secret,
      ...register(setting, context, { signingKey, previousKey, token, fresh: event.fresh }),
    ];
  };

  const renewKey = ({ context, event }: RoleScope<M>): readonly Effect<M>[] =>
    registerWith(context, event, {
      signingKey: newKey(setting, context, event.fresh),
      previousKey: context.signingKey,
    });

  return {
    readIf,
    order,
    sendLogOn,
    commitSession,
    sendOrder,
    askChallenge,
    commitResult,
    receiptIn,
    inCourt,
    askAbort,
    resolve,
    giveUp,
    renewKey,
    registerWith,
  };
}
