/**
 * The phone's statechart (§5.1): key management beside business, as the paper's modules are.
 *
 * BLM takes the user's wishes, SM protects and checks (`security-module.ts`), KMM looks after the
 * key pair (`key-management-module.ts`), CM sends what they make (`communication-module.ts`).
 * Refuses every frame that the security module refuses or that the state does not await.
 */
import { type AnyStateMachine, and, assign, setup, stateIn } from 'xstate';
import type { Effect } from '../../../core/effect.ts';
import { registersInSession } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import type { ClientContext, ClientEvent, ClientInput } from './context.ts';
import { clientEffects, wishOf } from './effects.ts';
import { generateKey } from './key-management-module.ts';

/**
 * The client role.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a {@link ClientInput}
 */
export function client<M>(setting: Setting<M>): AnyStateMachine {
  const { reading } = setting;
  const does = clientEffects(setting);

  return setup({
    types: {
      context: {} as ClientContext<M>,
      events: {} as ClientEvent<M>,
      input: {} as ClientInput<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      refuse: (_, _cause: { readonly why: string }) => undefined,
      install: assign({
        appPackage: (scope) => does.readIf(scope, 'package')?.appPackage,
      }),
      generateKey: assign({
        signingKey: ({ event }) => generateKey(setting, event.fresh),
      }),
      keepToken: assign({
        token: (scope) => does.readIf(scope, 'welcome')?.token,
      }),
      rememberOrder: assign(({ context, event }) => {
        const { order, request } = does.order(context, event);
        return { pending: { order, request }, counter: context.counter + 1, wish: undefined };
      }),
      keepWish: assign({ wish: ({ event }) => wishOf(setting, event) }),
      forget: assign({ pending: undefined, wish: undefined }),
    },
    guards: {
      isRegistered: stateIn({ keys: 'registered' }),
      isWish: ({ event }) => wishOf(setting, event) !== undefined,
      registersAtOnce: () => !registersInSession(reading),
      mayLogOn: ({ context }) =>
        context.appPackage !== undefined &&
        (reading.A13 !== 'signed' || context.signingKey !== undefined),
      isPackage: (scope) => does.readIf(scope, 'package') !== undefined,
      asksFirst: () => reading.A7 === 'challenge',
      isWelcome: (scope) => does.readIf(scope, 'welcome') !== undefined,
      isChallenge: (scope) => does.readIf(scope, 'challenge') !== undefined,
      isResult: (scope) => does.readIf(scope, 'result') !== undefined,
      isNotice: (scope) => does.readIf(scope, 'notice') !== undefined,
    },
  }).createMachine({
    id: 'client',
    description: '§5.1 SA2pMP mobile client architecture, figure 5(A)',
    context: ({ input }) => ({
      ...input,
      appPackage: undefined,
      signingKey: undefined,
      token: undefined,
      counter: 0,
      wish: undefined,
      pending: undefined,
    }),
    type: 'parallel',
    on: {
      frame: {
        description: '§5.1 SM: a frame that is not awaited or does not check is dropped',
        actions: { type: 'refuse', params: { why: 'not awaited or not understood' } },
      },
    },
    states: {
      keys: {
        description: '§4.3, §5.1 KMM: the key pair',
        initial: 'uninstalled',
        states: {
          uninstalled: {
            description:
              '§4.3 before "users would be issued the key along with the application package"',
            on: {
              frame: {
                description: '§4.3 the application package with the AES key is installed',
                guard: 'isPackage',
                target: 'keyless',
                actions: 'install',
              },
            },
          },
          keyless: {
            description: '§4.3 "no key exists yet in the system"',
            on: {
              start: [
                {
                  description: '§4.3 "a Key Generation function is called to generate a key pair"',
                  guard: 'registersAtOnce',
                  target: 'registered',
                  actions: [
                    'generateKey',
                    {
                      type: 'effects',
                      params: ({ context, event }) =>
                        does.registerWith(context, event, {
                          signingKey: context.signingKey,
                          previousKey: undefined,
                        }),
                    },
                  ],
                },
                {
                  description: '§4.3 the key is generated; A2 registers it in a session',
                  target: 'generated',
                  actions: 'generateKey',
                },
              ],
            },
          },
          generated: {
            description: '§4.3 a key pair that the bank does not know yet (A2 in-session)',
            on: {
              frame: {
                description: '§4.3 "the public key is transferred to the authentication server"',
                guard: and([stateIn({ business: 'loggingOn' }), 'isWelcome']),
                target: 'registered',
                actions: {
                  type: 'effects',
                  params: ({ context, event }) =>
                    does.registerWith(context, event, {
                      signingKey: context.signingKey,
                      previousKey: undefined,
                    }),
                },
              },
            },
          },
          registered: {
            id: 'registered',
            description: '§4.3 the public key has been sent to the bank',
            on: {
              frame: {
                description:
                  '§4.3 "a notice (such as SMS) must be sent … to generate a new key pair"',
                guard: 'isNotice',
                target: 'registered',
                actions: [
                  {
                    type: 'effects',
                    params: ({ context, event }) =>
                      does.registerWith(context, event, {
                        signingKey: generateKey(setting, event.fresh),
                        previousKey: context.signingKey,
                      }),
                  },
                  'generateKey',
                ],
              },
            },
          },
        },
      },
      business: {
        description: '§5.1 BLM and SM: log-on and orders',
        initial: 'loggedOff',
        states: {
          loggedOff: {
            description: '§5.2 AS item 1: before log-on',
            on: {
              logOn: {
                description: '§5.2 "checking for userid/password legality during log on"',
                guard: 'mayLogOn',
                target: 'loggingOn',
                actions: {
                  type: 'effects',
                  params: ({ context, event }) => does.sendLogOn(context, event),
                },
              },
            },
          },
          loggingOn: {
            description: '§5.2 AS item 1: userid and password sent, no answer yet',
            on: {
              frame: {
                description: '§5.2 the bank accepts the log-on (A13)',
                guard: 'isWelcome',
                target: 'ready',
                actions: 'keepToken',
              },
              timeout: {
                description: '§5.1 CM: no answer came',
                target: 'loggedOff',
              },
            },
          },
          ready: {
            description: "§5.1 BLM: waits for the user's request",
            on: {
              pay: [
                {
                  description: 'A7 challenge: the bank is asked for one first (§5.1 BLM)',
                  guard: and(['asksFirst', 'isRegistered', 'isWish']),
                  target: 'challenging',
                  actions: [
                    'keepWish',
                    { type: 'effects', params: (scope) => does.askChallenge(scope) },
                  ],
                },
                {
                  description: '§4.2 Equation (1)',
                  guard: and(['isRegistered', 'isWish']),
                  target: 'awaitingResult',
                },
              ],
              enquire: [
                {
                  description: 'A7 challenge: the bank is asked for one first (§5.1 BLM)',
                  guard: and(['asksFirst', 'isRegistered', 'isWish']),
                  target: 'challenging',
                  actions: [
                    'keepWish',
                    { type: 'effects', params: (scope) => does.askChallenge(scope) },
                  ],
                },
                {
                  description: '§5.1 BLM "business functions": an order that moves no money',
                  guard: and(['isRegistered', 'isWish']),
                  target: 'awaitingResult',
                },
              ],
            },
          },
          challenging: {
            description: 'A7 challenge: waits for it (§5.1 SM)',
            on: {
              frame: {
                description: '§4.2 Equation (1) with the challenge (A7)',
                guard: 'isChallenge',
                target: 'awaitingResult',
              },
              timeout: {
                description: '§5.1 CM: no answer came',
                target: 'ready',
                actions: 'forget',
              },
            },
          },
          awaitingResult: {
            description: '§5.2 "it responds by sending the result information"',
            entry: [{ type: 'effects', params: (scope) => does.sendOrder(scope) }, 'rememberOrder'],
            on: {
              frame: {
                description: '§5.2 BLS: the result arrives (A17)',
                guard: 'isResult',
                target: 'ready',
                actions: [
                  { type: 'effects', params: (scope) => does.commitResult(scope) },
                  'forget',
                ],
              },
              timeout: {
                description: '§5.1 CM: no answer came; paid or not is unknown (W25)',
                target: 'ready',
                actions: 'forget',
              },
            },
          },
        },
      },
    },
  });
}
