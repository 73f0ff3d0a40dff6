/**
 * The judge and the witnesses of the log (C2SP tlog-witness, RFC 9162; A20 merkle): evidence convinces
 * only when a quorum stands by the head that its entry is.
 *
 * Cosignatures may be shown with the evidence; of the other witnesses as many as are wanting are found
 * in person, one after the other, and sign when there are enough. Whoever refuses is passed over, so that
 * different witnesses stand by two views as far as there are witnesses enough. That nobody signs before
 * takes nothing from an attacker: a witness that has signed one head more signs fewer others. The judge
 * keeps no minutes: what is asked brings along what was shown and all answers so far.
 */
import type { Effect, FrameStep } from '../../core/effect.ts';
import type { Setting } from '../setting.ts';
import type { JudgeContext } from './context.ts';
import { type Convinced, type Head, headOf, judgeEvidence, statedOf } from './evidence.ts';

/** Evidence that would convince, while witnesses are asked whether they stand by its head. */
interface OpenCase<M> {
  /** The message in which it was shown. */
  readonly message: M;
  /** What it would convince of. */
  readonly found: Convinced<M>;
  /** The head of the log that its entry is. */
  readonly head: Head<M>;
  /** The places of the witnesses whose cosignatures came with it. */
  readonly shown: readonly number[];
  /** The places of those who would cosign. */
  readonly willing: readonly number[];
  /** How many of them have. */
  readonly cosigned: number;
  /** The place of the witness asked last whether it would; -1 before any. */
  readonly asked: number;
}

/** Who is asked next, and for what. */
interface Step {
  readonly asks: 'whether' | 'signature';
  readonly place: number;
}

/** Evidence, and the cosignatures shown with it. */
interface Shown<M> {
  readonly evidence: M;
  readonly signatures: readonly M[];
}

/** The verdict, and the head of the log by which it is given, read out for all in court (A20). */
function pronounced<M>(
  setting: Setting<M>,
  found: Convinced<M>,
  { to: from }: Pick<FrameStep<M>, 'to'>,
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const head = headOf(setting, found.evidence);
  const stated = statedOf(setting, found);
  if (head === undefined) return stated;
  const { digest, previous } = head;
  const message = algebra.encode(messages.head, { digest, previous });
  const [to, note] = ['public', 'head of the log, read out'];
  return [...stated, { effect: 'send', channel: 'court', hop: to, from, to, message, note }];
}

/** What a message shows, for a judge who counts cosignatures. */
function shownIn<M>({ algebra, messages }: Setting<M>, message: M): Shown<M> {
  const one = algebra.decode(messages.witnessed, message);
  if (one !== undefined) return { evidence: one.evidence, signatures: [one.signature] };
  const two = algebra.decode(messages.witnessedByTwo, message);
  if (two !== undefined) return { evidence: two.evidence, signatures: [two.signature, two.second] };
  const three = algebra.decode(messages.witnessedByThree, message);
  if (three === undefined) return { evidence: message, signatures: [] };
  return { evidence: three.evidence, signatures: [three.signature, three.second, three.third] };
}

/** Whose cosignatures these are, in the order of witnesses, each once; `undefined` when of nobody. */
function cosignersOf<M>(
  { algebra }: Setting<M>,
  { witnesses = [] }: JudgeContext<M>,
  { head, signatures }: { readonly head: M; readonly signatures: readonly M[] },
): readonly number[] | undefined {
  const found: number[] = [];
  for (const signature of signatures) {
    const next = witnesses.findIndex(
      ({ publicKey }, place) =>
        place > (found.at(-1) ?? -1) && algebra.verify(publicKey, head, signature),
    );
    if (next < 0) return undefined;
    found.push(next);
  }
  return found;
}

/** The case that a message makes; `undefined` when it would convince nobody whoever stands by it. */
function caseOf<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  message: M,
): OpenCase<M> | undefined {
  const { evidence, signatures } = shownIn(setting, message);
  const found = judgeEvidence(setting, context, evidence);
  const head = found && headOf(setting, found.evidence);
  if (found === undefined || head === undefined) return undefined;
  const shown = cosignersOf(setting, context, { head: head.head, signatures });
  return shown && { message, found, head, shown, willing: [], cosigned: 0, asked: -1 };
}

/** Who is asked next; `undefined` when nobody is left who might. */
function nextStep<M>(
  { witnesses = [], quorum = witnesses.length }: JudgeContext<M>,
  { shown, willing, cosigned, asked }: OpenCase<M>,
): Step | undefined {
  const signer = willing[cosigned];
  if (shown.length + willing.length >= quorum && signer !== undefined) {
    return { asks: 'signature', place: signer };
  }
  const place = witnesses.findIndex((_, other) => other > asked && !shown.includes(other));
  return place < 0 ? undefined : { asks: 'whether', place };
}

