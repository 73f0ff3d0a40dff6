/**
 * A protocol small enough to know by hand what breaks it: ann sends ben a nonce under their key,
 * ben sends it back in the clear, and ann takes that for ben's answer.
 */
import { assign, setup } from 'xstate';
import type { Algebra } from '../algebra.ts';
import type { Effect, FrameStep, RoleEvent } from '../effect.ts';
import { shape } from '../shape.ts';
import type { Party, System } from '../system.ts';

/** What is sealed for ben. */
export const CHALLENGE = shape(['challenge-message', 1], { nonce: 'nonce' });
const REPLY = shape(['reply', 2], { nonce: 'nonce' });

interface Memory<M> {
  readonly name: string;
  readonly key: M;
  readonly account: M;
  readonly nonce: M | undefined;
}

const send = <M>(from: string, to: string, message: M): Effect<M> => ({
  effect: 'send',
  channel: 'wireless',
  hop: to,
  from,
  to,
  message,
  note: '',
});

const state = <M>(claim: 'running' | 'commit' | 'secret', at: Memory<M>, value: M): Effect<M> => ({
  effect: 'claim',
  claim,
  about: 'echo',
  account: at.account,
  values: [value],
});

function charts<M>(algebra: Algebra<M>) {
  const opened = ({ key }: Memory<M>, event: RoleEvent<M>): M | undefined =>
    algebra.open(key, CHALLENGE, (event as FrameStep<M>).message)?.nonce;
  const replied = (event: RoleEvent<M>): M | undefined =>
    algebra.decode(REPLY, (event as FrameStep<M>).message)?.nonce;
  const nonceFrom = (fresh: M): M => algebra.derive(fresh, 'nonce');
  const asked = (at: Memory<M>, { fresh }: RoleEvent<M>): readonly Effect<M>[] => {
    const nonce = nonceFrom(fresh);
    const box = algebra.seal(
      at.key,
      algebra.derive(fresh, 'iv'),
      algebra.encode(CHALLENGE, { nonce }),
    );
    return [state('secret', at, nonce), send(at.name, 'ben', box)];
  };
  const echoed = (at: Memory<M>, event: RoleEvent<M>): readonly Effect<M>[] => {
    const nonce = opened(at, event);
    if (nonce === undefined) return [];
    return [state('running', at, nonce), send('ben', 'ann', algebra.encode(REPLY, { nonce }))];
  };
  const roles = setup({
    types: {
      context: {} as Memory<M>,
      events: {} as RoleEvent<M>,
      input: {} as Memory<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      forget: assign({ nonce: undefined }),
      keep: assign({ nonce: ({ event }) => nonceFrom(event.fresh) }),
    },
    guards: {
      isMine: ({ context, event }) => {
        const nonce = replied(event);
        return (
          nonce !== undefined && context.nonce !== undefined && algebra.equal(nonce, context.nonce)
        );
      },
      isForUs: ({ context, event }) => opened(context, event) !== undefined,
    },
  });
  const asker = roles.createMachine({
    context: ({ input }) => input,
    initial: 'ready',
    states: {
      ready: {
        on: {
          ask: {
            target: 'waiting',
            actions: [
              { type: 'effects', params: ({ context, event }) => asked(context, event) },
              'keep',
            ],
          },
        },
      },
      waiting: {
        on: {
          frame: {
            guard: 'isMine',
            target: 'ready',
            actions: [
              {
                type: 'effects',
                params: ({ context }) =>
                  context.nonce === undefined ? [] : [state('commit', context, context.nonce)],
              },
              'forget',
            ],
          },
        },
      },
    },
  });
  const echo = roles.createMachine({
    context: ({ input }) => input,
    on: {
      frame: {
        guard: 'isForUs',
        actions: { type: 'effects', params: ({ context, event }) => echoed(context, event) },
      },
    },
  });
  return { asker, echo };
}

/** The protocol with these askers, each asking as often as said. */
export function echoing(
  askers: readonly string[],
  times: number,
): <M>(algebra: Algebra<M>) => System<M> {
  return <M>(algebra: Algebra<M>): System<M> => {
    const { asker, echo } = charts(algebra);
    const key = algebra.derive(algebra.name('seed', 'shared'), 'key');
    const account = algebra.name('account', 'ann');
    const input = (name: string): Memory<M> => ({ name, key, account, nonce: undefined });
    const parties: readonly Party[] = [
      ...askers.map((name): Party => ({
        name,
        kind: 'client',
        machine: asker,
        input: input(name),
      })),
      { name: 'ben', kind: 'bank', machine: echo, input: input('ben') },
    ];
    const wishes = Array.from({ length: times }, () => ({ type: 'ask', values: {} }));
    return {
      parties,
      principals: [{ party: 'ann', account, honest: true }],
      opening: [],
      attackerAt: ['attacker'],
      agenda: Object.fromEntries(askers.map((name) => [name, wishes])),
      anytime: {},
      doors: parties.map(({ name }) => ({
        channel: 'wireless',
        hop: name,
        to: name,
        from: 'attacker',
        server: name === 'ben',
      })),
      publicValues: {},
      secrets: [{ kind: 'key', of: 'ann', heldBy: ['client', 'bank'], value: key }],
      root: algebra.name('seed', 'root'),
      answer: () => undefined,
      budget: { 'ben running echo': 2 },
    };
  };
}
