/**
 * What the bank's chart reads from a frame and what it does, as data; the chart says when.
 */
import type { Effect } from '../../../core/effect.ts';
import { once } from '../../../core/step.ts';
import { ordersOverHttps, reissuesPackage, showsWord } from '../../reading.ts';
import { movesMoney } from '../../business.ts';
import { did } from '../../court/acts.ts';
import type { Setting } from '../../setting.ts';
import { type FrameReader, frameReader, isFrame, type Scope } from '../frames.ts';
import { readAtBank } from './authentication-server.ts';
import { welcome } from './log-on.ts';
import { accept, answer, recordOrder, type Status } from './business-logic-server.ts';
import type { BankContext, BankEvent, BankIntent, BankReading, Finished, Job } from './context.ts';
import { hearOfPosting, keepsPostings, withPosting } from './complaint.ts';
import { hear, matterOf, proofOf, sue } from './court.ts';
import { begun } from './run.ts';
import { issuePackage, nextRelease, renewalNotice, storeKey } from './key-management-server.ts';
import { reply } from './reply.ts';

/** Where a guard or an action of this chart looks. */
export type RoleScope<M> = Scope<BankContext<M>, M, BankIntent>;

/** What the bank knows for court. */
export type Case<M> = Pick<BankContext<M>, 'matter' | 'postings'>;

