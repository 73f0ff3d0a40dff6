/**
 * A witness of the log (C2SP tlog-witness, RFC 9162; A20 merkle): cosigns a head that follows the
 * one it cosigned last, and no other, so that two views of one log cannot both be cosigned. The
 * judge asks it in person, having verified the log's signature on the entry.
 *
 * The paper has none; it knows the operator as "third trusted auditor" (§4.2).
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect, FrameStep } from '../../core/effect.ts';
import { once } from '../../core/step.ts';
import { type Head, headOf } from '../court/evidence.ts';
import type { Setting } from '../setting.ts';
import { sign } from './signing.ts';

/** What a witness is set up with. */
export interface WitnessInput<M> {
  /** Its own address. */
  readonly address: string;
  /** Its signing key. */
  readonly signingKey: M;
  /** The account under which its statements are filed: a log is about no single customer. */
  readonly account: M;
}

/** A witness's memory. */
export interface WitnessContext<M> extends WitnessInput<M> {
  /** The digest of the head cosigned last. */
  readonly last: M | undefined;
}

/** A head, and the request to cosign it. */
interface Watched<M> extends Head<M> {
  readonly request: M;
}

/** The head of an entry; `undefined` when it has none, or follows another than the last. */
function following<M>(
  setting: Setting<M>,
  { last }: WitnessContext<M>,
  message: M,
): Head<M> | undefined {
  const { algebra, messages, check } = setting;
  const entry = algebra.decode(messages.entry, message);
  const head = entry && headOf(setting, entry);
  if (head === undefined) return undefined;
  // The log is taken up where the witness is first shown it.
  const follows = (): boolean => last === undefined || algebra.equal(head.previous, last);
  // P-REC-4
  return check('witness-extends', follows) ? head : undefined;
}

/** The head to be cosigned; `undefined` when what arrives is none, or does not follow the last. */
function readHead<M>(
  setting: Setting<M>,
  context: WitnessContext<M>,
  { channel, message: request }: FrameStep<M>,
): Watched<M> | undefined {
  const { algebra, messages } = setting;
  if (channel !== 'branch') return undefined;
  const asked = algebra.decode(messages.headRequest, request);
  const head = asked && following(setting, context, asked.entry);
  return head && { ...head, request };
}

/** Whether it would cosign the head that it is asked about; `undefined` when it is asked about none. */
function sayWhether<M>(
  setting: Setting<M>,
  context: WitnessContext<M>,
  { channel, from: to, message: request }: FrameStep<M>,
): readonly Effect<M>[] | undefined {
  const { algebra, messages } = setting;
  const inquiry = channel === 'branch' ? algebra.decode(messages.headInquiry, request) : undefined;
  if (inquiry === undefined) return undefined;
  const would = following(setting, context, inquiry.entry) !== undefined;
  const message = algebra.encode(would ? messages.willing : messages.unwilling, { request });
  const note = would ? 'would cosign' : 'would not cosign';
  return [{ effect: 'send', channel, hop: to, from: context.address, to, message, note }];
}

/** The cosignature, and the statement of it. */
function cosign<M>(
  setting: Setting<M>,
  { address: from, signingKey: key, account }: WitnessContext<M>,
  { head, event }: { readonly head: Watched<M>; readonly event: FrameStep<M> },
): readonly Effect<M>[] {
  const { algebra, messages } = setting;
  const signature = sign(setting, { key, fresh: event.fresh }, head.head);
  const message = algebra.encode(messages.cosigned, { request: head.request, signature });
  const { from: to, channel } = event;
  return [
    {
      effect: 'claim',
      claim: 'did',
      about: 'cosigned',
      account,
      values: [head.digest, head.previous],
    },
    { effect: 'send', channel, hop: to, from, to, message, note: 'cosigned head' },
  ];
}

/**
 * The witness role.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a {@link WitnessInput}
 */
export function witness<M>(setting: Setting<M>): AnyStateMachine {
  const head = once((context: WitnessContext<M>, event: FrameStep<M>) =>
    readHead(setting, context, event),
  );
  return setup({
    types: {
      context: {} as WitnessContext<M>,
      events: {} as FrameStep<M>,
      input: {} as WitnessInput<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      refuse: (_, _cause: { readonly why: string }) => undefined,
      keepHead: assign(({ context, event }) => ({
        last: head(context, event)?.digest ?? context.last,
      })),
    },
    guards: {
      isHead: ({ context, event }) => head(context, event) !== undefined,
      isAsked: ({ context, event }) => sayWhether(setting, context, event) !== undefined,
    },
  }).createMachine({
    id: 'witness',
    description: '§4.2 "third trusted auditor"; here one who need not be trusted with the log',
    context: ({ input }) => ({ ...input, last: undefined }),
    initial: 'watching',
    states: {
      watching: {
        description: '§5.2 A20 merkle: sees the heads of the log one after the other',
        on: {
          frame: [
            {
              description: '§5.2 A20 merkle: a head that follows the last one',
              guard: 'isHead',
              actions: [
                {
                  type: 'effects',
                  params: ({ context, event }) => {
                    const found = head(context, event);
                    return found === undefined
                      ? []
                      : cosign(setting, context, { head: found, event });
                  },
                },
                'keepHead',
              ],
            },
            {
              description: '§5.2 A20 merkle: asked whether it would cosign a head, says so',
              guard: 'isAsked',
              actions: {
                type: 'effects',
                params: ({ context, event }) => sayWhether(setting, context, event) ?? [],
              },
            },
            {
              description: '§5.2 A20 merkle: what is no head, or follows another, is not cosigned',
              actions: { type: 'refuse', params: { why: 'does not follow the last head' } },
            },
          ],
        },
      },
    },
  });
}
