/**
 * What the phone's chart may do and ask, by name (§5.1); the chart says when.
 */
import { assign, or, setup, stateIn } from 'xstate';
import type { Effect } from '../../../core/effect.ts';
import { replyKeyOf } from '../../confidential.ts';
import {
  checksNotices,
  encapsulates,
  registersInSession,
  resolves,
  signsLogOn,
} from '../../reading.ts';
import type { Setting } from '../../setting.ts';
import { type ClientContext, type ClientEvent, type ClientInput, installed } from './context.ts';
import { type ClientEffects, wishOf } from './effects.ts';
import { newKey } from './key-management-module.ts';

/** What the chart may do and ask, by name. */
export function clientSetup<M>(setting: Setting<M>, does: ClientEffects<M>) {
  const { reading } = setting;

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
        signingKey: ({ context, event }) => newKey(setting, context, event.fresh),
      }),
      keepToken: assign({
        token: (scope) => does.readIf(scope, 'welcome')?.token,
        logOnKey: undefined,
      }),
      keepLogOnKey: assign({
        logOnKey: ({ context, event }) =>
          encapsulates(reading)
            ? replyKeyOf(setting, { appPackage: installed(context), fresh: event.fresh })
            : undefined,
      }),
      rememberOrder: assign(({ context, event }) => {
        const { frame, ...pending } = does.order(context, event);
        const submitted = setting.proceedings.disputes
          ? { order: pending.order, frame }
          : undefined;
        const counter = context.counter + 1;
        return { pending, counter, wish: undefined, submitted };
      }),
      // In one, so that the answer is opened and its signature verified once (`once` in step.ts).
      keepAnswer: assign((scope) => ({
        receipt: setting.proceedings.disputes ? does.receiptIn(scope) : undefined,
        token: does.readIf(scope, 'result')?.next ?? scope.context.token,
      })),
      keepWish: assign({ wish: ({ event }) => wishOf(setting, event) }),
      forget: assign({ pending: undefined, wish: undefined }),
    },
    guards: {
      isInCourt: (scope) => does.inCourt(scope).length > 0,
      isRegistered: or([stateIn({ keys: 'registered' }), stateIn({ keys: 'noticed' })]),
      isWish: ({ event }) => wishOf(setting, event) !== undefined,
      registersAtOnce: () => !registersInSession(reading),
      mayLogOn: ({ context }) =>
        context.appPackage !== undefined &&
        (!signsLogOn(reading) || context.signingKey !== undefined),
      isPackage: (scope) => does.readIf(scope, 'package') !== undefined,
      asksFirst: () => reading.A7 === 'challenge',
      isWelcome: (scope) => does.readIf(scope, 'welcome') !== undefined,
      isChallenge: (scope) => does.readIf(scope, 'challenge') !== undefined,
      isResult: (scope) => does.readIf(scope, 'result') !== undefined,
      resolves: () => resolves(reading),
      isAborted: (scope) => does.readIf(scope, 'resolution')?.outcome === 'aborted',
      isRecorded: (scope) => does.readIf(scope, 'resolution')?.outcome === 'recorded',
      isNotice: (scope) => does.readIf(scope, 'notice') !== undefined,
      checksNotices: () => checksNotices(reading),
      isRenewal: (scope) => does.readIf(scope, 'welcome')?.renews === true,
      isReissue: ({ context, event }) =>
        context.appPackage !== undefined &&
        does.readIf({ context, event }, 'package') !== undefined,
    },
  });
}
