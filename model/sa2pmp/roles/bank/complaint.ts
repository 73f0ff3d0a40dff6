/**
 * The ledger of an account as its owner is shown it, and what the bank answers to a complaint about one
 * of its postings (R5b): the evidence of that one, or that it has none (W11, W24).
 *
 * Part of searches about evidence alone; the running system's ledger is a table.
 */
import type { Effect, FrameStep } from '../../../core/effect.ts';
import { did, inCourt } from '../../court/acts.ts';
import { namesPostings } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import type { BankContext, Posting, Proof } from './context.ts';
import { askForRecord, evidenceOf, ledgerSays, type Pleading, type Shown } from './court.ts';

/**
 * Whether the bank remembers its postings: where there are disputes and complaints name postings (R5b). Else an
 * entry at a desk changes nothing that it knows.
 */
export function keepsPostings<M>({
  reading,
  proceedings,
}: Pick<Setting<M>, 'reading' | 'proceedings'>): boolean {
  return proceedings.disputes && namesPostings(reading);
}

/** The ledger with one more posting; as it was where none is remembered. */
export function withPosting<M>(
  setting: Setting<M>,
  { postings = [] }: BankContext<M>,
  { order, proof }: { readonly order: M; readonly proof?: Proof<M> | undefined },
): Pick<BankContext<M>, 'postings'> {
  return keepsPostings(setting)
    ? { postings: [...postings, { order, proof, isAwaited: false }] }
    : {};
}

/** The number of the posting at a place. */
function numberOf<M>({ algebra }: Setting<M>, place: number): M {
  return algebra.constant(`posting ${place + 1}`);
}

/** The statement of account: every posting with its number, the last one first. */
function statementOf<M>(
  setting: Setting<M>,
  { customer: { accid }, postings = [] }: BankContext<M>,
): M {
  const { algebra, messages } = setting;
  const all = postings.reduce(
    (before, { order }, place) =>
      algebra.encode(messages.posting, { number: numberOf(setting, place), order, before }),
    algebra.constant('nothing posted'),
  );
  return algebra.encode(messages.statement, { accid, postings: all });
}

/** A posting that the bank answers for, and what it shows of the record of it. */
interface Answer<M> {
  readonly place: number;
  readonly posting: Posting<M>;
  readonly shown?: Shown<M> | undefined;
}

/** Answers the court: with the evidence of the posting, or that there is none. */
function answer<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { place, posting: { order, proof }, shown }: Answer<M>,
): Effect<M> {
  const { algebra, messages } = setting;
  const { customer, addresses, postings = [] } = context;
  const evidence = proof && shown && evidenceOf(setting, context, { matter: proof, shown });
  const about = { accid: customer.accid, number: numberOf(setting, place), order };
  // The evidence of an order answers the first posting of it: a later one is without.
  const before = postings.slice(0, place);
  const ledger = ledgerSays(
    setting,
    before.some((other) => algebra.equal(other.order, order)),
  );
  const message =
    evidence === undefined
      ? algebra.encode(messages.noPlea, about)
      : algebra.encode(messages.plea, { ...about, evidence, ledger });
  return inCourt(addresses.bank, [addresses.judge, message, 'evidence of the posting']);
}

/** What a summons about a posting leads to. */
function onSummons<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  named: { readonly place: number; readonly posting: Posting<M> },
): Pick<Pleading<M>, 'effects' | 'postings'> {
  const { proof } = named.posting;
  if (proof === undefined) return { effects: [answer(setting, context, named)] };
  const { record } = proof;
  if (setting.reading.A19 === 'bank') {
    return { effects: [answer(setting, context, { ...named, shown: { record } })] };
  }
  const { postings = [] } = context;
  return {
    effects: askForRecord(setting, context, proof),
    postings: postings.with(named.place, { ...named.posting, isAwaited: true }),
  };
}

/** What the log server's answer leads to; `undefined` where no posting waits for it. */
function onRecord<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  message: M,
): Pick<Pleading<M>, 'effects' | 'postings'> | undefined {
  const { algebra, messages } = setting;
  const { postings = [], customer } = context;
  const shown = algebra.decode(messages.testimony, message);
  const found = shown ?? algebra.decode(messages.noTestimony, message);
  if (found === undefined) return undefined;
  const { record } = found;
  const place = postings.findIndex(
    ({ proof, isAwaited }) =>
      isAwaited && proof !== undefined && algebra.equal(proof.record, record),
  );
  const posting = postings[place];
  if (posting === undefined) return undefined;
  const got = shown === undefined ? [] : [did('got-record', customer.accid, [record])];
  return {
    effects: [...got, answer(setting, context, { place, posting, shown })],
    postings: postings.with(place, { ...posting, isAwaited: false }),
  };
}

/** What something said in court about a posting leads to; `undefined` when it is about none. */
export function hearOfPosting<M>(
  setting: Setting<M>,
  context: BankContext<M>,
  { channel, from, message }: FrameStep<M>,
): Pleading<M> | undefined {
  const { algebra, messages } = setting;
  if (channel !== 'court' || !keepsPostings(setting)) return undefined;
  const { postings = [], addresses, matter } = context;
  const plea = matter?.plea ?? 'none';
  if (algebra.decode(messages.statementRequest, message) !== undefined) {
    const told = statementOf(setting, context);
    return { effects: [inCourt(addresses.bank, [from, told, 'statement of account'])], plea };
  }
  const summons = algebra.decode(messages.summons, message);
  const place = postings.findIndex(
    (_, index) =>
      summons?.number !== undefined && algebra.equal(numberOf(setting, index), summons.number),
  );
  const posting = postings[place];
  // P-CMP-3
  const heard =
    posting === undefined
      ? onRecord(setting, context, message)
      : onSummons(setting, context, { place, posting });
  return heard && { ...heard, plea };
}