/** Finds out what a frame is, and what follows from it. */
export interface BankEffects<M> {
  /** The frame of the event, if it is of a kind. */
  readonly readIf: FrameReader<BankContext<M>, M, BankIntent, BankReading<M>>;
  /** The job that an order makes. */
  readonly newJob: (context: BankContext<M>, event: BankEvent<M>) => Job<M>;
  /** Has an order recorded, to execute it when it is (R7). */
  readonly submitRecord: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Executes the order under way, which the log has taken (R7). */
  readonly acceptRecorded: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Accepts an order. */
  readonly acceptOrder: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Ends the job with what the regular bank said. */
  readonly finish: (scope: RoleScope<M>, status: Status) => readonly Effect<M>[];
  /** What has come to an end with what the regular bank said. */
  readonly finished: (scope: RoleScope<M>, status: Status) => Finished<M>;
  /** Has recorded what waits for it (A23 asynchronous). */
  readonly report: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Stores what somebody inside has entered into the depository (W11). */
  readonly enterKey: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Posts what somebody inside has entered into the ledger (W11). */
  readonly enterPosting: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Asks the customer to renew the key pair; with a new package where there is one (A11, A25). */
  readonly renew: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Stores a registered key. */
  readonly storeRegistered: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Answers a log-on. */
  readonly sendWelcome: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Gives a challenge out. */
  readonly sendChallenge: (scope: RoleScope<M>) => readonly Effect<M>[];
  /**
   * What the bank would go to court with once the job is executed, and the ledger then; nothing without
   * disputes.
   */
  readonly matter: (scope: RoleScope<M>) => Case<M>;
  /** Whether the bank remembers its postings ({@link keepsPostings}). */
  readonly keepsPostings: boolean;
  /** The ledger with what somebody inside has entered into it (R5b). */
  readonly ledgerEntered: (scope: RoleScope<M>) => Pick<Case<M>, 'postings'>;
  /** Whether the event takes the bank to court, or is something said there that it answers. */
  readonly isPleading: (scope: RoleScope<M>) => boolean;
  /** What it does in court. */
  readonly plead: (scope: RoleScope<M>) => readonly Effect<M>[];
  /** Its case, after that. */
  readonly matterAfter: (scope: RoleScope<M>) => Case<M>;
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
    return { ...found.order, reference, replyTo: event.from, frame: event.message };
  });

  /** The key that comes with the first order is stored then and there (A1 first-use). */
  const firstUse = (context: BankContext<M>, { publicKey }: Job<M>): readonly Effect<M>[] =>
    reading.A1 === 'first-use' && context.publicKey === undefined
      ? storeKey(context, publicKey)
      : [];

  const acceptOrder = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const job = newJob(context, event);
    const logged =
      reading.A23 === 'before'
        ? recordOrder(setting, context, { job, status: 'executed', at: event.at })
        : [];
    return [
      ...firstUse(context, job),
      ...begun(setting, 'order', job.payer),
      ...logged,
      ...accept(context, job),
    ];
  };

  const submitRecord = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const job = newJob(context, event);
    const { at } = event;
    return [
      ...firstUse(context, job),
      ...begun(setting, 'order', job.payer),
      ...recordOrder(setting, context, { job, status: 'executed', at }),
    ];
  };

  const acceptRecorded = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const { job } = context;
    if (job === undefined) return [];
    const word: readonly Effect<M>[] =
      showsWord(reading) && isFrame(event)
        ? // P-ABT-7
          [{ effect: 'store', what: 'word', values: [job.recordable, event.message] }]
        : [];
    return [...word, ...accept(context, job)];
  };

  // §5.2 "result information": what the regular bank tells takes the place of the reference. A
  // record made before execution (A23) has the reference: nothing has been told yet.
  const told = (job: Job<M>, event: BankEvent<M>): Job<M> => {
    const information = isFrame(event) ? undefined : event.values['information'];
    return information === undefined ? job : { ...job, reference: information };
  };

  const finished = ({ context, event }: RoleScope<M>, status: Status): Finished<M> => {
    if (context.job === undefined) throw new Error('bank: no order under execution');
    const job = status === 'executed' ? told(context.job, event) : context.job;
    return { job, status, at: event.at };
  };

  const finish = (scope: RoleScope<M>, status: Status): readonly Effect<M>[] => {
    const { context, event } = scope;
    const { fresh } = event;
    const done = finished(scope, status);
    const { job } = done;
    const isLogged =
      reading.A23 === 'asynchronous' || (reading.A23 === 'before' && status === 'executed');
    const logged = isLogged ? [] : recordOrder(setting, context, done);
    return [...answer(setting, context, { job, status, fresh }), ...logged];
  };

  const storeRegistered = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const registration = readIf({ context, event }, 'registration');
    return registration === undefined ? [] : storeKey(context, registration.publicKey);
  };

  const report = ({ context }: RoleScope<M>): readonly Effect<M>[] =>
    context.unlogged.flatMap((done) => recordOrder(setting, context, done));

  const enterKey = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const entered = readIf({ context, event }, 'depository-entry');
    return entered === undefined ? [] : storeKey(context, entered.publicKey);
  };

  const enterPosting = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const entered = readIf({ context, event }, 'ledger-entry');
    if (entered === undefined) return [];
    const { payer: account, order } = entered;
    const counted = keepsPostings(setting) ? [did('entered', account, [])] : [];
    return [...counted, did('posted', account, [order])];
  };

  const ledgerEntered = ({ context, event }: RoleScope<M>): Pick<Case<M>, 'postings'> => {
    const entered = readIf({ context, event }, 'ledger-entry');
    return entered === undefined ? {} : withPosting(setting, context, { order: entered.order });
  };

  const renew = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const { fresh } = event;
    const notice = renewalNotice(setting, context, fresh);
    return reissuesPackage(reading)
      ? [...issuePackage(setting, nextRelease(setting, context, fresh), fresh), ...notice]
      : notice;
  };

  const sendWelcome = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    const found = readIf({ context, event }, 'log-on');
    if (found === undefined || !isFrame(event)) return [];
    const { fresh, from } = event;
    return welcome(setting, context, { fresh, from, replyKey: found.replyKey });
  };

  const sendChallenge = ({ context, event }: RoleScope<M>): readonly Effect<M>[] => {
    if (!isFrame(event)) return [];
    const { customer } = context;
    const challenge = algebra.derive(event.fresh, 'challenge');
    return [
      { effect: 'claim', claim: 'did', about: 'challenged', account: customer.accid, values: [] },
      ...begun(setting, 'challenge', customer.accid),
      reply(context, {
        to: event.from,
        message: algebra.encode(messages.challenge, { challenge }),
        note: 'challenge',
        https: ordersOverHttps(reading),
      }),
    ];
  };

  const matter = (scope: RoleScope<M>): Case<M> => {
    const { context } = scope;
    const { job } = context;
    if (!setting.proceedings.disputes || job === undefined || !movesMoney(job.business)) {
      return { matter: context.matter };
    }
    const { order } = job;
    const proof = proofOf(setting, context, finished(scope, 'executed'));
    return {
      matter: matterOf(setting, context, { order, proof }),
      ...withPosting(setting, context, { order, proof }),
    };
  };

  const pleading = once((context: BankContext<M>, event: BankEvent<M>) =>
    isFrame(event)
      ? (hearOfPosting(setting, context, event) ?? hear(setting, context, event))
      : sue(setting, context),
  );
  const isPleading = ({ context, event }: RoleScope<M>): boolean =>
    pleading(context, event) !== undefined;
  const plead = ({ context, event }: RoleScope<M>): readonly Effect<M>[] =>
    pleading(context, event)?.effects ?? [];
  const matterAfter = ({ context, event }: RoleScope<M>): Case<M> => {
    const { plea, postings } = pleading(context, event) ?? {};
    return {
      matter: context.matter && plea && { ...context.matter, plea },
      ...(postings === undefined ? {} : { postings }),
    };
  };

  const why = (scope: RoleScope<M>): string => readIf(scope, 'refused')?.why ?? 'not awaited';

  return {
    readIf,
    newJob,
    submitRecord,
    acceptRecorded,
    acceptOrder,
    finish,
    finished,
    report,
    enterKey,
    enterPosting,
    renew,
    storeRegistered,
    sendWelcome,
    sendChallenge,
    matter,
    ledgerEntered,
    keepsPostings: keepsPostings(setting),
    isPleading,
    plead,
    matterAfter,
    why,
  };
}