/** A case after the answer of who was asked; `undefined` when that is none to what was asked. */
function answered<M>(
  { algebra, messages }: Setting<M>,
  { witnesses = [] }: JudgeContext<M>,
  {
    matter,
    step,
    answer,
  }: { readonly matter: OpenCase<M>; readonly step: Step; readonly answer: M },
): OpenCase<M> | undefined {
  const { place } = step;
  if (step.asks === 'whether') {
    const isWilling = algebra.decode(messages.willing, answer) !== undefined;
    return { ...matter, asked: place, willing: [...matter.willing, ...(isWilling ? [place] : [])] };
  }
  const publicKey = witnesses[place]?.publicKey;
  const signature = algebra.decode(messages.cosigned, answer)?.signature;
  if (publicKey === undefined || signature === undefined) return undefined;
  return algebra.verify(publicKey, matter.head.head, signature)
    ? { ...matter, cosigned: matter.cosigned + 1 }
    : undefined;
}

/** The verdict where enough stand by it, else the next question; `undefined` when too few are left. */
function proceed<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  {
    matter,
    before,
    event,
  }: { readonly matter: OpenCase<M>; readonly before: M; readonly event: Pick<FrameStep<M>, 'to'> },
): readonly Effect<M>[] | undefined {
  const { algebra, messages, check } = setting;
  const { witnesses = [], quorum = witnesses.length } = context;
  const isSigned = (): boolean => matter.shown.length + matter.cosigned >= quorum;
  // P-EVI-7
  if (check('evidence-witness', isSigned)) return pronounced(setting, matter.found, event);
  const step = nextStep(context, matter);
  const to = step && witnesses[step.place]?.address;
  if (step === undefined || to === undefined) return undefined;
  const asks = step.asks === 'whether' ? messages.headInquiry : messages.headRequest;
  const fields = { entry: matter.head.entry, shown: matter.message, before };
  const message = algebra.encode(asks, fields);
  const note = 'the head of the log, to be cosigned';
  return [{ effect: 'send', channel: 'branch', hop: to, from: event.to, to, message, note }];
}

/** What the judge does on evidence of origin; `undefined` when it convinces nobody. */
export function hearEvidence<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  event: FrameStep<M>,
): readonly Effect<M>[] | undefined {
  const isWitnessed = context.witnesses !== undefined && context.witnesses.length > 0;
  if (!isWitnessed) {
    const found = judgeEvidence(setting, context, event.message);
    return found && pronounced(setting, found, event);
  }
  const matter = caseOf(setting, context, event.message);
  const before = setting.algebra.constant('nobody asked');
  return matter && proceed(setting, context, { matter, before, event });
}

/** What was asked, out of an answer. */
function questionOf<M>({ algebra, messages }: Setting<M>, answer: M) {
  const { willing, unwilling, cosigned, headInquiry, headRequest } = messages;
  const request = (
    algebra.decode(willing, answer) ??
    algebra.decode(unwilling, answer) ??
    algebra.decode(cosigned, answer)
  )?.request;
  return request === undefined
    ? undefined
    : (algebra.decode(headInquiry, request) ?? algebra.decode(headRequest, request));
}

/** What was shown, and the answers about it, oldest first; `undefined` when it is no answer. */
function minutesOf<M>(
  setting: Setting<M>,
  answer: M,
): { readonly shown: M; readonly answers: readonly M[] } | undefined {
  const asked = questionOf(setting, answer);
  if (asked === undefined) return undefined;
  const { shown, before } = asked;
  return { shown, answers: [...(minutesOf(setting, before)?.answers ?? []), answer] };
}

/**
 * What the judge does on a witness's answer, which comes in person: nobody but the witness asked
 * brings the minutes back.
 */
export function hearWitness<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  event: FrameStep<M>,
): readonly Effect<M>[] | undefined {
  const isWitness = context.witnesses?.some(({ address }) => address === event.from) === true;
  const minutes = isWitness ? minutesOf(setting, event.message) : undefined;
  let matter = minutes && caseOf(setting, context, minutes.shown);
  for (const answer of minutes?.answers ?? []) {
    const step = matter && nextStep(context, matter);
    if (matter === undefined || step === undefined) return undefined;
    matter = answered(setting, context, { matter, step, answer });
  }
  return matter && proceed(setting, context, { matter, before: event.message, event });
}
