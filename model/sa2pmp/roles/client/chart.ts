/**
 * The phone's statechart (§5.1): key management beside business, as the paper's modules are.
 *
 * BLM takes the user's wishes, SM protects and checks (`security-module.ts`), KMM looks after the
 * key pair (`key-management-module.ts`), CM sends what they make (`communication-module.ts`).
 * Refuses every frame that the security module refuses or that the state does not await.
 */
import { type AnyStateMachine, and, stateIn } from 'xstate';
import { rotatesTokens } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { clientEffects } from './effects.ts';
import { keysRegion } from './keys-region.ts';
import { clientSetup } from './setup.ts';

/**
 * The client role.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a `ClientInput`
 */
export function client<M>(setting: Setting<M>): AnyStateMachine {
  const does = clientEffects(setting);
  const chart = clientSetup(setting, does);
  // A token that went with an order is spent (A7 token-once): there is another with a new log-on.
  // P-TOK-1
  const withoutAnswer = rotatesTokens(setting.reading) ? 'loggedOff' : 'ready';
  return chart.createMachine({
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
      submitted: undefined,
      receipt: undefined,
    }),
    type: 'parallel',
    on: {
      frame: [
        {
          description: '§4.2 "provide the transaction records as proof": the log shows a record',
          guard: 'isInCourt',
          actions: { type: 'effects', params: (scope) => does.inCourt(scope) },
        },
        {
          description: '§5.1 SM: a frame that is not awaited or does not check is dropped',
          actions: { type: 'refuse', params: { why: 'not awaited or not understood' } },
        },
      ],
      proveResult: {
        description: '§5.2 "result information": the customer holds the bank to it (W24)',
        guard: 'isInCourt',
        actions: { type: 'effects', params: (scope) => does.inCourt(scope) },
      },
      proveSubmission: {
        description: '§4.2 "transaction records as proof" that the gateway took an order (W25)',
        guard: 'isInCourt',
        actions: { type: 'effects', params: (scope) => does.inCourt(scope) },
      },
      dispute: {
        description: '§4.2 "If a user refuses to admit participating in a mobile transaction"',
        guard: 'isInCourt',
        actions: { type: 'effects', params: (scope) => does.inCourt(scope) },
      },
    },
    states: {
      keys: keysRegion(chart, does),
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
                actions: [
                  {
                    type: 'effects',
                    params: ({ context, event }) => does.sendLogOn(context, event),
                  },
                  'keepLogOnKey',
                ],
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
                actions: [
                  { type: 'effects', params: (scope) => does.commitSession(scope) },
                  'keepToken',
                ],
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
              logOn: {
                description: '§5.2 AS item 1: logs on again to have a notice confirmed (A27)',
                guard: and(['mayLogOn', stateIn({ keys: 'noticed' })]),
                target: 'loggingOn',
                actions: [
                  {
                    type: 'effects',
                    params: ({ context, event }) => does.sendLogOn(context, event),
                  },
                  'keepLogOnKey',
                ],
              },
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
                  'keepAnswer',
                  'forget',
                ],
              },
              timeout: [
                {
                  description: 'R7 abort-resolve: no answer came (§5.1 CM); the log is asked',
                  guard: 'resolves',
                  target: 'resolving',
                  actions: { type: 'effects', params: (scope) => does.askAbort(scope) },
                },
                {
                  description: '§5.1 CM: no answer came; paid or not is unknown (W25)',
                  target: withoutAnswer,
                  actions: [{ type: 'effects', params: (scope) => does.giveUp(scope) }, 'forget'],
                },
              ],
            },
          },
          // P-ABT-4: no order is sent from here
          resolving: {
            description: 'R7 abort-resolve: the log says what has become of the order (§4.2)',
            on: {
              frame: [
                {
                  description: '§5.2 BLS: the result arrives after all (A17, R7)',
                  guard: 'isResult',
                  target: 'ready',
                  actions: [
                    { type: 'effects', params: (scope) => does.commitResult(scope) },
                    'keepAnswer',
                    'forget',
                  ],
                },
                {
                  description: 'R7 abort-resolve: the log takes no record of it (§4.2): given up',
                  guard: 'isAborted',
                  target: withoutAnswer,
                  actions: [{ type: 'effects', params: (scope) => does.giveUp(scope) }, 'forget'],
                },
                {
                  description: 'R7 abort-resolve: the log has its record (§4.2): the order stands',
                  // P-ABT-6
                  guard: 'isRecorded',
                  target: withoutAnswer,
                  actions: [{ type: 'effects', params: (scope) => does.resolve(scope) }, 'forget'],
                },
              ],
              timeout: {
                description: 'R7 abort-resolve: no answer of the log either (§5.1 CM); asked again',
                actions: { type: 'effects', params: (scope) => does.askAbort(scope) },
              },
            },
          },
        },
      },
    },
  });
}
