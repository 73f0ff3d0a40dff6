/**
 * The judge: evidence in, verdict out (§4.2 "provide the transaction records as proof").
 *
 * Hears whoever shows evidence. What the judge is told about keys comes with the evidence, from the
 * bank's depository, unless keys are handed over in a branch before a notary whom the judge asks (A2
 * in-branch). Where parties go to court by themselves, it also has the bank answer for what a
 * customer disputes: a bank that cannot show who ordered what it posted answers for it itself.
 * A verdict is a function of what is shown; refuses what does not convince.
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, FrameStep } from '../core/effect.ts';
import type { Fields } from '../core/shape.ts';
import { once } from '../core/step.ts';
import { judgeReceipt, judgeSubmission } from './court/causes.ts';
import type { JudgeContext, JudgeEvent, JudgeInput } from './court/context.ts';
import { judgeEvidence, statedOf } from './court/evidence.ts';
import { attest, attestationIn } from './court/notary.ts';
import { hearEvidence, hearWitness } from './court/quorum.ts';
import { hearWord, termsAfter } from './court/word.ts';
import { convictLog, signedEntry } from './court/views.ts';
import type { Cause } from './proceedings.ts';
import { showsWord } from './reading.ts';
import type { Setting } from './setting.ts';

export type { JudgeInput } from './court/context.ts';

/** What a judge does on hearing something; `undefined` when it convinces nobody. */
type Ruling<M> = readonly Effect<M>[] | undefined;

/** Has the bank answer for what a customer disputes. */
function summon<M>(
  { algebra, messages }: Setting<M>,
  { benches = [] }: JudgeContext<M>,
  { message, to: from }: FrameStep<M>,
): Ruling<M> {
  const complaint = algebra.decode(messages.complaint, message);
  const bench = complaint && benches.find(({ account }) => algebra.equal(account, complaint.accid));
  if (complaint === undefined || bench === undefined) return undefined;
  const to = bench.bank;
  const summons = algebra.encode(messages.summons, complaint);
  const note = 'summons to answer for what was posted';
  return [{ effect: 'send', channel: 'court', hop: to, from, to, message: summons, note }];
}

/** Whom a bank's answer to a summons has answer: the customer whom its evidence blames, or itself. */
function judgePlea<M>(setting: Setting<M>, context: JudgeContext<M>, message: M): Ruling<M> {
  const { algebra, messages, check } = setting;
  // P-CMP-4
  const liable = ({ accid: account, order }: Fields<'accid', 'order', M>): Ruling<M> => {
    const values = order === undefined ? [] : [order];
    return [{ effect: 'claim', claim: 'judged', about: 'bank', account, values }];
  };
  const silent = algebra.decode(messages.noPlea, message);
  if (silent !== undefined) return liable(silent);
  const plea = algebra.decode(messages.plea, message);
  if (plea === undefined) return undefined;
  const found = judgeEvidence(setting, context, plea.evidence);
  const { order } = plea;
  // P-CMP-5
  const isOfIt = (): boolean =>
    order === undefined || (found !== undefined && algebra.equal(found.order, order));
  // One order bears out one posting: for a second the bank has nothing to show (W4). P-CMP-6
  const orderly = algebra.constant('each order once');
  const isOnce = check('plea-once', () => algebra.equal(plea.ledger, orderly));
  const isBorneOut = isOnce && check('plea-posting', isOfIt);
  return isBorneOut && found !== undefined && algebra.equal(found.account, plea.accid)
    ? statedOf(setting, found)
    : liable(plea);
}

/** What the judge does on hearing something in court. */
function rule<M>(setting: Setting<M>, context: JudgeContext<M>, event: FrameStep<M>): Ruling<M> {
  const { disputes, hears } = setting.proceedings;
  const { channel, message } = event;
  if (channel === 'branch') return hearWitness(setting, context, event);
  if (channel !== 'court') return undefined;
  const causes: Readonly<Record<Cause, () => Ruling<M>>> = {
    origin: () => hearEvidence(setting, context, event),
    receipt: () => judgeReceipt(setting, context, message),
    submission: () => judgeSubmission(setting, context, message),
  };
  for (const cause of hears) {
    const ruling = causes[cause]();
    if (ruling !== undefined) return ruling;
  }
  return disputes
    ? (summon(setting, context, event) ?? judgePlea(setting, context, message))
    : undefined;
}

