import { describe, expect, test } from 'vitest';
import type { Term } from '../../core/term.ts';
import { proceedingsOf } from '../proceedings.ts';
import { givesReceipts, type Reading, readings } from '../reading.ts';
import type { CheckId } from '../setting.ts';
import { claimsIn, opened, pay, type Play, type Scene, sentBy } from '../testing/play.ts';

const receipts: Partial<Reading> = { A19: 'both', A20: 'signed' };

/** Alice is logged on, and parties may go to court by themselves. */
function litigious(changes: Partial<Reading> = receipts, omitted: readonly CheckId[] = []): Play {
  const proceedings = proceedingsOf({ disputes: true, court: true });
  return opened(changes, { court: true, proceedings, omitted });
}

const submissions = ({ events }: Scene): number =>
  claimsIn(events).filter(({ claim, about }) => claim === 'judged' && about === 'submission')
    .length;

describe.each([
  ['alone', receipts],
  ['repaired', readings.repaired],
] as const)('a receipt of the gateway, %s (A19 both, A20 signed)', (_, changes) => {
  // W25. Kills: a receipt that is not given, or that the judge does not take.
  test('proves that it took the order that it is for', () => {
    const p = litigious(changes);
    pay(p);
    expect(submissions(p.want('alice', 'proveSubmission'))).toBe(1);
  });

  test('is given for an order frame that it took, and for nothing else', () => {
    const p = litigious(changes);
    const frame = sentBy(pay(p), 'alice');
    const asked = (of: Term): boolean => {
      const request = p.algebra.encode(p.messages.receiptRequest, { frame: of });
      const { events } = p.put('court', 'log', request);
      return events.some((event) => event.kind === 'sent' && event.party === 'log');
    };
    expect(asked(frame)).toBe(true);
    expect(asked(p.algebra.name('order-frame', 'another'))).toBe(false);
  });

  // Kills: anybody's signature taken for the gateway's, a receipt for another frame.
  test('convinces nobody of another order, or with the signature of another', () => {
    const convinces = (how: 'frame' | 'signer' | 'as it is', omitted: readonly CheckId[] = []) => {
      const p = litigious(changes, omitted);
      const { algebra, messages: m } = p;
      const frame = sentBy(pay(p), 'alice');
      const fresh = algebra.name('seed', 'f');
      const gateway = logKey(p);
      const thief = algebra.derive(fresh, 'signing-key');
      const receipt = algebra.encode(m.frameReceipt, { frame: algebra.hash(frame) });
      const signature = algebra.sign(how === 'signer' ? thief : gateway, fresh, receipt);
      const shown = algebra.encode(m.frameSubmission, {
        accid: p.client().customer.accid,
        frame: how === 'frame' ? sentBy(pay(p, '20 CAD'), 'alice') : frame,
        signature,
      });
      return submissions(p.put('court', 'judge', shown)) === 1;
    };
    expect(convinces('as it is')).toBe(true);
    for (const how of ['frame', 'signer'] as const) {
      expect([convinces(how), convinces(how, ['evidence-log'])]).toEqual([false, true]);
    }
  });
});

test('a receipt is given by the choices that say so, and by no others', () => {
  const gives = (changes: Partial<Reading>): boolean =>
    givesReceipts({ ...readings.published, ...changes });
  expect(gives({ A19: 'both', A20: 'merkle' })).toBe(true);
  expect(gives(receipts)).toBe(true);
  expect(gives({ A19: 'both' })).toBe(false);
  expect(gives({ A20: 'signed' })).toBe(false);
});

test('the gateway keeps what it took and may give receipts for, and nothing where it gives none', () => {
  const taken = (changes: Partial<Reading>): number | undefined => {
    const p = litigious(changes);
    pay(p);
    pay(p, '20 CAD');
    return logContext(p).taken?.length;
  };
  expect(taken(receipts)).toBe(2);
  expect(taken({ A19: 'both' })).toBeUndefined();
});

/** What the log server remembers. */
function logContext(p: Play): { readonly signingKey: Term; readonly taken?: readonly Term[] } {
  const index = p.system.parties.findIndex(({ name }) => name === 'log');
  const context: unknown = p.locals()[index]?.snapshot.context;
  return context as ReturnType<typeof logContext>;
}

/** The log server's own key. */
function logKey(p: Play): Term {
  return logContext(p).signingKey;
}
