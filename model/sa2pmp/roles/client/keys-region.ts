/**
 * The region of the phone's chart that looks after the key pair (§4.3, §5.1 KMM).
 */
import { and, stateIn } from 'xstate';
import type { ClientEffects } from './effects.ts';
import type { clientSetup } from './setup.ts';

/** The region that looks after the key pair (§5.1 KMM). */
export function keysRegion<M>(chart: ReturnType<typeof clientSetup<M>>, does: ClientEffects<M>) {
  return chart.createStateConfig({
    description: '§4.3, §5.1 KMM: the key pair',
    initial: 'uninstalled',
    on: {
      frame: {
        description: '§4.3 a new application package takes the place of the old (A11, A25)',
        guard: 'isReissue',
        actions: 'install',
      },
    },
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
          frame: [
            {
              description: '§4.3 a notice that the next log-on is to confirm (A27)',
              guard: and(['checksNotices', 'isNotice']),
              target: 'noticed',
            },
            {
              description:
                '§4.3 "a notice (such as SMS) must be sent … to generate a new key pair"',
              guard: 'isNotice',
              target: 'registered',
              actions: [
                { type: 'effects', params: (scope) => does.renewKey(scope) },
                'generateKey',
              ],
            },
          ],
        },
      },
      noticed: {
        description: '§4.3 a notice came, and nobody else has said the same yet (A27)',
        on: {
          frame: [
            {
              description: '§4.3 "to generate a new key pair": the log-on confirms it (A27)',
              // P-RNW-3
              guard: and([stateIn({ business: 'loggingOn' }), 'isRenewal']),
              target: 'registered',
              actions: [
                { type: 'effects', params: (scope) => does.renewKey(scope) },
                'generateKey',
              ],
            },
            {
              description: '§4.3 the log-on does not confirm the notice, which is dropped (A27)',
              guard: and([stateIn({ business: 'loggingOn' }), 'isWelcome']),
              target: 'registered',
            },
          ],
        },
      },
    },
  });
}