/**
 * The judge role.
 *
 * @param setting - the algebra, the reading, the checks in force and what goes on in court
 * @returns the chart; its input is a {@link JudgeInput}
 */
export function judge<M>(setting: Setting<M>): AnyStateMachine {
  const inTerm = once((context: JudgeContext<M>, event: FrameStep<M>) =>
    hearWord(setting, context, event),
  );
  const ruling = once(
    (context: JudgeContext<M>, event: FrameStep<M>) =>
      inTerm(context, event)?.effects ?? rule(setting, context, event),
  );
  const attestation = once((context: JudgeContext<M>, event: FrameStep<M>) =>
    attestationIn(setting, context, event),
  );

  const { comparesViews, disputes } = setting.proceedings;
  const hasTerms = disputes && showsWord(setting.reading);
  // Views are compared where evidence convinces by itself, no witness being asked.
  const shownEntry = once((context: JudgeContext<M>, { message }: FrameStep<M>) => {
    const found = comparesViews === true ? judgeEvidence(setting, context, message) : undefined;
    const entry = found && signedEntry(setting, found);
    return entry === undefined || found === undefined
      ? undefined
      : { entry, account: found.account };
  });
  const conviction = (context: JudgeContext<M>, event: FrameStep<M>): readonly Effect<M>[] => {
    const shown = shownEntry(context, event);
    return shown === undefined ? [] : convictLog(setting, context.entries ?? [], shown);
  };

  return setup({
    types: {
      context: {} as JudgeContext<M>,
      events: {} as JudgeEvent<M>,
      input: {} as JudgeInput<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      refuse: (_, _cause: { readonly why: string }) => undefined,
      keepAttestation: assign(({ context, event }) => {
        const found = attestation(context, event);
        return {
          attested: found === undefined ? context.attested : [...context.attested, found.binding],
        };
      }),
      keepTerms: assign(({ context, event }) => ({
        terms: inTerm(context, event)?.terms ?? termsAfter(setting, context, event),
      })),
      keepEntry: assign(({ context, event }) => {
        const entry = shownEntry(context, event)?.entry;
        const { entries = [] } = context;
        return { entries: entry === undefined ? entries : [...entries, entry] };
      }),
    },
    guards: {
      isAttestation: ({ context, event }) => attestation(context, event) !== undefined,
      isConvinced: ({ context, event }) => ruling(context, event) !== undefined,
    },
  }).createMachine({
    id: 'judge',
    description: '§4.2 "the transaction log server can provide the transaction records as proof"',
    context: ({ input }) => ({ ...input, attested: [] }),
    initial: 'sitting',
    states: {
      sitting: {
        description: '§4.2 hears evidence; nothing said here changes what is heard next',
        on: {
          frame: [
            {
              description: '§4.3, A2 in-branch: the notary attests a key',
              guard: 'isAttestation',
              actions: [
                {
                  type: 'effects',
                  params: ({ context, event }) => {
                    const found = attestation(context, event);
                    return found === undefined ? [] : attest(found, event);
                  },
                },
                'keepAttestation',
              ],
            },
            {
              description: '§5.2 TLS "providing the transaction record as proof"',
              guard: 'isConvinced',
              actions: [
                {
                  type: 'effects',
                  params: ({ context, event }) => [
                    ...(ruling(context, event) ?? []),
                    ...conviction(context, event),
                  ],
                },
                ...(comparesViews === true ? (['keepEntry'] as const) : []),
                ...(hasTerms ? (['keepTerms'] as const) : []),
              ],
            },
            {
              description: '§4.2 evidence that convinces nobody',
              actions: { type: 'refuse', params: { why: 'not convinced' } },
            },
          ],
        },
      },
    },
  });
}
