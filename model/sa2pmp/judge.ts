/**
 * The judge: evidence in, verdict out (§4.2 "provide the transaction records as proof").
 *
 * Hears whoever shows evidence and blames a customer for an order when the record supports it by
 * the reading's standard (A22). What the judge is told about keys comes with the evidence, from
 * the bank's depository, unless keys are handed over in a branch before a notary whom the judge
 * asks (A2 in-branch). Refuses evidence that does not bear the blame out.
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, FrameStep } from '../core/effect.ts';
import type { Fields } from '../core/shape.ts';
import { once } from '../core/step.ts';
import { businessNamed, movesMoney } from './business.ts';
import { type OpenedOrder, openOrder } from './composition.ts';
import { recordForm } from './reading.ts';
import type { Setting } from './setting.ts';

/** What a judge knows from the start. */
export interface JudgeInput<M> {
  /** The log server's verification key (A20 signed, merkle). */
  readonly logPublicKey: M;
}

/** A judge's memory. */
export interface JudgeContext<M> extends JudgeInput<M> {
  /** Key bindings that the notary attests (A2 in-branch). */
  readonly attested: readonly M[];
}

/** What the judge's chart receives. */
export type JudgeEvent<M> = FrameStep<M>;

/** A verdict: this account's owner ordered this. */
interface Blame<M> {
  readonly account: M;
  readonly order: M;
}

type Evidence<M> = Fields<'record', 'binding' | 'signature' | 'previous' | 'key', M>;

/** The key binding that counts: attested by the notary, or as shown. */
function acceptedBinding<M>(
  { algebra, reading, check }: Setting<M>,
  { attested }: JudgeContext<M>,
  shown: M | undefined,
): M | undefined {
  if (shown === undefined || reading.A2 !== 'in-branch') return shown;
  const isAttested = (): boolean => attested.some((binding) => algebra.equal(binding, shown));
  return check('evidence-binding', isAttested) ? shown : undefined;
}

/** The signed text that a record holds (A22, A31); `undefined` when it holds none. */
function signedIn<M>(
  setting: Setting<M>,
  content: M,
  key: M | undefined,
): Omit<OpenedOrder<M>, 'whole'> | undefined {
  const { algebra, messages, reading } = setting;
  if (recordForm(reading) === 'order-frame') {
    const frame = algebra.decode(messages.orderFrame, content);
    if (frame === undefined || key === undefined) return undefined;
    return openOrder(setting, key, frame);
  }
  const signed = algebra.decode(messages.signedOrder, content);
  return signed && { ...signed, signed: signed.text };
}

/**
 * Whether a message is an order that moves money, of a business that the bank offers: nobody is
 * blamed for an enquiry, or for having signed something else.
 */
function isOrder<M>({ algebra, messages, offers }: Setting<M>, message: M): boolean {
  const order = algebra.decode(messages.order, message);
  if (order === undefined) return false;
  return businessNamed(algebra, offers.filter(movesMoney), order.type) !== undefined;
}

/** The blame that a signed record bears out. */
function blameBySignature<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { evidence, content }: { readonly evidence: Evidence<M>; readonly content: M },
): Blame<M> | undefined {
  const { algebra, messages, check } = setting;
  const shown = acceptedBinding(setting, context, evidence.binding);
  const binding = shown === undefined ? undefined : algebra.decode(messages.keyBinding, shown);
  const signed = signedIn(setting, content, evidence.key);
  const text = signed && algebra.decode(messages.signedText, signed.text);
  if (binding === undefined || signed === undefined || text === undefined) return undefined;
  const verifies = (): boolean =>
    algebra.equal(text.clientId, binding.clientId) &&
    algebra.verify(binding.publicKey, signed.signed, signed.signature);
  if (!check('evidence-signature', verifies)) return undefined;
  const accused = algebra.decode(messages.clientId, text.clientId);
  if (accused === undefined || !isOrder(setting, text.order)) return undefined;
  return { account: accused.accid, order: text.order };
}

/** Whether the log server vouches for the record, where it signs (A20). */
function logVouches<M>(
  { algebra, messages, check }: Setting<M>,
  { logPublicKey }: JudgeContext<M>,
  evidence: Evidence<M>,
): boolean {
  const { record, previous, signature } = evidence;
  if (signature === undefined) return true;
  const entry = algebra.encode(messages.entry, { record, previous });
  return check('evidence-log', () => algebra.verify(logPublicKey, entry, signature));
}

/** The verdict on what is shown; `undefined` when it convinces nobody. */
function judgeEvidence<M>(
  setting: Setting<M>,
  context: JudgeContext<M>,
  { channel, message }: FrameStep<M>,
): Blame<M> | undefined {
  const { algebra, messages, reading } = setting;
  if (channel !== 'court') return undefined;
  const evidence = algebra.decode(messages.evidence, message);
  const record = evidence && algebra.decode(messages.record, evidence.record);
  if (evidence === undefined || record === undefined) return undefined;
  if (!logVouches(setting, context, evidence)) return undefined;
  if (recordForm(reading) !== 'order') {
    return blameBySignature(setting, context, { evidence, content: record.content });
  }
  const { accid, content } = record;
  if (accid === undefined || !isOrder(setting, content)) return undefined;
  return { account: accid, order: content };
}

/**
 * The judge role.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a {@link JudgeInput}
 */
export function judge<M>(setting: Setting<M>): AnyStateMachine {
  const { algebra, messages } = setting;
  const verdict = once((context: JudgeContext<M>, event: FrameStep<M>) =>
    judgeEvidence(setting, context, event),
  );
  const attestation = once((context: JudgeContext<M>, { channel, message }: FrameStep<M>) =>
    channel === 'branch' ? algebra.decode(messages.registration, message)?.binding : undefined,
  );
  const blame = (context: JudgeContext<M>, event: FrameStep<M>): readonly Effect<M>[] => {
    const found = verdict(context, event);
    if (found === undefined) return [];
    const { account, order } = found;
    return [{ effect: 'claim', claim: 'judged', about: 'order', account, values: [order] }];
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
        const binding = attestation(context, event);
        return {
          attested: binding === undefined ? context.attested : [...context.attested, binding],
        };
      }),
    },
    guards: {
      isAttestation: ({ context, event }) => attestation(context, event) !== undefined,
      isConvinced: ({ context, event }) => verdict(context, event) !== undefined,
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
                params: ({ context, event }) => blame(context, event),
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
