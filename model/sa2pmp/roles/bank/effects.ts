/**
 * What the bank's chart reads from a frame and what it does, as data; the chart says when.
 */
import type { Effect } from '../../../core/effect.ts';
import { once } from '../../../core/step.ts';
import type { Setting } from '../../setting.ts';
import { type FrameReader, frameReader, isFrame, type Scope } from '../frames.ts';
import { readAtBank, welcome } from './authentication-server.ts';
import { accept, answer, recordOrder, type Status } from './business-logic-server.ts';
import type { BankContext, BankEvent, BankIntent, BankReading, Job } from './context.ts';
import { storeKey } from './key-management-server.ts';
import { reply } from './reply.ts';

/** Where a guard or an action of this chart looks. */
export type RoleScope<M> = Scope<BankContext<M>, M, BankIntent>;

/** Finds out what a frame is, and what follows from it. */
export interface BankEffects<M> {
  /** The frame of the event, if it is of a kind. */
  readonly readIf: FrameReader<BankContext<M>, M, BankIntent, BankReading<M>>;
  /** The job that an order makes. */
  readonly newJob: (context: BankContext<M>, event: BankEvent<M>) => Job<M>;
  /** Accepts an order. */
  readonly acceptOrder: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Ends the job with what the regular bank said. */
  readonly finish: (scope: RoleScope<M>, status: Status) => readonly Effect<M>[];
  /** Stores a registered key. */
  readonly storeRegistered: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Answers a log-on. */
  readonly sendWelcome: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Gives a challenge out. */
  readonly sendChallenge: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Why a frame is refused. */
  readonly why: (scope: RoleScope<M>) => string;
}

/** What the chart reads and does, for one setting. */
export function bankEffects<M>(setting: Setting<M>): BankEffects<M> {
  const { algebra, messages, reading } = setting;
  const readIf = frameReader<BankContext<M>, M, BankIntent, BankReading<M>>((context, event) =>
    readAtBank(setting, context, event),
  );

  const newJob = once((context: BankContext<M>, event: BankEvent<M>): Job<M> => {
    const found = readIf({ context, event }, 'order');
    if (found === undefined || !isFrame(event)) throw new Error('bank: no order to execute');
    const reference = algebra.derive(event.fresh, 'reference');
    return { ...found.order, reference, replyTo: event.from };
  });

  const acceptOrder = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
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

  // §5.2 "result information": what the regular bank tells takes the place of the reference. A
  // record made before execution (A23) has the reference: nothing has been told yet.
  const told = (job: Job<M>, event: BankEvent<M>): Job<M> => {
    const information = isFrame(event) ? undefined : event.values['information'];
    return information === undefined ? job : { ...job, reference: information };
  };

  const finish = ({ context, event }: RoleScope<M>, status: Status): readonly Effect<M>[] => {
    if (context.job === undefined) throw new Error('bank: no order under execution');
    const job = status === 'executed' ? told(context.job, event) : context.job;
    const { at, fresh } = event;
    const logged =
      reading.A23 === 'before' && status === 'executed'
        ? []
        : recordOrder(setting, context, { job, status, at });
    return [...answer(setting, context, { job, status, fresh }), ...logged];
  };

  const storeRegistered = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const registration = readIf({ context, event }, 'registration');
    return registration === undefined ? [] : storeKey(context, registration.publicKey);
  };

  const sendWelcome = ({ context, event }: RoleScope<M>): readonly Effect<M>[] =>
    isFrame(event) ? welcome(setting, context, event) : [];

  const sendChallenge = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    if (!isFrame(event)) return [];
    const { customer } = context;
    const challenge = algebra.derive(event.fresh, 'challenge');
    return [
      { effect: 'claim', claim: 'did', about: 'challenged', account: customer.accid, values: [] },
      reply(context, {
        to: event.from,
        message: algebra.encode(messages.challenge, { challenge }),
        note: 'challenge',
      }),
    ];
  };

  const why = (scope: RoleScope<M>): string => readIf(scope, 'refused')?.why ?? 'not awaited';

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
