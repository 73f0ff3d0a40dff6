/**
 * What the bank's chart may do and ask, by name (§5.2); the chart says when.
 */
import { assign, setup } from 'xstate';
import type { Effect } from '../../../core/effect.ts';
import {
  checksNotices,
  reissuesPackage,
  resolves,
  rotatesTokens,
  showsWord,
} from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { sessionToken } from './log-on.ts';
import { isFrame } from '../frames.ts';
import { nextToken } from '../../tokens.ts';
import type { Status } from './business-logic-server.ts';
import type { BankContext, BankEvent, BankInput } from './context.ts';
import type { BankEffects } from './effects.ts';
import {
  attestedAfter,
  firstRelease,
  keyChange,
  nextRelease,
  released,
} from './key-management-server.ts';

/** What the chart may do and ask, by name. */
export function bankSetup<M>(setting: Setting<M>, does: BankEffects<M>) {
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
        const handedOver = does.readIf({ context, event }, 'registration');
        const entered = handedOver ?? does.readIf({ context, event }, 'depository-entry');
        return {
          ...keyChange(setting, context, entered?.publicKey),
          ...attestedAfter(setting, context, handedOver?.binding),
        };
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
      keepWord: assign(({ context: { job }, event }) => ({
        job:
          job !== undefined && showsWord(reading) && setting.proceedings.disputes && isFrame(event)
            ? { ...job, word: event.message }
            : job,
      })),
      dropJob: assign({ job: undefined }),
      keepNextToken: assign(({ context, event }) => ({
        token:
          (context.job && nextToken(setting, { ...context.job, fresh: event.fresh })) ??
          context.token,
      })),
      keepMatter: assign((scope) => does.matter(scope)),
      keepEntered: assign((scope) => does.ledgerEntered(scope)),
      keepPlea: assign((scope) => does.matterAfter(scope)),
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
