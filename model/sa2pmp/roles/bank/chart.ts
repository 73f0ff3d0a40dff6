/**
 * The bank's statechart for one customer account, its regions the servers of figure 5(B): KMS, AS
 * and BLS (§5.2). The transaction log server stands on the gateway and has a chart of its own.
 *
 * Refuses every frame that no server takes; the cause goes to the operator's log.
 */
import { type AnyStateMachine, assign, setup } from 'xstate';
import type { Effect } from '../../../core/effect.ts';
import { checksNotices, reissuesPackage, resolves, rotatesTokens } from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { sessionToken } from './log-on.ts';
import { nextToken, type Status } from './business-logic-server.ts';
import type { BankContext, BankEvent, BankInput } from './context.ts';
import { type BankEffects, bankEffects } from './effects.ts';
import {
  firstRelease,
  issuePackage,
  keyChange,
  nextRelease,
  released,
} from './key-management-server.ts';

/** What the chart may do and ask, by name. */
function bankSetup<M>(setting: Setting<M>, does: BankEffects<M>) {
  const { algebra, reading } = setting;

  return setup({
    types: {
      context: {} as BankContext<M>,
      events: {} as BankEvent<M>,
      input: {} as BankInput<M>,
    },
    actions: {
      effects: (_, _effects: readonly Effect<M>[]) => undefined,
      refuse: (_, _cause: { readonly why: string }) => undefined,
      keepKey: assign(({ context, event }) => {
        const entered =
          does.readIf({ context, event }, 'registration') ??
          does.readIf({ context, event }, 'depository-entry');
        return keyChange(setting, context, entered?.publicKey);
      }),
      keepToken: assign(({ context, event }) => {
        const trace = does.readIf({ context, event }, 'log-on')?.trace;
        return {
          // P-LGN-7
          token: sessionToken(setting, event.fresh),
          loggedOnAt: reading.A37 === 'one' ? event.at : undefined,
          seen: trace === undefined ? context.seen : [...context.seen, trace],
        };
      }),
      keepRelease: assign(({ event }) => firstRelease(setting, event.fresh)),
      keepRenewal: assign(({ context, event }) => ({
        ...(reissuesPackage(reading) ? released(nextRelease(setting, context, event.fresh)) : {}),
        renewing: checksNotices(reading),
      })),
      keepUnlogged: assign(({ context, event }, { status }: { readonly status: Status }) => ({
        unlogged:
          reading.A23 === 'asynchronous'
            ? [...context.unlogged, does.finished({ context, event }, status)]
            : context.unlogged,
      })),
      dropUnlogged: assign({ unlogged: [] }),
      block: assign({ blocked: true }),
      keepChallenge: assign({ challenge: ({ event }) => algebra.derive(event.fresh, 'challenge') }),
      keepJob: assign(({ context, event }) => {
        const job = does.newJob(context, event);
        return {
          job,
          seen: job.trace === undefined ? context.seen : [...context.seen, job.trace],
          counter: job.counter,
          challenge: undefined,
          // P-ORD-7
          token: rotatesTokens(reading) ? undefined : context.token,
          publicKey: reading.A1 === 'first-use' ? job.publicKey : context.publicKey,
        };
      }),
      dropJob: assign({ job: undefined }),
      keepNextToken: assign(({ context, event }) => ({
        token: nextToken(setting, event.fresh) ?? context.token,
      })),
      keepMatter: assign({ matter: (scope) => does.matter(scope) }),
      keepPlea: assign({ matter: (scope) => does.matterAfter(scope) }),
      forgetFirstUse: assign({
        publicKey: ({ context }) => (reading.A1 === 'first-use' ? undefined : context.publicKey),
      }),
    },
    guards: {
      isPleading: (scope) => does.isPleading(scope),
      isDepositoryEntry: (scope) => does.readIf(scope, 'depository-entry') !== undefined,
      isLedgerEntry: (scope) => does.readIf(scope, 'ledger-entry') !== undefined,
      mayBlock: ({ context }) => reading.A28 === 'block-by-call' && !context.blocked,
      hasUnlogged: ({ context }) => context.unlogged.length > 0,
      isRegistration: (scope) => does.readIf(scope, 'registration') !== undefined,
      isLogOn: (scope) => does.readIf(scope, 'log-on') !== undefined,
      isChallengeRequest: (scope) => does.readIf(scope, 'challenge-request') !== undefined,
      isFirstUse: (scope) =>
        reading.A1 === 'first-use' && does.readIf(scope, 'order') !== undefined,
      isOrder: (scope) => does.readIf(scope, 'order') !== undefined,
      isRecordable: (scope) => resolves(reading) && does.readIf(scope, 'order') !== undefined,
      isRecorded: (scope) => does.readIf(scope, 'resolution')?.outcome === 'recorded',
      isAborted: (scope) => does.readIf(scope, 'resolution')?.outcome === 'aborted',
    },
  });
}

