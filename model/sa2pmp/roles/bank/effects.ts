/**
 * What the bank's chart reads from a frame and what it does, as data; the chart says when.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import { once } from '../../../core/step.ts';
import type { Setting } from '../../setting.ts';
import { readAtBank, welcome } from './authentication-server.ts';
import { accept, answer, recordOrder, type Status } from './business-logic-server.ts';
import type { BankContext, BankEvent, BankReading, Job } from './context.ts';
import { storeKey } from './key-management-server.ts';

/** Where a guard or an action of the chart looks. */
export interface Scope<M> {
  readonly context: BankContext<M>;
  readonly event: BankEvent<M>;
}

/** Narrows an event to an arriving frame. */
function isFrame<M>(event: BankEvent<M>): event is FrameStep<M> {
  return event.type === 'frame';
}

/** Finds out what a frame is, and what follows from it. */
export interface BankEffects<M> {
  /** The frame of the event, if it is of a kind. */
  readonly readIf: <K extends BankReading<M>['kind']>(
    scope: Scope<M>,
    kind: K,
  ) => Extract<BankReading<M>, { kind: K }> | undefined;
  /** The job that an order makes. */
  readonly newJob: (context: BankContext<M>, event: BankEvent<M>) => Job<M>;
  /** Accepts an order. */
  readonly acceptOrder: (scope: Scope<M>) => readonly Effect<M>[];
  /** Ends the job with what the regular bank said. */
  readonly finish: (scope: Scope<M>, status: Status) => readonly Effect<M>[];
  /** Stores a registered key. */
  readonly storeRegistered: (scope: Scope<M>) => readonly Effect<M>[];
  /** Answers a log-on. */
  readonly sendWelcome: (scope: Scope<M>) => readonly Effect<M>[];
  /** Gives a challenge out. */
  readonly sendChallenge: (scope: Scope<M>) => readonly Effect<M>[];
  /** Why a frame is refused. */
  readonly why: (scope: Scope<M>) => string;
}

/** What the chart reads and does, for one setting. */
export function bankEffects<M>(setting: Setting<M>): BankEffects<M> {
  const { algebra, messages, reading } = setting;
  const read = once((context: BankContext<M>, event: FrameStep<M>) =>
    readAtBank(setting, context, event),
  );
  const readIf = <K extends BankReading<M>['kind']>(
    { context, event }: Scope<M>,
    kind: K,
  ): Extract<BankReading<M>, { kind: K }> | undefined => {
    const found = isFrame(event) ? read(context, event) : undefined;
    return found?.kind === kind ? (found as Extract<BankReading<M>, { kind: K }>) : undefined;
  };

  const newJob = once((context: BankContext<M>, event: BankEvent<M>): Job<M> => {
    const found = readIf({ context, event }, 'order');
    if (found === undefined || !isFrame(event)) throw new Error('bank: no order to execute');
    const reference = algebra.derive(event.fresh, 'reference');
    return { ...found.order, reference, replyTo: event.from };
  });

  const acceptOrder = ({ context, event }: Scope<M>): readonly Effect<M>[] => {
    const job = newJob(context, event);
    const firstUse =
      reading.A1 === 'first-use' && context.publicKey === undefined
        ? storeKey(context, job.publicKey)
        : [];
    const logged =
      reading.A23 === 'before'
        ? recordOrder(setting, context, { job, status: 'executed', at: event.at })
        : [];
    return [...firstUse, ...logged, ...accept(context, job)];
  };

  const finish = ({ context, event }: Scope<M>, status: Status): readonly Effect<M>[] => {
    const { job } = context;
    if (job === undefined) throw new Error('bank: no order under execution');
    const { at, fresh } = event;
    const logged =
      reading.A23 === 'before' && status === 'executed'
        ? []
        : recordOrder(setting, context, { job, status, at });
    return [...answer(setting, context, { job, status, fresh }), ...logged];
  };

  const storeRegistered = ({ context, event }: Scope<M>): readonly Effect<M>[] => {
    const registration = readIf({ context, event }, 'registration');
    return registration === undefined ? [] : storeKey(context, registration.publicKey);
  };

  const sendWelcome = ({ context, event }: Scope<M>): readonly Effect<M>[] =>
    isFrame(event) ? welcome(setting, context, event) : [];

  const sendChallenge = ({ context, event }: Scope<M>): readonly Effect<M>[] => {
    if (!isFrame(event)) return [];
    const { customer, addresses } = context;
    const challenge = algebra.derive(event.fresh, 'challenge');
    return [
      { effect: 'claim', claim: 'did', about: 'challenged', account: customer.accid, values: [] },
      {
        effect: 'send',
        channel: 'wired',
        hop: addresses.log,
        from: addresses.bank,
        to: event.from,
        message: algebra.encode(messages.challenge, { challenge }),
        note: 'challenge',
      },
    ];
  };

  const why = ({ context, event }: Scope<M>): string => {
    const found = isFrame(event) ? read(context, event) : undefined;
    return found?.kind === 'refused' ? found.why : 'not awaited';
  };

  return {
    readIf,
    newJob,
    acceptOrder,
    finish,
    storeRegistered,
    sendWelcome,
    sendChallenge,
    why,
  };
}
