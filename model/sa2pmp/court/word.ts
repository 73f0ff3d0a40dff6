/**
 * The log's word in court (R7b): before it executes, the bank has the log's signature on that an order
 * is recorded (R7). Shown to a judge, it has the log show the record by a term; where the log shows none, the
 * word takes the place of the record, and the log, which gave it, answers for its silence.
 *
 * The court's clock is the judge's own: the term goes round twice, by when whoever is honest has answered. The
 * word says nothing of when or where an order was recorded, so nothing is held proven of that.
 */
import type { Effect, FrameStep } from '../../core/effect.ts';
import { showsWord } from '../reading.ts';
import { isSignedRecord } from '../record.ts';
import { resolutionText } from '../resolution.ts';
import type { Setting } from '../setting.ts';
import { inCourt } from './acts.ts';
import type { JudgeContext } from './context.ts';
import { blameFor, type Convinced, logVouches, statedOf } from './evidence.ts';

/** What the judge does, and the evidence by word whose terms run from then on. */
export interface InTerm<M> {
  readonly effects: readonly Effect<M>[];
  readonly terms: readonly M[];
}

/** What the record is of that evidence by word is about. */
function contentOf<M>({ algebra, messages }: Setting<M>, worded: M): M | undefined {
  const shown = algebra.decode(messages.wordedEvidence, worded);
  return shown && algebra.decode(messages.record, shown.record)?.content;
}

/** Whether the word is the log's, of that content and no other. */
function isWord<M>(
  setting: Setting<M>,
  { logPublicKey }: JudgeContext<M>,
  { word, content }: { readonly word: M; readonly content: M },
): boolean {
  const { algebra, messages, check } = setting;
  const signed = algebra.decode(messages.signedResolution, word);
  if (signed === undefined) return false;
  const text = resolutionText(setting, { commitment: content, outcome: 'recorded' });
  const isIts = (): boolean =>
    algebra.equal(signed.resolution, text) && algebra.verify(logPublicKey, text, signed.signature);
  // P-EVI-9
  return check('evidence-word', isIts);
}

/** The verdict on evidence that has the log's word in it; `undefined` when it convinces nobody. */
function judgeWord<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  message: M,
): Convinced<M> | undefined {
  const { algebra, messages, reading } = setting;
  const shown = showsWord(reading) ? algebra.decode(messages.wordedEvidence, message) : undefined;
  const content = contentOf(setting, message);
  if (shown === undefined || content === undefined) return undefined;
  if (!isWord(setting, context, { word: shown.word, content })) return undefined;
  const { record, binding, opening, recipient } = shown;
  const evidence = { record, binding, opening, recipient };
  const blame = blameFor(setting, context, evidence);
  return blame && { ...blame, evidence };
}

/** What a judge states whom the word convinced: who ordered what, and nothing of a record. */
function statedByWord<M>(setting: Setting<M>, found: Convinced<M>): readonly Effect<M>[] {
  return statedOf(setting, found).filter(
    (one) => one.effect === 'claim' && (one.about === 'order' || one.about === 'signature'),
  );
}

/** The court's clock: comes round to the judge, and to nobody else. */
function round<M>(
  { algebra, messages }: Setting<M>,
  { shown, stage, judge }: { readonly shown: M; readonly stage: string; readonly judge: string },
): Effect<M> {
  const term = algebra.encode(messages.term, { shown, stage: algebra.constant(stage) });
  return inCourt(judge, [judge, term, `the term for the log to show the record: ${stage}`]);
}

/** Evidence by word: the log is to show the record; where no log can be told to, the word counts. */
function onWord<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { message, to: judge }: FrameStep<M>,
): InTerm<M> | undefined {
  const { algebra, messages } = setting;
  const { log, terms = [] } = context;
  const found = judgeWord(setting, context, message);
  const content = contentOf(setting, message);
  if (found === undefined || content === undefined) return undefined;
  if (log === undefined) return { effects: statedByWord(setting, found), terms };
  const ordered = algebra.encode(messages.orderedShown, { content });
  const told = inCourt(judge, [log, ordered, 'the log is to show what it gave its word for']);
  return {
    effects: [told, round(setting, { shown: message, stage: 'set', judge })],
    terms: [...terms, message],
  };
}

/** The term comes round: over the second time, when whoever still has shown nothing is in default. */
function onRound<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { from, to: judge, message }: FrameStep<M>,
): InTerm<M> | undefined {
  const { algebra, messages } = setting;
  const { terms = [] } = context;
  const term = from === judge ? algebra.decode(messages.term, message) : undefined;
  if (term === undefined) return undefined;
  const { shown, stage } = term;
  if (algebra.equal(stage, algebra.constant('set'))) {
    return { effects: [round(setting, { shown, stage: 'over', judge })], terms };
  }
  const isOpen = terms.some((one) => algebra.equal(one, shown));
  const found = isOpen ? judgeWord(setting, context, shown) : undefined;
  const left = terms.filter((one) => !algebra.equal(one, shown));
  if (found === undefined) return { effects: [], terms: left };
  const { account } = found;
  // P-EVI-10
  const liable: Effect<M> = { effect: 'claim', claim: 'judged', about: 'log', account, values: [] };
  return { effects: [...statedByWord(setting, found), liable], terms: left };
}

/** The terms that a record met which the log shows, itself or by whom it gave it to. */
function metBy<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  message: M,
): readonly M[] | undefined {
  const { algebra, messages } = setting;
  const { terms = [], bankPublicKey } = context;
  const shown =
    algebra.decode(messages.testimony, message) ?? algebra.decode(messages.evidence, message);
  const record = shown && algebra.decode(messages.record, shown.record);
  if (shown?.signature === undefined || record === undefined) return undefined;
  if (!isSignedRecord(setting, bankPublicKey, record)) return undefined;
  const evidence = { ...shown, binding: undefined, key: undefined, opening: undefined };
  if (!logVouches(setting, context, { ...evidence, recipient: undefined })) return undefined;
  const met = terms.filter((one) => {
    const content = contentOf(setting, one);
    return content !== undefined && algebra.equal(content, record.content);
  });
  return met.length === 0 ? undefined : met;
}

/** What the judge does on the log's word and on what the log has to show; `undefined` for all else. */
export function hearWord<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  event: FrameStep<M>,
): InTerm<M> | undefined {
  const { algebra, messages, reading } = setting;
  if (!showsWord(reading) || event.channel !== 'court') return undefined;
  const found = onWord(setting, context, event) ?? onRound(setting, context, event);
  if (found !== undefined) return found;
  const isTestimony = algebra.decode(messages.testimony, event.message) !== undefined;
  const met = isTestimony ? metBy(setting, context, event.message) : undefined;
  return met && { effects: [], terms: without(context, met) };
}

/** The terms that run but for those that were met. */
function without<M>({ terms = [] }: JudgeContext<M>, met: readonly M[]): readonly M[] {
  return terms.filter((one) => !met.includes(one));
}

/** The evidence by word whose terms run once something was heard in court that {@link hearWord} makes nothing of. */
export function termsAfter<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  event: FrameStep<M>,
): readonly M[] {
  const { terms = [] } = context;
  const met = event.channel === 'court' ? metBy(setting, context, event.message) : undefined;
  return met === undefined ? terms : without(context, met);
}
