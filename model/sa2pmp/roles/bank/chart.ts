/**
 * The bank's statechart for one customer account, its regions the servers of figure 5(B): KMS, AS
 * and BLS (§5.2). The transaction log server stands on the gateway and has a chart of its own.
 *
 * Refuses every frame that no server takes; the cause goes to the operator's log.
 */
import type { AnyStateMachine } from 'xstate';
import type { Setting } from '../../setting.ts';
import { businessRegion } from './business-region.ts';
import { bankEffects } from './effects.ts';
import { issuePackage } from './key-management-server.ts';
import { bankSetup } from './setup.ts';

/**
 * The bank role, for one account.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a `BankInput`
 */
export function bank<M>(setting: Setting<M>): AnyStateMachine {
  const does = bankEffects(setting);
  const chart = bankSetup(setting, does);
  return chart.createMachine({
    id: 'bank',
    description: '§5.2 mobile banking server architecture, figure 5(B)',
    context: ({ input }) => ({
      ...input,
      publicKey: undefined,
      archived: [],
      release: 0,
      releaseKey: undefined,
      issuedKey: undefined,
      renewing: false,
      blocked: false,
      loggedOnAt: undefined,
      unlogged: [],
      token: undefined,
      challenge: undefined,
      seen: [],
      counter: 0,
      job: undefined,
    }),
    type: 'parallel',
    on: {
      frame: [
        {
          description:
            '§4.2 "provide the transaction records as proof": summoned, or shown a record',
          guard: 'isPleading',
          actions: [{ type: 'effects', params: (scope) => does.plead(scope) }, 'keepPlea'],
        },
        {
          description: '§5.2 AS: what does not pass is no legal business message',
          actions: { type: 'refuse', params: (scope) => ({ why: does.why(scope) }) },
        },
      ],
      sue: {
        description: '§4.2 "If a user refuses to admit participating in a mobile transaction"',
        guard: 'isPleading',
        actions: [{ type: 'effects', params: (scope) => does.plead(scope) }, 'keepPlea'],
      },
      block: {
        description: 'A28 block-by-call: the customer calls; §5.2 no server takes anything more',
        guard: 'mayBlock',
        actions: 'block',
      },
    },
    states: {
      KMS: {
        description: '§5.2 Key Management Server: "receipt and storage of the public key"',
        initial: 'keyless',
        on: {
          issue: {
            description: '§4.3 "users would be issued the key along with the application package"',
            actions: [
              'keepRelease',
              {
                type: 'effects',
                params: ({ context, event }) => issuePackage(setting, context, event.fresh),
              },
            ],
          },
          frame: {
            description: '§4.3 "public key depository", written to by who sits inside (W11)',
            guard: 'isDepositoryEntry',
            target: '.registered',
            actions: [{ type: 'effects', params: (scope) => does.enterKey(scope) }, 'keepKey'],
          },
        },
        states: {
          keyless: {
            description: '§4.3 no public key of this customer in the depository',
            on: {
              frame: [
                {
                  description: '§4.3 "stored in a public key depository"',
                  guard: 'isRegistration',
                  target: 'registered',
                  actions: [
                    { type: 'effects', params: (scope) => does.storeRegistered(scope) },
                    'keepKey',
                  ],
                },
                {
                  description: '§4.2 the key comes with the first order (A1 first-use)',
                  guard: 'isFirstUse',
                  target: 'registered',
                },
              ],
            },
          },
          // P-REG-6: no registration is taken here
          registered: {
            description:
              '§4.3 "This will only take place once unless a renewed key pair is requested"',
            on: {
              expire: {
                description: '§4.3 "renewal of a key pair must initiated by the banking server"',
                target: 'renewing',
                actions: [
                  { type: 'effects', params: (scope) => does.renew(scope) },
                  'keepRenewal',
                  'forgetFirstUse',
                ],
              },
            },
          },
          renewing: {
            description: '§4.3 "A key pair will eventually expire": notice sent, old key in force',
            on: {
              frame: [
                {
                  description: '§4.3 the renewed public key replaces the old one (A26)',
                  guard: 'isRegistration',
                  target: 'registered',
                  actions: [
                    { type: 'effects', params: (scope) => does.storeRegistered(scope) },
                    'keepKey',
                  ],
                },
                {
                  description: '§4.2 the renewed key comes with the next order (A1 first-use)',
                  guard: 'isFirstUse',
                  target: 'registered',
                },
              ],
            },
          },
        },
      },
      AS: {
        description: '§5.2 Authentication Server',
        initial: 'loggedOff',
        on: {
          frame: {
            description: 'A7 challenge: §5.2 AS gives one out',
            guard: 'isChallengeRequest',
            actions: [
              { type: 'effects', params: (scope) => does.sendChallenge(scope) },
              'keepChallenge',
            ],
          },
        },
        states: {
          loggedOff: {
            description: '§5.2 AS item 1: nobody has logged on to the account',
            on: {
              frame: {
                description: '§5.2 AS item 1 "checking for userid/password legality"',
                guard: 'isLogOn',
                target: 'loggedOn',
                actions: [
                  { type: 'effects', params: (scope) => does.sendWelcome(scope) },
                  'keepToken',
                ],
              },
            },
          },
          loggedOn: {
            description: '§5.2 AS item 1: somebody has; a new log-on starts a new session',
            on: {
              frame: {
                description: '§5.2 AS item 1 "checking for userid/password legality"',
                guard: 'isLogOn',
                actions: [
                  { type: 'effects', params: (scope) => does.sendWelcome(scope) },
                  'keepToken',
                ],
              },
            },
          },
        },
      },
      BLS: businessRegion(chart, does),
    },
  });
}