/**
 * The bank role, for one account.
 *
 * @param setting - the algebra, the reading and the checks in force
 * @returns the chart; its input is a {@link BankInput}
 */
export function bank<M>(setting: Setting<M>): AnyStateMachine {
  const does = bankEffects(setting);
  return bankSetup(setting, does).createMachine({
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
      BLS: {
        description: '§5.2 Business Logic Server',
        initial: 'idle',
        on: {
          frame: {
            description:
              '§5.2 "interacts with the regular bank", past BLS by who sits inside (W11)',
            guard: 'isLedgerEntry',
            actions: { type: 'effects', params: (scope) => does.enterPosting(scope) },
          },
          report: {
            description: '§5.2 TLS: records go out at some time (A23 asynchronous)',
            guard: 'hasUnlogged',
            actions: [{ type: 'effects', params: (scope) => does.report(scope) }, 'dropUnlogged'],
          },
        },
        states: {
          idle: {
            description: '§5.2 BLS "handles all legal business requires"',
            on: {
              frame: [
                {
                  description: 'R7 abort-resolve: a legal order is recorded first (§5.2 TLS)',
                  guard: 'isRecordable',
                  target: 'recording',
                  actions: [
                    { type: 'effects', params: (scope) => does.submitRecord(scope) },
                    'keepJob',
                  ],
                },
                {
                  description:
                    '§5.2 "a legal business message … interpreted as to the original business request"',
                  guard: 'isOrder',
                  target: 'executing',
                  actions: [
                    { type: 'effects', params: (scope) => does.acceptOrder(scope) },
                    'keepJob',
                  ],
                },
              ],
            },
          },
          // P-ORD-1: no order is taken here
          recording: {
            description: 'R7 abort-resolve: waits for the log to say that it has the record (§5.2)',
            on: {
              frame: [
                {
                  description: 'R7 abort-resolve: the log has taken the record (§5.2 TLS)',
                  // P-ORD-8
                  guard: 'isRecorded',
                  target: 'executing',
                  actions: { type: 'effects', params: (scope) => does.acceptRecorded(scope) },
                },
                {
                  description: 'R7 abort-resolve: the order was given up before (§5.2 TLS)',
                  // P-ABT-5
                  guard: 'isAborted',
                  target: 'idle',
                  actions: 'dropJob',
                },
              ],
            },
          },
          executing: {
            description: '§5.2 BLS "interacts with the regular bank"',
            on: {
              executed: {
                description: '§5.2 "When BLS finishes processing a business job it responds"',
                target: 'idle',
                actions: [
                  { type: 'effects', params: (scope) => does.finish(scope, 'executed') },
                  'keepMatter',
                  { type: 'keepUnlogged', params: { status: 'executed' } },
                  'keepNextToken',
                  'dropJob',
                ],
              },
              declined: {
                description: '§5.2 BLS: the regular bank will not execute, and the client is told',
                target: 'idle',
                actions: [
                  { type: 'effects', params: (scope) => does.finish(scope, 'declined') },
                  { type: 'keepUnlogged', params: { status: 'declined' } },
                  'keepNextToken',
                  'dropJob',
                ],
              },
            },
          },
        },
      },
    },
  });
}
