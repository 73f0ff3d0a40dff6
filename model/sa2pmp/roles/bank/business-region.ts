/**
 * The region of the bank's chart that has legal orders executed (§5.2 BLS), recorded first where the
 * log decides (R7).
 */
import type { BankEffects } from './effects.ts';
import type { bankSetup } from './setup.ts';

/** The region. */
export function businessRegion<M>(chart: ReturnType<typeof bankSetup<M>>, does: BankEffects<M>) {
  return chart.createStateConfig({
    description: '§5.2 Business Logic Server',
    initial: 'idle',
    on: {
      frame: {
        description: '§5.2 "interacts with the regular bank", past BLS by who sits inside (W11)',
        guard: 'isLedgerEntry',
        actions: [
          { type: 'effects', params: (scope) => does.enterPosting(scope) },
          ...(does.keepsPostings ? (['keepEntered'] as const) : []),
        ],
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
              actions: [{ type: 'effects', params: (scope) => does.acceptOrder(scope) }, 'keepJob'],
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
              actions: [
                { type: 'effects', params: (scope) => does.acceptRecorded(scope) },
                'keepWord',
              ],
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
  });
}
