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
import { once } from '../core/step.ts';
import { judgeReceipt, judgeSubmission } from './court/causes.ts';
import type { JudgeContext, JudgeEvent, JudgeInput } from './court/context.ts';
import {
  type Convinced,
  headOf,
  headRequestFor,
  judgeCosigned,
  judgeEvidence,
  statedOf,
} from './court/evidence.ts';
import type { Cause } from './proceedings.ts';
import { provesPossession } from './reading.ts';
import type { Setting } from './setting.ts';

export type { JudgeInput } from './court/context.ts';

/** What a judge does on hearing something; `undefined` when it convinces nobody. */
type Ruling<M> = readonly Effect<M>[] | undefined;

/** The binding that the notary attests: of a key whose owner has shown it, where that is asked (R2). */
function attestedBy<M>(
  { algebra, messages, reading, check }: Setting<M>,
  message: M,
): M | undefined {
  const registration = algebra.decode(messages.registration, message);
  const bound = registration && algebra.decode(messages.keyBinding, registration.binding);
  if (registration === undefined || bound === undefined) return undefined;
  const { binding, proof } = registration;
  const proves = (): boolean =>
    !provesPossession(reading) ||
    (proof !== undefined && algebra.verify(bound.publicKey, binding, proof));
  return check('attestation-proof', proves) ? binding : undefined;
}

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

/** Asks the witness whether the head of the log that is shown follows those that it knows. */
function askWitness<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { message: shown, to: from }: FrameStep<M>,
): Ruling<M> {
  const { witness } = context;
  const message = headRequestFor(setting, context, shown);
  if (witness === undefined || message === undefined) return undefined;
  const { address: to } = witness;
  const note = 'the head of the log, to be cosigned';
  return [{ effect: 'send', channel: 'branch', hop: to, from, to, message, note }];
}

/** The verdict, and the head of the log by which it is given, read out for all in court (A20). */
function given<M>(
  setting: Setting<M>,
  found: Convinced<M>,
  { to: from }: FrameStep<M>,
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

/** What the judge does on the witness's answer, which comes in person. */
function hearWitness<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  event: FrameStep<M>,
): Ruling<M> {
  if (context.witness?.address !== event.from) return undefined;
  const found = judgeCosigned(setting, context, event.message);
  return found === undefined ? undefined : given(setting, found, event);
}

/** Whom a bank's answer to a summons has answer: the customer whom its evidence blames, or itself. */
function judgePlea<M>(setting: Setting<M>, context: JudgeContext<M>, message: M): Ruling<M> {
  const { algebra, messages } = setting;
  const liable = (account: M): Ruling<M> => [
    { effect: 'claim', claim: 'judged', about: 'bank', account, values: [] },
  ];
  const silent = algebra.decode(messages.noPlea, message);
  if (silent !== undefined) return liable(silent.accid);
  const plea = algebra.decode(messages.plea, message);
  if (plea === undefined) return undefined;
  const found = judgeEvidence(setting, context, plea.evidence);
  return found !== undefined && algebra.equal(found.account, plea.accid)
    ? statedOf(setting, found)
    : liable(plea.accid);
}

/** What the judge does on hearing something in court. */
function rule<M>(setting: Setting<M>, context: JudgeContext<M>, event: FrameStep<M>): Ruling<M> {
  const { disputes, hears } = setting.proceedings;
  const { channel, message } = event;
  if (channel === 'branch') return hearWitness(setting, context, event);
  if (channel !== 'court') return undefined;
  const causes: Readonly<Record<Cause, () => Ruling<M>>> = {
    origin: () => {
      const found = judgeEvidence(setting, context, message);
      return found === undefined
        ? askWitness(setting, context, event)
        : given(setting, found, event);
    },
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
  const ruling = once((context: JudgeContext<M>, event: FrameStep<M>) =>
    rule(setting, context, event),
  );
  const attestation = once((context: JudgeContext<M>, { channel, message }: FrameStep<M>) =>
    channel === 'branch' ? attestedBy(setting, message) : undefined,
  );

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
        const binding = attestation(context, event);
        return {
          attested: binding === undefined ? context.attested : [...context.attested, binding],
        };
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
              actions: 'keepAttestation',
            },
            {
              description: '§5.2 TLS "providing the transaction record as proof"',
              guard: 'isConvinced',
              actions: {
                type: 'effects',
                params: ({ context, event }) => ruling(context, event) ?? [],
              },
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
