/**
 * The honest run of the vectors: set-up, log-on, a payment, an order given up, a renewal, and the
 * evidence of the payment; every message that travels, by its name.
 */
import type { Bytes } from '../../src/bytes.ts';
import { algebra, at, customer, name, shapes, to, type Town, town } from './town.ts';

/** The messages, as they travel. */
export interface Run {
  readonly package: Bytes;
  readonly registration: Bytes;
  readonly logOn: Bytes;
  readonly welcome: Bytes;
  readonly order: Bytes;
  readonly record: Bytes;
  readonly entry: Bytes;
  readonly entrySignature: Bytes;
  readonly recorded: Bytes;
  readonly answer: Bytes;
  readonly abort: Bytes;
  readonly aborted: Bytes;
  readonly notice: Bytes;
  readonly welcomeAgain: Bytes;
  readonly renewal: Bytes;
  readonly evidence: Bytes;
  /** The phone's private keys, and what it sealed with. */
  readonly phoneKey: Bytes;
  readonly renewedKey: Bytes;
  readonly logOnKey: Bytes;
  readonly logOnSeed: Bytes;
  readonly logOnAgainKey: Bytes;
  readonly replyKey: Bytes;
  readonly orderSeed: Bytes;
  /** S(msg, ID_C) of the order, and of the one that is given up. */
  readonly opening: Bytes;
  readonly lostOpening: Bytes;
}

interface PhoneMemory {
  readonly signingKey: Bytes;
  readonly logOnKey: Bytes;
  readonly pending: { readonly request: Bytes; readonly replyKey: Bytes };
}

const memory = ({ phone }: Town): PhoneMemory => phone.context() as unknown as PhoneMemory;

/** Installs the package and registers the key, at bank and notary. */
export function opened(
  witnesses?: Parameters<typeof town>[0],
): Town & { readonly package: Bytes; readonly registration: Bytes } {
  const all = town(witnesses);
  const issued = to(at.phone, all.bank.wants('issue'));
  all.phone.hears('package', issued);
  const made = to(at.bank, all.phone.wants('start'));
  all.bank.hears('branch', made);
  all.judge.hears('branch', made, at.phone, at.judge);
  return { ...all, package: issued, registration: made };
}

/** The payment of the example. */
export const payment = { payee: 'bob-02', amount: '1000 CAD' } as const;

const words = { userid: customer.userid } as const;

/** Logs on: the log-on and its answer. */
export function logsOn(all: Town) {
  const wanted = all.phone.wants('logOn', words);
  const logOn = to(at.bank, wanted);
  const logOnKey = memory(all).logOnKey;
  const welcome = to(at.phone, all.bank.hears('wired', logOn));
  return {
    logOn,
    logOnKey,
    logOnSeed: wanted.fresh,
    welcome,
    heard: () => all.phone.hears('wireless', welcome, at.bank),
  };
}

/** Has an order recorded: the record, the log's entry and signature, and its word. */
export function records(all: Town, order: Bytes) {
  const record = to(at.log, all.bank.hears('wired', order));
  const kept = all.log.hears('wired', record, at.bank, at.log);
  const recorded = to(at.bank, kept);
  const [entry, entrySignature] = kept.effects.flatMap((effect) =>
    effect.effect === 'store' ? effect.values : [],
  );
  if (entry === undefined || entrySignature === undefined) throw new Error('nothing was kept');
  return { record, recorded, entry, entrySignature };
}

/** Pays: all that comes of it. */
export function pays(all: Town) {
  const wanted = all.phone.wants('pay', payment);
  const order = to(at.bank, wanted);
  const { replyKey, request: opening } = memory(all).pending;
  const kept = records(all, order);
  all.bank.hears('wired', kept.recorded, at.log);
  const answer = to(at.phone, all.bank.wants('executed'));
  return { order, orderSeed: wanted.fresh, replyKey, opening, ...kept, answer };
}

/** The evidence of a payment, as the bank has it shown. */
export function evidenceOf(run: {
  readonly entry: Bytes;
  readonly entrySignature: Bytes;
  readonly registration: Bytes;
  readonly opening: Bytes;
}): Bytes {
  const entry = algebra.decode(shapes.entry, run.entry);
  const binding = algebra.decode(shapes.registration, run.registration)?.binding;
  if (entry === undefined || binding === undefined) throw new Error('no entry or binding');
  const { entrySignature: signature, opening } = run;
  return algebra.encode(shapes.evidence, {
    ...entry,
    binding,
    signature,
    opening,
    recipient: name,
  });
}

/** The whole run. */
export function honestRun(): Run {
  const all = opened();
  const phoneKey = memory(all).signingKey;
  const { heard: hearsFirst, ...first } = logsOn(all);
  hearsFirst();
  const paid = pays(all);
  all.phone.hears('wireless', paid.answer, at.bank);
  all.phone.wants('pay', payment);
  const { request: lostOpening } = memory(all).pending;
  const abort = to(at.log, all.phone.wants('timeout'));
  const aborted = to(at.phone, all.log.hears('wireless', abort, at.phone, at.log));
  all.phone.hears('wireless', aborted, at.log);
  const notice = to(at.phone, all.bank.wants('expire'));
  all.phone.hears('sms', notice, at.bank);
  const again = logsOn(all);
  const renewal = to(at.bank, again.heard());
  const renewedKey = memory(all).signingKey;
  const { package: issued, registration } = all;
  return {
    ...{ package: issued, registration, ...first, ...paid, lostOpening },
    ...{ abort, aborted, notice, renewal, phoneKey, renewedKey },
    logOnAgainKey: again.logOnKey,
    welcomeAgain: again.welcome,
    evidence: evidenceOf({ ...paid, registration }),
  };
}
